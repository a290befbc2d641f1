package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// NextStep is what stands between a city's level in one commitment and the next level.
type NextStep struct {
	Cover      // of all members
	City       City
	HandedIn   bool
	Commitment *data.Commitment
	Cell       Cell
	Next       int          // 1–3, 0 at level 3; 1 for a city that takes no part, is silent or has not handed in
	Actions    []StepAction // of the next level, by ordinal; none at level 3
}

// StepAction is one action of the next level: what the city has reported on it, and who could tell how.
type StepAction struct {
	CityAction
	Counts [4]StatusCount // all members, the city itself included where it is one
	Others []StepCity     // other members that work on it or have done it: done first, then the same county, then the nearest in size
}

// StepCity is a member that works on an action or has done it.
type StepCity struct {
	City
	Status     data.Status // Underway or Done
	Declared   State       // its level in the commitment
	SameCounty bool
	Submission int64
	Line       int
	Link       string
}

// Remaining is how many of the actions the city has not reported as done.
func (n *NextStep) Remaining() int {
	remaining := 0
	for i := range n.Actions {
		if n.Actions[i].Status != data.Done {
			remaining++
		}
	}
	return remaining
}

//go:embed sql/nextstep.sql
var nextStepSQL string

// NextStep answers which actions stand between a city's level and the next, and who works on them or has done them. Of the filter only
// the edition and the date count.
//
// It returns ErrUnknown for a code that is no municipality and for a commitment that the edition does not have.
func (a *Analyst) NextStep(ctx context.Context, f Filter, code, slug string) (NextStep, error) {
	s, err := a.scope(Filter{Edition: f.Edition, AsOf: f.AsOf})
	if err != nil {
		return NextStep{}, err
	}
	commitment := s.edition.Commitment(slug)
	if commitment == nil || a.db.Catalogue().Municipality(code) == nil {
		return NextStep{}, fmt.Errorf("next step of %q in %q: %w", code, slug, ErrUnknown)
	}
	n := NextStep{Commitment: commitment}
	own := map[string]CityAction{}
	others := map[string][]StepCity{}
	counts := map[string]*[4]StatusCount{}
	add := func(action string, status data.Status) {
		if counts[action] == nil {
			counts[action] = new(emptyStatuses())
		}
		if i := slices.Index(data.Statuses[:], status); i >= 0 {
			counts[action][i].Cities++
		}
	}
	err = ask(ctx, a, s.everybody(), nextStepSQL, (*rehearsalRow).columns, func(r rehearsalRow) {
		n.Cover = r.cover
		switch r.kind {
		case "self":
			n.City, n.HandedIn = r.city, r.handed
		case "cell":
			n.Cell, n.Next = r.cell, nextLevel(r.cell.State)
		case "own":
			own[r.action] = CityAction{
				s.edition.Action(r.action), r.status, r.cell.Submission, r.cell.Line, r.cell.Since, r.cell.Link, r.cell.Comment,
			}
			if n.City.Member {
				add(r.action, r.status)
			}
		case "other":
			add(r.action, r.status)
			if r.status == data.Underway || r.status == data.Done {
				others[r.action] = append(others[r.action], StepCity{
					r.city, r.status, r.cell.State, r.city.CountyCode == n.City.CountyCode, r.cell.Submission, r.cell.Line, r.cell.Link,
				})
			}
		}
	}, sql.Named("code", code), sql.Named("commitment", slug))
	if err != nil {
		return NextStep{}, fmt.Errorf("next step of %q in %q: %w", code, slug, err)
	}
	if n.Next == 0 {
		return n, nil
	}
	for _, action := range actionsBetween(commitment, n.Next-1, n.Next, own) {
		step := StepAction{CityAction: action, Counts: emptyStatuses(), Others: others[action.Action.ID]}
		if c := counts[action.Action.ID]; c != nil {
			step.Counts = *c
		}
		for i := range step.Counts {
			step.Counts[i].Share = share(step.Counts[i].Cities, n.Members)
		}
		slices.SortStableFunc(step.Others, func(x, y StepCity) int { return doneFirst(x.Status) - doneFirst(y.Status) })
		n.Actions = append(n.Actions, step)
	}
	return n, nil
}

// doneFirst is 0 for what is done and 1 for what is under way.
func doneFirst(s data.Status) int {
	if s == data.Done {
		return 0
	}
	return 1
}
