package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Levels is the distribution per commitment.
type Levels struct {
	Cover
	Commitments []LevelsCommitment // in the body's order
}

// LevelsCommitment is one commitment's distribution over the six states.
type LevelsCommitment struct {
	Commitment *data.Commitment
	Counts     [6]Count // in the order of States; shares sum to 1 unless the scope is empty
}

//go:embed sql/levels.sql
var levelsSQL string

type levelsRow struct {
	cover          Cover
	commitment     string
	state          State
	cities, people int
}

func (r *levelsRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{into(&r.commitment), into(&r.state), into(&r.cities), into(&r.people)})
}

// Levels answers how the cities are distributed per commitment.
func (a *Analyst) Levels(ctx context.Context, f Filter) (Levels, error) {
	s, err := a.scope(f)
	if err != nil {
		return Levels{}, err
	}
	var result Levels
	index := make(map[string]int, len(s.edition.Commitments))
	for i, c := range commitments(s.edition) {
		index[c.Slug] = i
		result.Commitments = append(result.Commitments, LevelsCommitment{c, emptyCounts()})
	}
	err = ask(ctx, a, s, levelsSQL, (*levelsRow).columns, func(r levelsRow) {
		result.Cover = r.cover
		if i, ok := index[r.commitment]; ok {
			count(&result.Commitments[i].Counts, r.state, r.cities, r.people, r.cover.Members, r.cover.Population)
		}
	})
	if err != nil {
		return Levels{}, fmt.Errorf("levels: %w", err)
	}
	return result, nil
}
