package ingest

import (
	"slices"
	"strings"
)

// delimiters that a file may use, in the order of preference when nothing tells them apart.
const delimiters = ";,\t|"

// headerReach is how many rows with something in them are searched for the header.
const headerReach = 20

// layout is where the table starts and what separates its cells.
type layout struct {
	text      string // from the header on
	line      int    // physical line that text starts on
	delimiter byte
	above     []record // rows above the header that have something in them
	wrapped   bool     // whole rows stood within quotation marks, which are gone from text
	before    string   // what stands before text
	fixes     fixes
}

// tokenise starts at the header.
func (l *layout) tokenise(delimiter byte) *tokeniser {
	t := newTokeniser(l.text, l.line, delimiter)
	t.fixes = l.fixes
	return t
}

// detectLayout finds the header and the delimiter: Excel's sep= line, else what makes most cells of a row column names,
// else what occurs most in the first row. recognised counts the cells of a row that may be column names.
func detectLayout(text string, recognised func(cells []string) int) layout {
	l := layout{text: text, line: 1, delimiter: ';'}
	candidates := delimiters
	if declared, rest, ok := sepLine(text); ok {
		l.text, l.line, candidates = rest, 2, declared+strings.ReplaceAll(delimiters, declared, "")
		l.before = text[:len(text)-len(rest)]
	}
	found, ok := l.search(candidates, recognised)
	if !ok {
		return l
	}
	if found.names == 0 && l.unwrap() {
		if found, ok = l.search(candidates, recognised); !ok {
			return l
		}
	}
	l.startAt(found)
	return l
}

// startAt makes the header the first row of text.
func (l *layout) startAt(found sighting) {
	l.before += l.text[:found.start]
	l.line += lineEnds(l.text[:found.start])
	l.text, l.delimiter, l.above = l.text[found.start:], found.delimiter, found.above
}

// fixed looks for the header again, with corrections in place. What separates the cells is told by the file as sent: that is how its
// columns were counted when they were made.
func (l layout) fixed(text string, f fixes, recognised func(cells []string) int) layout {
	if f == nil {
		return l
	}
	again := layout{text: text, line: 1, delimiter: l.delimiter, fixes: f}
	if _, rest, ok := sepLine(text); ok {
		again.text, again.line, again.before = rest, 2, text[:len(text)-len(rest)]
	}
	if l.wrapped {
		again.unwrap()
	}
	found, ok := again.search(string(l.delimiter), recognised)
	if !ok {
		return l
	}
	again.startAt(found)
	return again
}

// sighting is a row that may be the header.
type sighting struct {
	start     int // in the text
	delimiter byte
	names     int // cells that are column names
	cells     int // all of them
	above     []record
}

// search finds the row with the most column names, the first of them; below the first row two are needed. Without any it is
// the first row, by the delimiter that occurs most in it. ok is false where there is no row.
func (l *layout) search(candidates string, recognised func([]string) int) (best sighting, ok bool) {
	for i := range len(candidates) {
		t := l.tokenise(candidates[i])
		var above []record
		for range headerReach {
			rec, more := firstRecord(t)
			if !more {
				break
			}
			cells := beforeMarks(rec.cells)
			s := sighting{start: t.start, delimiter: candidates[i], names: recognised(headingsOf(cells)), cells: len(cells), above: above}
			first := len(above) == 0
			if !first && columnsIn(headingsOf(cells)) == 0 {
				s.names = 0
			}
			if !ok || (first || s.names > 1) && s.names > best.names || first && len(best.above) == 0 && s.names == best.names && s.cells > best.cells {
				best, ok = s, true
			}
			if complete(headingsOf(cells)) {
				break
			}
			above = append(slices.Clip(above), rec)
		}
	}
	return best, ok
}

// headingsOf is a row's cells as far as they may be headers: none where they are too many, and empty ones for what is too long.
func headingsOf(cells []string) []string {
	if len(cells) > maxColumns {
		return nil
	}
	out := slices.Clone(cells)
	for i, cell := range out {
		if len(cell) > maxHeading {
			out[i] = ""
		}
	}
	return out
}

// columnsIn counts the cells that are column names.
func columnsIn(cells []string) int {
	n := 0
	for _, cell := range cells {
		if columnNamed(headerKey(cell)) != "" {
			n++
		}
	}
	return n
}

// complete tells a header that has columns for both the municipality and the commitment: no later row is a better one.
func complete(cells []string) bool {
	place, commitment := false, false
	for _, cell := range cells {
		name := columnNamed(headerKey(cell))
		place, commitment = place || name == colCode || name == colName, commitment || name == colCommitment
	}
	return place && commitment
}

// maxHeading is more bytes than any column's name has with all that may stand around it.
const maxHeading = 200

// unwrap undoes the quotation marks around whole rows ("kommun;nivå"), which a spreadsheet writes that kept a file's rows in one
// column. It returns false where the first row is not such a header.
func (l *layout) unwrap() bool {
	const none = '\x00' // no text holds it
	t := newTokeniser(l.text, l.line, none)
	first, ok := firstRecord(t)
	if !ok || first.fault != "" || len(first.cells) != 1 || !strings.HasPrefix(strings.TrimLeft(l.text[t.start:], " "), `"`) || !quotedHeader(first.cells[0]) {
		return false
	}
	var out strings.Builder
	out.Grow(len(l.text))
	for t = newTokeniser(l.text, l.line, none); ; t.arena = t.arena[:0] {
		from := t.pos
		rec, ok := t.next()
		if !ok {
			break
		}
		whole := l.text[from:t.pos]
		body := strings.TrimRight(whole, "\r\n")
		if rec.fault == "" && strings.HasPrefix(body, `"`) {
			out.WriteString(rec.cells[0])
		} else {
			out.WriteString(body)
		}
		out.WriteString(whole[len(body):])
	}
	l.text, l.wrapped = out.String(), true
	return true
}

// quotedHeader tells a header that stands as a whole within one pair of quotation marks.
func quotedHeader(cell string) bool {
	known := 0
	for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(delimiters, r) }) {
		if columnNamed(headerKey(strings.Trim(name, `" `))) != "" {
			known++
		}
	}
	return known > 1
}

// sepLine reads a first line such as sep=; with one of our delimiters.
func sepLine(text string) (delimiter, rest string, ok bool) {
	end := strings.IndexAny(text, "\r\n")
	if end < 0 || end > 16 {
		return "", "", false
	}
	line := strings.TrimSpace(strings.Trim(text[:end], `"`))
	if strings.HasSuffix(text[:end], "\t") {
		line = strings.Trim(text[:end], `"`)
	}
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
		t.arena = t.arena[:len(t.arena)-len(rec.cells)]
	}
}
