package analytics

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Comparison is 2–6 cities side by side.
type Comparison struct {
	Cover                  // of the cities compared
	Cities []City          // in the order asked for, each once
	Rows   []ComparisonRow // largest difference first, then the body's order
}

// ComparisonRow is one commitment across the cities.
type ComparisonRow struct {
	Commitment *data.Commitment
	Cells      []Cell             // in the order of Comparison.Cities
	Spread     int                // highest minus lowest stated level (0–3); -1 when fewer than two stated one
	Actions    []ComparisonAction // all of the commitment's; largest difference first, then by level and ordinal
}

// ComparisonAction is one action across the cities.
type ComparisonAction struct {
	Action   *data.Action
	Statuses []data.Status // in the order of Comparison.Cities; "" is not reported
	Spread   int           // steps between furthest and least far; -1 when fewer than two reported
}

//go:embed sql/compare.sql
var compareSQL string

type compareRow struct {
	cover  Cover
	kind   string
	city   City
	cell   Cell
	action string
	status data.Status
}

func (r *compareRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind)}, r.city.columns(), r.cell.columns(), []any{
		into(&r.action), into(&r.status),
	})
}

// Compare answers how 2–6 cities differ, down to actions. Any municipality can be compared; of the filter only the
// edition and the date count. It returns ErrUnknown for an unknown code and ErrCityCount for fewer than 2 or more than
// 6, a repeated code counting once.
func (a *Analyst) Compare(ctx context.Context, f Filter, codes []string) (Comparison, error) {
	var asked []string
	for _, code := range codes {
		if a.db.Catalogue().Municipality(code) == nil {
			return Comparison{}, fmt.Errorf("compare %q: %w", code, ErrUnknown)
		}
		if !slices.Contains(asked, code) {
			asked = append(asked, code)
		}
	}
	if len(asked) < 2 || len(asked) > 6 {
		return Comparison{}, fmt.Errorf("compare %d cities: %w", len(asked), ErrCityCount)
	}
	s, err := a.scope(Filter{Edition: f.Edition, AsOf: f.AsOf, Cities: asked})
	if err != nil {
		return Comparison{}, err
	}
	s.roles = anyRole
	result := Comparison{Cities: make([]City, len(asked))}
	rows, statuses := comparisonRows(s.edition, len(asked))
	err = ask(ctx, a, s, compareSQL, (*compareRow).columns, func(r compareRow) {
		result.Cover = r.cover
		place := slices.Index(asked, r.city.Code)
		switch r.kind {
		case "cell":
			result.Cities[place] = r.city
			rows[s.edition.Commitment(r.cell.Commitment).Number-1].Cells[place] = r.cell
		case "report":
			if of := statuses[r.action]; of != nil {
				of[place] = r.status
			}
		}
	})
	if err != nil {
		return Comparison{}, fmt.Errorf("compare: %w", err)
	}
	rankDifferences(rows)
	result.Rows = rows
	return result, nil
}

// comparisonRows returns a row per commitment in the body's order, with nothing said yet, and each action's statuses
// by id.
func comparisonRows(e *data.Edition, cities int) (rows []ComparisonRow, statuses map[string][]data.Status) {
	statuses = make(map[string][]data.Status)
	for _, c := range commitments(e) {
		row := ComparisonRow{Commitment: c, Cells: make([]Cell, cities)}
		for _, level := range c.Levels {
			for j := range level.Actions {
				action := ComparisonAction{Action: &level.Actions[j], Statuses: make([]data.Status, cities)}
				statuses[action.Action.ID] = action.Statuses
				row.Actions = append(row.Actions, action)
			}
		}
		rows = append(rows, row)
	}
	return rows, statuses
}

// rankDifferences sets every Spread and puts the largest first; equals stay in the document's order.
func rankDifferences(rows []ComparisonRow) {
	for i := range rows {
		row := &rows[i]
		row.Spread = spread(row.Cells, func(c Cell) (int, bool) { return c.State.Level() })
		for j := range row.Actions {
			row.Actions[j].Spread = spread(row.Actions[j].Statuses, func(s data.Status) (int, bool) {
				step := slices.Index(data.Statuses[:], s)
				return step, step >= 0
			})
		}
		slices.SortStableFunc(row.Actions, func(a, b ComparisonAction) int { return cmp.Compare(b.Spread, a.Spread) })
	}
	slices.SortStableFunc(rows, func(a, b ComparisonRow) int { return cmp.Compare(b.Spread, a.Spread) })
}

// spread returns the highest step minus the lowest among the values that have one, -1 when fewer than two have.
func spread[T any](values []T, step func(T) (int, bool)) int {
	var steps []int
	for _, v := range values {
		if n, ok := step(v); ok {
			steps = append(steps, n)
		}
	}
	if len(steps) < 2 {
		return -1
	}
	return slices.Max(steps) - slices.Min(steps)
}
