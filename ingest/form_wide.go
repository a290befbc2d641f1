package ingest

import (
	"maps"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// wideReader reads a row per municipality with a column per commitment, and columns such as "kommentar 1 Styrning".
type wideReader struct {
	header  header
	targets []*wideTarget // in the order of their first columns
}

// wideTarget is one commitment's columns.
type wideTarget struct {
	commitment *data.Commitment
	at         map[string]int // position by canonical column
	header     header         // which findings about its rows are told by
}

// newWideReader reads a header that names commitments, by the edition that the rows name.
func newWideReader(m *matcher, first record, rows []record) *wideReader {
	f := &wideReader{}
	h, _ := formHeader(first, func(int, string, *header) bool { return true })
	e := m.editionNamed(&h, rows)
	h, unknown := formHeader(first, func(i int, cell string, h *header) bool { return f.column(e, i, cell, h) })
	for _, i := range unknown {
		_, read := e.wideHeader(h.sent[i])
		h.unknownColumn(i, read.finding.Suggestion)
	}
	h.placeless()
	f.header = h
	f.shared(rows)
	f.complete()
	return f
}

// column takes a column about one commitment.
func (f *wideReader) column(e *editionMatcher, i int, cell string, h *header) bool {
	column, read := e.wideHeader(cell)
	finding := read.finding
	if finding != nil {
		told := *finding
		told.Line, told.Column, told.Value = h.line, strings.TrimSpace(cell), cell
		finding = &told
	}
	switch {
	case read.value != nil:
		if finding != nil {
			h.report(*finding)
		}
		f.add(h, i, column, read.value)
	case finding.Code == CommitmentDisagree, finding.Suggestion == "" && numberedHeader(cell):
		h.refuse(*finding)
	default:
		return false
	}
	return true
}

func (f *wideReader) add(h *header, i int, column string, c *data.Commitment) {
	at := slices.IndexFunc(f.targets, func(t *wideTarget) bool { return t.commitment == c })
	if at < 0 {
		at = len(f.targets)
		f.targets = append(f.targets, &wideTarget{commitment: c, at: make(map[string]int)})
	}
	t := f.targets[at]
	if other, ok := t.at[column]; ok {
		h.refuse(Finding{
			Code: ColumnDuplicate, Line: h.line, Column: strings.TrimSpace(h.sent[i]), Value: h.sent[i],
			Args: []string{strings.TrimSpace(h.sent[other])},
		})
		return
	}
	t.at[column] = i
	h.columns[i] = crossColumn
}

// shared reports a comment that could be about any of the commitments, and details given both for one and for all.
func (f *wideReader) shared(rows []record) {
	h := &f.header
	for i, name := range h.columns {
		if name != colComment {
			continue
		}
		for _, rec := range rows {
			if i < len(rec.cells) && !isBlank(rec.cells[i]) {
				h.report(Finding{
					Code: CommentUnplaced, Line: rec.line, Column: strings.TrimSpace(h.sent[i]), Value: excerpt(rec.cells[i]),
					Args: []string{colComment + " " + commitmentCell(f.targets[0].commitment)},
				})
				break
			}
		}
		h.columns[i] = crossColumn
	}
	for _, t := range f.targets {
		for _, column := range slices.Sorted(maps.Keys(t.at)) {
			if h.has(column) && column != colComment {
				sent := h.sent[t.at[column]]
				h.refuse(Finding{
					Code: ColumnDuplicate, Line: h.line, Column: strings.TrimSpace(sent), Value: sent, Args: []string{h.heading(column)},
				})
			}
		}
	}
}

// complete gives every commitment the header that its findings are told by. One without a level column has none to be about.
func (f *wideReader) complete() {
	for _, t := range f.targets {
		t.header = f.header
		t.header.headings = maps.Clone(f.header.headings)
		for column, i := range t.at {
			t.header.headings[column] = f.header.sent[i]
		}
		if at, ok := t.at[colLevel]; ok {
			t.header.headings[colCommitment] = f.header.sent[at]
			continue
		}
		f.header.refuse(Finding{Code: ColumnMissing, Line: f.header.line, Column: commitmentCell(t.commitment)})
	}
}

func (f *wideReader) head() *header { return &f.header }

func (f *wideReader) free(i int) bool {
	for _, t := range f.targets {
		for column, at := range t.at {
			if at == i {
				return isFree(column)
			}
		}
	}
	return isFree(f.header.columns[i])
}

// read gives a row per commitment. Details for all of them belong to those that say a level; where none does, to all.
func (f *wideReader) read(r *rowReader, rec record) []Row {
	var all cells
	for i, cell := range rec.cells {
		all.set(f.header.columns[i], cell)
	}
	says := func(at int) bool { return at < len(rec.cells) && !isBlank(rec.cells[at]) }
	answered := slices.ContainsFunc(f.targets, func(t *wideTarget) bool { return says(t.at[colLevel]) })
	if !answered && f.none(r, rec, &all) {
		return nil
	}
	out := make([]Row, 0, len(f.targets))
	for _, t := range f.targets {
		c := all
		c.Commitment = commitmentCell(t.commitment)
		if answered && !says(t.at[colLevel]) {
			c.Decided, c.Reference, c.Link = "", "", ""
		}
		for column, at := range t.at {
			if at < len(rec.cells) {
				c.set(column, rec.cells[at])
			}
		}
		r.header = &t.header
		if row := r.read(rec.line, &c); row.Line > 0 {
			out = append(out, row)
		}
	}
	r.header = &f.header
	return out
}

// none tells and reports a record that is about no municipality, such as a note below the table.
func (f *wideReader) none(r *rowReader, rec record, c *cells) bool {
	if r.place(strings.TrimSpace(c.Code)).value != nil || r.place(strings.TrimSpace(c.Name)).value != nil {
		return false
	}
	found, ok := r.odd(c)
	if ok {
		found.Line, found.Severity = rec.line, found.Code.severity()
		r.findings = append(r.findings, found)
	}
	return ok
}

// reach is the first position behind the levels.
func (f *wideReader) reach() int {
	last := 0
	for _, t := range f.targets {
		last = max(last, 1+t.at[colLevel])
	}
	return last
}

// renamed names the commitments' own columns in findings about repeated rows.
func (f *wideReader) renamed(repeated []Finding) []Finding {
	for i := range repeated {
		_, slug, _ := strings.Cut(repeated[i].Value, " ")
		for _, t := range f.targets {
			if t.commitment.Slug == slug {
				repeated[i].Column = t.header.heading(colLevel)
			}
		}
	}
	return repeated
}
