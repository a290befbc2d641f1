package dashboard

import (
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// marks are what a draft's findings and corrections say about each line and cell.
type marks struct {
	r       *reading
	lines   map[int][]ingest.Finding
	rowMark map[int]string     // of whole rows
	cells   map[cellKey]string // "error" or "warning"
	changed map[cellKey]data.Correction
	touched map[int]bool   // lines with corrections
	alike   map[string]int // findings that say the same, by key
}

func newMarks(r *reading) *marks {
	m := &marks{
		r: r, lines: map[int][]ingest.Finding{}, rowMark: map[int]string{}, cells: map[cellKey]string{},
		changed: map[cellKey]data.Correction{}, touched: map[int]bool{}, alike: map[string]int{},
	}
	for _, f := range r.findings {
		if f.Line == 0 {
			continue
		}
		m.alike[findingKey(f)]++
		m.lines[f.Line] = append(m.lines[f.Line], f)
		if key, ok := findingCell(f); !ok {
			m.rowMark[f.Line] = worse(m.rowMark[f.Line], f.Severity)
		} else {
			m.cells[key] = worse(m.cells[key], f.Severity)
		}
	}
	for _, c := range r.kept.Corrections {
		m.changed[cellKey{c.Line, c.Column}] = c
		m.touched[c.Line] = true
	}
	return m
}

// findingCell is the cell that a finding is about, if it is about one.
func findingCell(f ingest.Finding) (cellKey, bool) {
	if f.Line == 0 || f.ColumnLetter() == "" {
		return cellKey{}, false
	}
	return cellKey{f.Line, f.ColumnIndex}, true
}

// worse is the mark of what is marked already and has a finding more.
func worse(mark string, s ingest.Severity) string {
	if mark == string(ingest.Error) {
		return mark
	}
	return string(s)
}

// open tells whether the cells of a line can be edited where they are shown.
func (m *marks) open(line int) bool { return len(m.lines[line]) > 0 || m.touched[line] }

// rowsBelowHeader is how many rows are shown where only the header has something to look at.
const rowsBelowHeader = 5

// rows are those to show: all, or those that have findings, have been put right, were asked for, or hold what was typed.
func (m *marks) rows(all bool, asked int, typed map[cellKey]string) []ingest.GridRow {
	if all {
		return m.r.grid.Rows
	}
	unsaved := map[int]bool{}
	for k := range typed {
		unsaved[k.line] = true
	}
	var rows []ingest.GridRow
	for _, row := range m.r.grid.Rows {
		if m.open(row.Line) || row.Line == asked || unsaved[row.Line] {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 && len(m.lines[m.r.grid.Header.Line]) > 0 { // the columns are what there is to look at
		return m.r.grid.Rows[:min(len(m.r.grid.Rows), rowsBelowHeader)]
	}
	return rows
}
