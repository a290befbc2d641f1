package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// standing is what one city says: of every commitment, and of the actions it has reported on.
type standing struct {
	City
	states   map[string]State       // by slug
	statuses map[string]data.Status // by action
}

// atWork tells whether the city works on an action or has done it.
func (s *standing) atWork(action string) bool {
	return s.statuses[action] == data.Underway || s.statuses[action] == data.Done
}

// leads tells whether the city has offered to go first in a commitment.
func (s *standing) leads(slug string) bool { return s.states[slug] == Level3 }

// learns tells whether the city is on its way in a commitment, at level 1 or 2.
func (s *standing) learns(slug string) bool {
	return s.states[slug] == Level1 || s.states[slug] == Level2
}

//go:embed sql/standings.sql
var standingsSQL string

type standingsRow struct {
	cover            Cover
	city             City
	states, statuses string // "slug=state,…", "action=status,…"
}

func (r *standingsRow) columns() []any {
	return slices.Concat(r.cover.columns(), r.city.columns(), []any{into(&r.states), into(&r.statuses)})
}

// standings reads what every city in scope says, in Swedish order; of the actions those of one commitment, or of all when slug is "".
func (a *Analyst) standings(ctx context.Context, s scope, slug string) (Cover, []*standing, error) {
	var cover Cover
	var all []*standing
	err := ask(ctx, a, s, standingsSQL, (*standingsRow).columns, func(r standingsRow) {
		cover = r.cover
		if r.city.Code != "" {
			all = append(all, &standing{City: r.city, states: read[State](r.states), statuses: read[data.Status](r.statuses)})
		}
	}, sql.Named("commitment", slug))
	return cover, all, err
}

// read takes "name=value,…" apart.
func read[Value ~string](text string) map[string]Value {
	values := map[string]Value{}
	for pair := range strings.SplitSeq(text, ",") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			values[name] = Value(value)
		}
	}
	return values
}
