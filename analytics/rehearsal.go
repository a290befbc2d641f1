package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Rehearsal is a city's profile as it stands, and as it would be with other levels. Nothing of it is saved or counted
// anywhere else.
type Rehearsal struct {
	Cover    // of all members, as it stands
	City     City
	HandedIn bool
	Rows     []RehearsalRow // in the body's order
}

// RehearsalRow is one commitment, now and then.
//
// A level holds its own actions and those of the levels below it. A city that has not handed in and tries a level is
// silent on the commitments it does not try, as it would be after handing that level in.
type RehearsalRow struct {
	Commitment *data.Commitment
	Now        Cell
	Then       State
	Changed    bool         // another level was tried
	Added      []CityAction // what the tried level asks for beyond the one that stands, by level and ordinal
	Dropped    []CityAction // what the standing level asks for and the tried one does not
	Peers      []City       // members at the tried level 1–3, the city itself left out; of changed rows alone
}

// Remaining is how many of the added actions the city has not reported as done.
func (r *RehearsalRow) Remaining() int {
	n := 0
	for _, a := range r.Added {
		if a.Status != data.Done {
			n++
		}
	}
	return n
}

// Changes returns the rows with another level.
func (r *Rehearsal) Changes() []RehearsalRow {
	return slices.DeleteFunc(slices.Clone(r.Rows), func(row RehearsalRow) bool { return !row.Changed })
}

//go:embed sql/rehearsal.sql
var rehearsalSQL string

type rehearsalRow struct {
	cover  Cover
	kind   string
	city   City
	cell   Cell
	handed bool
	action string
	status data.Status
}

func (r *rehearsalRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind)}, r.city.columns(), r.cell.columns(), []any{
		into(&r.handed), into(&r.action), into(&r.status),
	})
}

// Rehearse answers what other levels would mean for a city: levels holds the tried level, 0–3, by commitment. Of the
// filter only the edition and the date count.
//
// It returns ErrUnknown for a code that is no municipality, a commitment the edition does not have, or a level beyond 0–3.
func (a *Analyst) Rehearse(ctx context.Context, f Filter, code string, levels map[string]int) (Rehearsal, error) {
	s, err := a.scope(Filter{Edition: f.Edition, AsOf: f.AsOf})
	if err != nil {
		return Rehearsal{}, err
	}
	if a.db.Catalogue().Municipality(code) == nil {
		return Rehearsal{}, fmt.Errorf("municipality %q: %w", code, ErrUnknown)
	}
	for slug, level := range levels {
		if s.edition.Commitment(slug) == nil || level < 0 || level > 3 {
			return Rehearsal{}, fmt.Errorf("level %d of %q: %w", level, slug, ErrUnknown)
		}
	}
	var r Rehearsal
	reports := make(map[string]CityAction)
	peers := make(map[Cell][]City) // by commitment and state
	for _, c := range commitments(s.edition) {
		r.Rows = append(r.Rows, RehearsalRow{Commitment: c})
	}
	err = ask(ctx, a, s.everybody(), rehearsalSQL, (*rehearsalRow).columns, func(row rehearsalRow) {
		r.Cover = row.cover
		switch row.kind {
		case "self":
			r.City, r.HandedIn = row.city, row.handed
		case "cell":
			r.Rows[s.edition.Commitment(row.cell.Commitment).Number-1].Now = row.cell
		case "report":
			reports[row.action] = CityAction{
				s.edition.Action(row.action), row.status, row.cell.Submission, row.cell.Line, row.cell.Since, row.cell.Link,
				row.cell.Comment,
			}
		case "peer":
			at := Cell{Commitment: row.cell.Commitment, State: row.cell.State}
			peers[at] = append(peers[at], row.city)
		}
	}, sql.Named("code", code))
	if err != nil {
		return Rehearsal{}, fmt.Errorf("rehearse %q: %w", code, err)
	}
	for i := range r.Rows {
		if level, tried := levels[r.Rows[i].Commitment.Slug]; tried {
			r.Rows[i].try(level, reports)
		} else {
			r.Rows[i].Then = r.Rows[i].Now.State
		}
		row := &r.Rows[i]
		if row.Changed {
			row.Peers = peers[Cell{Commitment: row.Commitment.Slug, State: row.Then}]
		}
	}
	if !r.HandedIn && len(r.Changes()) > 0 {
		for i := range r.Rows {
			if !r.Rows[i].Changed {
				r.Rows[i].Then = Silent
			}
		}
	}
	return r, nil
}

// try sets the row to a level.
func (r *RehearsalRow) try(level int, reports map[string]CityAction) {
	r.Then = [...]State{NoPart, Level1, Level2, Level3}[level]
	r.Changed = r.Then != r.Now.State
	now, _ := r.Now.State.Level()
	r.Added = actionsBetween(r.Commitment, now, level, reports)
	r.Dropped = actionsBetween(r.Commitment, level, now, reports)
}

// actionsBetween lists the actions of the levels above low up to high, with what the city has reported on them.
func actionsBetween(c *data.Commitment, low, high int, reports map[string]CityAction) []CityAction {
	var out []CityAction
	for level := low + 1; level <= high; level++ {
		actions := c.Levels[level-1].Actions
		for i := range actions {
			reported := reports[actions[i].ID]
			reported.Action = &actions[i]
			out = append(out, reported)
		}
	}
	return out
}
