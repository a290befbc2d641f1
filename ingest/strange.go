package ingest

import (
	"slices"

	"pionjarkollen/data"
)

// StrangeColumn is a column that nobody reads: its header is unknown, misspelt or missing, or means what another column means already.
type StrangeColumn struct {
	Column     int    // position in the file, from 0
	Heading    string // the header as it stands, "" for a nameless one
	Suggestion string // the name among those free that it is probably meant to be, or ""
}

// Strange returns the columns of a file that are not read, those without a name only where they hold something, and the canonical names
// that no column has yet, in the templates' order: each of the columns may be given one of them. In a table with a column per
// commitment, or per level, these are among the names. The line to correct is that of Grid's header. Where Grid is false there are none.
func (r *Reader) Strange(raw []byte, corrections []data.Correction, limits Limits) (columns []StrangeColumn, names []string) {
	s, ok := r.matcher.sheet(raw, limits, newFixes(corrections))
	if !ok {
		return nil, nil
	}
	names = s.freeNames(r.matcher)
	for i, cell := range s.first.cells {
		if s.strange(i) {
			columns = append(columns, StrangeColumn{Column: i, Heading: cell, Suggestion: s.probably(i, names)})
		}
	}
	for i := len(s.first.cells); i < s.width() && i < maxColumns; i++ {
		columns = append(columns, StrangeColumn{Column: i})
	}
	return columns, names
}

// strange tells a column that is not read and that somebody may want to be. One that belongs to another kind of file is none.
func (s *sheet) strange(i int) bool {
	key := headerKey(s.first.cells[i])
	switch name := columnNamed(key); {
	case s.header.columns[i] != "", isMarks(s.first.cells[i]), i == 0 && s.header.index:
		return false
	case name != "":
		return s.header.has(name) && belongs(name, s.header.kind)
	case key != "":
		return true
	}
	return slices.ContainsFunc(s.rows, func(rec record) bool { return !isBlank(cellAt(rec.cells, i)) })
}

// freeNames are the names that a column of the table may still be given. Where the header cannot be read, the table may be of any kind.
func (s *sheet) freeNames(m *matcher) (names []string) {
	for _, c := range Columns() {
		switch {
		case s.header.has(c.Name), !s.header.broken && !c.In(s.header.kind):
		case s.form != nil && (!c.In(data.Levels) || c.Name == colLevel || c.Name == colAction || c.Name == colStatus):
		default:
			names = append(names, c.Name)
		}
	}
	switch form := s.form.(type) {
	case *wideReader:
		names = slices.DeleteFunc(names, func(name string) bool { return name == colCommitment || name == colComment })
		return append(names, form.freeNames(m.editionNamed(s.header, s.rows))...)
	case *crossReader:
		return append(names, form.freeNames(m.editions[m.catalogue.Current().ID])...)
	}
	return names
}

// freeNames are the commitments without a column for their level, and those without one for their comment.
func (f *wideReader) freeNames(e *editionMatcher) (levels []string) {
	var comments []string
	for i := range e.edition.Commitments {
		c := &e.edition.Commitments[i]
		at := slices.IndexFunc(f.targets, func(t *wideTarget) bool { return t.commitment == c })
		has := func(column string) bool {
			if at < 0 {
				return false
			}
			_, ok := f.targets[at].at[column]
			return ok
		}
		if !has(colLevel) {
			levels = append(levels, commitmentCell(c))
		}
		if !has(colComment) {
			comments = append(comments, colComment+" "+commitmentCell(c))
		}
	}
	return append(levels, comments...)
}

// freeNames are the levels without a column.
func (f *crossReader) freeNames(e *editionMatcher) (names []string) {
	taken := make(map[int]bool)
	for _, level := range f.levels {
		taken[level] = true
	}
	for _, level := range [...]int{1, 2, 3, 0} {
		if !taken[level] {
			names = append(names, levelCell(e.edition, level))
		}
	}
	return names
}

// probably is the free name that a column's header is a slip away from.
func (s *sheet) probably(i int, names []string) string {
	for _, f := range s.header.findings {
		if f.Code == ColumnMisspelt && f.Value == s.first.cells[i] && slices.Contains(names, f.Suggestion) {
			return f.Suggestion
		}
	}
	if near := columnNear(headerKey(s.first.cells[i])); slices.Contains(names, near) {
		return near
	}
	return ""
}
