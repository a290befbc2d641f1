package chart

import (
	"encoding/json"
	"strconv"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// rehearsal tries another level in every state there is.
func rehearsal(t *testing.T) analytics.Rehearsal {
	t.Helper()
	r := analytics.Rehearsal{City: analytics.City{Code: "0780", Name: "Växjö"}}
	for i, c := range levels(t, 23).Commitments {
		row := analytics.RehearsalRow{Commitment: c.Commitment}
		row.Now.State = analytics.States[i%len(analytics.States)]
		row.Then = analytics.States[(i*i)%4]
		row.Changed = row.Now.State != row.Then
		r.Rows = append(r.Rows, row)
	}
	return r
}

// TestUsesGolden compares the charts of the contract's own uses with their files in testdata.
func TestUsesGolden(t *testing.T) {
	for _, c := range []drawn{
		{"rehearsal", func(t *testing.T, s Style) (json.RawMessage, error) { t.Helper(); return Rehearsal(rehearsal(t), s) }},
		{"processes", func(t *testing.T, s Style) (json.RawMessage, error) {
			t.Helper()
			return Processes(processes(t, 23), s)
		}},
		{"process", func(t *testing.T, s Style) (json.RawMessage, error) {
			t.Helper()
			return Process(processes(t, 23).List[0], 23, s)
		}},
		{"outcomes", func(t *testing.T, s Style) (json.RawMessage, error) { t.Helper(); return Outcomes(outcomes(t), s) }},
	} {
		for suffix, style := range styles {
			t.Run(c.name+suffix, func(t *testing.T) { golden(t, c.name+suffix, c, style) })
		}
	}
}

// TestRehearsalValues holds each cell to what stands and what is tried.
func TestRehearsalValues(t *testing.T) {
	r := rehearsal(t)
	got, err := Rehearsal(r, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := raws(t, got)
	for _, row := range r.Rows {
		if now, then := drawn["now/"+row.Commitment.Slug], drawn["then/"+row.Commitment.Slug]; now != string(row.Now.State) || then != string(row.Then) {
			t.Errorf("%s: drawn %s → %s, want %s → %s", row.Commitment.Slug, now, then, row.Now.State, row.Then)
		}
	}
}

// processes has every process, at work as many cities as its place says.
func processes(t *testing.T, members int) analytics.Processes {
	t.Helper()
	c := datatest.Catalogue(t)
	r := analytics.Processes{Edition: c.Current()}
	r.Members = members
	for i := range c.Processes {
		one := analytics.ProcessActions{Process: &c.Processes[i], Cities: i}
		for j := range c.Current().Commitments {
			m := &c.Current().Commitments[j]
			for _, level := range m.Levels {
				for k := range level.Actions {
					a := analytics.ProcessAction{Commitment: m, ActionStatus: analytics.ActionStatus{Action: &level.Actions[k]}}
					for n, status := range data.Statuses {
						a.Counts[n] = analytics.StatusCount{Status: status, Cities: (j + k + n) % 5}
					}
					if a.Action.On(one.Process.Key) != nil {
						one.Actions = append(one.Actions, a)
					}
				}
			}
		}
		r.List = append(r.List, one)
	}
	return r
}

// TestProcessValues holds each bar to the answer's number.
func TestProcessValues(t *testing.T) {
	r := processes(t, 23)
	all, err := Processes(r, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := raws(t, all)
	for _, p := range r.List {
		if drawn[p.Process.Key] != strconv.Itoa(p.Cities) {
			t.Errorf("%s: drawn as %q, want %d", p.Process.Key, drawn[p.Process.Key], p.Cities)
		}
	}
	one, err := Process(r.List[0], r.Members, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn = raws(t, one)
	for _, a := range r.List[0].Actions {
		for _, n := range a.Counts {
			if key := a.Action.ID + "/" + string(n.Status); drawn[key] != strconv.Itoa(n.Cities) {
				t.Errorf("%s: drawn as %q, want %d", key, drawn[key], n.Cities)
			}
		}
	}
	for _, members := range []int{0, 1} {
		if got, err := Processes(processes(t, members), Style{}); err != nil {
			t.Errorf("%d members: %s, %v", members, got, err)
		}
	}
}

// outcomes has a city in every state, with and without a value.
func outcomes(t *testing.T) analytics.Outcomes {
	t.Helper()
	r := analytics.Outcomes{Indicator: data.Indicators()[0], Commitment: levels(t, 23).Commitments[9].Commitment, Years: []int{2023}, Year: 2023}
	for i, row := range matrix(t, 12).Rows {
		c := analytics.OutcomeCity{City: row.City, State: analytics.States[i%len(analytics.States)]}
		if i%4 != 3 {
			c.Value = new(float64(i)*1.37 - 2)
		}
		r.Cities = append(r.Cities, c)
	}
	r.Members = len(r.Cities)
	return r
}

// TestOutcomesValues has a dot for each city with a value, in the row of its state, and none for the others.
func TestOutcomesValues(t *testing.T) {
	r := outcomes(t)
	got, err := Outcomes(r, Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]datum{}
	for _, d := range items(t, got) {
		drawn[d.Key] = d
	}
	for i, c := range r.Cities {
		d, ok := drawn[c.Code]
		if ok != (c.Value != nil) {
			t.Errorf("%s is drawn: %v", c.Name, ok)
			continue
		}
		if !ok {
			continue
		}
		at, _ := d.Value.([]any)
		if len(at) != 2 || at[0] != *c.Value || at[1] != float64(i%len(analytics.States)) || d.Raw != strconv.FormatFloat(*c.Value, 'f', -1, 64) {
			t.Errorf("%s is drawn at %v, raw %s", c.Name, d.Value, d.Raw)
		}
	}
	r.Cities = nil
	if got, err := Outcomes(r, Style{}); err != nil || !json.Valid(got) {
		t.Errorf("nobody: %s, %v", got, err)
	}
}

func TestDecimal(t *testing.T) {
	for value, want := range map[float64][2]string{
		0: {"0", "0"}, 2.474: {"2,47", "2.47"}, 2.5: {"2,5", "2.5"}, 99.94: {"99,9", "99.9"}, 1234567.8: {"1\u00a0234\u00a0568", "1,234,568"},
		-1.25: {"−1,25", "−1.25"}, 0.01234: {"0,0123", "0.0123"}, 100: {"100", "100"}, 1000: {"1\u00a0000", "1,000"}, 1e-9: {"0", "0"}, -1e-9: {"0", "0"},
	} {
		if sv, en := Decimal("sv", value), Decimal("en", value); sv != want[0] || en != want[1] {
			t.Errorf("%g: %q and %q, want %q", value, sv, en, want)
		}
	}
}
