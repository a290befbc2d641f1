package ingest

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// source gives the records of a table, first to last; ok is false after the last.
type source interface {
	next() (rec record, ok bool)
}

// table is what stands below a header, as text.
type table struct {
	above    []record // before the header, with something in them
	rows     []record // with something in them
	ragged   bool     // rows that end early may have been cut off
	findings []Finding
	decorate func(formReader) (findings []Finding, faulty map[place]bool) // what a workbook tells about the rows before they are read; may be nil
}

// collect takes all records of a source, up to a limit, without those that are blank or cannot be read.
func collect(from source, limit int) table {
	var t table
	count := 0
	for {
		rec, ok := from.next()
		switch {
		case !ok:
			if count == 0 {
				t.findings = append(t.findings, Finding{Severity: Error, Code: NoRows})
			}
			return t
		case rec.fault == "" && rec.blank():
			continue
		}
		if count++; count > limit {
			t.findings = append(t.findings, Finding{Severity: Error, Code: TooManyRows, Line: rec.line, Args: []string{strconv.Itoa(limit)}})
			return t
		}
		if rec.fault != "" {
			t.findings = append(t.findings, faulty(rec))
			continue
		}
		t.rows = append(t.rows, rec)
	}
}

// parseForm reads a table of any form into s.
func parseForm(s Submission, m *matcher, kind formKind, first record, t table) (Submission, []Finding) {
	form := newFormReader(m, kind, first, t.rows)
	h := form.head()
	s.Kind, s.Header = h.kind, h.sent
	if h.broken {
		return s, h.findings
	}
	var told []Finding
	var faulty map[place]bool
	if t.decorate != nil {
		told, faulty = t.decorate(form)
	}
	f := file{header: h, matcher: m, count: len(t.rows)}
	f.above(layout{above: t.above, delimiter: '\t'})
	f.indexed(t.rows)
	r := newRowReader(m, h)
	for _, rec := range t.rows {
		if !f.shape(&rec) {
			continue
		}
		if t.ragged {
			f.cut(rec, form.reach())
		}
		from := len(r.findings)
		f.rows = append(f.rows, form.read(r, rec)...)
		r.findings = once(r.findings, from)
	}
	f.compact()
	s.Rows = f.rows
	r.findings = slices.DeleteFunc(r.findings, func(found Finding) bool { return faulty[place{found.Line, found.Column}] })
	if r.editions.first != "" {
		s.Edition = r.editions.first
	}
	repeated := duplicates(s, h, math.MaxInt)
	if w, ok := form.(*wideReader); ok {
		repeated = w.renamed(repeated)
	}
	return s, slices.Concat(h.findings, t.findings, told, f.findings, r.findings, r.editions.mixed(h.heading(colVersion)), repeated)
}

// once drops the findings after from that say the same of the same cell: a row that is about several commitments names its
// municipality once.
func once(findings []Finding, from int) []Finding {
	out := findings[:from]
	for _, f := range findings[from:] {
		same := func(other Finding) bool {
			return other.Code == f.Code && other.Column == f.Column && other.Value == f.Value
		}
		if !slices.ContainsFunc(out[from:], same) {
			out = append(out, f)
		}
	}
	return out
}

// formHeader reads the columns that the wide form and the one with crosses share with the long one; own tells the rest.
// It returns the positions of the cells that neither knows.
func formHeader(rec record, own func(i int, cell string, h *header) bool) (h header, unknown []int) {
	h = header{line: rec.line, sent: rec.cells, columns: make([]string, len(rec.cells)), headings: make(map[string]string), kind: data.Levels}
	if len(rec.cells) > maxColumns {
		h.sent, h.columns = nil, nil
		h.refuse(Finding{Code: TooManyColumns, Line: rec.line, Args: []string{strconv.Itoa(len(rec.cells)), strconv.Itoa(maxColumns)}})
		return h, nil
	}
	for i, cell := range rec.cells {
		key := headerKey(cell)
		switch name := columnNamed(key); {
		case name != "" && belongs(name, h.kind):
			h.add(i, name, cell)
		case isMarks(cell):
		case own(i, cell, &h), key == "":
		default:
			unknown = append(unknown, i)
		}
	}
	return h, unknown
}

// unknownColumn reports a column that is not read; near is the name of this form's own columns that it most likely should have had.
func (h *header) unknownColumn(i int, near string) {
	cell := h.sent[i]
	f := Finding{Code: ColumnUnknown, Line: h.line, Column: strings.TrimSpace(cell), Value: cell}
	if near == "" {
		if near = columnNear(headerKey(cell)); near != "" && (h.has(near) || !belongs(near, h.kind)) {
			near = ""
		}
	}
	if near != "" {
		f.Code, f.Suggestion = ColumnMisspelt, near
	}
	h.report(f)
}

// placeless reports that no column tells the municipality.
func (h *header) placeless() {
	switch {
	case h.has(colCode) || h.has(colName):
	case h.nearly(colCode):
		h.broken = true
	default:
		h.refuse(Finding{Code: ColumnMissing, Line: h.line, Column: colCode})
	}
}

// editionNamed is the edition that the first row with a version names, else the current one.
func (m *matcher) editionNamed(h *header, rows []record) *editionMatcher {
	at := slices.Index(h.columns, colVersion)
	for _, rec := range rows {
		if at < 0 {
			break
		}
		if at < len(rec.cells) && !isBlank(rec.cells[at]) {
			if e, ok := m.versions[fold(rec.cells[at])]; ok {
				return m.editions[e.ID]
			}
			break
		}
	}
	return m.editions[m.catalogue.Current().ID]
}

// cut reports a row about a municipality that ends before its last level.
func (f *file) cut(rec record, reach int) {
	if len(rec.cells) >= reach || !slices.ContainsFunc(rec.cells, func(cell string) bool { return f.matcher.place(cell).value != nil }) {
		return
	}
	f.report(Finding{
		Code: RowTooShort, Line: rec.line, Column: strings.TrimSpace(f.header.sent[reach-1]), Value: rec.cells[len(rec.cells)-1],
		Args: []string{strconv.Itoa(len(rec.cells)), strconv.Itoa(len(f.header.columns))},
	})
}

// indexed tells a first column without a name that only numbers the rows, from 0 or 1.
func (f *file) indexed(rows []record) {
	h := f.header
	if h.index || len(h.sent) < 2 || headerKey(h.sent[0]) != "" || len(rows) < 2 {
		return
	}
	start, err := strconv.Atoi(strings.TrimSpace(rows[0].cells[0]))
	if err != nil || start < 0 || start > 1 {
		return
	}
	for i, rec := range rows {
		if strings.TrimSpace(rec.cells[0]) != strconv.Itoa(start+i) {
			return
		}
	}
	h.index = true
	f.report(Finding{Code: IndexColumn, Line: h.line, Column: letters(0), Args: []string{letters(0)}})
}
