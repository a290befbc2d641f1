package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"time"

	"pionjarkollen/data"
)

// Event is everything that one submission changed for one city.
type Event struct {
	City       City
	Submission int64
	When       time.Time // UTC
	Kind       data.Kind // levels, actions or undo
	Example    bool
	First      bool // the city's first levels of the edition
	Changes    []EventChange
}

// EventChange is one level or status that became another.
type EventChange struct {
	Commitment *data.Commitment
	Action     *data.Action // nil for a level
	From, To   string       // a State, or for an action a data.Status or ""
	Line       int          // in the submitted file; 0 in an undo
	Leaders    int          // of a level: cities in scope at level 3 right after it
	Decided    string       // ISO date, or ""
	Reference  string
	Link       string
	Comment    string // for signed-in readers only
}

// FirstLeader tells whether the city became the only one in scope at level 3.
func (c EventChange) FirstLeader() bool {
	return c.Action == nil && State(c.To) == Level3 && c.Leaders == 1
}

// LastLeader tells whether the city was the last in scope at level 3, so that nobody is there any more.
func (c EventChange) LastLeader() bool {
	return c.Action == nil && State(c.From) == Level3 && c.Leaders == 0
}

// Steps is how far a level moved: positive upwards. ok is false unless both are stated levels 0–3.
func (c EventChange) Steps() (steps int, ok bool) {
	from, okFrom := State(c.From).Level()
	to, okTo := State(c.To).Level()
	if c.Action != nil || !okFrom || !okTo {
		return 0, false
	}
	return to - from, true
}

//go:embed sql/events.sql
var eventsSQL string

type eventRow struct {
	event              Event
	change             EventChange
	commitment, action string
}

func (r *eventRow) columns() []any {
	e, c := &r.event, &r.change
	return slices.Concat(e.City.columns(), []any{
		into(&e.Submission), into(&e.When), into(&e.Kind), into(&e.Example), into(&e.First), into(&c.Line), into(&r.commitment),
		into(&r.action), into(&c.From), into(&c.To), into(&c.Leaders), into(&c.Decided), into(&c.Reference), into(&c.Link),
		into(&c.Comment),
	})
}

// Events answers what happened from a moment on, up to the filter's date: one entry per city and submission, newest first, at most
// most of them (0 or less is all). Unlike Changes, a level that went up and came back is told twice.
func (a *Analyst) Events(ctx context.Context, f Filter, from time.Time, most int) ([]Event, error) {
	s, err := a.scope(f)
	if err != nil {
		return nil, err
	}
	if most <= 0 {
		most = math.MaxInt32
	}
	var result []Event
	err = ask(ctx, a, s, eventsSQL, (*eventRow).columns, func(r eventRow) {
		n := len(result)
		if n == 0 || result[n-1].Submission != r.event.Submission || result[n-1].City.Code != r.event.City.Code {
			result = append(result, r.event)
			n++
		}
		r.change.Commitment = s.edition.Commitment(r.commitment)
		r.change.Action = s.edition.Action(r.action)
		result[n-1].First = result[n-1].First || r.event.First
		result[n-1].Changes = append(result[n-1].Changes, r.change)
	}, sql.Named("from", from.UTC()), sql.Named("most", most))
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	return result, nil
}
