package report

import (
	"context"
	"fmt"
	"iter"

	"pionjarkollen/analytics"
)

// Stream is Build for an answer of any length: the rows of the table that use gets are read while they are written, so that never all of
// them are held. The table is use's alone: its rows can be ranged over once, and end with it. A report whose length is bounded by the
// number of commitments or cities is built.
//
// It returns ErrWhat for a report there is not, and the error of use as it is.
func Stream(ctx context.Context, a *analytics.Analyst, what What, f analytics.Filter, m Meta, use func(*Table) error) error {
	var failed error // use's own, which is not the question's
	hand := func(cover analytics.Cover, read iter.Seq2[[]any, error]) error {
		failed = use(&Table{
			What: what, Columns: Columns(what, f.Edition), edition: f.Edition, cover: cover, about: about(cover, f, m), read: read,
		})
		return failed
	}
	var err error
	switch what {
	case Actions:
		err = a.EachAction(ctx, f, func(cover analytics.Cover, rows iter.Seq2[analytics.ActionRow, error]) error {
			return hand(cover, func(yield func([]any, error) bool) {
				layout := newActionLayout(f.Edition)
				for r, err := range rows {
					if err != nil {
						yield(nil, err)
						return
					}
					if !yield(layout.row(&r), nil) {
						return
					}
				}
			})
		})
	case Declarations:
		err = a.EachCity(ctx, f, func(cover analytics.Cover, rows iter.Seq2[analytics.MatrixRow, error]) error {
			return hand(cover, func(yield func([]any, error) bool) {
				for r, err := range rows {
					if err != nil {
						yield(nil, err)
						return
					}
					for i := range r.Cells {
						if !yield(declarationRow(&r.City, &r.Cells[i], f.Edition), nil) {
							return
						}
					}
				}
			})
		})
	default:
		t, err := Build(ctx, a, what, f, m)
		if err != nil {
			return err
		}
		return use(t)
	}
	switch {
	case failed != nil:
		return failed
	case err != nil:
		return fmt.Errorf("ask for report %s: %w", what, err)
	}
	return nil
}
