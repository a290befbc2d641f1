package chart

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pionjarkollen/analytics"
)

var update = flag.Bool("update", false, "rewrite testdata from what the charts are now; read the diff")

var styles = map[string]Style{
	"":         {Lang: "sv", Theme: Light},
	"-en-dark": {Lang: "en", Theme: Dark, Prefix: "/en", Query: "roll=pioneer"},
	"-narrow":  {Lang: "sv", Theme: Light, Narrow: true},
}

// drawn is one chart of an invented answer.
type drawn struct {
	name string
	draw func(t *testing.T, s Style) (json.RawMessage, error)
}

func usual() []drawn {
	return []drawn{
		{"levels", func(t *testing.T, s Style) (json.RawMessage, error) { return Levels(levels(t, 23), s) }},
		{"matrix", func(t *testing.T, s Style) (json.RawMessage, error) { return Matrix(matrix(t, 7), s) }},
		{"profile", func(t *testing.T, s Style) (json.RawMessage, error) { return Profile(city(t, 11, 23), "all", s) }},
		{"action-status", func(t *testing.T, s Style) (json.RawMessage, error) {
			return ActionStatus(commitment(t, "finansiering", 23), s)
		}},
		{"action", func(t *testing.T, s Style) (json.RawMessage, error) { return Action(action(t, 23), s) }},
		{"comparison", func(t *testing.T, s Style) (json.RawMessage, error) { return Comparison(comparison(t, 5), s) }},
	}
}

func extreme() []drawn {
	silent := func(t *testing.T) analytics.Matrix {
		t.Helper()
		m := matrix(t, 3)
		for _, row := range m.Rows {
			for j := range row.Cells {
				row.Cells[j].State = analytics.NotHandedIn
			}
		}
		return m
	}
	return []drawn{
		{"levels-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Levels(levels(t, 0), s) }},
		{"levels-one-commitment", func(t *testing.T, s Style) (json.RawMessage, error) {
			r := levels(t, 23)
			r.Commitments = r.Commitments[9:]
			return Levels(r, s)
		}},
		{"levels-all", func(t *testing.T, s Style) (json.RawMessage, error) { return Levels(levels(t, 290), s) }},
		{"matrix-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Matrix(matrix(t, 0), s) }},
		{"matrix-hostile", func(t *testing.T, s Style) (json.RawMessage, error) { return Matrix(matrix(t, 1), s) }},
		{"matrix-all-missing", func(t *testing.T, s Style) (json.RawMessage, error) { return Matrix(silent(t), s) }},
		{"profile-not-handed-in", func(t *testing.T, s Style) (json.RawMessage, error) {
			return Profile(city(t, 6, 23), "all", s)
		}},
		{"profile-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Profile(city(t, 0, 0), "all", s) }},
		{"action-status-none", func(t *testing.T, s Style) (json.RawMessage, error) {
			return ActionStatus(commitment(t, "resiliens", 0), s)
		}},
		{"action-none", func(t *testing.T, s Style) (json.RawMessage, error) { return Action(action(t, 0), s) }},
		{"comparison-two", func(t *testing.T, s Style) (json.RawMessage, error) { return Comparison(comparison(t, 2), s) }},
	}
}

// TestGolden compares every chart with its file in testdata.
func TestGolden(t *testing.T) {
	for suffix, style := range styles {
		for _, c := range usual() {
			t.Run(c.name+suffix, func(t *testing.T) { golden(t, c.name+suffix, c, style) })
		}
	}
	for _, c := range extreme() {
		t.Run(c.name, func(t *testing.T) { golden(t, c.name, c, styles[""]) })
	}
}

func golden(t *testing.T, name string, c drawn, style Style) {
	t.Helper()
	got, err := c.draw(t, style)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.draw(t, style)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, again) {
		t.Error("the same answer and style gave different bytes")
	}
	check(t, got)
	var indented bytes.Buffer
	if err := json.Indent(&indented, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, indented.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(indented.Bytes(), want) {
		t.Errorf("differs from %s: run with -update and read the diff", path)
	}
}

// TestAll290 draws more cities than there will ever be, too large to keep as files.
func TestAll290(t *testing.T) {
	got, err := Matrix(matrix(t, 290), styles[""])
	if err != nil {
		t.Fatal(err)
	}
	check(t, got)
	if n := len(items(t, got)); n != 2900 {
		t.Errorf("%d cells, want 2900", n)
	}
}

// check holds every option to what all charts promise.
func check(t *testing.T, got json.RawMessage) {
	t.Helper()
	if !json.Valid(got) {
		t.Fatal("not JSON")
	}
	for _, bad := range []string{"NaN", "Infinity", "__f__", "function(", "=>", "<", ">"} {
		if strings.Contains(string(got), bad) {
			t.Errorf("option holds %q", bad)
		}
	}
	var whole struct {
		PK struct {
			Height    int
			AxisLinks map[string][]string
		}
		YAxis []struct{ Data []any }
	}
	if err := json.Unmarshal(got, &whole); err != nil {
		t.Fatal(err)
	}
	if whole.PK.Height < 40 {
		t.Errorf("height %d", whole.PK.Height)
	}
	if links := whole.PK.AxisLinks["yAxis"]; links != nil && len(links) != len(whole.YAxis[0].Data) {
		t.Errorf("%d links for %d rows", len(links), len(whole.YAxis[0].Data))
	}
	seen := map[string]bool{}
	for _, d := range items(t, got) {
		if d.Key == "" || d.Raw == "" || d.Tip == "" || d.Value == nil {
			t.Errorf("incomplete datum %+v", d)
		}
		if seen[d.Key] {
			t.Errorf("key %s twice", d.Key)
		}
		seen[d.Key] = true
	}
}

// items returns every drawn datum of an option.
func items(t *testing.T, option json.RawMessage) []datum {
	t.Helper()
	var whole struct {
		Series []struct{ Data []*datum }
	}
	if err := json.Unmarshal(option, &whole); err != nil {
		t.Fatal(err)
	}
	var all []datum
	for _, s := range whole.Series {
		for _, d := range s.Data {
			if d != nil {
				all = append(all, *d)
			}
		}
	}
	return all
}

// raws returns the values by key.
func raws(t *testing.T, option json.RawMessage) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, d := range items(t, option) {
		out[d.Key] = d.Raw
	}
	return out
}
