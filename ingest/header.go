package ingest

import (
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// maxColumns is the most columns a header may have.
const maxColumns = 200

// header is what the first row says about the columns.
type header struct {
	line     int
	sent     []string          // as sent
	columns  []string          // canonical name per position, "" where unknown
	headings map[string]string // canonical name to header as sent
	kind     data.Kind
	findings []Finding
	broken   bool // rows cannot be read by it
}

// readHeader matches the first row with the columns. A later row that would do instead is named.
func readHeader(rec record, l layout) header {
	h := header{line: rec.line, sent: rec.cells, columns: make([]string, len(rec.cells)), headings: make(map[string]string)}
	if len(rec.cells) > maxColumns {
		h.sent, h.columns = nil, nil
		h.refuse(Finding{Code: TooManyColumns, Line: rec.line, Args: []string{strconv.Itoa(len(rec.cells)), strconv.Itoa(maxColumns)}})
		return h
	}
	known := 0
	for i, cell := range rec.cells {
		if name := columnNamed(headerKey(cell)); name != "" {
			known++
			h.add(i, name, cell)
		}
	}
	if known == 0 {
		h.refuse(headerless(rec, l))
		return h
	}
	h.kind = data.Levels
	if h.has(colAction) || h.has(colStatus) {
		h.kind = data.Actions
	}
	h.others()
	h.missing()
	return h
}

func (h *header) has(column string) bool { _, ok := h.headings[column]; return ok }

// heading is the column's header as sent, or its canonical name.
func (h *header) heading(column string) string {
	if sent, ok := h.headings[column]; ok {
		return strings.TrimSpace(sent)
	}
	return column
}

func (h *header) add(i int, name, cell string) {
	if first, ok := h.headings[name]; ok {
		h.refuse(Finding{Code: ColumnDuplicate, Line: h.line, Column: strings.TrimSpace(cell), Value: cell, Args: []string{strings.TrimSpace(first)}})
		return
	}
	h.columns[i], h.headings[name] = name, cell
}

func (h *header) report(f Finding) {
	f.Severity = f.Code.severity()
	h.findings = append(h.findings, f)
}

func (h *header) refuse(f Finding) {
	h.report(f)
	h.broken = true
}

// others reports the columns that will not be read.
func (h *header) others() {
	for i, cell := range h.sent {
		f := Finding{Line: h.line, Column: strings.TrimSpace(cell), Value: cell}
		switch key := headerKey(cell); {
		case key == "":
			continue
		case columnNamed(key) != "":
			if !belongs(columnNamed(key), h.kind) {
				f.Code = ColumnUnused
				h.columns[i] = ""
				h.report(f)
			}
		default:
			f.Code = ColumnUnknown
			if near := columnNear(key); near != "" && !h.has(near) && belongs(near, h.kind) {
				f.Code, f.Suggestion = ColumnMisspelt, near
			}
			h.report(f)
		}
	}
}

func belongs(column string, kind data.Kind) bool {
	for _, c := range Columns() {
		if c.Name == column {
			return c.In(kind)
		}
	}
	return false
}

// missing reports the needed columns that the file lacks.
func (h *header) missing() {
	for _, c := range Columns() {
		switch {
		case !c.Needed || !c.In(h.kind) || h.has(c.Name):
		case c.Name == colName && h.has(colCode), c.Name == colCode && h.has(colName), c.Name == colName:
		case h.nearly(c.Name):
			h.broken = true
		default:
			h.refuse(Finding{Code: ColumnMissing, Line: h.line, Column: c.Name})
		}
	}
}

// nearly tells that a misspelt header has been reported that the column may be.
func (h *header) nearly(column string) bool {
	return slices.ContainsFunc(h.findings, func(f Finding) bool {
		return f.Code == ColumnMisspelt && (f.Suggestion == column || column == colCode && f.Suggestion == colName)
	})
}

// nameless reports a column without a name that holds values, once per column.
func (h *header) nameless(i, line int, value string) Finding {
	return Finding{Severity: Error, Code: ColumnNameless, Line: h.line, Column: letters(i), Value: value, Args: []string{letters(i), strconv.Itoa(line)}}
}

// letters names a position as spreadsheets do: A, B … Z, AA.
func letters(i int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = alphabet[(i-1)%26:(i-1)%26+1] + name
	}
	return name
}

// headerless tells why the first row is no header.
func headerless(rec record, l layout) Finding {
	if len(rec.cells) == 1 && quotedHeader(rec.cells[0]) {
		return Finding{Code: HeaderQuoted, Line: rec.line, Value: excerpt(rec.cells[0])}
	}
	if line := laterHeader(l); line > 0 {
		return Finding{Code: HeaderNotFirst, Line: rec.line, Value: excerpt(strings.Join(rec.cells, string(l.delimiter))), Args: []string{strconv.Itoa(line)}}
	}
	return Finding{
		Code: HeaderMissing, Line: rec.line, Value: excerpt(strings.Join(rec.cells, string(l.delimiter))),
		Args: []string{strings.Join([]string{colCode, colCommitment, colLevel}, ", ")},
	}
}

// quotedHeader tells a header that stands as a whole within one pair of quotation marks.
func quotedHeader(cell string) bool {
	known := 0
	for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(delimiters, r) }) {
		if columnNamed(headerKey(name)) != "" {
			known++
		}
	}
	return known > 1
}

// laterHeader looks for a header in the ten rows below the first.
func laterHeader(l layout) int {
	for i := range len(delimiters) {
		t := newTokeniser(l.text, l.line, delimiters[i])
		for range 11 {
			rec, ok := firstRecord(t)
			if !ok {
				break
			}
			known := 0
			for _, cell := range rec.cells {
				if columnNamed(headerKey(cell)) != "" {
					known++
				}
			}
			if known > 1 {
				return rec.line
			}
		}
	}
	return 0
}
