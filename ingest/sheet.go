package ingest

import (
	"slices"
	"strings"
)

// sheet is a file as the records of its table, with corrections in place. None of them is faulty.
type sheet struct {
	above  []record // before the header, with something in them
	first  record   // the header's
	rows   []record // below it, with something in them, or with corrections
	header *header
	form   formReader // nil for a long table
	layout layout     // of a CSV file
	isRow  func(line string) bool
	book   *sheetReader // of a workbook, else nil
	part   string       // the name of the workbook's sheet
}

// sheet reads the records of a file. It returns false where the file cannot be read as cells, or is larger than the limits.
func (m *matcher) sheet(raw []byte, limits Limits, fixed fixes) (s sheet, ok bool) {
	if isZip(raw) && int64(len(raw)) <= limits.Bytes {
		return m.workbookSheet(raw, limits, fixed)
	}
	d := decode(raw, limits.Bytes, m.knows)
	if d.finding != nil {
		return s, false
	}
	s.layout = detectLayout(d.text, m.recognised).fixed(d.text, fixed, m.recognised)
	t := s.layout.tokenise(s.layout.delimiter)
	s.above = s.layout.above
	if s.first, ok = firstRecord(t); !ok || s.first.fault != "" || len(s.first.cells) > maxColumns {
		return s, false
	}
	if m.formOf(headingsOf(s.first.cells)) == longForm {
		h := readHeader(s.first, s.layout)
		f := file{header: &h, matcher: m}
		s.isRow = f.isRow(s.layout.delimiter)
		t.isRow = s.isRow
	}
	for count := 0; ; {
		rec, more := t.next()
		if !more {
			break
		}
		if rec.fault != "" {
			return s, false
		}
		if rec.blank() && len(fixed[rec.line]) == 0 {
			t.arena = t.arena[:len(t.arena)-len(rec.cells)]
			continue
		}
		if count++; count > limits.Rows {
			return s, false
		}
		s.rows = append(s.rows, rec)
	}
	s.readHeader(m)
	return s, true
}

// workbookSheet reads the records of the sheet that is chosen in a workbook.
func (m *matcher) workbookSheet(raw []byte, limits Limits, fixed fixes) (s sheet, ok bool) {
	unpacked := limits.unpacked()
	if inspectZip(raw, unpacked) != nil {
		return s, false
	}
	b, err := openWorkbook(raw, unpacked)
	if err != nil {
		return s, false
	}
	b.fixes = fixed
	from, first, t, _, ok := b.table(m, limits)
	if err := b.close(); err != nil || !ok || len(t.findings) > 0 && t.findings[0].Code == TooManyRows {
		return s, false
	}
	s = sheet{above: t.above, first: first, rows: t.rows, book: from, part: from.part.name}
	from.placeFaults(s.rows)
	s.readHeader(m)
	from.unmerge(s.header, s.rows)
	for line, was := range from.sent {
		cells := fixed.onto(line, slices.Clone(was), 0)
		if line > first.line && (record{cells: cells}).blank() && !isBlank(strings.Join(was, "")) {
			s.rows = append(s.rows, record{line: line, cells: cells})
		}
	}
	slices.SortFunc(s.rows, func(a, b record) int { return a.line - b.line })
	return s, true
}

// readHeader reads the header in the form that it has.
func (s *sheet) readHeader(m *matcher) {
	if kind := m.formOf(headingsOf(s.first.cells)); kind != longForm {
		s.form = newFormReader(m, kind, s.first, s.rows)
		s.header = s.form.head()
	} else {
		h := readHeader(s.first, s.layout)
		s.header = &h
	}
	if s.form != nil || s.book != nil {
		f := file{header: s.header, matcher: m}
		f.indexed(slices.DeleteFunc(slices.Clone(s.rows), record.blank))
	}
}

// free tells a column whose text is kept to the letter.
func (s *sheet) free(i int) bool {
	if i >= len(s.header.columns) {
		return false
	}
	if s.form != nil {
		return s.form.free(i)
	}
	return isFree(s.header.columns[i])
}

// splitOf is the first delimiter by which no text of a long table holds what looks like a row of its own: such a text would seem never to
// end. It is "" where one of them does by each.
func (s *sheet) splitOf(m *matcher, g Grid) string {
	f := file{header: s.header, matcher: m}
	for i := range len(delimiters) {
		t := tokeniser{isRow: f.isRow(delimiters[i])}
		holds := func(cell string) bool {
			return strings.ContainsAny(cell, "\r\n") && t.holdsRow(strings.ReplaceAll(cell, `"`, `""`))
		}
		if !slices.ContainsFunc(g.Rows, func(row GridRow) bool { return !row.Skipped && slices.ContainsFunc(row.Cells, holds) }) {
			return delimiters[i : i+1]
		}
	}
	return ""
}

// width is how many columns the table has, also those that only a row has.
func (s *sheet) width() int {
	width := len(s.first.cells)
	for _, rec := range s.rows {
		last := len(rec.cells)
		for last > width && isBlank(rec.cells[last-1]) {
			last--
		}
		width = max(width, last)
	}
	return width
}
