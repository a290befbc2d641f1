package analytics

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
)

// Similar is the members that are most like a city, by what they have answered and by structure.
type Similar struct {
	Cover     // of all members
	City      City
	HandedIn  bool
	Compared  int           // members whose answers can be compared with the city's
	ByAnswers []SimilarCity // nearest answers first, then nearest in size, then Swedish order; none when the city has not handed in
	InCounty  []SimilarCity // members in the city's county, nearest in size first
	BySize    []SimilarCity // all members, nearest in size first
}

// SimilarCity is another member and what the likeness rests on.
type SimilarCity struct {
	City
	Apart      Apart // the zero value where the answers cannot be compared
	SameCounty bool
	Times      float64 // the larger population divided by the smaller, 1 or more; 0 where one of them is 0
	larger     int
	smaller    int
}

//go:embed sql/similar.sql
var similarSQL string

// Similar answers which members are most like a city; each list holds at most so many. Of the filter only the edition and the date
// count. Of cities that are equally near at the end of a list, those that come first in its order are in it.
//
// It returns ErrUnknown for a code that is no municipality.
func (a *Analyst) Similar(ctx context.Context, f Filter, code string, most int) (Similar, error) {
	s, err := a.scope(Filter{Edition: f.Edition, AsOf: f.AsOf})
	if err != nil {
		return Similar{}, err
	}
	if a.db.Catalogue().Municipality(code) == nil {
		return Similar{}, fmt.Errorf("municipality %q: %w", code, ErrUnknown)
	}
	all := commitments(s.edition)
	var r Similar
	var rows []MatrixRow
	var own []Cell
	err = ask(ctx, a, s.everybody(), similarSQL, (*matrixRow).columns, func(row matrixRow) {
		r.Cover = row.cover
		if row.city.Code == code {
			r.City = row.city
			own = append(own, row.cell)
			return
		}
		if n := len(rows); n == 0 || rows[n-1].Code != row.city.Code {
			rows = append(rows, MatrixRow{City: row.city})
		}
		rows[len(rows)-1].Cells = append(rows[len(rows)-1].Cells, row.cell)
	}, sql.Named("code", code))
	if err != nil {
		return Similar{}, fmt.Errorf("similar to %q: %w", code, err)
	}
	r.HandedIn = handedIn(own)
	others := make([]SimilarCity, 0, len(rows))
	for _, row := range rows {
		c := SimilarCity{
			City: row.City, Apart: apart(all, own, row.Cells), SameCounty: row.CountyCode == r.City.CountyCode,
			larger: max(row.Population, r.City.Population), smaller: min(row.Population, r.City.Population),
		}
		c.Times = share(c.larger, c.smaller)
		others = append(others, c)
	}
	slices.SortStableFunc(others, SimilarCity.bySize)
	for _, c := range others {
		if c.SameCounty && len(r.InCounty) < most {
			r.InCounty = append(r.InCounty, c)
		}
		if len(r.BySize) < most {
			r.BySize = append(r.BySize, c)
		}
		if c.Apart.Known() {
			r.Compared++
			r.ByAnswers = append(r.ByAnswers, c)
		}
	}
	slices.SortStableFunc(r.ByAnswers, func(x, y SimilarCity) int { return x.Apart.compare(y.Apart) })
	r.ByAnswers = r.ByAnswers[:min(most, len(r.ByAnswers))]
	return r, nil
}

// bySize orders by how many times the larger population holds the smaller, in whole numbers; no people are farthest.
func (c SimilarCity) bySize(d SimilarCity) int {
	if c.smaller == 0 || d.smaller == 0 {
		return cmp.Compare(d.smaller, c.smaller)
	}
	return cmp.Compare(c.larger*d.smaller, d.larger*c.smaller)
}
