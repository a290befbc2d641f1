package ingest

import (
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// ListColumn is a column of a list.
type ListColumn struct {
	Name   string   // canonical
	Names  []string // other names it goes by
	Needed bool
}

// List is a file that is no submission, such as the roster, read as text: the same encodings, delimiters and quoting, the
// same findings about its shape.
type List struct {
	Encoding  string
	Delimiter string
	Rows      []ListRow
	headings  map[string]string // canonical name to header as sent
}

// ListRow is one record. A column that the file lacks is "".
type ListRow struct {
	Line  int
	Cells map[string]string // by canonical name, without blanks around
}

// Heading is a column's header as sent, or its canonical name where the file has none: what a Finding calls it.
func (l List) Heading(column string) string {
	if sent, ok := l.headings[column]; ok {
		return strings.TrimSpace(sent)
	}
	return column
}

// List reads a CSV file with the given columns. Rows with a finding of their own are left out.
func (r *Reader) List(raw []byte, limits Limits, columns []ListColumn) (List, []Finding) {
	d := decode(raw, limits.Bytes, r.matcher.knows)
	l := List{Encoding: d.encoding, headings: make(map[string]string)}
	if d.finding != nil {
		return l, []Finding{*d.finding}
	}
	named := make(map[string]string)
	for _, c := range columns {
		for _, name := range append([]string{c.Name}, c.Names...) {
			named[headerKey(name)] = c.Name
			named[asciiFold(headerKey(name))] = c.Name
		}
	}
	found := detectLayout(d.text, func(cells []string) (n int) {
		for _, cell := range cells {
			if named[headerKey(cell)] != "" {
				n++
			}
		}
		return n
	})
	l.Delimiter = string(found.delimiter)
	t := newTokeniser(found.text, found.line, found.delimiter)
	first, ok := firstRecord(t)
	switch {
	case !ok:
		return l, []Finding{finding(FileEmpty, 0)}
	case first.fault != "":
		return l, []Finding{faulty(first)}
	}
	findings := found.skipped(first)
	positions, about := l.header(first, columns, named)
	findings = append(findings, about...)
	if !Accepted(about) {
		return l, findings
	}
	return l, InOrder(findings, l.rows(t, first, positions, limits.Rows))
}

// header says which column stands where: "" for one that is not read.
func (l *List) header(first record, columns []ListColumn, named map[string]string) (positions []string, findings []Finding) {
	positions = make([]string, len(first.cells))
	for i, cell := range first.cells {
		name := named[headerKey(cell)]
		f := Finding{Line: first.line, Column: strings.TrimSpace(cell), ColumnIndex: i, Value: cell}
		switch _, twice := l.headings[name]; {
		case headerKey(cell) == "":
			continue
		case name == "":
			f.Code = ColumnUnknown
		case twice:
			f.Code, f.Args = ColumnDuplicate, []string{l.Heading(name)}
		default:
			positions[i], l.headings[name] = name, cell
			continue
		}
		f.Severity = f.Code.severity()
		findings = append(findings, f)
	}
	if len(l.headings) == 0 {
		f := finding(HeaderMissing, first.line)
		f.Value, f.Args = first.excerpt(l.Delimiter[0]), []string{strings.Join(needed(columns), ", ")}
		return positions, []Finding{f}
	}
	for _, name := range needed(columns) {
		if _, there := l.headings[name]; !there {
			f := finding(ColumnMissing, first.line)
			f.Column, f.ColumnIndex = name, -1
			findings = append(findings, f)
		}
	}
	return positions, findings
}

func needed(columns []ListColumn) (names []string) {
	for _, c := range columns {
		if c.Needed {
			names = append(names, c.Name)
		}
	}
	return names
}

// rows reads what follows the header.
func (l *List) rows(t *tokeniser, first record, positions []string, limit int) (findings []Finding) {
	count := 0
	for {
		rec, ok := t.next()
		if !ok {
			break
		}
		if rec.fault == "" && rec.blank() {
			continue
		}
		if count++; count > limit {
			f := finding(TooManyRows, rec.line)
			f.Args = []string{strconv.Itoa(limit)}
			return append(findings, f)
		}
		if rec.fault != "" {
			findings = append(findings, faulty(rec))
			continue
		}
		row, about := l.row(rec, first, positions)
		if len(about) == 0 {
			l.Rows = append(l.Rows, row)
		}
		findings = append(findings, about...)
	}
	if count == 0 {
		findings = append(findings, finding(NoRows, 0))
	}
	return findings
}

func (l *List) row(rec, first record, positions []string) (row ListRow, findings []Finding) {
	row = ListRow{Line: rec.line, Cells: make(map[string]string, len(l.headings))}
	for i, cell := range rec.cells {
		switch {
		case isBlank(cell):
		case i >= len(positions):
			f := finding(RowTooLong, rec.line)
			f.Value, f.Args = excerpt(strings.Join(rec.cells[i:], " ")), []string{strconv.Itoa(len(rec.cells)), strconv.Itoa(len(positions))}
			return row, append(findings, f)
		case positions[i] == "" && headerKey(first.cells[i]) == "":
			h := &header{line: first.line}
			findings = append(findings, h.nameless(i, rec.line, cell))
		case strings.ContainsFunc(cell, isHidden):
			f := finding(HiddenCharacter, rec.line)
			f.Column, f.ColumnIndex, f.Value, f.Args = l.Heading(positions[i]), i, cell, []string{hiddenNames(cell)}
			findings = append(findings, f)
		case positions[i] != "":
			row.Cells[positions[i]] = strings.TrimSpace(exposed(cell))
		}
	}
	return row, findings
}

// hiddenNames lists the hidden characters of a cell by number.
func hiddenNames(cell string) string {
	var names []string
	for _, c := range cell {
		if name := codePoint(c); isHidden(c) && !slices.Contains(names, name) && len(names) < 5 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// finding is one about a line, or about the whole file for 0.
func finding(code Code, line int) Finding {
	return Finding{Severity: code.severity(), Code: code, Line: line, ColumnIndex: -1}
}

// Place reads a municipality's code, its name or both ("0780 Växjö"). The finding, if any, has neither line nor column; with an error
// there is no municipality.
func (r *Reader) Place(cell string) (*data.Municipality, *Finding) {
	read := r.matcher.place(cell)
	if read.finding == nil {
		return read.value, nil
	}
	f := *read.finding
	f.Value, f.Severity = cell, f.Code.severity()
	return read.value, &f
}
