package analytics

import (
	"context"
	_ "embed"
	"iter"
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
	result := Actions{Edition: f.Edition}
	if result.Edition == nil {
		result.Edition = a.db.Catalogue().Current()
	}
	err := a.EachAction(ctx, f, func(cover Cover, rows iter.Seq2[ActionRow, error]) error {
		result.Cover = cover
		for row, err := range rows {
			if err != nil {
				return err
			}
			result.Rows = append(result.Rows, row)
		}
		return nil
	})
	if err != nil {
		return Actions{}, err
	}
	return result, nil
}
