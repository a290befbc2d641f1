package analytics

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
)

// askTime asks the questions about time and place; known is false for any other.
//
//	timeline/SLUG transitions/FROM/EDITION events/FROM/MOST places/SLUG crossing/EDITION
//
// FROM is an ISO date, of events RFC 3339; EDITION is written 2025-2026; both may be empty in transitions.
func (s *script) askTime(t *testing.T, tab *table, path []string, f Filter) (known bool, err error) {
	t.Helper()
	ctx, a := t.Context(), New(s.db)
	edition := func(id string) *data.Edition {
		return s.db.Catalogue().Edition(strings.ReplaceAll(id, "-", "/"))
	}
	switch path[0] {
	case "timeline":
		return true, show(tab.timeline)(a.Timeline(ctx, f, path[1]))
	case "transitions":
		return true, show(tab.transitions)(a.Transitions(ctx, f, Since{Edition: edition(path[2]), Day: path[1]}))
	case "events":
		most, err := strconv.Atoi(path[2])
		if err != nil {
			t.Fatal(err)
		}
		return true, show(tab.events)(a.Events(ctx, f, moment(t, path[1]), most))
	case "places":
		return true, show(tab.places)(a.Places(ctx, f, path[1]))
	}
	return false, nil
}

func (t *table) timeline(l Timeline) {
	t.row(append([]any{l.Commitment.Slug, "handed in"}, stateHead...)...)
	for _, p := range l.Points {
		example := ""
		if p.Example {
			example = " example"
		}
		t.row(append([]any{p.Day, fmt.Sprintf("%d of %d%s", p.HandedIn, p.Members, example)}, spelt(p.Counts[:])...)...)
	}
}

func cities(counts [6]Count) string {
	var words []string
	for _, c := range counts {
		words = append(words, strconv.Itoa(c.Cities))
	}
	return strings.Join(words, " ")
}

// transitions leaves the commitments out in which nobody has said anything at either moment, unless they cannot be compared.
func (t *table) transitions(x Transitions) {
	t.cover(x.Cover)
	t.row(fmt.Sprintf("before %d of %d cities, %d of %d people", x.Before.HandedIn, x.Before.Members, x.Before.HandedInPopulation, x.Before.Population))
	t.row(x.FromDay, x.From.ID, "to", x.Day, x.To.ID)
	for _, c := range x.Commitments {
		stated := 0
		for i := range 5 {
			stated += c.Then[i].Cities + c.Now[i].Cities
		}
		if stated == 0 && c.Kind == data.Same {
			continue
		}
		name := func(m *data.Commitment) string {
			if m == nil {
				return "-"
			}
			return fmt.Sprintf("%d %s", m.Number, m.Slug)
		}
		words := []any{name(c.Before) + " → " + name(c.After), string(c.Kind), "then " + cities(c.Then), "now " + cities(c.Now)}
		for _, f := range c.Flows {
			words = append(words, fmt.Sprintf("%s→%s %d", f.From, f.To, f.Cities))
		}
		t.row(words...)
	}
	for _, c := range x.Cities {
		t.changes(c.Changes)
	}
}

func (t *table) events(events []Event) {
	if len(events) == 0 {
		t.row("nothing")
	}
	for _, e := range events {
		words := []any{fmt.Sprintf("#%d", e.Submission), when(e.When), string(e.Kind), cityText(e.City)}
		if e.First {
			words = append(words, "first")
		}
		if e.Example {
			words = append(words, "example")
		}
		t.row(words...)
		for _, c := range e.Changes {
			what, more := c.Commitment.Slug, fmt.Sprintf("leaders %d", c.Leaders)
			if c.Action != nil {
				what, more = c.Action.ID, ""
			}
			if c.FirstLeader() {
				more += ", the first"
			}
			if c.LastLeader() {
				more += ", the last"
			}
			if n, ok := c.Steps(); ok {
				more += fmt.Sprintf(", %+d", n)
			}
			t.row("  "+what, status(data.Status(c.From))+" → "+status(data.Status(c.To)), c.Line, more,
				strings.TrimSpace(strings.Join([]string{c.Decided, c.Reference, c.Link, c.Comment}, " ")))
		}
	}
}

func (t *table) places(p Places) {
	t.cover(p.Cover)
	t.row(p.Commitment.Slug, cities(p.Counts))
	for _, c := range p.Cities {
		at := "not located"
		if c.Located {
			at = fmt.Sprintf("%.3f %.3f", c.Lat, c.Lon)
		}
		t.row(cityText(c.City), cellText(c.Cell), at)
	}
	for _, w := range p.Twins {
		t.row("twins", p.Cities[w.Pioneer].Name, p.Cities[w.Twin].Name)
	}
}

// TestTimelineIsTheLevelsOfItsDays holds every point to what Levels says of that day, under chance data and filters.
func TestTimelineIsTheLevelsOfItsDays(t *testing.T) {
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := runScript(t, "member 1281 pioneer joined=2026-02\nmember 1280 twin left=2026-03-10 twin_of=1281")
		s.now = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
		codes := append(randomMembers(t, s, r, 5), "1281", "1280", "0114")
		randomSubmissions(t, s, r, codes, 20)
		for _, query := range []string{"", "roll=twin", "roll=outside", "roll=pioneer&roll=outside", "stad=1281&stad=1280"} {
			f := parsed(t, s, query)
			for _, slug := range []string{"styrning", "kommunikation"} {
				line, err := New(s.db).Timeline(t.Context(), f, slug)
				if err != nil {
					t.Fatal(err)
				}
				if len(line.Points) < 5 || len(line.Points) > mostPoints {
					t.Fatalf("%d points", len(line.Points))
				}
				for _, p := range line.Points {
					day := f
					day.AsOf = p.Day
					want := mustLevels(t, New(s.db), day)
					for _, c := range want.Commitments {
						if c.Commitment.Slug == slug && c.Counts != p.Counts || want.Members != p.Members || want.HandedIn != p.HandedIn {
							t.Fatalf("seed %d, %q, %s at %s: %v of %d, want %v of %d", seed, query, slug, p.Day, p.Counts, p.Members, c.Counts, want.Members)
						}
					}
				}
			}
		}
	}
}

// TestTransitionsAddUp holds flows to the distributions at both ends, and those to the matrix: every city in scope at either moment is
// in exactly one flow.
func TestTransitionsAddUp(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 8))
		s := runScript(t, "member 1281 pioneer joined=2026-01-04\nmember 1280 twin left=2026-01-06 twin_of=1281")
		s.now = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
		codes := append(randomMembers(t, s, r, 5), "1281", "1280", "0114")
		randomSubmissions(t, s, r, codes, 9)
		for _, query := range []string{"", "roll=twin", "roll=outside", "roll=pioneer,outside", "datum=2026-01-07"} {
			f := parsed(t, s, query)
			x, err := New(s.db).Transitions(t.Context(), f, Since{Day: "2026-01-05"})
			if err != nil {
				t.Fatal(err)
			}
			before := f
			before.AsOf = "2026-01-05"
			then, now := mustLevels(t, New(s.db), before), mustLevels(t, New(s.db), f)
			changed := 0
			for i, c := range x.Commitments {
				if c.Then != then.Commitments[i].Counts || c.Now != now.Commitments[i].Counts {
					t.Fatalf("seed %d, %q, %s: %v and %v, want %v and %v", seed, query, c.After.Slug, c.Then, c.Now, then.Commitments[i].Counts, now.Commitments[i].Counts)
				}
				changed += c.addsUp(t)
			}
			told := 0
			for _, c := range x.Cities {
				told += len(c.Changes)
			}
			if told != changed {
				t.Errorf("seed %d, %q: %d changes told, %d cities moved", seed, query, told, changed)
			}
		}
	}
}

// addsUp holds the flows to both distributions and returns how many cities moved.
func (c TransitionCommitment) addsUp(t *testing.T) (moved int) {
	t.Helper()
	from, to := map[State]int{}, map[State]int{}
	for _, f := range c.Flows {
		from[f.From] += f.Cities
		to[f.To] += f.Cities
		if f.From != f.To {
			moved += f.Cities
		}
	}
	for i, s := range States {
		if from[s] != c.Then[i].Cities || to[s] != c.Now[i].Cities {
			t.Errorf("%s %s: flows %d and %d, counts %d and %d", c.After.Slug, s, from[s], to[s], c.Then[i].Cities, c.Now[i].Cities)
		}
	}
	return moved
}

// TestEventsReplay applies all events to nothing and arrives at the matrix.
func TestEventsReplay(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := runScript(t, "")
		codes := randomMembers(t, s, r, 6)
		randomSubmissions(t, s, r, codes, 12)
		a := New(s.db)
		events, err := a.Events(t.Context(), Filter{}, time.Time{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		says, leaders, led := model{}, map[string]int{}, map[string]int{}
		slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.Submission, b.Submission) })
		for _, e := range events {
			for _, c := range e.Changes {
				if c.To == "3" {
					led[c.Commitment.Slug]++
				} else if c.From == "3" {
					led[c.Commitment.Slug]--
				}
				if c.Leaders != led[c.Commitment.Slug] {
					t.Errorf("seed %d, #%d %s %s: %d lead, told %d", seed, e.Submission, e.City.Code, c.Commitment.Slug, led[c.Commitment.Slug], c.Leaders)
				}
				before, ok := says[e.City.Code][c.Commitment.Slug]
				if !ok {
					before = NotHandedIn
				}
				if string(before) != c.From || c.From == c.To {
					t.Fatalf("seed %d, %s %s: from %s, stood %s", seed, e.City.Code, c.Commitment.Slug, c.From, before)
				}
				if says[e.City.Code] == nil {
					says[e.City.Code] = map[string]State{}
				}
				says[e.City.Code][c.Commitment.Slug] = State(c.To)
			}
		}
		for _, row := range mustMatrix(t, a, Filter{}).Rows {
			for _, cell := range row.Cells {
				said, ok := says[row.Code][cell.Commitment]
				if stands := cell.Submission != 0; stands != (ok && said != NotHandedIn) || stands && said != cell.State {
					t.Errorf("seed %d, %s %s: events end in %q, the matrix says %s", seed, row.Code, cell.Commitment, said, cell.State)
				}
				if cell.State == Level3 {
					leaders[cell.Commitment]++
				}
			}
		}
		maps.DeleteFunc(led, func(_ string, n int) bool { return n == 0 })
		if !maps.Equal(leaders, led) {
			t.Errorf("seed %d: %v lead, the events end in %v", seed, leaders, led)
		}
	}
}

func parsed(t *testing.T, s *script, query string) Filter {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFilter(q, s.db.Catalogue(), s.now)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPointsBetween(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2026-01-10", "2026-01-20", "2026-01-20"},
		{"2026-01-31", "2026-01-31", "2026-01-31"},
		{"2026-01-31", "2026-02-01", "2026-01-31 2026-02-01"},
		{"2024-02-10", "2024-04-30", "2024-02-29 2024-03-31 2024-04-30"},
		{"2026-05-01", "2026-02-01", "2026-02-01"},
		{"2023-05-01", "2026-02-01", "2023-06-30 2023-09-30 2023-12-31 2024-03-31 2024-06-30 2024-09-30 2024-12-31 2025-03-31 2025-06-30 2025-09-30 2025-12-31 2026-02-01"},
		{"2019-05-01", "2026-02-01", "2019-12-31 2020-12-31 2021-12-31 2022-12-31 2023-12-31 2024-12-31 2025-12-31 2026-02-01"},
	} {
		if got := strings.Join(pointsBetween(c.first, c.last), " "); got != c.want {
			t.Errorf("%s–%s: %s, want %s", c.first, c.last, got, c.want)
		}
	}
}
