package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
)

// Leaders is how many cities go first somewhere: level 3, "att gå före i den här frågan och att tillsammans med andra
// leda vägen" (Klimatkontrakt 2030, version 2025/2026, section 3). Adopted and proposed commitments are counted apart,
// and a city that goes first in both kinds is in both numbers: they must not be added.
type Leaders struct {
	Cover
	Cities   int // at level 3 in at least one commitment that is adopted or being renamed
	Proposed int // at level 3 in at least one proposed commitment
}

//go:embed sql/leaders.sql
var leadersSQL string

func (l *Leaders) columns() []any {
	return slices.Concat(l.Cover.columns(), []any{into(&l.Cities), into(&l.Proposed)})
}

// Leaders answers how many cities go first in at least one commitment.
func (a *Analyst) Leaders(ctx context.Context, f Filter) (Leaders, error) {
	s, err := a.scope(f)
	if err != nil {
		return Leaders{}, err
	}
	var result Leaders
	err = ask(ctx, a, s, leadersSQL, (*Leaders).columns, func(l Leaders) { result = l })
	if err != nil {
		return Leaders{}, fmt.Errorf("leaders: %w", err)
	}
	return result, nil
}
