package analytics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// askSteps asks the questions about next steps, support and likeness; asked is false for any other.
func (s *script) askSteps(t *testing.T, tab *table, path []string, f Filter) (asked bool, err error) {
	t.Helper()
	ctx, a := t.Context(), New(s.db)
	switch path[0] {
	case "nextstep":
		return true, show(tab.nextStep)(a.NextStep(ctx, f, path[1], path[2]))
	case "support":
		return true, show(tab.supports)(a.Supports(ctx, f, path[1]))
	case "similar":
		return true, show(tab.similar)(a.Similar(ctx, f, path[1], 4))
	case "likeness":
		m, err := a.Matrix(ctx, f)
		if err != nil {
			return true, err
		}
		for _, row := range m.ByLikeness() {
			states := make([]string, 0, len(row.Cells))
			for _, c := range row.Cells {
				states = append(states, map[State]string{Silent: "-", NotHandedIn: "."}[c.State])
				if level, ok := c.State.Level(); ok {
					states[len(states)-1] = strconv.Itoa(level)
				}
			}
			tab.row(row.Name, strings.Join(states, " "))
		}
		return true, nil
	}
	return false, nil
}

func (t *table) nextStep(n NextStep) {
	t.cover(n.Cover)
	t.row(cityText(n.City), n.Commitment.Slug, cellText(n.Cell), fmt.Sprint("next ", n.Next), fmt.Sprintf("%d of %d remain", n.Remaining(), len(n.Actions)))
	for _, a := range n.Actions {
		t.row(append([]any{a.Action.ID, status(a.Status) + source(a.Submission, a.Line)}, statusCounts(a.Counts)...)...)
		for _, o := range a.Others {
			t.row("  "+cityText(o.City), string(o.Status)+source(o.Submission, o.Line), "declared "+string(o.Declared), fmt.Sprint("same county ", o.SameCounty))
		}
	}
}

// supports writes the rows with something declared or reported.
func (t *table) supports(s Supports) {
	t.cover(s.Cover)
	for _, c := range s.Cities {
		for _, row := range c.Rows {
			sum := row.Sum()
			words := []any{c.Name, row.Commitment.Slug, cellText(row.Cell), fmt.Sprintf("at work on %d of %d, %d links", sum.AtWork(), sum.Actions, sum.Links)}
			told := row.Cell.Submission != 0
			for _, r := range row.Rungs {
				words = append(words, fmt.Sprintf("%d: %d/%d %v %d", r.Level, r.AtWork(), r.Actions, r.Counts, r.Links))
				told = told || r.Counts != [4]int{}
			}
			if told {
				t.row(words...)
			}
		}
	}
}

func (t *table) similar(s Similar) {
	t.cover(s.Cover)
	t.row(cityText(s.City), fmt.Sprint("handed in ", s.HandedIn), fmt.Sprint("compared with ", s.Compared))
	for _, list := range []struct {
		basis  string
		cities []SimilarCity
	}{{"answers", s.ByAnswers}, {"county", s.InCounty}, {"size", s.BySize}} {
		for _, c := range list.cities {
			a := c.Apart
			t.row(list.basis, cityText(c.City), fmt.Sprintf("%d to %d steps", a.Least, a.Most), fmt.Sprintf("same in %d of %d of %d", a.Same, a.Both, a.Of),
				fmt.Sprintf("%.2f times", c.Times), fmt.Sprint("same county ", c.SameCounty))
		}
	}
}

// TestSupportIsTheSameFromBothQuestions asks for each city's support in both ways.
func TestSupportIsTheSameFromBothQuestions(t *testing.T) {
	s := runScript(t, usesBase+`submit 2026-01-13T12:00:00Z 1281 styrning-2-1=done link:https://a.example styrning-3-1=not_started 1280 upphandling-1-1=silent`)
	r, err := New(s.db).Supports(t.Context(), Filter{}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Cities) != 3 {
		t.Fatalf("%d cities", len(r.Cities))
	}
	for _, c := range r.Cities {
		p, err := New(s.db).City(t.Context(), Filter{}, c.Code)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range c.Rows {
			if own := p.Commitments[i].Support(); own.Rungs != row.Rungs || own.Cell != row.Cell {
				t.Errorf("%s %s: %+v and %+v", c.Name, row.Commitment.Slug, own, row)
			}
		}
	}
}

// TestADistanceIsFairToSilence tries every pair of answers: silence is never nearer than any level may be, and never farther than the
// farthest; the other way round is the same.
func TestADistanceIsFairToSilence(t *testing.T) {
	states := []State{NoPart, Level1, Level2, Level3}
	base := &data.Commitment{Slug: "styrning", Status: data.Adopted}
	all := []*data.Commitment{base, base, {Slug: "kommunikation", Status: data.Proposed}}
	cells := func(s, proposed State) []Cell { return []Cell{{State: Level1}, {State: s}, {State: proposed}} }
	for _, x := range append(slices.Clone(states), Silent) {
		low, high := 9, 0
		for _, y := range states {
			d, back := apart(all, cells(x, Level3), cells(y, NoPart)), apart(all, cells(y, NoPart), cells(x, Level3))
			if d != back {
				t.Errorf("%s to %s: %+v, and back %+v", x, y, d, back)
			}
			low, high = min(low, d.Least), max(high, d.Most)
			if d.Of != 2 || d.Both < 1 || d.Same < 1 {
				t.Errorf("%s to %s: %+v", x, y, d)
			}
			if exact := x != Silent; exact != (d.Least == d.Most) {
				t.Errorf("%s to %s: %+v", x, y, d)
			}
		}
		if d := apart(all, cells(x, Level1), cells(Silent, Level1)); d.Least != 0 || d.Most != high {
			t.Errorf("%s to silence: %+v, want 0 to %d", x, d, high)
		}
	}
	if d := apart(all, cells(Level1, Level1), []Cell{{State: NotHandedIn}, {State: NotHandedIn}, {State: NotHandedIn}}); d != (Apart{}) || d.Known() {
		t.Errorf("with a city that has not handed in: %+v", d)
	}
}

// TestByLikenessKeepsEveryCity orders the whole country and looks for each city once, those without answers last, and like ones together.
func TestByLikenessKeepsEveryCity(t *testing.T) {
	s := allCities(t)
	m, err := New(s.db).Matrix(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(m.Rows)
	ordered := m.ByLikeness()
	seen := map[string]bool{}
	runs, last := 0, State("")
	for i, row := range ordered {
		seen[row.Code] = true
		if i > 0 && handedIn(row.Cells) && !handedIn(ordered[i-1].Cells) {
			t.Errorf("%s stands after %s, which has not handed in", row.Name, ordered[i-1].Name)
		}
		if row.Cells[0].State != last {
			runs, last = runs+1, row.Cells[0].State
		}
	}
	if len(seen) != len(m.Rows) || len(ordered) != len(m.Rows) {
		t.Errorf("%d of %d cities", len(seen), len(m.Rows))
	}
	if runs != 5 { // four profiles there are, and none
		t.Errorf("like cities stand in %d groups, want 5", runs)
	}
	if !slices.EqualFunc(before, m.Rows, func(a, b MatrixRow) bool { return a.Code == b.Code }) {
		t.Error("ordering changed the matrix")
	}
}

// TestLikenessAgainstChance hands in at random and looks at what must hold of any order: the two nearest cities stand side by side, a
// member without answers changes nothing but stands last, and asking from either city gives the same distance.
func TestLikenessAgainstChance(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 5))
		s := runScript(t, "")
		codes := randomMembers(t, s, r, 9)
		randomSubmissions(t, s, r, codes, 4)
		a := New(s.db)
		m := mustMatrix(t, a, Filter{})
		ordered := m.ByLikeness()
		var near, with string
		var nearest Apart
		for i := range m.Rows {
			for j := range i {
				d := apart(m.Commitments, m.Rows[i].Cells, m.Rows[j].Cells)
				if back := apart(m.Commitments, m.Rows[j].Cells, m.Rows[i].Cells); back != d {
					t.Errorf("%s to %s: %+v, and back %+v", m.Rows[i].Name, m.Rows[j].Name, d, back)
				}
				if d.Of > 0 && (near == "" || d.compare(nearest) < 0) {
					near, with, nearest = m.Rows[i].Code, m.Rows[j].Code, d
				}
			}
		}
		tied := 0
		for i := range m.Rows {
			for j := range i {
				if apart(m.Commitments, m.Rows[i].Cells, m.Rows[j].Cells).compare(nearest) == 0 {
					tied++
				}
			}
		}
		at := func(code string) int {
			return slices.IndexFunc(ordered, func(row MatrixRow) bool { return row.Code == code })
		}
		if gap := at(near) - at(with); near != "" && tied == 1 && gap*gap != 1 {
			t.Errorf("seed %d: %s and %s, %d to %d steps apart, do not stand together", seed, near, with, nearest.Least, nearest.Most)
		}
		before, err := a.Similar(t.Context(), Filter{}, near, 50)
		if err != nil {
			t.Fatal(err)
		}
		newcomer := "2584"
		if slices.Contains(codes, newcomer) {
			continue
		}
		s.member(t, newcomer, "pioneer", "", "", "")
		again := mustMatrix(t, a, Filter{})
		after := again.ByLikeness()
		if last := after[len(after)-1]; handedIn(last.Cells) {
			t.Errorf("seed %d: %s stands last", seed, last.Name)
		}
		after = slices.DeleteFunc(after, func(row MatrixRow) bool { return row.Code == newcomer })
		if !slices.EqualFunc(ordered, after, func(x, y MatrixRow) bool { return x.Code == y.Code }) {
			t.Errorf("seed %d: a member without answers changed the order", seed)
		}
		later, err := a.Similar(t.Context(), Filter{}, near, 50)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(before.ByAnswers, later.ByAnswers) || len(later.BySize) != len(before.BySize)+1 {
			t.Errorf("seed %d: a member without answers changed who is alike", seed)
		}
	}
}
