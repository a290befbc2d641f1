package ingest

import (
	"cmp"
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

// InOrder returns all findings by line, those of a line by column, and else as they were. The caller owns the result.
func InOrder(findings ...[]Finding) []Finding {
	all := slices.Concat(findings...)
	slices.SortStableFunc(all, before)
	return all
}

func before(a, b Finding) int { return cmp.Or(a.Line-b.Line, a.position()-b.position()) }

// Parse reads one file against the catalogue. All findings are returned, by line and column, not only the first.
// The error is for what is nobody's mistake in the file: r failing.
func Parse(r io.Reader, catalogue *data.Catalogue, limits Limits) (Submission, []Finding, error) {
	raw, err := readLimited(r, limits.Bytes)
	if err != nil {
		return Submission{}, nil, err
	}
	return ParseBytes(raw, catalogue, limits)
}

// ParseBytes is Parse for a file that is in memory already. The rows' texts are parts of raw: it must never change.
func ParseBytes(raw []byte, catalogue *data.Catalogue, limits Limits) (Submission, []Finding, error) {
	return NewReader(catalogue).ParseBytes(raw, limits)
}

// ParseMany is ParseBytes for a file of any size that is saved at once: the rows of a large action file are kept short, in a third of the
// room. The submission has no Rows then; Count tells how many there are.
func (r *Reader) ParseMany(raw []byte, limits Limits) (Submission, []Finding, error) {
	limits.short = true
	return parse(raw, r.matcher, limits)
}

// Reader reads files against one catalogue. Making it takes longer than reading a small file: a server keeps one. It is safe
// for concurrent use.
type Reader struct{ matcher *matcher }

// NewReader learns how the catalogue's names may be spelt.
func NewReader(catalogue *data.Catalogue) *Reader { return &Reader{newMatcher(catalogue)} }

// ParseBytes is ParseBytes against the reader's catalogue.
func (r *Reader) ParseBytes(raw []byte, limits Limits) (Submission, []Finding, error) {
	return parse(raw, r.matcher, limits)
}

func parse(raw []byte, m *matcher, limits Limits) (Submission, []Finding, error) {
	return parseFixed(raw, m, limits, nil)
}

func parseFixed(raw []byte, m *matcher, limits Limits, fixed fixes) (Submission, []Finding, error) {
	s, findings, err := parseAny(raw, m, limits, fixed)
	if err != nil {
		return s, nil, err
	}
	s, findings = enough(s, placed(s.Header, findings), limits.findings())
	return s, findings, nil
}

// parseAny reads a file of any kind. Its findings are in the order in which they were found.
func parseAny(raw []byte, m *matcher, limits Limits, fixed fixes) (Submission, []Finding, error) {
	if line, ok := fixed.binary(); ok {
		return Submission{Edition: m.catalogue.Current().ID}, []Finding{*refused(FileBinary, line).finding}, nil
	}
	if isZip(raw) && int64(len(raw)) <= limits.Bytes {
		s, findings := parseWorkbook(raw, m, limits, fixed)
		return s, findings, nil
	}
	d := decode(raw, limits.Bytes, m.knows)
	s := Submission{Edition: m.catalogue.Current().ID, Encoding: d.encoding}
	if d.finding != nil {
		return s, []Finding{*d.finding}, nil
	}
	l := detectLayout(d.text, m.recognised).fixed(d.text, fixed, m.recognised)
	s.Delimiter = string(l.delimiter)
	t := l.tokenise(l.delimiter)
	first, ok := firstRecord(t)
	switch {
	case !ok:
		return s, []Finding{{Severity: Error, Code: FileEmpty}}, nil
	case first.fault != "":
		return s, []Finding{faulty(first)}, nil
	}
	if kind := m.formOf(headingsOf(first.cells)); kind != longForm {
		rows := collect(t, limits.Rows)
		rows.above, rows.ragged = l.above, true
		s, findings := parseForm(s, m, kind, first, rows)
		return s, append(l.skipped(first), findings...), nil
	}
	h := readHeader(first, l)
	s.Kind, s.Header = h.kind, h.sent
	if h.broken {
		return s, append(l.skipped(first), h.findings...), nil
	}
	f := file{header: &h, matcher: m, limit: limits.Rows, most: limits.findings()}
	if limits.short && h.kind == data.Actions {
		f.brief = new(shortRows)
	}
	t.isRow = f.isRow(l.delimiter)
	if err := f.read(t); err != nil {
		return s, nil, err
	}
	f.compact()
	s.Rows, s.short = f.rows, f.brief
	if f.editions.first != "" {
		s.Edition = f.editions.first
	}
	s.short.name(m, s.Edition)
	f.above(l)
	f.findings = append(f.findings, f.editions.mixed(h.heading(colVersion))...)
	f.findings = append(f.findings, duplicates(s, &h, f.most)...)
	return s, slices.Insert(f.findings, 0, append(l.skipped(first), h.findings...)...), nil
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
		if f.header.columns[i] == "" && headerKey(f.header.sent[i]) == "" && !isBlank(cell) && !f.unnamed[i] && (i > 0 || !f.header.index) {
			if f.unnamed == nil {
				f.unnamed = make(map[int]bool)
			}
			f.unnamed[i] = true
			f.findings = append(f.findings, f.header.nameless(i, rec.line, cell))
		}
	}
	return true
}

// isRow tells a line inside quotation marks that is a row of its own: its cells name a municipality and a commitment where those
// stand.
func (f *file) isRow(delimiter byte) func(string) bool {
	return func(line string) bool {
		cells := strings.Split(line, string(delimiter))
		for i, cell := range cells {
			cells[i] = strings.Trim(cell, `" `)
		}
		return f.answers(cells)
	}
}

func (f *file) report(finding Finding) {
	finding.Severity = finding.Code.severity()
	f.findings = append(f.findings, finding)
}

func faulty(rec record) Finding {
	return Finding{Severity: Error, Code: rec.fault, Line: rec.line, Value: rec.value}
}
