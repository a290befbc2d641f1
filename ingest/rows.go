package ingest

import (
	"fmt"
	"io"
	"strconv"

	"github.com/gocarina/gocsv"
)

// cells is one row as text. Columns that the file lacks are empty.
type cells struct {
	Code       string `csv:"kommunkod"`
	Name       string `csv:"kommun"`
	Commitment string `csv:"åtagande"`
	Level      string `csv:"nivå"`
	Action     string `csv:"åtgärd"`
	Status     string `csv:"status"`
	Comment    string `csv:"kommentar"`
	Decided    string `csv:"beslutsdatum"`
	Reference  string `csv:"diarienummer"`
	Link       string `csv:"länk"`
	Version    string `csv:"version"`
}

// csvTable is a header and some rows. It is a gocsv.CSVReader.
type csvTable [][]string

// Read returns the next row and io.EOF after the last.
func (t *csvTable) Read() ([]string, error) {
	if len(*t) == 0 {
		return nil, io.EOF
	}
	row := (*t)[0]
	*t = (*t)[1:]
	return row, nil
}

// ReadAll returns every row that is left.
func (t *csvTable) ReadAll() ([][]string, error) {
	rows := *t
	*t = nil
	return rows, nil
}

// decodeRows sets each row's cells by the header.
func decodeRows(t csvTable) ([]cells, error) {
	rows := len(t) - 1
	var out []cells
	if err := gocsv.UnmarshalCSV(&t, &out); err != nil {
		return nil, fmt.Errorf("decode rows: %w", err)
	}
	return out[:rows], nil
}

// plan is where in a record each of the cells stands; -1 is nowhere. gocsv makes it from the header once per file, by
// decoding a row that holds its own positions: setting every cell of every row by reflection would take longer than all else.
type plan struct {
	code, name, commitment, level, action, status, comment, decided, reference, link, version int
}

func newPlan(columns []string) (plan, error) {
	positions := make([]string, len(columns))
	for i := range columns {
		positions[i] = strconv.Itoa(i)
	}
	rows, err := decodeRows(csvTable{columns, positions})
	if err != nil {
		return plan{}, err
	}
	c := &rows[0]
	return plan{
		code: position(c.Code), name: position(c.Name), commitment: position(c.Commitment), level: position(c.Level),
		action: position(c.Action), status: position(c.Status), comment: position(c.Comment), decided: position(c.Decided),
		reference: position(c.Reference), link: position(c.Link), version: position(c.Version),
	}, nil
}

func position(cell string) int {
	n, err := strconv.Atoi(cell)
	if err != nil {
		return -1
	}
	return n
}

// fill sets the cells from a record, which may be shorter than the header.
func (p *plan) fill(c *cells, record []string) {
	c.Code, c.Name, c.Version = cellAt(record, p.code), cellAt(record, p.name), cellAt(record, p.version)
	c.Commitment, c.Level, c.Action = cellAt(record, p.commitment), cellAt(record, p.level), cellAt(record, p.action)
	c.Status, c.Comment, c.Link = cellAt(record, p.status), cellAt(record, p.comment), cellAt(record, p.link)
	c.Decided, c.Reference = cellAt(record, p.decided), cellAt(record, p.reference)
}

func cellAt(record []string, i int) string {
	if uint(i) >= uint(len(record)) {
		return ""
	}
	return record[i]
}
