package main

import (
	"cmp"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// nearest returns the municipality whose code or name takes the fewest edits to reach; of several codes, one that begins alike.
func nearest(municipalities []data.Municipality, given string) data.Municipality {
	given = strings.ToLower(given)
	far := func(m data.Municipality) int {
		return min(edits(given, m.Code), edits(given, strings.ToLower(m.Name)))
	}
	alike := func(m data.Municipality) int {
		n := 0
		for n < min(len(given), len(m.Code)) && given[n] == m.Code[n] {
			n++
		}
		return n
	}
	return slices.MinFunc(municipalities, func(a, b data.Municipality) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(alike(b), alike(a)))
	})
}

// edits counts the letters to insert, drop or replace to make a into b.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(to)]
}
