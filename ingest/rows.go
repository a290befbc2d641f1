package ingest

import (
	"fmt"
	"io"

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

// chunkRows is how many records are read at a time. Chunks do not depend on one another.
const chunkRows = 4096

// chunk is some consecutive records under the file's columns. It is a gocsv.CSVReader.
type chunk struct {
	rows  [][]string // the first is the header
	lines []int      // of rows[1:]
}

// Read returns the next row and io.EOF after the last.
func (c *chunk) Read() ([]string, error) {
	if len(c.rows) == 0 {
		return nil, io.EOF
	}
	row := c.rows[0]
	c.rows = c.rows[1:]
	return row, nil
}

// ReadAll returns every row that is left.
func (c *chunk) ReadAll() ([][]string, error) {
	rows := c.rows
	c.rows = nil
	return rows, nil
}

// decode sets each row's cells by the header.
func (c *chunk) decode() ([]cells, error) {
	var out []cells
	if err := gocsv.UnmarshalCSV(c, &out); err != nil {
		return nil, fmt.Errorf("decode rows: %w", err)
	}
	return out[:len(c.lines)], nil
}
