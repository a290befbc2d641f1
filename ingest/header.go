package ingest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

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
	index    bool // the first column only numbers the rows
	reach    int  // cells that a row needs to get as far as its level or status
}

// readHeader matches the header's row with the columns.
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
	near := h.near()
	if known == 0 && len(near) < 2 {
		h.refuse(headerless(rec, l))
		return h
	}
	h.kind = data.Levels
	if h.has(colAction) || h.has(colStatus) || known == 0 && (near[colAction] || near[colStatus]) {
		h.kind = data.Actions
	}
	h.others()
	h.missing()
	answer := colLevel
	if h.kind == data.Actions {
		answer = colStatus
	}
	h.reach = 1 + slices.Index(h.columns, answer)
	if headerKey(h.sent[0]) == "" && len(h.sent) > 1 && numberedBy(l) {
		h.index = true
		h.report(Finding{Code: IndexColumn, Line: h.line, Column: letters(0), ColumnIndex: 0, Args: []string{letters(0)}})
	}
	return h
}

// near is the columns that unknown headers are a slip away from.
func (h *header) near() map[string]bool {
	near := make(map[string]bool)
	for _, cell := range h.sent {
		if key := headerKey(cell); key != "" && columnNamed(key) == "" && !isMarks(cell) {
			if column := columnNear(key); column != "" {
				near[column] = true
			}
		}
	}
	return near
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
		h.refuse(Finding{Code: ColumnDuplicate, Line: h.line, Column: strings.TrimSpace(cell), ColumnIndex: i, Value: cell, Args: []string{strings.TrimSpace(first)}})
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
		f := Finding{Line: h.line, Column: strings.TrimSpace(cell), ColumnIndex: i, Value: cell}
		switch key := headerKey(cell); {
		case key == "" || isMarks(cell):
			continue
		case columnNamed(key) != "":
			if !belongs(columnNamed(key), h.kind) {
				f.Code = ColumnUnused
				h.columns[i] = ""
				h.report(f)
			}
		default:
			f.Code = ColumnUnknown
			if near := h.meant(cell); near != "" {
				f.Code, f.Suggestion = ColumnMisspelt, near
			} else if h.has(colComment) && slices.ContainsFunc(headerWords(cell), func(word string) bool { return columnNamed(headerKey(word)) == colComment }) {
				f.Code, f.Args = ColumnDuplicate, []string{h.heading(colComment)}
			}
			h.report(f)
		}
	}
}

// meant is the column that an unknown header most likely is, or "": one that the file lacks. A header with a needed column's name in it is
// that column, and one that speaks of comments is the comments: losing them would be worse than refusing the file.
func (h *header) meant(cell string) string {
	wanted := func(column string) bool { return column != "" && !h.has(column) && belongs(column, h.kind) }
	if plain, ok := undouble(cell); ok {
		if column := columnNamed(headerKey(plain)); wanted(column) {
			return column
		}
	}
	if near := columnNear(headerKey(cell)); wanted(near) {
		return near
	}
	for _, word := range headerWords(cell) {
		switch column := columnNamed(headerKey(word)); column {
		case colCommitment, colLevel, colAction, colComment, colStatus:
			if wanted(column) {
				return column
			}
		}
	}
	return ""
}

func headerWords(cell string) []string {
	return strings.FieldsFunc(fold(cell), func(r rune) bool { return !unicode.IsLetter(r) })
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
	return Finding{Severity: Error, Code: ColumnNameless, Line: h.line, Column: letters(i), ColumnIndex: i, Value: value, Args: []string{letters(i), strconv.Itoa(line)}}
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

// headerless tells why there is no header.
func headerless(rec record, l layout) Finding {
	return Finding{
		Code: HeaderMissing, Line: rec.line, Value: excerpt(strings.Join(rec.cells, string(l.delimiter))),
		Args: []string{strings.Join([]string{colCode, colCommitment, colLevel}, ", ")},
	}
}

// skipped reports what was passed over on the way to the header.
func (l layout) skipped(first record) []Finding {
	var out []Finding
	if l.wrapped {
		out = append(out, Finding{Severity: HeaderQuoted.severity(), Code: HeaderQuoted, Line: first.line, Value: first.excerpt(l.delimiter)})
	}
	if len(l.above) > 0 {
		var lines []string
		for _, rec := range l.above {
			lines = append(lines, strconv.Itoa(rec.line))
		}
		out = append(out, Finding{
			Severity: HeaderNotFirst.severity(), Code: HeaderNotFirst, Line: l.above[0].line, Value: l.above[0].excerpt(l.delimiter),
			Args: []string{strconv.Itoa(first.line), strings.Join(lines, ", ")},
		})
	}
	return out
}

// excerpt is the beginning of the row, without the empty cells at its end.
func (r record) excerpt(delimiter byte) string {
	if r.fault != "" {
		return r.value
	}
	return excerpt(strings.TrimRight(strings.Join(r.cells, string(delimiter)), " "+string(delimiter)))
}

// numberedBy tells that a first column without a name only numbers the rows, as a script writes it: 0, 1, 2 … or 1, 2, 3 …
// The row that text starts with is the header.
func numberedBy(l layout) bool {
	t := l.tokenise(l.delimiter)
	if _, ok := firstRecord(t); !ok {
		return false
	}
	start, next := 0, 0
	for n := 0; ; n++ {
		t.arena = t.arena[:0]
		rec, ok := firstRecord(t)
		if !ok {
			return n > 1 || n == 1 && start == 0
		}
		if rec.fault != "" {
			return false
		}
		got, err := strconv.Atoi(strings.TrimSpace(rec.cells[0]))
		if n == 0 && err == nil && got <= 1 {
			start, next = got, got
		}
		if err != nil || got != next {
			return false
		}
		next++
	}
}
