package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"time"
)

//go:embed sql/changes.sql
var changesSQL string

type changesRow struct {
	change             Change
	commitment, action string
}

func (r *changesRow) columns() []any {
	c := &r.change
	return slices.Concat(c.City.columns(), []any{
		into(&r.commitment), into(&r.action), into(&c.From), into(&c.To), into(&c.When), into(&c.Submission), into(&c.Line),
	})
}

// Changes answers what became different between two moments (after from, up to and including to), newest first.
// A row that changed twice shows as one change from its first to its last value; one that came back shows not at all.
// The roster is that of the day of to; the filter's date, when it has one and is earlier, stands in for to.
// There are none when to is not after from.
func (a *Analyst) Changes(ctx context.Context, f Filter, from, to time.Time) ([]Change, error) {
	if !to.After(from) {
		return nil, nil
	}
	until := justAfter(to)
	if f.AsOf == "" {
		f.AsOf = today(to)
	}
	s, err := a.scope(f)
	if err != nil {
		return nil, err
	}
	if until.Before(s.until) {
		s.until = until
		s.day = min(s.day, today(to))
	}
	if slices.Contains(f.Roles, RoleOutside) {
		s.roles += ",other" // one that is not on the roster and has had everything withdrawn
	}
	var result []Change
	err = ask(ctx, a, s, changesSQL, (*changesRow).columns, func(r changesRow) {
		r.change.Commitment = s.edition.Commitment(r.commitment)
		r.change.Action = s.edition.Action(r.action)
		result = append(result, r.change)
	}, sql.Named("from", justAfter(from)))
	if err != nil {
		return nil, fmt.Errorf("changes: %w", err)
	}
	return result, nil
}
