package ingest

import (
	"strings"

	"pionjarkollen/data"
)

// reading is what a cell was read as. finding, if any, lacks only line, column and value.
type reading[T any] struct {
	value   T
	finding *Finding
}

func (r reading[T]) certain() bool { return r.finding == nil }

func doubt[T any](value T, code Code, suggestion string, args ...string) reading[T] {
	return reading[T]{value, &Finding{Severity: code.severity(), Code: code, Suggestion: suggestion, Args: args}}
}

func unread[T any](code Code, suggestion string, args ...string) reading[T] {
	var none T
	return doubt(none, code, suggestion, args...)
}

// commitmentKey, actionKey and levelKey are cells with what else decides how they are read.
type (
	commitmentKey struct{ edition, cell string }
	levelKey      struct {
		edition, cell string
		action        bool
	}
	actionKey struct {
		edition, cell, commitment string
		level                     int
	}
)

// rowReader reads rows one by one; nothing but what it remembers passes from one to the next.
type rowReader struct {
	*matcher
	full     *matcher
	header   *header
	findings []Finding
	editions editionLines
	line     int
	doubts   int             // new ones of the batch
	clean    map[string]bool // cells that have been seen to be visible

	edition   *editionMatcher // of the row at hand
	recall    recall
	before    seenPlace
	shortener shortener

	places      memo[string, reading[*data.Municipality]]
	commitments memo[commitmentKey, reading[*data.Commitment]]
	levels      memo[levelKey, reading[*int]]
	actions     memo[actionKey, reading[*data.Action]]
	statuses    memo[string, reading[data.Status]]
	dates       memo[string, reading[string]]
}

func newRowReader(m *matcher, h *header) *rowReader {
	r := &rowReader{matcher: m, full: m, header: h, clean: make(map[string]bool), shortener: shortener{places: m.numbers}}
	r.begin()
	return r
}

// begin starts a batch.
func (r *rowReader) begin() {
	r.matcher, r.findings, r.editions, r.doubts = r.full, nil, editionLines{}, 0
	r.places.begin(&r.doubts)
	r.commitments.begin(&r.doubts)
	r.levels.begin(&r.doubts)
	r.actions.begin(&r.doubts)
	r.statuses.begin(&r.doubts)
	r.dates.begin(&r.doubts)
}

// read reads a row. Every cell is checked, also when another cannot be read.
func (r *rowReader) read(line int, c *cells) (row Row) {
	r.readRow(line, c, &row)
	return row
}

// readRow is read into a row that is zero. What is no row of the table (a total, a note, the header once more) leaves it so.
func (r *rowReader) readRow(line int, c *cells, row *Row) {
	if r.doubts > maxDoubts {
		r.matcher = r.full.terse
	}
	r.line, r.edition = line, nil
	found := len(r.findings)
	if p := r.readPlace(c); p != nil {
		row.Municipality = p.Code
	} else if f, ok := r.odd(c); ok {
		f.Line, f.Severity = line, f.Code.severity()
		r.findings = append(r.findings[:found], f)
		return
	}
	row.Line = line
	r.readAnswer(c, row)
	if r.header.kind != data.Actions {
		row.Decided = r.readDate(c.Decided)
		row.Reference = r.readReference(c.Reference)
	}
	row.Comment = r.readText(colComment, c.Comment, maxComment)
	row.Link = r.readLink(c.Link)
}

// report adds a finding about a cell of the row at hand.
func (r *rowReader) report(column, value string, f Finding) {
	f.Line, f.Column, f.Value, f.Severity = r.line, r.header.heading(column), value, f.Code.severity()
	r.findings = append(r.findings, f)
}

// take reports what was found about a cell, if anything.
func take[T any](r *rowReader, column, value string, read reading[T]) T {
	if read.finding != nil {
		r.report(column, value, *read.finding)
	}
	return read.value
}

// printable tells text that is nothing but the characters of an English keyboard.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// visible reports invisible characters in a cell that must be read; false means that the cell cannot be.
func (r *rowReader) visible(column, value string) bool {
	if printable(value) || r.clean[value] {
		return true
	}
	if !strings.ContainsFunc(value, isHidden) {
		plain, twice := undouble(value)
		if twice {
			r.report(column, value, Finding{Code: DoubleEncoded, Suggestion: plain})
			return false
		}
		if len(r.clean) >= maxRemembered {
			clear(r.clean)
		}
		r.clean[value] = true
		return true
	}
	var names []string
	seen := make(map[rune]bool)
	shown := strings.Map(func(c rune) rune {
		if !isHidden(c) {
			return c
		}
		if !seen[c] && len(seen) < 5 {
			names = append(names, codePoint(c))
		}
		seen[c] = true
		return -1
	}, value)
	suggestion := strings.TrimSpace(shown)
	if strings.ContainsRune(value, '\ufffd') {
		suggestion = ""
	}
	r.report(column, value, Finding{Code: HiddenCharacter, Suggestion: suggestion, Args: []string{strings.Join(names, ", ")}})
	return false
}
