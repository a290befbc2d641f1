package ingest

import (
	"strings"

	"pionjarkollen/data"
)

// formKind is how a table's columns say what its rows are about.
type formKind int

// A long table has one row per commitment or action; a wide one a row per municipality with a column per commitment; one with
// crosses a row per commitment with a column per level.
const (
	longForm formKind = iota
	wideForm
	crossForm
)

// formOf tells by the header which form a table is. What is neither wide nor has crosses is long, also when it is nothing at all.
func (m *matcher) formOf(cells []string) formKind {
	if len(cells) > maxColumns {
		return longForm
	}
	known := make(map[string]bool)
	for _, cell := range cells {
		if name := columnNamed(headerKey(cell)); name != "" {
			known[name] = true
		}
	}
	if known[colLevel] || known[colAction] || known[colStatus] {
		return longForm
	}
	e := m.editions[m.catalogue.Current().ID]
	if known[colCommitment] {
		if e.countLevels(cells) > 1 {
			return crossForm
		}
		return longForm
	}
	if n, named := e.countCommitments(cells); n > 1 && (named || known[colCode] || known[colName]) {
		return wideForm
	}
	return longForm
}

// countLevels counts the cells that name a level and nothing else.
func (em *editionMatcher) countLevels(cells []string) int {
	n := 0
	for _, cell := range cells {
		if columnNamed(headerKey(cell)) == "" && em.levelHeader(cell).value != nil {
			n++
		}
	}
	return n
}

// countCommitments counts the commitments that have a column of their own. named tells that one of them is more than a number.
func (em *editionMatcher) countCommitments(cells []string) (n int, named bool) {
	seen := make(map[*data.Commitment]bool)
	for _, cell := range cells {
		if columnNamed(headerKey(cell)) != "" {
			continue
		}
		column, read := em.wideHeader(cell)
		if read.value == nil || column != colLevel || seen[read.value] {
			continue
		}
		seen[read.value] = true
		named = named || strings.Trim(fold(cell), "0123456789. ") != ""
	}
	return len(seen), named
}

// recognised counts the cells of a row that some form of table has in its header.
func (m *matcher) recognised(cells []string) int {
	e := m.editions[m.catalogue.Current().ID]
	n := 0
	for _, cell := range cells {
		if columnNamed(headerKey(cell)) != "" {
			n++
		}
	}
	switch m.formOf(cells) {
	case wideForm:
		commitments, _ := e.countCommitments(cells)
		n += commitments
	case crossForm:
		n += e.countLevels(cells)
	case longForm:
	}
	return n
}

// formReader reads the rows of one table. Rows and findings are in the order of the records.
type formReader interface {
	head() *header
	free(at int) bool // whether a position holds free text
	reach() int       // how many cells a row has that ends with its last level
	read(r *rowReader, rec record) []Row
}

// newFormReader reads the header of a table in its form. The rows are looked at for the edition they name.
func newFormReader(m *matcher, kind formKind, first record, rows []record) formReader {
	switch kind {
	case wideForm:
		return newWideReader(m, first, rows)
	case crossForm:
		return newCrossReader(m, first)
	default:
		return &longReader{readHeader(first, layout{delimiter: '\t'})}
	}
}

// longReader reads a row per commitment or action.
type longReader struct{ header header }

func (f *longReader) head() *header { return &f.header }

func (f *longReader) reach() int { return f.header.reach }

func (f *longReader) free(i int) bool { return isFree(f.header.columns[i]) }

// isFree tells a column whose text is kept to the letter.
func isFree(column string) bool { return column == colComment || column == colReference }

func (f *longReader) read(r *rowReader, rec record) []Row {
	var c cells
	for i, cell := range rec.cells {
		c.set(f.header.columns[i], cell)
	}
	row := r.read(rec.line, &c)
	if row.Line == 0 {
		return nil
	}
	return []Row{row}
}

// set puts a cell in its column. A column without a name is not read.
func (c *cells) set(column, cell string) {
	switch column {
	case colCode:
		c.Code = cell
	case colName:
		c.Name = cell
	case colCommitment:
		c.Commitment = cell
	case colLevel:
		c.Level = cell
	case colAction:
		c.Action = cell
	case colStatus:
		c.Status = cell
	case colComment:
		c.Comment = cell
	case colDecided:
		c.Decided = cell
	case colReference:
		c.Reference = cell
	case colLink:
		c.Link = cell
	case colVersion:
		c.Version = cell
	}
}
