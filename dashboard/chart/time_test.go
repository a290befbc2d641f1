package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// timeline has n cities on the last of days, and one less on each before it.
func timeline(t *testing.T, days, n int) analytics.Timeline {
	t.Helper()
	r := analytics.Timeline{Commitment: edition(t).Commitment("kommunikation")}
	for i := range days {
		members := max(n-days+1+i, 0)
		p := analytics.TimelinePoint{Day: fmt.Sprintf("2026-%02d-28", i+1), Cover: cover(members)}
		p.Counts = counts(members, func(city int) analytics.State { return state(city, i) })
		r.Points = append(r.Points, p)
	}
	return r
}

// transitions moves n cities between two moments of every commitment; every fifth comes and every seventh goes.
func transitions(t *testing.T, n int) analytics.Transitions {
	t.Helper()
	r := analytics.Transitions{
		Cover: cover(n), Before: cover(n), FromDay: "2026-05-23", Day: "2026-11-23", From: edition(t), To: edition(t),
	}
	for j, c := range commitments(t) {
		one := analytics.TransitionCommitment{Pair: data.Pair{Kind: data.Same, Before: c, After: c}}
		between := map[[2]analytics.State]int{}
		for i := range n {
			from, to := state(i, j), state(i, j+1)
			if i%5 == 4 {
				from = analytics.OutOfScope
			} else if i%7 == 6 {
				to = analytics.OutOfScope
			}
			between[[2]analytics.State{from, to}]++
		}
		for pair, k := range between {
			one.Flows = append(one.Flows, analytics.Flow{From: pair[0], To: pair[1], Cities: k})
		}
		one.Then, one.Now = counts(n, func(i int) analytics.State { return state(i, j) }), counts(n, func(i int) analytics.State { return state(i, j+1) })
		r.Commitments = append(r.Commitments, one)
	}
	return r
}

// apartFrom is transitions with a commitment that one of the editions lacks.
func apartFrom(t *testing.T, kind data.PassageKind) analytics.Transitions {
	t.Helper()
	r := transitions(t, 23)
	c := &r.Commitments[9]
	c.Kind, c.Flows = kind, nil
	if kind == data.Dropped {
		c.After = nil
	}
	return r
}

// places are n cities in the north of a square, so near each other that they have to be moved apart; the last is not located.
func places(t *testing.T, n int) analytics.Places {
	t.Helper()
	r := analytics.Places{Cover: cover(n), Commitment: edition(t).Commitment("styrning")}
	for i, city := range cities(n) {
		p := analytics.Place{City: city, Cell: analytics.Cell{Commitment: "styrning", State: state(i, 0)}, Located: i < n-1 || n == 1}
		if p.Located {
			p.Lat, p.Lon = 59.3+float64(i%4)/20, 17.5+float64(i/4)/10
		}
		r.Cities = append(r.Cities, p)
	}
	if n > 8 {
		r.Twins = []analytics.Twins{{Pioneer: 0, Twin: 7}, {Pioneer: 1, Twin: n - 1}}
	}
	return r
}

func overTime() []drawn {
	return []drawn{
		{"timeline", func(t *testing.T, s Style) (json.RawMessage, error) { return Timeline(timeline(t, 5, 23), s) }},
		{"transitions", func(t *testing.T, s Style) (json.RawMessage, error) { return Transitions(transitions(t, 23), 2, s) }},
		{"transitions-dropped", func(t *testing.T, s Style) (json.RawMessage, error) {
			return Transitions(apartFrom(t, data.Dropped), 9, s)
		}},
		{"places", func(t *testing.T, s Style) (json.RawMessage, error) { return Places(places(t, 23), MapForm{}, s) }},
	}
}

func TestGoldenOverTime(t *testing.T) {
	for suffix, style := range styles {
		for _, c := range overTime() {
			t.Run(c.name+suffix, func(t *testing.T) { golden(t, c.name+suffix, c, style) })
		}
	}
	for _, c := range []drawn{
		{"timeline-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Timeline(timeline(t, 0, 0), s) }},
		{"transitions-changed", func(t *testing.T, s Style) (json.RawMessage, error) {
			return Transitions(apartFrom(t, data.Changed), 9, s)
		}},
		{"transitions-one", func(t *testing.T, s Style) (json.RawMessage, error) { return Transitions(transitions(t, 1), 0, s) }},
		{"places-hostile", func(t *testing.T, s Style) (json.RawMessage, error) {
			return Places(places(t, 1), MapForm{Areas: true}, s)
		}},
		{"places-population", func(t *testing.T, s Style) (json.RawMessage, error) {
			return Places(places(t, 9), MapForm{Population: true, Only: analytics.Level2, Areas: true}, s)
		}},
		{"places-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Places(places(t, 0), MapForm{}, s) }},
	} {
		t.Run(c.name, func(t *testing.T) { golden(t, c.name, c, styles[""]) })
	}
}

// TestTransitionsBalance holds each drawn state to the bands that leave or reach it.
func TestTransitionsBalance(t *testing.T) {
	r := transitions(t, 23)
	for at := range r.Commitments {
		got, err := Transitions(r, at, Style{})
		if err != nil {
			t.Fatal(err)
		}
		var whole struct {
			Series []struct {
				Data []struct {
					Name  string
					Value int
				}
				Links []band
			}
		}
		if err := json.Unmarshal(got, &whole); err != nil {
			t.Fatal(err)
		}
		through := map[string]int{}
		for _, b := range whole.Series[0].Links {
			through[b.Source] += b.Value
			through[b.Target] += b.Value
			if b.Key != "flow/"+strings.TrimPrefix(b.Source, "then/")+"/"+strings.TrimPrefix(b.Target, "now/") {
				t.Errorf("band %s from %s to %s", b.Key, b.Source, b.Target)
			}
		}
		for _, n := range whole.Series[0].Data {
			if n.Value != through[n.Name] || n.Value == 0 {
				t.Errorf("%d: %s holds %d, its bands %d", at, n.Name, n.Value, through[n.Name])
			}
		}
	}
	if _, err := Transitions(r, 10, Style{}); err == nil {
		t.Error("an eleventh commitment gave a chart")
	}
}

// TestSpreadParts moves points apart, also those in the same place, no further than needed and never out of the window.
func TestSpreadParts(t *testing.T) {
	alone := []spot{{100, 100, 20}, {200, 100, 20}, {100, 100, 0}}
	kept := slices.Clone(alone)
	spread(alone, 300, 300)
	if !slices.Equal(alone, kept) {
		t.Errorf("points that do not touch were moved: %v", alone)
	}
	var many []spot
	for i := range 40 {
		many = append(many, spot{40 + float64(i%3), 290, 18})
	}
	again := slices.Clone(many)
	spread(many, 300, 300)
	spread(again, 300, 300)
	if !slices.Equal(many, again) {
		t.Error("the same points were moved in different ways")
	}
	for i, a := range many {
		if a.x < 9 || a.x > 291 || a.y < 9 || a.y > 291 {
			t.Errorf("point %d is at %v", i, a)
		}
		for _, b := range many[i+1:] {
			if apart := math.Hypot(a.x-b.x, a.y-b.y); apart < 12 {
				t.Errorf("two points of 18 px are %.1f px apart", apart)
			}
		}
	}
}

// TestPlacesOnlyLocated has a point for each located city and none for any other.
func TestPlacesOnlyLocated(t *testing.T) {
	r := places(t, 23)
	got, err := Places(r, MapForm{}, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := raws(t, got)
	for _, c := range r.Cities {
		raw, ok := drawn[c.Code+"/styrning"]
		if ok != c.Located || ok && raw != string(c.Cell.State) {
			t.Errorf("%s: drawn %q, %v", c.Name, raw, ok)
		}
	}
	if drawn[r.Cities[7].Code+"/twin"] != r.Cities[0].Code || drawn[r.Cities[22].Code+"/twin"] != "" {
		t.Errorf("twins: %v", drawn)
	}
}
