package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Commitment is one commitment looked at closely.
type Commitment struct {
	Cover
	Commitment *data.Commitment
	Counts     [6]Count         // in the order of States
	Cities     []CommitmentCity // strongest level first, then Swedish order
	Levels     [3]LevelActions
}

// CommitmentCity is a city with its cell.
type CommitmentCity struct {
	City
	Cell Cell
}

// LevelActions is the status of a level's actions.
type LevelActions struct {
	Level   int
	Actions []ActionStatus // by ordinal
}

// ActionStatus is how far the cities have come with one action.
type ActionStatus struct {
	Action   *data.Action
	Reported int            // cities with a standing status
	Counts   [4]StatusCount // in the order of data.Statuses
}

//go:embed sql/commitment.sql
var commitmentSQL string

type commitmentRow struct {
	cover          Cover
	kind           string
	city           City
	cell           Cell
	action         string
	status         data.Status
	cities, people int
}

func (r *commitmentRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind)}, r.city.columns(), r.cell.columns(), []any{
		into(&r.action), into(&r.status), into(&r.cities), into(&r.people),
	})
}

// Commitment answers who is where in one commitment, and how far its actions have come.
//
// It returns ErrUnknown for a slug the edition does not have.
func (a *Analyst) Commitment(ctx context.Context, f Filter, slug string) (Commitment, error) {
	s, err := a.scope(f)
	if err != nil {
		return Commitment{}, err
	}
	commitment := s.edition.Commitment(slug)
	if commitment == nil {
		return Commitment{}, fmt.Errorf("commitment %q: %w", slug, ErrUnknown)
	}
	result := Commitment{Commitment: commitment, Counts: emptyCounts()}
	statuses := make(map[string]*ActionStatus)
	for i, level := range commitment.Levels {
		result.Levels[i] = LevelActions{level.Number, make([]ActionStatus, len(level.Actions))}
		for j := range level.Actions {
			status := &result.Levels[i].Actions[j]
			*status = ActionStatus{Action: &level.Actions[j], Counts: emptyStatuses()}
			statuses[status.Action.ID] = status
		}
	}
	err = ask(ctx, a, s, commitmentSQL, (*commitmentRow).columns, func(r commitmentRow) {
		result.Cover = r.cover
		switch r.kind {
		case "count":
			count(&result.Counts, r.cell.State, r.cities, r.people, r.cover.Members, r.cover.Population)
		case "city":
			result.Cities = append(result.Cities, CommitmentCity{r.city, r.cell})
		case "action":
			statuses[r.action].add(r.status, r.cities, r.cover.Members)
		}
	}, sql.Named("commitment", slug))
	if err != nil {
		return Commitment{}, fmt.Errorf("commitment %q: %w", slug, err)
	}
	return result, nil
}

// add counts cities with a status. A nil receiver is an action the edition does not have.
func (s *ActionStatus) add(status data.Status, cities, members int) {
	if s == nil {
		return
	}
	if i := slices.Index(data.Statuses[:], status); i >= 0 {
		s.Counts[i] = StatusCount{status, cities, share(cities, members)}
		s.Reported += cities
	}
}
