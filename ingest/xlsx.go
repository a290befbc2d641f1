package ingest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Workbook is what a Submission's Encoding says of an Excel workbook. It has no delimiter.
const Workbook = "Excel (.xlsx)"

// What is kept of a workbook: so many cells, on average, for each row that may be read, and no more in all.
const (
	slotsPerRow = 20
	maxSlots    = 20_000_000
)

// parseWorkbook reads a zip archive: an .xlsx workbook, or the finding that says what else it is.
func parseWorkbook(raw []byte, m *matcher, limits Limits, fixed fixes) (Submission, []Finding) {
	s := Submission{Edition: m.catalogue.Current().ID}
	unpacked := limits.unpacked()
	if f := inspectZip(raw, unpacked); f != nil {
		return s, []Finding{*f}
	}
	s.Encoding = Workbook
	b, err := openWorkbook(raw, unpacked)
	if err != nil {
		return s, []Finding{{Severity: Error, Code: WorkbookBroken}}
	}
	b.fixes = fixed
	s, findings := b.parse(s, m, limits)
	if err := b.close(); err != nil {
		return s, append(findings, Finding{Severity: Error, Code: WorkbookBroken})
	}
	return s, findings
}

func (b *workbook) parse(s Submission, m *matcher, limits Limits) (Submission, []Finding) {
	from, first, t, findings, ok := b.table(m, limits)
	if !ok {
		return s, findings
	}
	l := layout{line: first.line, delimiter: '\t', above: t.above}
	findings = append(findings, l.skipped(first)...)
	t.decorate = func(form formReader) (told []Finding, faulty map[place]bool) {
		h := form.head()
		told, faulty = cellNotes(h, form.free, from.notes)
		told = slices.Concat(hiddenRows(h, from.hidden), told, from.unmerge(h, t.rows))
		literal(form, t.rows)
		return told, faulty
	}
	s, told := parseForm(s, m, m.formOf(first.cells), first, t)
	return s, append(findings, told...)
}

// table reads the sheet that is chosen. It returns false, with the findings that say why, where none can be read.
func (b *workbook) table(m *matcher, limits Limits) (from *sheetReader, first record, t table, findings []Finding, ok bool) {
	found, findings := b.choose(m)
	if found == nil {
		return nil, first, t, findings, false
	}
	if b.fixes != nil {
		*found = b.look(found.part, m, b.fixes)
	}
	from = b.read(found.part, min(slotsPerRow*limits.Rows, maxSlots))
	from.fixes = b.fixes
	above, first, ok := upToHeader(from, found.header)
	if !ok {
		return from, first, t, append(findings, from.trouble(limits)...), false
	}
	t = collect(from, limits.Rows)
	t.above = above
	if from.err != nil {
		return from, first, t, append(findings, from.trouble(limits)...), false
	}
	from.notes = slices.DeleteFunc(from.notes, func(n cellNote) bool { return b.fixes.has(n.row, n.at) })
	return from, first, t, findings, true
}

// upToHeader reads up to the row that the header stands on; above are the rows before it that have something in them.
func upToHeader(from *sheetReader, line int) (above []record, first record, ok bool) {
	for {
		rec, more := from.next()
		switch {
		case !more:
			return above, rec, false
		case rec.line == line:
			return above, rec, true
		case !rec.blank():
			above = append(above, rec)
		}
	}
}

// trouble tells why a sheet could not be read to its end.
func (s *sheetReader) trouble(limits Limits) []Finding {
	switch {
	case errors.Is(s.err, errTooWide):
		return []Finding{{
			Severity: Error, Code: TooManyColumns, Line: s.row, Args: []string{strconv.Itoa(maxColumns) + "+", strconv.Itoa(maxColumns)},
		}}
	case errors.Is(s.err, errTooMany):
		return []Finding{*refused(FileTooLarge, 0, size(limits.unpacked())).finding}
	}
	return []Finding{{Severity: Error, Code: WorkbookBroken}}
}

// sheetSeen is what the first rows of a sheet tell.
type sheetSeen struct {
	part   sheetPart
	header int  // row of the header
	names  int  // cells of it that are column names
	filled bool // something stands below it
	any    bool // something stands in the sheet at all
}

// could tells that a sheet may be the one that was meant.
func (s *sheetSeen) could() bool { return s.names > 1 }

// choose finds the sheet with the header, and tells so where another could have been meant. A hidden sheet is never chosen.
func (b *workbook) choose(m *matcher) (*sheetSeen, []Finding) {
	var best, hidden, some *sheetSeen
	var others []string
	for _, part := range b.sheets {
		s := b.look(part, m, nil)
		switch {
		case part.hidden:
			if s.could() && s.filled && hidden == nil {
				hidden = &s
			}
		case s.could() && s.filled:
			others = append(others, part.name)
			if best == nil || s.names > best.names {
				best = &s
			}
		case s.any && (some == nil || s.names > some.names):
			some = &s
		}
	}
	switch {
	case best != nil && len(others) > 1:
		others = slices.DeleteFunc(others, func(name string) bool { return name == best.part.name })
		return best, []Finding{{Severity: Warning, Code: SheetChosen, Args: []string{best.part.name, strings.Join(others, ", ")}}}
	case best != nil:
		return best, nil
	case hidden != nil:
		return nil, []Finding{{Severity: Error, Code: SheetHidden, Args: []string{hidden.part.name}}}
	case some != nil:
		return some, nil
	}
	return nil, []Finding{{Severity: Error, Code: FileEmpty}}
}

// look reads a sheet's first rows. One that cannot be read has something in it, so that it is told when it is read.
func (b *workbook) look(part sheetPart, m *matcher, fixed fixes) sheetSeen {
	s := sheetSeen{part: part}
	from := b.read(part, slotsPerRow*maxColumns)
	from.fixes = fixed
	for n := 0; n < headerReach; {
		rec, ok := from.next()
		if !ok {
			s.any = s.any || from.err != nil
			break
		}
		if rec.blank() {
			continue
		}
		n++
		names := m.recognised(rec.cells)
		if s.any {
			s.filled = true
		}
		if !s.any || names > max(s.names, 1) {
			s.header, s.names, s.filled = rec.line, names, false
		}
		s.any = true
	}
	return s
}

// literal guards the free texts of a workbook: the apostrophe that the reader takes off a CSV file's text is theirs.
func literal(form formReader, rows []record) {
	for _, rec := range rows {
		for i, cell := range rec.cells {
			if i < len(form.head().columns) && form.free(i) {
				rec.cells[i] = harmless(cell)
			}
		}
	}
}
