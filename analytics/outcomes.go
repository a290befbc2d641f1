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

// Outcomes is a key figure from Kolada beside the cities' levels in one commitment: context, not effect. A level says what a city
// commits itself to, not what its value comes from.
type Outcomes struct {
	Cover
	Indicator  data.Indicator
	Commitment *data.Commitment
	Years      []int         // that any city in scope has a value for, newest first
	Year       int           // of the values; 0 when there are none
	Fetched    time.Time     // when the newest of the values came, UTC; zero when there are none
	Cities     []OutcomeCity // strongest level first, then Swedish order
}

// OutcomeCity is a city with its level and its value.
type OutcomeCity struct {
	City
	State State
	Value *float64 // nil: Kolada has none for the year
}

// Valued is how many cities have a value, and the lowest and the highest of them, both 0 when none has.
func (o *Outcomes) Valued() (cities int, low, high float64) {
	for _, c := range o.Cities {
		if c.Value == nil {
			continue
		}
		if cities == 0 {
			low, high = *c.Value, *c.Value
		}
		low, high = min(low, *c.Value), max(high, *c.Value)
		cities++
	}
	return cities, low, high
}

//go:embed sql/outcomes.sql
var outcomesSQL string

type outcomesRow struct {
	cover   Cover
	kind    string
	year    int
	city    City
	state   State
	value   *float64
	fetched time.Time
}

func (r *outcomesRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind), into(&r.year)}, r.city.columns(), []any{
		into(&r.state), &r.value, into(&r.fetched),
	})
}

// Outcomes answers which value each city has of a key figure, beside its level in a commitment. year 0 is the newest that any city in
// scope has a value for.
//
// It returns ErrUnknown for a key figure that is not among data.Indicators and a slug the edition does not have.
func (a *Analyst) Outcomes(ctx context.Context, f Filter, kpi, slug string, year int) (Outcomes, error) {
	s, err := a.scope(f)
	if err != nil {
		return Outcomes{}, err
	}
	indicators := data.Indicators()
	at := slices.IndexFunc(indicators, func(i data.Indicator) bool { return i.KPI == kpi })
	commitment := s.edition.Commitment(slug)
	if at < 0 || commitment == nil {
		return Outcomes{}, fmt.Errorf("key figure %q beside %q: %w", kpi, slug, ErrUnknown)
	}
	result := Outcomes{Indicator: indicators[at], Commitment: commitment}
	err = ask(ctx, a, s, outcomesSQL, (*outcomesRow).columns, func(r outcomesRow) {
		result.Cover = r.cover
		switch r.kind {
		case "year":
			result.Years = append(result.Years, r.year)
		case "city":
			result.Cities = append(result.Cities, OutcomeCity{r.city, r.state, r.value})
			result.Year = r.year
			if r.fetched.After(result.Fetched) {
				result.Fetched = r.fetched
			}
		}
	}, sql.Named("kpi", kpi), sql.Named("commitment", slug), sql.Named("year", year))
	if err != nil {
		return Outcomes{}, fmt.Errorf("outcomes: %w", err)
	}
	return result, nil
}
