package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"slices"

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
	cover       Cover
	kind        string
	city        City
	about, said string
}

func (r *standingsRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind)}, r.city.columns(), []any{into(&r.about), into(&r.said)})
}

// standings reads what every city in scope says, in Swedish order; of the actions those of one commitment, or of all when slug is "".
func (a *Analyst) standings(ctx context.Context, s scope, slug string) (Cover, []*standing, error) {
	var cover Cover
	var all []*standing
	byCode := map[string]*standing{}
	err := ask(ctx, a, s, standingsSQL, (*standingsRow).columns, func(r standingsRow) {
		cover = r.cover
		switch r.kind {
		case "cell":
			city := byCode[r.city.Code]
			if city == nil {
				city = &standing{City: r.city, states: map[string]State{}, statuses: map[string]data.Status{}}
				byCode[r.city.Code] = city
				all = append(all, city)
			}
			city.states[r.about] = State(r.said)
		case "report":
			byCode[r.city.Code].statuses[r.about] = data.Status(r.said)
		}
	}, sql.Named("commitment", slug))
	return cover, all, err
}
