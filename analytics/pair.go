package analytics

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Pair is a pioneer and its twin, or any two cities, side by side: what one can teach the other, and what they can do together.
type Pair struct {
	Cover
	Cities [2]City   // the pioneer first; the second has no code when nobody is paired with the first
	Others []City    // further cities that the one asked for is paired with
	Rows   []PairRow // in the body's order; none without a second city
}

// Relation is what two cities have to give each other in a commitment.
type Relation string

// The relations. A level 0 is a decision not to take part, and no wish to learn; silence is not known.
const (
	FirstTeaches  Relation = "first_teaches"  // both at level 1–3, the first higher
	SecondTeaches Relation = "second_teaches" // both at level 1–3, the second higher
	Together      Relation = "together"       // both at the same level 1–3
	OneTakesPart  Relation = "one_takes_part" // both have answered, at least one of them 0
	NotKnown      Relation = "not_known"      // at least one is silent or has not handed in
)

// Relations is the order in which an agenda takes them.
var Relations = [...]Relation{FirstTeaches, SecondTeaches, Together, NotKnown, OneTakesPart}

// PairRow is one commitment of a pair. Where neither teaches, Teach is empty; Both is whatever the levels.
type PairRow struct {
	Commitment *data.Commitment
	Cells      [2]Cell // in the order of Pair.Cities
	Relation   Relation
	Teach      []*data.Action // that the one who teaches works on or has done, and the other does not
	Both       []*data.Action // that both work on or have done
}

// Pair answers what a city and the one it is paired with have to give each other. It is paired with its pioneer, or with the first of its
// twins in Swedish order, on the roster of the day; with names any other city instead. Of the filter only the edition and the date count.
//
// It returns ErrUnknown for what is no municipality, and ErrCityCount for a city with itself.
func (a *Analyst) Pair(ctx context.Context, f Filter, code, with string) (Pair, error) {
	f = Filter{Edition: f.Edition, AsOf: f.AsOf}
	own, err := a.City(ctx, f, code)
	if err != nil {
		return Pair{}, fmt.Errorf("pair: %w", err)
	}
	result := Pair{Cover: own.Cover, Cities: [2]City{own.City}}
	if with == "" && len(own.Twins) > 0 {
		with = own.Twins[0].Code
	}
	for _, t := range own.Twins {
		if t.Code != with {
			result.Others = append(result.Others, t)
		}
	}
	if with == "" {
		return result, nil
	}
	c, err := a.Compare(ctx, f, []string{code, with})
	if err != nil {
		return Pair{}, fmt.Errorf("pair: %w", err)
	}
	first := 0
	if c.Cities[0].TwinOf == c.Cities[1].Code {
		first = 1
	}
	result.Cover, result.Cities = c.Cover, [2]City{c.Cities[first], c.Cities[1-first]}
	for _, row := range c.Rows {
		result.Rows = append(result.Rows, pairRow(row, first))
	}
	slices.SortFunc(result.Rows, func(a, b PairRow) int { return cmp.Compare(a.Commitment.Number, b.Commitment.Number) })
	return result, nil
}

// Count is how many commitments stand in a relation, proposed ones apart.
func (p *Pair) Count(r Relation) (settled, proposed int) {
	for _, row := range p.Rows {
		switch {
		case row.Relation != r:
		case row.Commitment.Status == data.Proposed:
			proposed++
		default:
			settled++
		}
	}
	return settled, proposed
}

// pairRow reads one commitment of a comparison of two.
func pairRow(c ComparisonRow, first int) PairRow {
	row := PairRow{Commitment: c.Commitment, Cells: [2]Cell{c.Cells[first], c.Cells[1-first]}}
	row.Relation = relation(row.Cells[0].State, row.Cells[1].State)
	atWork := func(s data.Status) bool { return s == data.Underway || s == data.Done }
	for _, a := range c.Actions {
		does := [2]bool{atWork(a.Statuses[first]), atWork(a.Statuses[1-first])}
		switch {
		case does[0] && does[1]:
			row.Both = append(row.Both, a.Action)
		case does[0] && row.Relation == FirstTeaches, does[1] && row.Relation == SecondTeaches:
			row.Teach = append(row.Teach, a.Action)
		}
	}
	byPlace := func(a, b *data.Action) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Ordinal, b.Ordinal))
	}
	slices.SortFunc(row.Teach, byPlace)
	slices.SortFunc(row.Both, byPlace)
	return row
}

// relation compares two states.
func relation(first, second State) Relation {
	a, answered := first.Level()
	b, both := second.Level()
	switch {
	case !answered || !both:
		return NotKnown
	case a == 0 || b == 0:
		return OneTakesPart
	case a > b:
		return FirstTeaches
	case a < b:
		return SecondTeaches
	default:
		return Together
	}
}
