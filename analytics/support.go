package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Supports is what cities have declared beside what they have reported. It is something to talk about, no measure: what is not
// reported may still be done.
type Supports struct {
	Cover
	Cities []CitySupport // Swedish order
}

// CitySupport is one city's commitments, in the body's order.
type CitySupport struct {
	City
	Rows []Support
}

// Support is a declared level beside what is reported on its actions and those of the levels below it.
type Support struct {
	Commitment *data.Commitment
	Cell       Cell
	Rungs      [3]Rung // of level 1, 2 and 3, declared or not
}

// Rung is how far a city has come with the actions of one level.
type Rung struct {
	Level   int
	Actions int
	Counts  [4]int // in the order of data.Statuses; what is missing to Actions is not reported
	Links   int    // to evidence, of the actions
}

// AtWork is how many of the actions are reported as under way or done.
func (r Rung) AtWork() int { return r.Counts[2] + r.Counts[3] }

// Declared are the rungs that the declared level holds: its own and those below it; none where no level 1–3 is declared.
func (s *Support) Declared() []Rung {
	level, _ := s.Cell.State.Level()
	return s.Rungs[:level]
}

// Sum adds the declared rungs up, with the link of the declaration itself among the links.
func (s *Support) Sum() Rung {
	sum := Rung{}
	for _, r := range s.Declared() {
		sum.Level = r.Level
		sum.Actions += r.Actions
		sum.Links += r.Links
		for i := range r.Counts {
			sum.Counts[i] += r.Counts[i]
		}
	}
	if s.Cell.Link != "" {
		sum.Links++
	}
	return sum
}

// Support puts the city's level in one commitment beside its reports.
func (p *ProfileCommitment) Support() Support {
	s := Support{Commitment: p.Commitment, Cell: p.Cell}
	for i := range s.Rungs {
		s.Rungs[i].Level = i + 1
	}
	for _, a := range p.Actions {
		r := &s.Rungs[a.Action.Level-1]
		r.Actions++
		if i := slices.Index(data.Statuses[:], a.Status); i >= 0 {
			r.Counts[i]++
		}
		if a.Link != "" {
			r.Links++
		}
	}
	return s
}

//go:embed sql/support.sql
var supportSQL string

type supportRow struct {
	cover Cover
	city  City
	cell  Cell
	rung  Rung
}

func (r *supportRow) columns() []any {
	c := &r.rung
	return slices.Concat(r.cover.columns(), r.city.columns(), r.cell.columns(), []any{
		into(&c.Level), into(&c.Actions), into(&c.Counts[0]), into(&c.Counts[1]), into(&c.Counts[2]), into(&c.Counts[3]), into(&c.Links),
	})
}

// Supports answers what is reported behind the levels that cities have declared, in one commitment or with "" in all of them.
//
// It returns ErrUnknown for a slug the edition does not have.
func (a *Analyst) Supports(ctx context.Context, f Filter, slug string) (Supports, error) {
	s, err := a.scope(f)
	if err != nil {
		return Supports{}, err
	}
	if slug != "" && s.edition.Commitment(slug) == nil {
		return Supports{}, fmt.Errorf("support of %q: %w", slug, ErrUnknown)
	}
	var result Supports
	err = ask(ctx, a, s, supportSQL, (*supportRow).columns, func(r supportRow) {
		result.Cover = r.cover
		if r.city.Code == "" {
			return
		}
		if n := len(result.Cities); n == 0 || result.Cities[n-1].Code != r.city.Code {
			result.Cities = append(result.Cities, CitySupport{City: r.city})
		}
		city := &result.Cities[len(result.Cities)-1]
		if n := len(city.Rows); n == 0 || city.Rows[n-1].Cell.Commitment != r.cell.Commitment {
			city.Rows = append(city.Rows, Support{Commitment: s.edition.Commitment(r.cell.Commitment), Cell: r.cell})
		}
		city.Rows[len(city.Rows)-1].Rungs[r.rung.Level-1] = r.rung
	}, sql.Named("commitment", slug))
	if err != nil {
		return Supports{}, fmt.Errorf("support: %w", err)
	}
	return result, nil
}

// SupportOf is one city's support in one commitment.
type SupportOf struct {
	City City
	Support
}

// Declared lists the declared levels 1–3 of every city, in the order of the answer; strongest first puts the higher levels before the
// lower.
func (s *Supports) Declared(strongest bool) []SupportOf {
	var all []SupportOf
	for _, c := range s.Cities {
		for _, row := range c.Rows {
			if len(row.Declared()) > 0 {
				all = append(all, SupportOf{c.City, row})
			}
		}
	}
	if strongest {
		slices.SortStableFunc(all, func(x, y SupportOf) int { return len(y.Declared()) - len(x.Declared()) })
	}
	return all
}

// Supports puts every level of the city beside its reports.
func (p *CityProfile) Supports() Supports {
	city := CitySupport{City: p.City}
	for i := range p.Commitments {
		city.Rows = append(city.Rows, p.Commitments[i].Support())
	}
	return Supports{p.Cover, []CitySupport{city}}
}
