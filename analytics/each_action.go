package analytics

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

//go:embed sql/actions_page.sql
var actionsPageSQL string

//go:embed sql/reporters.sql
var reportersSQL string

// EachAction is Actions, without comments, for an answer of any length: each gets what it rests on and its rows, which it ranges over once,
// before it returns. Only a portion of the rows is asked for and held at a time, and all are of one state of the database. EachAction returns
// the error of each, if any.
func (a *Analyst) EachAction(ctx context.Context, f Filter, each func(Cover, iter.Seq2[ActionRow, error]) error) error {
	s, err := a.scope(f)
	if err != nil {
		return err
	}
	err = a.db.Snapshot(ctx, func(snapshot *data.Snapshot) error {
		cover, cities, err := citiesIn(ctx, snapshot, s)
		if err != nil {
			return err
		}
		reporters, err := reportersIn(ctx, snapshot)
		if err != nil {
			return err
		}
		p := newActionPages(s, cities, a.portion/max(1, reporters))
		return each(cover, func(yield func(ActionRow, error) bool) {
			var held []heldAction
			for actions := range p.parts() {
				var err error
				if held, err = p.read(ctx, snapshot, actions, held); err != nil {
					yield(ActionRow{}, err)
					return
				}
				for _, r := range held {
					if !yield(ActionRow{cities[r.city], r.report}, nil) {
						return
					}
				}
			}
		})
	})
	if err != nil {
		return fmt.Errorf("actions: %w", err)
	}
	return nil
}

// citiesIn answers which cities are in scope, in Swedish order, and how many of them have handed in.
func citiesIn(ctx context.Context, snapshot *data.Snapshot, s scope) (Cover, []City, error) {
	var cover Cover
	var cities []City
	rows, err := snapshot.Query(ctx, preludeSQL+coverageSQL, s.parameters()...)
	err = along(rows, err, (*coverageRow).columns, func(c *cursor[coverageRow]) error {
		for {
			more, err := c.next()
			if !more {
				return err
			}
			cover = c.row.cover
			if !c.row.outside && c.row.city.Code != "" {
				cities = append(cities, c.row.city.City)
			}
		}
	})
	return cover, cities, err
}

// reportersIn answers how many rows an action can have.
func reportersIn(ctx context.Context, snapshot *data.Snapshot) (n int, err error) {
	rows, err := snapshot.Query(ctx, reportersSQL)
	err = along(rows, err, func(n *int) []any { return []any{into(n)} }, func(c *cursor[int]) error {
		_, err := c.next()
		n = c.row
		return err
	})
	return n, err
}

// actionPages asks for the statuses in scope some actions at a time: actions come first in the answer's order.
type actionPages struct {
	scope   scope
	place   map[string]int // of a code in cities
	actions []*data.Action // by commitment, level and ordinal
	order   map[string]int // of an id in actions
	width   int            // how many actions are asked for at a time
}

func newActionPages(s scope, cities []City, width int) *actionPages {
	p := &actionPages{scope: s, place: make(map[string]int, len(cities)), order: map[string]int{}, width: max(1, width)}
	for i := range cities {
		p.place[cities[i].Code] = i
	}
	each(s.edition, func(_ *data.Commitment, action *data.Action) { p.actions = append(p.actions, action) })
	slices.SortFunc(p.actions, func(a, b *data.Action) int {
		return cmp.Or(
			cmp.Compare(s.edition.Commitment(a.Commitment).Number, s.edition.Commitment(b.Commitment).Number),
			cmp.Compare(a.Level, b.Level), cmp.Compare(a.Ordinal, b.Ordinal),
		)
	})
	for i, action := range p.actions {
		p.order[action.ID] = i
	}
	return p
}

// parts are the actions that are asked for together, one part after the other.
func (p *actionPages) parts() iter.Seq[[]*data.Action] { return slices.Chunk(p.actions, p.width) }

// actionPageRow is a row as it is read.
type actionPageRow struct {
	municipality, action, status, link string
	submission                         int64
	line                               int32
	received                           time.Time
}

func (r *actionPageRow) columns() []any {
	return []any{into(&r.municipality), into(&r.action), into(&r.status), into(&r.submission), into(&r.line), into(&r.received), into(&r.link)}
}

// heldAction is a row until its turn comes, with the places that it is ordered by.
type heldAction struct {
	action, city int
	report       CityAction
}

// read returns the rows in scope about the actions, in the answer's order, in the room of those that were read before.
func (p *actionPages) read(ctx context.Context, snapshot *data.Snapshot, actions []*data.Action, held []heldAction) ([]heldAction, error) {
	ids := make([]string, len(actions))
	for i, action := range actions {
		ids[i] = action.ID
	}
	rows, err := snapshot.Query(ctx, actionsPageSQL,
		sql.Named("edition", p.scope.edition.ID), sql.Named("until", p.scope.until), sql.Named("actions", strings.Join(ids, ",")))
	held = held[:0]
	err = along(rows, err, (*actionPageRow).columns, func(c *cursor[actionPageRow]) error {
		for {
			if more, err := c.next(); !more {
				return err
			}
			r := &c.row
			city, ok := p.place[r.municipality]
			if !ok {
				continue
			}
			at := p.order[r.action]
			held = append(held, heldAction{at, city, CityAction{
				Action: p.actions[at], Status: data.Status(r.status), Submission: r.submission, Line: int(r.line), Since: r.received, Link: r.link,
			}})
		}
	})
	slices.SortFunc(held, func(a, b heldAction) int { return cmp.Or(cmp.Compare(a.action, b.action), cmp.Compare(a.city, b.city)) })
	return held, err
}
