package ingest

import "strings"

// marksHeading is the header of the column in which a file is returned with what was found in it.
const marksHeading = "fel"

// isMarks tells the header of that column, in a file that comes back: it is not read. What is about the header itself, or the whole
// file, stands in the header after a colon.
func isMarks(heading string) bool {
	name, _, _ := strings.Cut(heading[:min(len(heading), maxHeading)], ":")
	switch strings.ToLower(strings.TrimSpace(name)) {
	case marksHeading, "errors":
		return true
	}
	return false
}

// beforeMarks are a row's cells up to the one in which the column's header begins after another delimiter: what is told there is no
// part of the table, however many commas it has.
func beforeMarks(cells []string) []string {
	for i, cell := range cells {
		at := strings.Index(cell, marksHeading+":")
		if at <= 0 {
			continue
		}
		if before := strings.TrimSuffix(cell[:at], `"`); before != "" && strings.Contains(delimiters, before[len(before)-1:]) {
			return cells[:i]
		}
	}
	return cells
}

// marks are the texts of a file's findings, where its sender looks for them.
type marks struct {
	header string         // the column's own header
	rows   map[int]string // by line
}

// newMarks puts the findings of a row in one text, errors first. What is about no row of the table stands in the header.
func newMarks(s *sheet, findings []Finding, tell func(Finding) string) marks {
	lines := make(map[int]bool, len(s.rows))
	for _, rec := range s.rows {
		lines[rec.line] = true
	}
	texts := make(map[int][]string)
	for _, severity := range [...]Severity{Error, Warning} {
		for _, f := range findings {
			line := f.Line
			if !lines[line] {
				line = 0
			}
			if f.Severity == severity {
				texts[line] = append(texts[line], oneLine(tell(f)))
			}
		}
	}
	m := marks{header: marksHeading, rows: make(map[int]string, len(texts))}
	for line, all := range texts {
		m.rows[line] = harmless(strings.Join(all, " | "))
	}
	if about := texts[0]; len(about) > 0 {
		m.header += ": " + strings.Join(about, " | ")
	}
	delete(m.rows, 0)
	return m
}

// oneLine is a text without line ends.
func oneLine(text string) string { return strings.Join(strings.FieldsFunc(text, isLineEnd), " ") }

func isLineEnd(r rune) bool { return r == '\r' || r == '\n' }
