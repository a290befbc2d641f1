package chart

import (
	"fmt"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// hostile is a name that would run where anything reads it as HTML, or as ECharts' rich text or template.
const hostile = "</script><b>{b} {s|x} & 'Ö'"

// edition is the contract the answers in these tests are about.
func edition(t *testing.T) *data.Edition {
	t.Helper()
	c := datatest.Catalogue(t)
	return c.Current()
}

func commitments(t *testing.T) []*data.Commitment {
	t.Helper()
	e := edition(t)
	all := make([]*data.Commitment, len(e.Commitments))
	for i := range e.Commitments {
		all[i] = &e.Commitments[i]
	}
	return all
}

// state is invented: it varies, and every state occurs. Each eighth city has not handed in.
func state(city, commitment int) analytics.State {
	if city%8 == 6 {
		return analytics.NotHandedIn
	}
	pattern := []analytics.State{"2", "1", "3", "2", "1", "2", "silent", "3", "1", "2", "0", "1", "2"}
	return pattern[(city*5+commitment*3+city*commitment)%len(pattern)]
}

var names = []string{
	"Borlänge", "Borås", "Enköping", "Eskilstuna", "Gävle", "Göteborg", "Helsingborg", "Järfälla", "Kalmar", "Karlstad",
	"Kristianstad", "Linköping", "Lund", "Malmö", "Mariestad", "Nacka", "Skellefteå", "Stockholm", "Umeå", "Uppsala",
	"Upplands Väsby", "Växjö", "Örebro",
}

func cities(n int) []analytics.City {
	out := make([]analytics.City, n)
	for i := range out {
		name := names[i%len(names)]
		if n == 1 {
			name = hostile
		}
		out[i] = analytics.City{
			Code: fmt.Sprintf("%04d", 114+7*i), Name: name, Population: 50_000 + 1000*i, Role: data.Pioneer, Member: true,
		}
	}
	return out
}

func cover(n int) analytics.Cover {
	c := analytics.Cover{Members: n, Example: true}
	for i := range n {
		if i%8 != 6 {
			c.HandedIn++
		}
	}
	if n > 0 {
		c.AsOf = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	}
	return c
}

func counts(n int, of func(city int) analytics.State) (out [6]analytics.Count) {
	for i, s := range analytics.States {
		out[i].State = s
		for city := range n {
			if of(city) == s {
				out[i].Cities++
			}
		}
		if n > 0 {
			out[i].Share = float64(out[i].Cities) / float64(n)
		}
	}
	return out
}

func levels(t *testing.T, n int) analytics.Levels {
	t.Helper()
	r := analytics.Levels{Cover: cover(n)}
	for j, c := range commitments(t) {
		r.Commitments = append(r.Commitments, analytics.LevelsCommitment{
			Commitment: c, Counts: counts(n, func(city int) analytics.State { return state(city, j) }),
		})
	}
	return r
}

func matrix(t *testing.T, n int) analytics.Matrix {
	t.Helper()
	r := analytics.Matrix{Cover: cover(n), Commitments: commitments(t)}
	for i, city := range cities(n) {
		row := analytics.MatrixRow{City: city}
		for j, c := range r.Commitments {
			row.Cells = append(row.Cells, analytics.Cell{Commitment: c.Slug, State: state(i, j)})
		}
		row.Cells[0].Decided = "2026-05-04"
		r.Rows = append(r.Rows, row)
	}
	return r
}

// city is the at-th city's profile against n.
func city(t *testing.T, at, n int) analytics.CityProfile {
	t.Helper()
	all := cities(max(n, at+1))
	r := analytics.CityProfile{
		Cover: cover(n), City: all[at], HandedIn: state(at, 0) != analytics.NotHandedIn,
		Groups: []analytics.Group{{Key: "all", Members: n, HandedIn: cover(n).HandedIn}},
	}
	for j, c := range commitments(t) {
		of := func(city int) analytics.State { return state(city, j) }
		group := analytics.GroupLevels{Counts: counts(n, of)}
		for _, count := range group.Counts[:4] {
			group.Answered += count.Cities
		}
		seen := 0
		for level := range 4 {
			seen += group.Counts[3-level].Cities
			if group.Median == nil && seen > 0 && 2*seen >= group.Answered {
				group.Median = &level
			}
		}
		r.Commitments = append(r.Commitments, analytics.ProfileCommitment{
			Commitment: c, Cell: analytics.Cell{Commitment: c.Slug, State: of(at)}, Groups: []analytics.GroupLevels{group},
		})
	}
	return r
}

// statuses are invented counts that leave some cities without a report.
func statuses(i, n int) (out [4]analytics.StatusCount, reported int) {
	left := n * 3 / 4
	for j := range out {
		out[j].Status = data.Statuses[j]
		out[j].Cities = min(left, (i*3+j*5)%(n/3+1))
		left -= out[j].Cities
		reported += out[j].Cities
		if n > 0 {
			out[j].Share = float64(out[j].Cities) / float64(n)
		}
	}
	return out, reported
}

func commitment(t *testing.T, slug string, n int) analytics.Commitment {
	t.Helper()
	c := edition(t).Commitment(slug)
	r := analytics.Commitment{
		Cover: cover(n), Commitment: c, Counts: counts(n, func(city int) analytics.State { return state(city, 0) }),
	}
	for i := range c.Levels {
		r.Levels[i].Level = i + 1
		for j := range c.Levels[i].Actions {
			a := analytics.ActionStatus{Action: &c.Levels[i].Actions[j]}
			a.Counts, a.Reported = statuses(4*i+j, n)
			r.Levels[i].Actions = append(r.Levels[i].Actions, a)
		}
	}
	return r
}

func action(t *testing.T, n int) analytics.Action {
	t.Helper()
	r := analytics.Action{Cover: cover(n), Action: edition(t).Action("finansiering-1-2")}
	r.Counts, _ = statuses(2, n)
	return r
}

func comparison(t *testing.T, n int) analytics.Comparison {
	t.Helper()
	r := analytics.Comparison{Cover: cover(n), Cities: cities(8)[8-n:]}
	for j, c := range commitments(t) {
		row := analytics.ComparisonRow{Commitment: c}
		for i := range r.Cities {
			row.Cells = append(row.Cells, analytics.Cell{Commitment: c.Slug, State: state(8-n+i, j)})
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}
