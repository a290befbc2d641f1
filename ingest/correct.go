package ingest

import (
	"slices"
	"strings"

	"pionjarkollen/data"
)

// ParseCorrected is ParseBytes with cells put right after the file was sent: each correction stands in place of what its cell held.
// Lines and columns stay those of the file as sent. A correction of a cell that the file does not have is left out; of several of the
// same cell the last counts.
func (r *Reader) ParseCorrected(raw []byte, corrections []data.Correction, limits Limits) (Submission, []Finding, error) {
	return parseFixed(raw, r.matcher, limits, newFixes(corrections))
}

// Grid is a file as the table its sender sees in a spreadsheet, with corrections in place.
type Grid struct {
	Header GridRow
	Rows   []GridRow // every record below the header, also those that were skipped; file order

	index   bool         // the first column only numbers the rows
	guarded map[int]bool // columns of a workbook whose texts need a guard in CSV
	split   string       // the delimiter for CSV, "" is gridDelimiter
}

// GridRow is one record. A row that is shorter than the header ends there.
type GridRow struct {
	Line    int // physical line in the file as sent; in a workbook the row's number
	Cells   []string
	Skipped bool // a title, remark, units row, total or the header once more, or emptied by corrections: no row of the table
}

// skips are the codes of findings that say that a record is no row of the table.
var skips = []Code{HeaderRepeated, ExplanationSkipped, TotalSkipped, NoteSkipped, RemarkSkipped}

// Grid shows the file as a table. It is false for what is no table that a person could put right cell by cell: a file of another
// kind, one that cannot be decoded, one with broken quotation, one that is larger than the limits. The texts are parts of raw: it must
// never change.
func (r *Reader) Grid(raw []byte, corrections []data.Correction, limits Limits) (Grid, bool) {
	fixed := newFixes(corrections)
	s, ok := r.matcher.sheet(raw, limits, fixed)
	if !ok {
		return Grid{}, false
	}
	_, findings, err := parseAny(raw, r.matcher, limits, fixed)
	if err != nil {
		return Grid{}, false
	}
	skipped := make(map[int]bool)
	for _, f := range findings {
		if slices.Contains(skips, f.Code) {
			skipped[f.Line] = true
		}
	}
	g := Grid{Header: GridRow{Line: s.first.line, Cells: s.first.cells}, Rows: make([]GridRow, len(s.rows)), index: s.header.index}
	for i, rec := range s.rows {
		g.Rows[i] = GridRow{Line: rec.line, Cells: rec.cells, Skipped: skipped[rec.line] || rec.blank()}
	}
	if s.book != nil {
		g.guarded = make(map[int]bool)
		for i := range s.first.cells {
			g.guarded[i] = s.free(i)
		}
	}
	if s.form == nil {
		g.split = s.splitOf(r.matcher, g)
	}
	return g, true
}

// Settle returns the corrections as they are kept: the last of each cell, in the order of the file, with the heading and what the cell
// held as the file has them. Those that change nothing, and those of cells that the file does not have, are left out.
func (r *Reader) Settle(raw []byte, corrections []data.Correction, limits Limits) []data.Correction {
	fixed := newFixes(corrections)
	sent, ok := r.matcher.sheet(raw, limits, nil)
	if !ok || fixed == nil {
		return nil
	}
	heading := sent.first.cells
	rows := slices.Concat(sent.above, []record{sent.first}, sent.rows)
	if now, ok := r.matcher.sheet(raw, limits, fixed); ok {
		for _, rec := range rows {
			if rec.line == now.first.line {
				heading = rec.cells
			}
		}
	}
	var out []data.Correction
	for _, rec := range rows {
		for _, c := range fixed[rec.line] {
			c.Heading, c.Sent = strings.Clone(cellAt(heading, c.Column)), strings.Clone(cellAt(rec.cells, c.Column))
			if c.Value != c.Sent {
				out = append(out, c)
			}
		}
	}
	return out
}
