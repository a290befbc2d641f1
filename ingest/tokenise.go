package ingest

import (
	"math/bits"
	"strings"
)

// maxCells is how many cells of a record are kept, many times what a header may have. Of more, the last is what the record ends with.
const maxCells = 1000

// record is one row of cells. Cells are as sent, with quoting undone.
type record struct {
	line  int // physical line it starts on, from 1
	cells []string
	fault Code // QuoteUnclosed or QuoteStray: the cells cannot be told
	value string
}

// blank tells a row without any content.
func (r record) blank() bool {
	for _, c := range r.cells {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

// tokeniser cuts text into records. Unlike encoding/csv it keeps a quotation mark inside ordinary text (5" skärm), ends a
// line at CRLF, LF or CR, counts physical lines, and stops at a quotation mark that is never closed instead of
// taking the following rows for its text: such a record has a fault, and the next one starts on the next line.
type tokeniser struct {
	text      string
	pos       int
	line      int // of the record at start, from 1; after a fault, of the opening quotation mark
	start     int // where the record at hand starts
	delimiter byte
	isRow     func(line string) bool // tells that a line inside quotes is a row of its own; may be nil
	arena     []string               // cells of many records in one allocation
	several   bool                   // the record at hand has a cell with a line end
	fixes     fixes                  // put in place of what the records' cells hold
}

func newTokeniser(text string, line int, delimiter byte) *tokeniser {
	return &tokeniser{text: text, line: line, delimiter: delimiter}
}

// next returns the next record; ok is false at the end of the text.
func (t *tokeniser) next() (rec record, ok bool) {
	if t.pos >= len(t.text) {
		return record{}, false
	}
	rec.line = t.line
	from := len(t.arena)
	t.start, t.several = t.pos, false
	for {
		cell, fault := t.cell()
		if fault != "" {
			rec.fault, rec.value = fault, excerpt(t.text[t.pos:])
			rec.line = t.line
			t.arena = t.arena[:from]
			t.toLineEnd()
			t.endLine()
			return rec, true
		}
		switch {
		case len(t.arena)-from < maxCells:
			t.arena = append(t.arena, cell)
		case !isBlank(cell):
			t.arena[len(t.arena)-1] = cell
		}
		if t.pos < len(t.text) && t.text[t.pos] == t.delimiter {
			t.pos++
			continue
		}
		break
	}
	if t.several {
		t.line += lineEnds(t.text[t.start:t.pos])
	}
	t.endLine()
	if t.fixes != nil {
		t.arena = t.fixes.onto(rec.line, t.arena, from)
	}
	rec.cells = t.arena[from:len(t.arena):len(t.arena)]
	return rec, true
}

// cell reads up to the delimiter or line end that ends the cell. At a fault, pos and line are those of the opening
// quotation mark.
func (t *tokeniser) cell() (string, Code) {
	start := t.pos
	for t.pos < len(t.text) && t.text[t.pos] == ' ' {
		t.pos++
	}
	if t.pos < len(t.text) && t.text[t.pos] == '"' {
		value, end, fault := t.quoted(t.pos)
		several := fault == "" && strings.ContainsAny(value, "\r\n")
		switch {
		case fault == "" && (t.pos == start || !several):
			t.pos, t.several = end, t.several || several
			return value, ""
		case fault != "" && t.pos == start:
			t.line += lineEnds(t.text[t.start:t.pos])
			return "", fault
		}
	}
	t.pos = start + t.plainEnd(t.text[start:])
	return t.text[start:t.pos], ""
}

// plainEnd is where a delimiter or a line end stands first, or the length of the text.
func (t *tokeniser) plainEnd(text string) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	delimiters := ones * uint64(t.delimiter)
	at := 0
	for ; at+8 <= len(text); at += 8 { // eight bytes at a time; the lowest that becomes zero is the first that stands there
		s := text[at : at+8]
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		d, n, r := eight^delimiters, eight^(ones*'\n'), eight^(ones*'\r')
		if found := ((d-ones)&^d | (n-ones)&^n | (r-ones)&^r) & high; found != 0 {
			return at + bits.TrailingZeros64(found)/8
		}
	}
	for ; at < len(text); at++ {
		if b := text[at]; b == t.delimiter || b == '\n' || b == '\r' {
			break
		}
	}
	return at
}

// quoted reads the cell whose opening quotation mark is at open and returns where it ends.
func (t *tokeniser) quoted(open int) (value string, end int, fault Code) {
	p, doubled := open+1, false
	for {
		i := strings.IndexByte(t.text[p:], '"')
		if i < 0 {
			return "", 0, QuoteUnclosed
		}
		p += i + 1
		if p >= len(t.text) || t.text[p] != '"' {
			break
		}
		p++
		doubled = true
	}
	value = t.text[open+1 : p-1]
	for end = p; end < len(t.text) && t.text[end] == ' '; {
		end++
	}
	several := strings.ContainsAny(value, "\r\n")
	if end < len(t.text) && t.text[end] != t.delimiter && t.text[end] != '\n' && t.text[end] != '\r' {
		if several {
			return "", 0, QuoteUnclosed
		}
		return "", 0, QuoteStray
	}
	if several && t.holdsRow(value) {
		return "", 0, QuoteUnclosed
	}
	if doubled {
		value = strings.ReplaceAll(value, `""`, `"`)
	}
	return value, end, ""
}

// holdsRow tells that a quoted text goes on over what is a row of its own.
func (t *tokeniser) holdsRow(value string) bool {
	if t.isRow == nil {
		return false
	}
	first := true
	for line := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if !first && t.isRow(line) {
			return true
		}
		first = false
	}
	return len(value) > 0 && (value[0] == '\n' || value[0] == '\r') && t.isRow(strings.TrimLeft(value, "\r\n"))
}

func (t *tokeniser) toLineEnd() {
	if i := strings.IndexAny(t.text[t.pos:], "\r\n"); i >= 0 {
		t.pos += i
		return
	}
	t.pos = len(t.text)
}

// endLine steps over one line end.
func (t *tokeniser) endLine() {
	switch {
	case t.pos >= len(t.text):
		return
	case strings.HasPrefix(t.text[t.pos:], "\r\n"):
		t.pos += 2
	default:
		t.pos++
	}
	t.line++
}

// excerpt is the beginning of a text's first line.
func excerpt(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		s = s[:i]
	}
	n := 0
	for i := range s {
		if n++; n > 60 {
			return s[:i] + "…"
		}
	}
	return s
}
