package chart

import (
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/analytics"
)

// TestLevelsValues holds each bar to the answer's count, and a row's bars to all cities.
func TestLevelsValues(t *testing.T) {
	r := levels(t, 23)
	got, err := Levels(r, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := raws(t, got)
	for _, c := range r.Commitments {
		sum := 0
		for _, count := range c.Counts {
			key := c.Commitment.Slug + "/" + string(count.State)
			if drawn[key] != strconv.Itoa(count.Cities) {
				t.Errorf("%s drawn as %q, want %d", key, drawn[key], count.Cities)
			}
			sum += count.Cities
		}
		if sum != 23 {
			t.Errorf("%s has %d cities", c.Commitment.Slug, sum)
		}
	}
}

// TestMatrixValues holds each cell to its state, in the row and column of its city and commitment.
func TestMatrixValues(t *testing.T) {
	r := matrix(t, 23)
	got, err := Matrix(r, Style{Lang: "en", Prefix: "/en", Query: "roll=pioneer"})
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]datum{}
	for _, d := range items(t, got) {
		drawn[d.Key] = d
	}
	for y, row := range r.Rows {
		for x, cell := range row.Cells {
			d := drawn[row.Code+"/"+cell.Commitment]
			at, _ := d.Value.([]any)
			want := []any{float64(x), float64(y), float64(number(cell.State))}
			if d.Raw != string(cell.State) || len(at) != 3 || at[0] != want[0] || at[1] != want[1] || at[2] != want[2] {
				t.Errorf("%s %s: drawn %q at %v, want %q at %v", row.Name, cell.Commitment, d.Raw, at, cell.State, want)
			}
			if link := "/en/stader/" + row.Code + "?roll=pioneer#" + cell.Commitment; d.Link != link {
				t.Errorf("link %s, want %s", d.Link, link)
			}
		}
	}
}

// TestProfileNotHandedIn has no mark of the city's own where it has not handed in.
func TestProfileNotHandedIn(t *testing.T) {
	for at, want := range map[int]int{6: 0, 11: 10} {
		r := city(t, at, 23)
		got, err := Profile(r, "all", Style{})
		if err != nil {
			t.Fatal(err)
		}
		rings := 0
		for key := range raws(t, got) {
			if strings.HasPrefix(key, r.City.Code+"/") {
				rings++
			}
		}
		if rings != want {
			t.Errorf("city %d has %d marks, want %d", at, rings, want)
		}
	}
	if _, err := Profile(city(t, 6, 23), "neighbours", Style{}); err == nil {
		t.Error("an unknown group gave a chart")
	}
}

// TestActionStatusRest draws as not reported exactly those that have no status.
func TestActionStatusRest(t *testing.T) {
	r := commitment(t, "finansiering", 23)
	got, err := ActionStatus(r, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := raws(t, got)
	for _, level := range r.Levels {
		for _, a := range level.Actions {
			if want := strconv.Itoa(23 - a.Reported); drawn[a.Action.ID+"/none"] != want {
				t.Errorf("%s: %s not reported, want %s", a.Action.ID, drawn[a.Action.ID+"/none"], want)
			}
			for _, c := range a.Counts {
				if key := a.Action.ID + "/" + string(c.Status); drawn[key] != strconv.Itoa(c.Cities) {
					t.Errorf("%s drawn as %s, want %d", key, drawn[key], c.Cities)
				}
			}
		}
	}
}

// TestStatesLookDifferent holds each of the six states to a look of its own, in both themes.
func TestStatesLookDifferent(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		p := Palette(theme)
		seen := map[string]analytics.State{}
		for _, s := range analytics.States {
			text := string(mustJSON(t, []any{stateKey(p, s), stateFill(p, s)}))
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %s looks like %s", theme, s, other)
			}
			seen[text] = s
		}
	}
}
