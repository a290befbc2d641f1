package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Timeline is one commitment's distribution at the end of several days.
type Timeline struct {
	Commitment *data.Commitment
	Points     []TimelinePoint // oldest first; none before the edition's first answer
}

// TimelinePoint is how things stood at the end of a day, among those on that day's roster.
type TimelinePoint struct {
	Cover           // AsOf is not told
	Day    string   // ISO date in Europe/Stockholm
	Counts [6]Count // in the order of States; shares sum to 1 unless the scope is empty
}

//go:embed sql/timeline.sql
var timelineSQL string

//go:embed sql/span.sql
var spanSQL string

// mostPoints is how many days a timeline shows; longer ones are told in coarser steps.
const mostPoints = 14

type timelineRow struct {
	cover          Cover
	day            string
	state          State
	cities, people int
}

func (r *timelineRow) columns() []any {
	c := &r.cover
	return []any{
		into(&r.day), into(&c.Members), into(&c.HandedIn), into(&c.Population), into(&c.HandedInPopulation), into(&c.Example),
		into(&r.state), into(&r.cities), into(&r.people),
	}
}

// Timeline answers how a commitment's distribution grew: at the ends of months from the edition's first answer to the filter's date
// (of quarters or years where there are many), and on that date itself.
//
// It returns ErrUnknown for a slug that the edition does not have.
func (a *Analyst) Timeline(ctx context.Context, f Filter, slug string) (Timeline, error) {
	s, err := a.scope(f)
	if err != nil {
		return Timeline{}, err
	}
	result := Timeline{Commitment: s.edition.Commitment(slug)}
	if result.Commitment == nil {
		return Timeline{}, fmt.Errorf("timeline of %q: %w", slug, ErrUnknown)
	}
	var first time.Time
	span := []any{sql.Named("edition", s.edition.ID), sql.Named("until", s.until)}
	err = query(ctx, a, spanSQL, span, func(t *time.Time) []any { return []any{into(t)} }, func(t time.Time) { first = t })
	if err != nil {
		return Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	if first.IsZero() {
		return result, nil
	}
	var moments []string
	for _, day := range pointsBetween(today(first), s.day) {
		until, err := endOfDay(day)
		if err != nil {
			return Timeline{}, err
		}
		if until.After(s.until) {
			until = s.until
		}
		moments = append(moments, day+"="+until.Format(time.DateTime))
	}
	err = ask(ctx, a, s, timelineSQL, (*timelineRow).columns, func(r timelineRow) {
		if n := len(result.Points); n == 0 || result.Points[n-1].Day != r.day {
			result.Points = append(result.Points, TimelinePoint{Cover: r.cover, Day: r.day, Counts: emptyCounts()})
		}
		p := &result.Points[len(result.Points)-1]
		count(&p.Counts, r.state, r.cities, r.people, p.Members, p.Population)
	}, sql.Named("commitment", slug), sql.Named("moments", strings.Join(moments, ",")))
	if err != nil {
		return Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	return result, nil
}

// pointsBetween returns the ends of months, quarters or years from the day first on, at most mostPoints of them, and the day last.
func pointsBetween(first, last string) []string {
	from, errFrom := time.Parse(time.DateOnly, first)
	to, errTo := time.Parse(time.DateOnly, last)
	if errFrom != nil || errTo != nil || to.Before(from) {
		return []string{last}
	}
	var days []string
	for _, months := range []int{1, 3, 12} {
		days = days[:0]
		for y, m := from.Year(), (int(from.Month())-1)/months*months; ; m += months {
			end := time.Date(y, time.Month(m+months+1), 0, 0, 0, 0, 0, time.UTC) // the last day of the step
			if !end.Before(to) {
				break
			}
			days = append(days, end.Format(time.DateOnly))
		}
		if len(days) < mostPoints {
			break
		}
	}
	return append(days, last)
}
