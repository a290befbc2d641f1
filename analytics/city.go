package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

//go:embed sql/city.sql
var citySQL string

type cityRow struct {
	cover                  Cover
	kind                   string
	city                   City
	cell                   Cell
	key                    string
	cities, people, handed int
	action                 string
	status                 data.Status
}

func (r *cityRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.kind)}, r.city.columns(), r.cell.columns(), []any{
		into(&r.key), into(&r.cities), into(&r.people), into(&r.handed), into(&r.action), into(&r.status),
	})
}

// City answers how one city stands against all, pioneers, twins and its county.
//
// It returns ErrUnknown for a code that is no municipality.
func (a *Analyst) City(ctx context.Context, f Filter, code string) (CityProfile, error) {
	s, err := a.scope(Filter{Edition: f.Edition, AsOf: f.AsOf})
	if err != nil {
		return CityProfile{}, err
	}
	if a.db.Catalogue().Municipality(code) == nil {
		return CityProfile{}, fmt.Errorf("municipality %q: %w", code, ErrUnknown)
	}
	b := newProfile(s.edition)
	err = ask(ctx, a, s.everybody(), citySQL, (*cityRow).columns, b.add, sql.Named("code", code))
	if err != nil {
		return CityProfile{}, fmt.Errorf("city %q: %w", code, err)
	}
	b.finish()
	b.result.History, err = a.history(ctx, historyOf{
		edition: s.edition.ID, until: s.until, day: s.day, municipality: code,
	})
	if err != nil {
		return CityProfile{}, fmt.Errorf("city %q: %w", code, err)
	}
	return b.result, nil
}

// profile builds a CityProfile from the rows of sql/city.sql.
type profile struct {
	result  CityProfile
	index   map[string]int         // commitment's slug → place in Commitments
	actions map[string]*CityAction // by id
	people  [len(GroupKeys)]int    // population of each group
}

func newProfile(e *data.Edition) *profile {
	b := &profile{index: make(map[string]int), actions: make(map[string]*CityAction)}
	for _, key := range GroupKeys {
		b.result.Groups = append(b.result.Groups, Group{Key: key})
	}
	for i, c := range commitments(e) {
		b.index[c.Slug] = i
		p := ProfileCommitment{Commitment: c, Groups: make([]GroupLevels, len(GroupKeys))}
		for g := range p.Groups {
			p.Groups[g].Counts = emptyCounts()
		}
		for _, level := range c.Levels {
			for j := range level.Actions {
				p.Actions = append(p.Actions, CityAction{Action: &level.Actions[j]})
			}
		}
		for j := range p.Actions {
			b.actions[p.Actions[j].Action.ID] = &p.Actions[j]
		}
		b.result.Commitments = append(b.result.Commitments, p)
	}
	return b
}

// add takes one row; the kinds come in the order of the cases.
func (b *profile) add(r cityRow) {
	b.result.Cover = r.cover
	group := slices.Index(GroupKeys[:], r.key)
	switch r.kind {
	case "self":
		b.result.City, b.result.HandedIn = r.city, r.handed == 1
	case "twin":
		b.result.Twins = append(b.result.Twins, r.city)
	case "cell":
		p := &b.result.Commitments[b.index[r.cell.Commitment]]
		p.Cell, p.NextLevel = r.cell, nextLevel(r.cell.State)
	case "group":
		b.result.Groups[group].Members, b.result.Groups[group].HandedIn = r.cities, r.handed
		b.people[group] = r.people
	case "tally":
		g := &b.result.Commitments[b.index[r.cell.Commitment]].Groups[group]
		count(&g.Counts, r.cell.State, r.cities, r.people, b.result.Groups[group].Members, b.people[group])
		if _, stated := r.cell.State.Level(); stated {
			g.Answered += r.cities
		}
	case "report":
		if action := b.actions[r.action]; action != nil {
			*action = CityAction{
				action.Action, r.status, r.cell.Submission, r.cell.Line, r.cell.Since, r.cell.Link, r.cell.Comment,
			}
		}
	}
}

// finish works out what needs every row.
func (b *profile) finish() {
	for i := range b.result.Commitments {
		groups := b.result.Commitments[i].Groups
		for g := range groups {
			groups[g].Median = groups[g].lowerMedian()
		}
	}
}
