package ingest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// ErrNoGrid is returned for a file that is no table which a person could put right cell by cell.
var ErrNoGrid = errors.New("the file is no table")

// Marked is the sender's own file back, with a column "fel" added last that holds each row's findings in the words of tell; what is
// about the header or the whole file stands in that column's header. The file is UTF-8 CSV with the sender's delimiter (extension
// ".csv"), or her workbook (".xlsx", with macros ".xlsm"). Corrections are in place, and all else is as she sent it. A column "fel" that the file has already
// is written anew.
//
// It returns an error that wraps ErrNoGrid where Grid is false.
func (r *Reader) Marked(raw []byte, corrections []data.Correction, findings []Finding, tell func(Finding) string, limits Limits) (file []byte, extension string, err error) {
	fixed := newFixes(corrections)
	s, ok := r.matcher.sheet(raw, limits, fixed)
	if !ok {
		return nil, "", fmt.Errorf("mark file: %w", ErrNoGrid)
	}
	m := newMarks(&s, findings, tell)
	if s.book == nil {
		return s.markCSV(m, fixed), ".csv", nil
	}
	if file, extension, err = s.markWorkbook(raw, m, findings, fixed, limits.unpacked()); err != nil {
		return nil, "", fmt.Errorf("mark workbook: %w", err)
	}
	return file, extension, nil
}

// marksAt is where the column of the marks stands: where it is already, else behind all others.
func (s *sheet) marksAt() int {
	if at := slices.IndexFunc(s.first.cells, isMarks); at >= 0 {
		return at
	}
	width := s.width()
	if s.book != nil {
		for _, rec := range s.above {
			width = max(width, len(rec.cells))
		}
	}
	return width
}

// markCSV writes the file with its marks. A row that neither they nor the corrections change stays as it is, with all that quotes it.
func (s *sheet) markCSV(m marks, fixed fixes) []byte {
	var out strings.Builder
	out.Grow(len(s.layout.before) + len(s.layout.text)*5/4 + len(bomUTF8))
	out.WriteString(bomUTF8)
	text, line := s.layout.before, 1
	if _, rest, ok := sepLine(text); ok {
		out.WriteString(text[:len(text)-len(rest)])
		text, line = rest, 2
	}
	text += s.layout.text
	t := newTokeniser(text, line, s.layout.delimiter)
	t.fixes = fixed
	at, was := s.marksAt(), slices.IndexFunc(s.first.cells, isMarks)
	delimiter := string(s.layout.delimiter)
	for {
		rec, ok := t.next()
		if !ok {
			return []byte(out.String())
		}
		whole := text[t.start:t.pos]
		body := strings.TrimRight(whole, "\r\n")
		mark := m.rows[rec.line]
		switch {
		case rec.line < s.first.line:
			mark = cellAt(rec.cells, at)
		case rec.line == s.first.line:
			mark, t.isRow = m.header, s.isRow
		}
		switch {
		case rec.fault != "":
			out.WriteString(body)
		case len(fixed[rec.line]) == 0 && was < 0 && mark != "" && len(rec.cells) <= at:
			out.WriteString(body + strings.Repeat(delimiter, at-len(rec.cells)+1) + quoted(mark, delimiter))
		case len(fixed[rec.line]) > 0, cellAt(rec.cells, at) != mark:
			out.WriteString(marked(rec.cells, at, mark, delimiter))
		default:
			out.WriteString(body)
		}
		out.WriteString(whole[len(body):])
		t.arena = t.arena[:0]
	}
}

// marked is a row with its mark at a position.
func marked(cells []string, at int, mark, delimiter string) string {
	cells = slices.Clone(cells)
	for len(cells) <= at && mark != "" {
		cells = append(cells, "")
	}
	if at < len(cells) {
		cells[at] = mark
	}
	for i, cell := range cells {
		cells[i] = quoted(cell, delimiter)
	}
	return strings.Join(cells, delimiter)
}
