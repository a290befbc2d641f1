package ingest

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// Accepted tells whether no finding is an Error.
func Accepted(findings []Finding) bool {
	return !slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}

// InOrder returns all findings in line order; those of the same line keep their order. The caller owns the result.
func InOrder(findings ...[]Finding) []Finding {
	all := slices.Concat(findings...)
	slices.SortStableFunc(all, func(a, b Finding) int { return a.Line - b.Line })
	return all
}

// Parse reads one file against the catalogue. All findings are returned, in line order, not only the first.
// The error is for what is nobody's mistake in the file: r failing.
func Parse(r io.Reader, catalogue *data.Catalogue, limits Limits) (Submission, []Finding, error) {
	raw, err := readLimited(r, limits.Bytes)
	if err != nil {
		return Submission{}, nil, err
	}
	d := decode(raw, limits.Bytes)
	s := Submission{Edition: catalogue.Current().ID, Encoding: d.encoding}
	if d.finding != nil {
		return s, []Finding{*d.finding}, nil
	}
	l := detectLayout(d.text)
	s.Delimiter = string(l.delimiter)
	t := newTokeniser(l.text, l.line, l.delimiter)
	first, ok := firstRecord(t)
	switch {
	case !ok:
		return s, []Finding{{Severity: Error, Code: FileEmpty}}, nil
	case first.fault != "":
		return s, []Finding{faulty(first)}, nil
	}
	h := readHeader(first, l)
	s.Kind, s.Header = h.kind, h.sent
	if h.broken {
		return s, InOrder(h.findings), nil
	}
	f := file{header: &h, matcher: newMatcher(catalogue), limit: limits.Rows}
	f.rows = make([]Row, 0, min(lineEnds(l.text), limits.Rows))
	t.isRow = f.isRow(l.delimiter)
	if err := f.read(t); err != nil {
		return s, nil, err
	}
	s.Rows = f.rows
	if f.editions.first != "" {
		s.Edition = f.editions.first
	}
	return s, InOrder(h.findings, f.findings, f.editions.mixed(h.heading(colVersion)), duplicates(s, &h)), nil
}

// file is the table being read.
type file struct {
	header   *header
	matcher  *matcher
	limit    int
	count    int
	rows     []Row
	findings []Finding
	editions editionLines
	unnamed  map[int]bool // columns without a name that have been reported
}

// read takes the table chunk by chunk.
func (f *file) read(t *tokeniser) error {
	for more := true; more; {
		c := chunk{rows: make([][]string, 1, min(cap(f.rows), chunkRows)+1)}
		c.rows[0] = f.header.columns
		t.arena = make([]string, 0, cap(c.rows)*len(f.header.columns))
		more = f.fill(&c, t)
		if len(c.lines) == 0 {
			continue
		}
		out, err := c.decode()
		if err != nil {
			return err
		}
		r := newRowReader(f.matcher, f.header)
		for i := range out {
			f.rows = append(f.rows, r.read(c.lines[i], &out[i]))
		}
		f.findings = append(f.findings, r.findings...)
		f.editions.merge(r.editions)
	}
	if f.count == 0 {
		f.report(Finding{Code: NoRows})
	}
	return nil
}

// fill adds the next records that can be read; it returns false when there are no more.
func (f *file) fill(c *chunk, t *tokeniser) bool {
	for len(c.lines) < chunkRows {
		rec, ok := t.next()
		if !ok {
			return false
		}
		if rec.fault == "" && rec.blank() {
			continue
		}
		if f.count++; f.count > f.limit {
			f.report(Finding{Code: TooManyRows, Line: rec.line, Args: []string{strconv.Itoa(f.limit)}})
			return false
		}
		if rec.fault != "" {
			f.findings = append(f.findings, faulty(rec))
			continue
		}
		if f.shape(&rec) {
			c.rows, c.lines = append(c.rows, rec.cells), append(c.lines, rec.line)
		}
	}
	return true
}

// shape holds a record against the header: cells beyond it, and values in a column without a name.
func (f *file) shape(rec *record) bool {
	width := len(f.header.columns)
	last := len(rec.cells)
	for last > width && isBlank(rec.cells[last-1]) {
		last--
	}
	if last > width {
		f.report(Finding{
			Code: RowTooLong, Line: rec.line, Value: excerpt(strings.Join(rec.cells[width:last], " ")),
			Args: []string{strconv.Itoa(last), strconv.Itoa(width)},
		})
		return false
	}
	rec.cells = rec.cells[:last]
	for i, cell := range rec.cells {
		if f.header.columns[i] == "" && headerKey(f.header.sent[i]) == "" && !isBlank(cell) && !f.unnamed[i] {
			if f.unnamed == nil {
				f.unnamed = make(map[int]bool)
			}
			f.unnamed[i] = true
			f.findings = append(f.findings, f.header.nameless(i, rec.line, cell))
		}
	}
	return true
}

// isRow tells a line inside quotation marks that is a row of its own: it is as wide as the needed columns, and its
// cells name a municipality and a commitment where those stand.
func (f *file) isRow(delimiter byte) func(string) bool {
	place, commitment := slices.Index(f.header.columns, colCode), slices.Index(f.header.columns, colCommitment)
	if place < 0 {
		place = slices.Index(f.header.columns, colName)
	}
	edition := f.matcher.editions[f.matcher.catalogue.Current().ID]
	return func(line string) bool {
		split := strings.Split(line, string(delimiter))
		if len(split) <= max(place, commitment) {
			return false
		}
		clean := func(i int) string { return strings.Trim(split[i], `" `) }
		return f.matcher.place(clean(place)).value != nil && edition.readCommitment(clean(commitment)).value != nil
	}
}

func (f *file) report(finding Finding) {
	finding.Severity = finding.Code.severity()
	f.findings = append(f.findings, finding)
}

func faulty(rec record) Finding {
	return Finding{Severity: Error, Code: rec.fault, Line: rec.line, Value: rec.value}
}
