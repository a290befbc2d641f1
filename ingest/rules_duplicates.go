package ingest

import (
	"strconv"

	"pionjarkollen/data"
)

// rowKey is what a row is about.
type rowKey struct {
	municipality, commitment string
	level, action            int // 0 in a level file
}

// key returns what the row is about; ok is false when that could not be read.
func (r *Row) key(kind data.Kind) (k rowKey, ok bool) {
	k = rowKey{municipality: r.Municipality, commitment: r.Commitment}
	if kind == data.Actions {
		if r.Level == nil || r.Action == 0 {
			return k, false
		}
		k.level, k.action = *r.Level, r.Action
	}
	return k, k.municipality != "" && k.commitment != ""
}

// says compares all that two rows about the same thing say.
func (r *Row) says(other *Row) bool {
	same := r.Level == nil && other.Level == nil || r.Level != nil && other.Level != nil && *r.Level == *other.Level
	return same && r.Status == other.Status && r.Comment == other.Comment && r.Decided == other.Decided &&
		r.Reference == other.Reference && r.Link == other.Link
}

// duplicates reports rows about what an earlier row is about already, until there are more than most.
func duplicates(s Submission, h *header, most int) []Finding {
	if s.short != nil {
		return s.short.duplicates(h, most)
	}
	column := colCommitment
	if s.Kind == data.Actions {
		column = colAction
	}
	rows := newSeen()
	var out []Finding
	for i := range s.Rows {
		if len(out) > most {
			break
		}
		row := &s.Rows[i]
		key, ok := row.key(s.Kind)
		if !ok {
			continue
		}
		at, again := rows.visit(i, key)
		if !again {
			continue
		}
		code := DuplicateContradictory
		if row.says(&s.Rows[at]) {
			code = DuplicateIdentical
		}
		out = append(out, repeated(code, h, column, row.Line, s.Rows[at].Line, row.name(key, s.Kind)))
	}
	return out
}

// repeated says that a row is about what an earlier line is about, too.
func repeated(code Code, h *header, column string, line, earlier int, about string) Finding {
	return Finding{
		Severity: code.severity(), Code: code, Line: line, Column: h.heading(column), Value: about, Args: []string{strconv.Itoa(earlier)},
	}
}

// name says what a row is about: "0180 styrning" or "0180 styrning-1-2".
func (r *Row) name(k rowKey, kind data.Kind) string {
	if kind == data.Actions {
		return k.municipality + " " + k.commitment + "-" + strconv.Itoa(k.level) + "-" + strconv.Itoa(k.action)
	}
	return k.municipality + " " + k.commitment
}
