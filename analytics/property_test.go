package analytics

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pionjarkollen/data"
)

// model is what a database should say, kept in plain Go: per city and commitment the row that stands, if any.
type model map[string]map[string]State

// randomSubmissions hands in, over days of January 2026, what chance says: levels, silence and withdrawals.
func randomSubmissions(tb testing.TB, s *script, r *rand.Rand, codes []string, days int) []model {
	tb.Helper()
	stands := model{}
	var history []model
	for day := 1; day <= days; day++ {
		words := []string{"submit", fmt.Sprintf("2026-01-%02dT12:00:00Z", day)}
		values := []string{"0", "1", "2", "3", "silent", "", "", ""}
		if day > 1 { // only an undo withdraws
			words = append(words, fmt.Sprintf("undoes=%d", day-1))
			values = append(values, "withdrawn")
		}
		for _, i := range r.Perm(len(codes))[:1+r.IntN(len(codes))] {
			code := codes[i]
			words = append(words, code)
			for _, c := range s.edition.Commitments {
				value := values[r.IntN(len(values))]
				if value == "" {
					continue
				}
				words = append(words, c.Slug+"="+value)
				if stands[code] == nil {
					stands[code] = map[string]State{}
				}
				if value == "withdrawn" {
					delete(stands[code], c.Slug)
				} else {
					stands[code][c.Slug] = State(value)
				}
			}
		}
		if err := s.directive(tb, words); err != nil {
			tb.Fatal(err)
		}
		history = append(history, stands.clone())
	}
	return history
}

func (m model) clone() model {
	c := model{}
	for code, rows := range m {
		c[code] = maps.Clone(rows)
	}
	return c
}

func (m model) state(code, slug string) State {
	if len(m[code]) == 0 {
		return NotHandedIn
	}
	if s, ok := m[code][slug]; ok {
		return s
	}
	return Silent
}

func randomMembers(tb testing.TB, s *script, r *rand.Rand, n int) []string {
	tb.Helper()
	var codes []string
	for _, i := range r.Perm(len(s.db.Catalogue().Municipalities))[:n] {
		code := s.db.Catalogue().Municipalities[i].Code
		codes = append(codes, code)
		s.member(tb, code, []string{RolePioneer, RoleTwin, RoleUnknown}[r.IntN(3)], "", "", "")
	}
	return codes
}

func mustMatrix(tb testing.TB, a *Analyst, f Filter) Matrix {
	tb.Helper()
	m, err := a.Matrix(tb.Context(), f)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func mustLevels(tb testing.TB, a *Analyst, f Filter) Levels {
	tb.Helper()
	l, err := a.Levels(tb.Context(), f)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// TestAsOfAgainstModel compares the matrix of every day, the distribution, and the changes between days with a model.
func TestAsOfAgainstModel(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := runScript(t, "")
		a := New(s.db)
		codes := randomMembers(t, s, r, 6)
		history := randomSubmissions(t, s, r, codes, 9)
		for i, stands := range history {
			f := Filter{AsOf: fmt.Sprintf("2026-01-%02d", i+1)}
			counts := map[string]map[State]int{}
			for _, row := range mustMatrix(t, a, f).Rows {
				for _, cell := range row.Cells {
					if want := stands.state(row.Code, cell.Commitment); cell.State != want {
						t.Fatalf("seed %d, day %d, %s %s: %s, want %s", seed, i+1, row.Code, cell.Commitment, cell.State, want)
					}
					if counts[cell.Commitment] == nil {
						counts[cell.Commitment] = map[State]int{}
					}
					counts[cell.Commitment][cell.State]++
				}
			}
			for _, c := range mustLevels(t, a, f).Commitments {
				for _, n := range c.Counts {
					if want := counts[c.Commitment.Slug][n.State]; n.Cities != want {
						t.Fatalf("seed %d, day %d, %s %s: %d, want %d", seed, i+1, c.Commitment.Slug, n.State, n.Cities, want)
					}
				}
			}
		}
		from, to := r.IntN(4), 4+r.IntN(5)
		changes, err := a.Changes(t.Context(), Filter{},
			time.Date(2026, 1, from+1, 12, 0, 0, 0, time.UTC), time.Date(2026, 1, to+1, 12, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, c := range changes {
			got[c.City.Code+" "+c.Commitment.Slug] = c.From + " → " + c.To
		}
		if want := history[from].differences(history[to], codes, s.edition); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: changes %v, want %v", seed, got, want)
		}
	}
}

// differences are those between rows, a missing one being not handed in.
func (m model) differences(later model, codes []string, e *data.Edition) map[string]string {
	row := func(m model, code, slug string) string {
		if s, ok := m[code][slug]; ok {
			return string(s)
		}
		return string(NotHandedIn)
	}
	changed := map[string]string{}
	for _, code := range codes {
		for _, c := range e.Commitments {
			if was, became := row(m, code, c.Slug), row(later, code, c.Slug); was != became {
				changed[code+" "+c.Slug] = was + " → " + became
			}
		}
	}
	return changed
}

// TestSharesSumToOne holds for members and for population, in every scope that has anybody.
func TestSharesSumToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	s := runScript(t, "")
	a := New(s.db)
	randomSubmissions(t, s, r, randomMembers(t, s, r, 25), 5)
	for _, f := range []Filter{{}, {Roles: []string{RoleTwin}}, {Bands: []string{"under-50000"}}, {AsOf: "2026-01-02"}} {
		for _, c := range mustLevels(t, a, f).Commitments {
			var members, people float64
			for _, n := range c.Counts {
				members += n.Share
				people += n.PopulationShare
			}
			if math.Abs(members-1) > 1e-9 || math.Abs(people-1) > 1e-9 {
				t.Errorf("%v %s: %v and %v", f, c.Commitment.Slug, members, people)
			}
		}
	}
}

// TestRelabelling hands the same things in for other cities: the answers are the same but for the names.
func TestRelabelling(t *testing.T) {
	cells := func(seed uint64) ([][]State, [][]int) {
		s := runScript(t, "")
		a := New(s.db)
		codes := randomMembers(t, s, rand.New(rand.NewPCG(seed, 3)), 8)
		randomSubmissions(t, s, rand.New(rand.NewPCG(5, 5)), codes, 4)
		byCode := map[string][]State{}
		for _, row := range mustMatrix(t, a, Filter{}).Rows {
			for _, c := range row.Cells {
				byCode[row.Code] = append(byCode[row.Code], c.State)
			}
		}
		var rows [][]State
		for _, code := range codes {
			rows = append(rows, byCode[code])
		}
		var counts [][]int
		for _, c := range mustLevels(t, a, Filter{}).Commitments {
			var n []int
			for _, x := range c.Counts {
				n = append(n, x.Cities)
			}
			counts = append(counts, n)
		}
		return rows, counts
	}
	rows, counts := cells(1)
	otherRows, otherCounts := cells(2)
	if !reflect.DeepEqual(rows, otherRows) || !reflect.DeepEqual(counts, otherCounts) {
		t.Errorf("%v %v\nother names: %v %v", rows, counts, otherRows, otherCounts)
	}
}

// TestSilentNewcomer adds a member without data: only the coverage and the not-handed-in counts change.
func TestSilentNewcomer(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	s := runScript(t, "")
	a := New(s.db)
	codes := randomMembers(t, s, r, 7)
	randomSubmissions(t, s, r, codes, 4)
	before, rows := mustLevels(t, a, Filter{}), mustMatrix(t, a, Filter{}).Rows
	var newcomer data.Municipality
	for _, m := range s.db.Catalogue().Municipalities {
		if !slices.Contains(codes, m.Code) {
			newcomer = m
			break
		}
	}
	s.member(t, newcomer.Code, RolePioneer, "", "", "")
	after := mustLevels(t, a, Filter{})
	cover := before.Cover
	cover.Members++
	cover.Population += newcomer.Population
	if after.Cover != cover {
		t.Errorf("cover %+v, want %+v", after.Cover, cover)
	}
	for i, c := range after.Commitments {
		for j, n := range c.Counts {
			want := before.Commitments[i].Counts[j].Cities
			if n.State == NotHandedIn {
				want++
			}
			if n.Cities != want {
				t.Errorf("%s %s: %d, want %d", c.Commitment.Slug, n.State, n.Cities, want)
			}
		}
	}
	rest := slices.DeleteFunc(mustMatrix(t, a, Filter{}).Rows, func(r MatrixRow) bool { return r.Code == newcomer.Code })
	if !reflect.DeepEqual(rest, rows) {
		t.Error("the others' rows changed")
	}
}
