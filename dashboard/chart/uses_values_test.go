package chart

import (
	"encoding/json"
	"testing"

	"pionjarkollen/analytics"
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
