package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"iter"

	"pionjarkollen/data"
)

//go:embed sql/actions_each.sql
var actionsEachSQL string

type actionsEachRow struct {
	n                    int64
	municipality, action string
	report               CityAction
}

func (r *actionsEachRow) columns() []any {
	c := &r.report
	return []any{into(&r.n), into(&r.municipality), into(&r.action), into(&c.Status), into(&c.Submission), into(&c.Line), into(&c.Since), into(&c.Link)}
}

// EachAction is Actions, without comments, for an answer of any length: each gets what it rests on and its rows, which it ranges over once,
// before it returns. Only a portion of the rows is held at a time, and all are of one state of the database. EachAction returns the error of
// each, if any.
func (a *Analyst) EachAction(ctx context.Context, f Filter, each func(Cover, iter.Seq2[ActionRow, error]) error) error {
	s, err := a.scope(f)
	if err != nil {
		return err
	}
	err = a.db.Snapshot(ctx, func(snapshot *data.Snapshot) error {
		cover, cities, err := citiesIn(snapshot, s)
		if err != nil {
			return err
		}
		return each(cover, func(yield func(ActionRow, error) bool) {
			err := kept(snapshot, s, actionsEachSQL, (*actionsEachRow).columns, func(r *actionsEachRow) bool {
				r.report.Action = s.edition.Action(r.action)
				return yield(ActionRow{cities[r.municipality], r.report}, nil)
			})
			if err != nil {
				yield(ActionRow{}, err)
			}
		})
	})
	if err != nil {
		return fmt.Errorf("actions: %w", err)
	}
	return nil
}

// citiesIn answers which cities are in scope, by code, and how many of them have handed in.
func citiesIn(snapshot *data.Snapshot, s scope) (Cover, map[string]City, error) {
	var cover Cover
	cities := map[string]City{}
	rows, err := snapshot.Query(preludeSQL+coverageSQL, s.parameters()...)
	err = along(rows, err, (*coverageRow).columns, func(c *cursor[coverageRow]) error {
		for {
			more, err := c.next()
			if !more {
				return err
			}
			cover = c.row.cover
			if !c.row.outside {
				cities[c.row.city.Code] = c.row.city.City
			}
		}
	})
	return cover, cities, err
}

// EachCity is Matrix for an answer of any length: each gets what it rests on and its rows, which it ranges over once, before it returns.
// EachCity returns the error of each, if any.
func (a *Analyst) EachCity(ctx context.Context, f Filter, each func(Cover, iter.Seq2[MatrixRow, error]) error) error {
	s, err := a.scope(f)
	if err != nil {
		return err
	}
	err = stream(ctx, a, s, matrixSQL, (*matrixRow).columns, func(c *cursor[matrixRow]) error {
		more, err := c.next()
		if err != nil {
			return err
		}
		return each(c.row.cover, func(yield func(MatrixRow, error) bool) {
			var city MatrixRow
			for ; more; more, err = c.next() {
				if c.row.city.Code == "" {
					continue
				}
				if city.Code != c.row.city.Code {
					if city.Code != "" && !yield(city, nil) {
						return
					}
					city = MatrixRow{City: c.row.city, Cells: make([]Cell, 0, len(s.edition.Commitments))}
				}
				city.Cells = append(city.Cells, c.row.cell)
			}
			if err != nil {
				yield(MatrixRow{}, err)
			} else if city.Code != "" {
				yield(city, nil)
			}
		})
	})
	if err != nil {
		return fmt.Errorf("matrix: %w", err)
	}
	return nil
}
