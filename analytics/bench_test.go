package analytics

import (
	"fmt"
	"testing"
)

// allCities is a database where all 290 municipalities are members, all but every seventh have said something about
// every commitment, and every third has reported on every action.
func allCities(tb testing.TB) *script {
	tb.Helper()
	s := runScript(tb, "everyone pioneer")
	levels, actions := []string{"submit", "2026-01-10T12:00:00Z"}, []string{"submit", "2026-01-11T12:00:00Z"}
	for i, m := range s.db.Catalogue().Municipalities {
		if i%7 == 0 {
			continue
		}
		levels, actions = append(levels, m.Code), append(actions, m.Code)
		for j, c := range s.edition.Commitments {
			levels = append(levels, fmt.Sprintf("%s=%d", c.Slug, (i+j)%4))
			for _, level := range c.Levels {
				for _, a := range level.Actions {
					if i%3 == 0 {
						actions = append(actions, a.ID+"=planned")
					}
				}
			}
		}
	}
	for _, words := range [][]string{levels, actions} {
		if err := s.directive(tb, words); err != nil {
			tb.Fatal(err)
		}
	}
	return s
}

func BenchmarkMatrix(b *testing.B) {
	a := New(allCities(b).db)
	for b.Loop() {
		if _, err := a.Matrix(b.Context(), Filter{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLevels(b *testing.B) {
	a := New(allCities(b).db)
	for b.Loop() {
		if _, err := a.Levels(b.Context(), Filter{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCity(b *testing.B) {
	a := New(allCities(b).db)
	for b.Loop() {
		if _, err := a.City(b.Context(), Filter{}, "1880"); err != nil {
			b.Fatal(err)
		}
	}
}
