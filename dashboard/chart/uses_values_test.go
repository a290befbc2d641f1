package chart

import (
	"encoding/json"
	"strconv"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
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
	c, err := data.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
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
