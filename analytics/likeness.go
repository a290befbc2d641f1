package analytics

import (
	"cmp"
	"slices"

	"pionjarkollen/data"
)

// Apart is how far two cities' answers stand from each other, counted in single steps on the ladder 0–3 over the commitments that are
// no proposals. Levels are an order: steps are counted, never averaged.
//
// Silence is no place on the ladder. Where one is silent, the two are at least 0 steps apart, and at most as many as the other's level
// leaves room for; where both are, at most 3. A city that has not handed in is compared with nobody.
type Apart struct {
	Both  int // commitments on which both have stated a level 0–3
	Same  int // of them, with the same level
	Of    int // commitments compared
	Least int // steps, counting what both have stated
	Most  int // steps, if each silence hides the level farthest away
}

// Known tells whether the two can be compared at all.
func (a Apart) Known() bool { return a.Both > 0 }

// compare orders by the most steps, then by the answers in common, more of them first, then by the least steps.
func (a Apart) compare(b Apart) int {
	return cmp.Or(cmp.Compare(a.Most, b.Most), cmp.Compare(b.Both, a.Both), cmp.Compare(a.Least, b.Least))
}

// apart compares two rows of cells in the order of the commitments.
func apart(all []*data.Commitment, a, b []Cell) Apart {
	var d Apart
	if !handedIn(a) || !handedIn(b) {
		return d
	}
	for i, c := range all {
		if c.Status == data.Proposed {
			continue
		}
		d.Of++
		x, saidX := a[i].State.Level()
		y, saidY := b[i].State.Level()
		switch {
		case saidX && saidY:
			steps := max(x-y, y-x)
			d.Both++
			d.Least += steps
			d.Most += steps
			if steps == 0 {
				d.Same++
			}
		case saidX:
			d.Most += max(x, 3-x)
		case saidY:
			d.Most += max(y, 3-y)
		default:
			d.Most += 3
		}
	}
	return d
}

// handedIn tells whether a city with these cells has handed in.
func handedIn(cells []Cell) bool {
	return slices.ContainsFunc(cells, func(c Cell) bool { return c.State != NotHandedIn })
}

// MostAlike is how many rows ByLikeness orders; Sweden has 290 municipalities.
const MostAlike = 600

// ByLikeness orders the rows so that cities with like answers stand next to each other: a hierarchical clustering with complete linkage,
// two groups being as far apart as their farthest two cities (in the order of Apart). The nearest two groups are
// joined first, of equally near ones those that come first in Swedish order; each is turned so that the ends that meet are the nearest.
// Cities that cannot be compared, because they have not handed in, stay last in Swedish order. It does not change m. Every pair of cities
// is looked at many times: more rows than MostAlike, which is more than the country has, keep their order.
func (m *Matrix) ByLikeness() []MatrixRow {
	if len(m.Rows) > MostAlike {
		return slices.Clone(m.Rows)
	}
	var groups [][]int
	var rest []MatrixRow
	for i, row := range m.Rows {
		if handedIn(row.Cells) {
			groups = append(groups, []int{i})
		} else {
			rest = append(rest, row)
		}
	}
	n := len(m.Rows)
	between := make([]Apart, n*n) // of single cities
	linked := make([]Apart, n*n)  // of groups, by their first member in Swedish order
	for i := range n {
		for j := range i {
			d := apart(m.Commitments, m.Rows[i].Cells, m.Rows[j].Cells)
			between[i*n+j], between[j*n+i] = d, d
		}
	}
	copy(linked, between)
	first := make([]int, len(groups)) // by group: its first member
	for g := range groups {
		first[g] = groups[g][0]
	}
	for len(groups) > 1 {
		a, b := 0, 1
		for i := range groups {
			for j := i + 1; j < len(groups); j++ {
				if linked[first[i]*n+first[j]].compare(linked[first[a]*n+first[b]]) < 0 {
					a, b = i, j
				}
			}
		}
		for g := range groups {
			x, y := linked[first[a]*n+first[g]], linked[first[b]*n+first[g]]
			if x.compare(y) < 0 {
				x = y
			}
			linked[first[a]*n+first[g]], linked[first[g]*n+first[a]] = x, x
		}
		groups[a] = joined(groups[a], groups[b], func(i, j int) Apart { return between[i*n+j] })
		groups, first = slices.Delete(groups, b, b+1), slices.Delete(first, b, b+1)
	}
	ordered := make([]MatrixRow, 0, n)
	for _, g := range groups {
		for _, i := range g {
			ordered = append(ordered, m.Rows[i])
		}
	}
	return append(ordered, rest...)
}

// joined puts two groups in a row, each turned so that the cities that meet are the nearest; where that makes no difference, as they are.
func joined(a, b []int, between func(i, j int) Apart) []int {
	turned := func(g []int) []int {
		r := slices.Clone(g)
		slices.Reverse(r)
		return r
	}
	best := slices.Concat(a, b)
	nearest := between(a[len(a)-1], b[0])
	for _, pair := range [][2][]int{{a, turned(b)}, {turned(a), b}, {turned(a), turned(b)}} {
		if d := between(pair[0][len(a)-1], pair[1][0]); d.compare(nearest) < 0 {
			best, nearest = slices.Concat(pair[0], pair[1]), d
		}
	}
	return best
}
