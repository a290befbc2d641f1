package ingest

import "strings"

// delimiters that a file may use, in the order of preference when nothing tells them apart.
const delimiters = ";,\t|"

// layout is where the table starts and what separates its cells.
type layout struct {
	text      string // without a sep= line
	line      int    // physical line that text starts on
	delimiter byte
}

// detectLayout takes the delimiter of Excel's sep= line, else the one that makes most of the first row's cells column names, else
// the one that occurs most.
func detectLayout(text string) layout {
	l := layout{text: text, line: 1, delimiter: ';'}
	candidates := delimiters
	if declared, rest, ok := sepLine(text); ok {
		l.text, l.line, candidates = rest, 2, declared+strings.ReplaceAll(delimiters, declared, "")
	}
	best := -1
	for i := range len(candidates) {
		rec, ok := firstRecord(newTokeniser(l.text, l.line, candidates[i]))
		if !ok {
			return l
		}
		known := 0
		for _, cell := range rec.cells {
			if columnNamed(headerKey(cell)) != "" {
				known++
			}
		}
		if score := known*1000 + min(len(rec.cells), 999); score > best {
			best, l.delimiter = score, candidates[i]
		}
	}
	return l
}

// sepLine reads a first line such as sep=; with one of our delimiters.
func sepLine(text string) (delimiter, rest string, ok bool) {
	end := strings.IndexAny(text, "\r\n")
	if end < 0 || end > 16 {
		return "", "", false
	}
	line := strings.Trim(text[:end], `"`)
	if len(line) < 5 || !strings.EqualFold(line[:4], "sep=") || !strings.Contains(delimiters, line[4:5]) {
		return "", "", false
	}
	rest = text[end+1:]
	if strings.HasPrefix(text[end:], "\r\n") {
		rest = text[end+2:]
	}
	return line[4:5], rest, true
}

// firstRecord skips empty rows.
func firstRecord(t *tokeniser) (record, bool) {
	for {
		rec, ok := t.next()
		if !ok || rec.fault != "" || !rec.blank() {
			return rec, ok
		}
	}
}
