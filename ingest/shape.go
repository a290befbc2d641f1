package ingest

import (
	"slices"
	"strconv"

	"pionjarkollen/data"
)

// short reports a row about a commitment that ends before its level or status: it may have been cut off.
func (f *file) short(rec record) {
	if len(rec.cells) >= f.header.reach {
		return
	}
	if !f.answers(rec.cells) {
		return
	}
	f.report(Finding{
		Code: RowTooShort, Line: rec.line, Column: f.header.heading(f.header.columns[f.header.reach-1]), Value: rec.cells[len(rec.cells)-1],
		Args: []string{strconv.Itoa(len(rec.cells)), strconv.Itoa(len(f.header.columns))},
	})
}

// compact drops the records that were no rows. A file without any row says so.
func (f *file) compact() {
	f.rows = slices.DeleteFunc(f.rows, func(r Row) bool { return r.Line == 0 })
	n := len(f.rows)
	if f.brief != nil {
		if f.odd {
			f.brief.keep(func(r *data.ShortReport) bool { return r.Line > 0 })
		}
		n = len(f.brief.rows)
	}
	if f.count > 0 && n == 0 && Accepted(f.findings) {
		f.report(Finding{Code: NoRows})
	}
}

// above reports rows above the header that look like the table's own: they were passed over.
func (f *file) above(l layout) {
	for _, rec := range l.above {
		if f.answers(rec.cells) {
			f.report(Finding{Code: RowAboveHeader, Line: rec.line, Value: rec.excerpt(l.delimiter), Args: []string{strconv.Itoa(f.header.line)}})
		}
	}
}

// answers tells cells that name a municipality and a commitment where those stand.
func (f *file) answers(cells []string) bool {
	place, commitment := slices.Index(f.header.columns, colCode), slices.Index(f.header.columns, colCommitment)
	if place < 0 {
		place = slices.Index(f.header.columns, colName)
	}
	if min(place, commitment) < 0 || len(cells) <= max(place, commitment) {
		return false
	}
	edition := f.matcher.editions[f.matcher.catalogue.Current().ID]
	return f.matcher.place(cells[place]).value != nil && edition.readCommitment(cells[commitment]).value != nil
}
