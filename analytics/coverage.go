package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"
)

// Coverage is who has handed in, of whom.
type Coverage struct {
	Cover
	Cities []CoverageCity // Swedish order
	// Outside have handed in levels or statuses without being on the roster. They match the rest of the filter but are
	// counted nowhere; when the filter asks for the role outside they stand among Cities instead.
	Outside []City
}

// CoverageCity is a city's hand-in state.
type CoverageCity struct {
	City
	HandedIn   bool      // at least one level stands; a city with nothing but statuses has not handed in
	Answered   int       // commitments with level 0–3
	Asked      int       // commitments in the edition
	Reported   int       // actions with a standing status
	Last       time.Time // when Submission was received, UTC; zero when none
	Submission int64     // newest with a standing row, 0 when none
}

//go:embed sql/coverage.sql
var coverageSQL string

type coverageRow struct {
	cover   Cover
	city    CoverageCity
	outside bool
}

func (r *coverageRow) columns() []any {
	c := &r.city
	return slices.Concat(r.cover.columns(), c.columns(), []any{
		into(&c.HandedIn), into(&c.Answered), into(&c.Reported), into(&c.Submission), into(&c.Last), into(&r.outside),
	})
}

// Coverage answers who has handed in, of whom.
func (a *Analyst) Coverage(ctx context.Context, f Filter) (Coverage, error) {
	s, err := a.scope(f)
	if err != nil {
		return Coverage{}, err
	}
	var result Coverage
	err = ask(ctx, a, s, coverageSQL, (*coverageRow).columns, func(r coverageRow) {
		result.Cover = r.cover
		switch {
		case r.city.Code == "":
		case r.outside:
			result.Outside = append(result.Outside, r.city.City)
		default:
			r.city.Asked = len(s.edition.Commitments)
			result.Cities = append(result.Cities, r.city)
		}
	})
	if err != nil {
		return Coverage{}, fmt.Errorf("coverage: %w", err)
	}
	return result, nil
}
