package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Places is where the cities lie, with their answers on one commitment.
type Places struct {
	Cover
	Commitment *data.Commitment
	Counts     [6]Count // in the order of States, of every city in scope, located or not
	Cities     []Place  // Swedish order
	Twins      []Twins  // pairs of which both cities are in scope, in the order of the pioneer and then the twin
}

// Place is one city and where it lies.
type Place struct {
	City
	Cell     Cell
	Located  bool
	Lat, Lon float64 // of the seat, in degrees; 0 where not Located
}

// Twins is a pioneer and its twin, as places in Places.Cities.
type Twins struct{ Pioneer, Twin int }

//go:embed sql/places.sql
var placesSQL string

type placesRow struct {
	cover Cover
	place Place
}

func (r *placesRow) columns() []any {
	return slices.Concat(r.cover.columns(), r.place.columns(), r.place.Cell.columns())
}

// Places answers where the cities lie that have said this or that about a commitment. It returns ErrUnknown for a slug that the
// edition does not have.
func (a *Analyst) Places(ctx context.Context, f Filter, slug string) (Places, error) {
	s, err := a.scope(f)
	if err != nil {
		return Places{}, err
	}
	result := Places{Commitment: s.edition.Commitment(slug), Counts: emptyCounts()}
	if result.Commitment == nil {
		return Places{}, fmt.Errorf("places of %q: %w", slug, ErrUnknown)
	}
	err = ask(ctx, a, s, placesSQL, (*placesRow).columns, func(r placesRow) {
		result.Cover = r.cover
		if r.place.Code == "" {
			return
		}
		if m := a.db.Catalogue().Municipality(r.place.Code); m != nil && m.Located() {
			r.place.Located, r.place.Lat, r.place.Lon = true, m.Lat, m.Lon
		}
		result.Cities = append(result.Cities, r.place)
	}, sql.Named("commitment", slug))
	if err != nil {
		return Places{}, fmt.Errorf("places: %w", err)
	}
	result.tally()
	return result, nil
}

// tally counts the states and finds the pairs.
func (p *Places) tally() {
	at := make(map[string]int, len(p.Cities))
	var cities, people [6]int
	for i := range p.Cities {
		c := &p.Cities[i]
		at[c.Code] = i
		state := slices.Index(States[:], c.Cell.State)
		cities[state]++
		people[state] += c.Population
	}
	for i, state := range States {
		count(&p.Counts, state, cities[i], people[i], p.Members, p.Population)
	}
	for i := range p.Cities {
		if pioneer, ok := at[p.Cities[i].TwinOf]; ok && p.Cities[i].TwinOf != "" {
			p.Twins = append(p.Twins, Twins{Pioneer: pioneer, Twin: i})
		}
	}
	slices.SortFunc(p.Twins, func(a, b Twins) int {
		if a.Pioneer != b.Pioneer {
			return a.Pioneer - b.Pioneer
		}
		return a.Twin - b.Twin
	})
}
