package ingest

import (
	"slices"
	"strconv"
	"strings"
)

// readVersion returns the row's edition: the current one where the cell is empty or cannot be read.
func (r *rowReader) readVersion(cell string) *editionMatcher {
	current := r.catalogue.Current()
	if isBlank(cell) {
		r.editions.add(current.ID, r.line)
		return r.matcher.editions[current.ID]
	}
	if !r.visible(colVersion, cell) {
		return r.matcher.editions[current.ID]
	}
	e, ok := r.versions[fold(cell)]
	if !ok {
		var ids []string
		for i := range r.catalogue.Editions {
			ids = append(ids, r.catalogue.Editions[i].ID)
		}
		r.report(colVersion, cell, Finding{Code: EditionUnknown, Suggestion: current.ID, Args: []string{strings.Join(ids, ", ")}})
		return r.matcher.editions[current.ID]
	}
	r.editions.add(e.ID, r.line)
	return r.matcher.editions[e.ID]
}

// editionLines is where each edition of a file is named first.
type editionLines struct {
	first string
	lines []editionLine
}

type editionLine struct {
	id   string
	line int
}

func (e *editionLines) add(id string, line int) {
	if e.first == id || slices.ContainsFunc(e.lines, func(l editionLine) bool { return l.id == id }) {
		return
	}
	if e.first == "" {
		e.first = id
	}
	e.lines = append(e.lines, editionLine{id, line})
}

func (e *editionLines) merge(other editionLines) {
	for _, l := range other.lines {
		e.add(l.id, l.line)
	}
}

// mixed reports each edition beyond the first: a file is about one.
func (e *editionLines) mixed(column string) []Finding {
	var out []Finding
	for _, l := range e.lines {
		if l.id != e.first {
			out = append(out, Finding{
				Severity: Error, Code: EditionMixed, Line: l.line, Column: column, Value: l.id, Suggestion: e.first,
				Args: []string{e.first, strconv.Itoa(e.lines[0].line), l.id},
			})
		}
	}
	return out
}
