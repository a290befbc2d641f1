package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"pionjarkollen/data"
)

// Change is what one row would do to what stands.
type Change struct {
	Kind         ChangeKind
	Line         int // 0 for NotMentioned
	Municipality string
	Commitment   string // slug
	Action       string // id; "" for a level
	From, To     string // "0"–"3" or "" for silent; for actions a data.Status or ""
	Details      bool   // comment, date, reference or link differ
}

// ChangeKind says what kind of change a Change is.
type ChangeKind string

// New: nothing stood. Changed: From → To, or only details. Unchanged: the same in all. NotMentioned: stands, and stays.
const (
	New          ChangeKind = "new"
	Changed      ChangeKind = "changed"
	Unchanged    ChangeKind = "unchanged"
	NotMentioned ChangeKind = "not_mentioned"
)

// Preview compares a parsed submission with what stands in the database, in the order of the file, not mentioned last.
// Only municipalities the file names are compared. Rows that could not be read, and those that repeat an earlier one,
// are left out.
func Preview(ctx context.Context, db *data.DB, s Submission) ([]Change, error) {
	e := db.Catalogue().Edition(s.Edition)
	if e == nil {
		return nil, fmt.Errorf("preview: no edition %q", s.Edition)
	}
	named := make(map[string]bool)
	for i := range s.Rows {
		if code := s.Rows[i].Municipality; code != "" {
			named[code] = true
		}
	}
	stands, err := standing(ctx, db, s.Kind, s.Edition, slices.Sorted(maps.Keys(named)))
	if err != nil {
		return nil, err
	}
	changes := make([]Change, 0, len(s.Rows))
	seen := make(map[standingKey]bool, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		if _, ok := r.key(s.Kind); !ok {
			continue
		}
		k, c := r.about(s.Kind, e)
		if seen[k] {
			continue
		}
		seen[k] = true
		was, stood := stands[k]
		c.compare(was, stood, r.value())
		changes = append(changes, c)
	}
	return append(changes, notMentioned(s.Kind, e, stands, seen)...), nil
}

// about is the key of what a row that could be read is about, with a change that names it.
func (r *Row) about(kind data.Kind, e *data.Edition) (standingKey, Change) {
	c := Change{Line: r.Line, Municipality: r.Municipality, Commitment: r.Commitment}
	if kind == data.Actions {
		c.Action = r.action(e)
		return standingKey{r.Municipality, c.Action}, c
	}
	return standingKey{r.Municipality, r.Commitment}, c
}

// value is what a row says.
func (r *Row) value() value {
	v := value{text: string(r.Status), comment: r.Comment, decided: r.Decided, reference: r.Reference, link: r.Link}
	if r.Action == 0 && r.Level != nil {
		v.text = strconv.Itoa(*r.Level)
	}
	return v
}

func (c *Change) compare(was value, stood bool, is value) {
	c.From, c.To = was.text, is.text
	c.Details = was.details() != is.details()
	switch {
	case !stood:
		c.Kind = New
	case c.From != c.To || c.Details:
		c.Kind = Changed
	default:
		c.Kind = Unchanged
	}
}

// notMentioned lists what stands and the file leaves out, in the catalogue's order.
func notMentioned(kind data.Kind, e *data.Edition, stands map[standingKey]value, seen map[standingKey]bool) []Change {
	places := make(map[string]bool)
	for k := range stands {
		places[k.municipality] = true
	}
	var out []Change
	for _, code := range slices.Sorted(maps.Keys(places)) {
		for _, c := range keysOf(kind, e) {
			c.Municipality, c.Kind = code, NotMentioned
			k := standingKey{code, c.Commitment}
			if kind == data.Actions {
				k.about = c.Action
			}
			if v, ok := stands[k]; ok && !seen[k] {
				c.From, c.To = v.text, v.text
				out = append(out, c)
			}
		}
	}
	return out
}

// keysOf lists everything a file of the kind can be about, in the catalogue's order.
func keysOf(kind data.Kind, e *data.Edition) []Change {
	var out []Change
	for i := range e.Commitments {
		c := &e.Commitments[i]
		if kind != data.Actions {
			out = append(out, Change{Commitment: c.Slug})
			continue
		}
		for l := range c.Levels {
			for _, a := range c.Levels[l].Actions {
				out = append(out, Change{Commitment: c.Slug, Action: a.ID})
			}
		}
	}
	return out
}
