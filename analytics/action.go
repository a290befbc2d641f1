package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"pionjarkollen/data"
)

// Action is one action looked at closely.
type Action struct {
	Cover
	Action *data.Action
	Counts [4]StatusCount // in the order of data.Statuses
	Cities []ActionCity   // furthest first, then Swedish order; silent cities last
}

// ActionCity is what one city has reported on an action.
type ActionCity struct {
	City
	Status     data.Status // "" is not reported
	Declared   State       // the city's level for the action's commitment
	Submission int64       // 0 when nothing stands
	Line       int
	Since      time.Time // UTC
	Link       string
	Comment    string // for signed-in readers only
}

//go:embed sql/action.sql
var actionSQL string

type actionRow struct {
	cover Cover
	city  ActionCity
}

func (r *actionRow) columns() []any {
	c := &r.city
	return slices.Concat(r.cover.columns(), c.columns(), []any{
		into(&c.Status), into(&c.Declared), into(&c.Submission), into(&c.Line), into(&c.Since), into(&c.Link), into(&c.Comment),
	})
}

// Action answers which cities work on an action. It returns ErrUnknown for an id the edition does not have.
func (a *Analyst) Action(ctx context.Context, f Filter, id string) (Action, error) {
	s, err := a.scope(f)
	if err != nil {
		return Action{}, err
	}
	action := s.edition.Action(id)
	if action == nil {
		return Action{}, fmt.Errorf("action %q: %w", id, ErrUnknown)
	}
	result := Action{Action: action, Counts: emptyStatuses()}
	err = ask(ctx, a, s, actionSQL, (*actionRow).columns, func(r actionRow) {
		result.Cover = r.cover
		if r.city.Code == "" {
			return
		}
		result.Cities = append(result.Cities, r.city)
		if i := slices.Index(data.Statuses[:], r.city.Status); i >= 0 {
			result.Counts[i].Cities++
		}
	}, sql.Named("action", id), sql.Named("commitment", action.Commitment))
	if err != nil {
		return Action{}, fmt.Errorf("action %q: %w", id, err)
	}
	for i := range result.Counts {
		result.Counts[i].Share = share(result.Counts[i].Cities, result.Members)
	}
	return result, nil
}
