package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// OutOfScope is the state of a city at a moment when it was not in the selection: it had not joined, or had left. It
// occurs in Transitions alone, which look at two moments.
const OutOfScope State = "out_of_scope"

// Since is the earlier of two moments.
type Since struct {
	Edition *data.Edition // nil is the filter's
	Day     string        // ISO date in Europe/Stockholm, inclusive; "" is the filter's
}

// Transitions is what moved between two moments: the earlier, Before, and the filter's own.
type Transitions struct {
	Cover              // of the later moment
	Before      Cover  // of the earlier one; its AsOf and Example are not told
	FromDay     string // ISO date, the earlier moment
	Day         string // the later one
	From, To    *data.Edition
	Commitments []TransitionCommitment // in the later edition's order, then what the earlier one had alone
	Cities      []TransitionCity       // those with changes, Swedish order
}

// TransitionCommitment is one commitment, or what the crosswalk makes of it, at both moments.
type TransitionCommitment struct {
	data.Pair
	Then, Now [6]Count // in the order of States, of each moment's own scope; all zero where Before or After is nil
	Flows     []Flow   // only where the pair is comparable: every city in scope at either moment, once
}

// Flow is how many cities went from a state to a state, OutOfScope among them; From may be To.
type Flow struct {
	From, To   State
	Cities     int
	Population int
}

// TransitionCity is one city with everything that became different.
type TransitionCity struct {
	City
	Changes []Change // of comparable commitments, in the later edition's order; Submission is 0 where no row stands now
}

//go:embed sql/transitions.sql
var transitionsSQL string

type transitionsRow struct {
	cover, before  Cover
	kind           string
	city           City
	commitment     string
	change         Change
	cities, people int
}

func (r *transitionsRow) columns() []any {
	b, c := &r.before, &r.change
	return slices.Concat(r.cover.columns(), []any{
		into(&b.Members), into(&b.HandedIn), into(&b.Population), into(&b.HandedInPopulation), into(&r.kind),
	}, r.city.columns(), []any{
		into(&r.commitment), into(&c.From), into(&c.To), into(&r.cities), into(&r.people), into(&c.When), into(&c.Submission),
		into(&c.Line),
	})
}

// Transitions answers who moved where between an earlier moment and the filter's, by the crosswalk where the editions differ. What
// cannot be compared has its two distributions and no flows.
//
// It returns a *FilterError for an edition or a day that is later than the filter's.
func (a *Analyst) Transitions(ctx context.Context, f Filter, since Since) (Transitions, error) {
	s, err := a.scope(f)
	if err != nil {
		return Transitions{}, err
	}
	if since.Edition == nil {
		since.Edition = s.edition
	}
	earlier, err := a.scope(Filter{Edition: since.Edition, AsOf: since.Day})
	if err != nil {
		return Transitions{}, &FilterError{"fran", since.Day, []string{s.day}}
	}
	if since.Day == "" {
		earlier.until, earlier.day = s.until, s.day
	}
	crossing, ok := a.db.Catalogue().Crossing(since.Edition, s.edition)
	if !ok {
		return Transitions{}, &FilterError{"franversion", since.Edition.ID, []string{s.edition.ID}}
	}
	if earlier.day > s.day {
		return Transitions{}, &FilterError{"fran", since.Day, []string{s.day}}
	}
	b := newTransition(crossing)
	b.result.FromDay, b.result.Day = earlier.day, s.day
	err = ask(ctx, a, s, transitionsSQL, (*transitionsRow).columns, b.add,
		sql.Named("fromedition", since.Edition.ID), sql.Named("fromuntil", earlier.until), sql.Named("fromday", earlier.day),
		sql.Named("pairs", strings.Join(b.pairs, ",")))
	if err != nil {
		return Transitions{}, fmt.Errorf("transitions: %w", err)
	}
	return b.result, nil
}

// transition builds Transitions from the rows of sql/transitions.sql.
type transition struct {
	result Transitions
	pairs  []string         // of what is comparable, "before:after"
	now    map[string][]int // slug of the later edition → places in Commitments
	then   map[string][]int // of the earlier one
}

func newTransition(x data.Crossing) *transition {
	b := &transition{now: map[string][]int{}, then: map[string][]int{}}
	b.result.From, b.result.To = x.From, x.To
	for i, p := range x.Pairs {
		c := TransitionCommitment{Pair: p, Then: emptyCounts(), Now: emptyCounts()}
		if p.Before != nil {
			b.then[p.Before.Slug] = append(b.then[p.Before.Slug], i)
		}
		if p.After != nil {
			b.now[p.After.Slug] = append(b.now[p.After.Slug], i)
		}
		if p.Kind.Comparable() {
			b.pairs = append(b.pairs, p.Before.Slug+":"+p.After.Slug)
		}
		b.result.Commitments = append(b.result.Commitments, c)
	}
	return b
}

// add takes one row; the kinds come in the order of the cases.
func (b *transition) add(r transitionsRow) {
	b.result.Cover, b.result.Before = r.cover, r.before
	switch r.kind {
	case "before":
		for _, i := range b.then[r.commitment] {
			count(&b.result.Commitments[i].Then, State(r.change.From), r.cities, r.people, r.before.Members, r.before.Population)
		}
	case "after":
		for _, i := range b.now[r.commitment] {
			count(&b.result.Commitments[i].Now, State(r.change.To), r.cities, r.people, r.cover.Members, r.cover.Population)
		}
	case "flow":
		c := &b.result.Commitments[b.now[r.commitment][0]] // comparable: one to one
		c.Flows = append(c.Flows, Flow{State(r.change.From), State(r.change.To), r.cities, r.people})
	case "change":
		if n := len(b.result.Cities); n == 0 || b.result.Cities[n-1].Code != r.city.Code {
			b.result.Cities = append(b.result.Cities, TransitionCity{City: r.city})
		}
		r.change.City, r.change.Commitment = r.city, b.result.To.Commitment(r.commitment)
		of := &b.result.Cities[len(b.result.Cities)-1]
		of.Changes = append(of.Changes, r.change)
	}
}
