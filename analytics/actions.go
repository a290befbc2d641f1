package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"pionjarkollen/data"
)

// Actions is every action's status in every city in scope.
type Actions struct {
	Cover
	Edition *data.Edition
	Rows    []ActionRow // by action, then Swedish order; only reported ones
}

// ActionRow is one city's status for one action.
type ActionRow struct {
	City
	CityAction
}

// CityAction is one action with a city's status.
type CityAction struct {
	Action     *data.Action
	Status     data.Status // "" is not reported
	Submission int64       // 0 when nothing stands
	Line       int
	Since      time.Time // UTC
	Link       string
	Comment    string // for signed-in readers only
}

//go:embed sql/actions.sql
var actionsSQL string

type actionsRow struct {
	cover  Cover
	row    ActionRow
	action string
}

func (r *actionsRow) columns() []any {
	c := &r.row.CityAction
	return slices.Concat(r.cover.columns(), r.row.columns(), []any{
		into(&r.action), into(&c.Status), into(&c.Submission), into(&c.Line), into(&c.Since), into(&c.Link), into(&c.Comment),
	})
}

// Actions answers what every city in scope has reported on actions.
func (a *Analyst) Actions(ctx context.Context, f Filter) (Actions, error) {
	s, err := a.scope(f)
	if err != nil {
		return Actions{}, err
	}
	result := Actions{Edition: s.edition}
	err = ask(ctx, a, s, actionsSQL, (*actionsRow).columns, func(r actionsRow) {
		result.Cover = r.cover
		if r.action != "" {
			r.row.Action = s.edition.Action(r.action)
			result.Rows = append(result.Rows, r.row)
		}
	})
	if err != nil {
		return Actions{}, fmt.Errorf("actions: %w", err)
	}
	return result, nil
}
