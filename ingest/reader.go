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

func doubt[T any](value T, code Code, suggestion string, args ...string) reading[T] {
	return reading[T]{value, &Finding{Severity: code.severity(), Code: code, Suggestion: suggestion, Args: args}}
}

func unread[T any](code Code, suggestion string, args ...string) reading[T] {
	var none T
	return doubt(none, code, suggestion, args...)
}

// memo remembers readings: a file holds few different municipalities, commitments and levels.
type memo[K comparable, V any] map[K]V

func (m memo[K, V]) get(key K, read func(K) V) V {
	v, ok := m[key]
	if !ok {
		v = read(key)
		m[key] = v
	}
	return v
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
	header   *header
	findings []Finding
	editions editionLines
	line     int

	places      memo[string, reading[*data.Municipality]]
	commitments memo[commitmentKey, reading[*data.Commitment]]
	levels      memo[levelKey, reading[*int]]
	actions     memo[actionKey, reading[*data.Action]]
	statuses    memo[string, reading[data.Status]]
	dates       memo[string, reading[string]]
}

func newRowReader(m *matcher, h *header) *rowReader {
	return &rowReader{
		matcher: m, header: h,
		places:      make(memo[string, reading[*data.Municipality]]),
		commitments: make(memo[commitmentKey, reading[*data.Commitment]]),
		levels:      make(memo[levelKey, reading[*int]]),
		actions:     make(memo[actionKey, reading[*data.Action]]),
		statuses:    make(memo[string, reading[data.Status]]),
		dates:       make(memo[string, reading[string]]),
	}
}

// read reads a row. Every cell is checked, also when another cannot be read.
func (r *rowReader) read(line int, c *cells) Row {
	r.line = line
	row := Row{Line: line}
	if p := r.readPlace(c); p != nil {
		row.Municipality = p.Code
	}
	edition := r.readVersion(c.Version)
	commitment := r.readCommitment(c.Commitment, edition)
	if commitment != nil {
		row.Commitment, row.Number = commitment.Slug, commitment.Number
	}
	row.Level = r.readLevel(c.Level, edition)
	if r.header.kind == data.Actions {
		r.readAction(c.Action, edition, &row)
		row.Status = r.readStatus(c.Status)
	} else {
		row.Decided = r.readDate(c.Decided)
		row.Reference = r.readReference(c.Reference)
	}
	row.Comment = r.readText(colComment, c.Comment, maxComment)
	row.Link = r.readLink(c.Link)
	return row
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

// visible reports invisible characters in a cell that must be read; false means that the cell cannot be.
func (r *rowReader) visible(column, value string) bool {
	clean := true
	for _, c := range value {
		if isHidden(c) {
			clean = false
			break
		}
	}
	if clean {
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
