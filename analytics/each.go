package analytics

import (
	"context"
	"fmt"
	"iter"
)

// EachCity is Matrix for an answer of any length: each gets what it rests on and its rows, which it ranges over once, before it returns.
// EachCity returns the error of each, if any.
func (a *Analyst) EachCity(ctx context.Context, f Filter, each func(Cover, iter.Seq2[MatrixRow, error]) error) error {
	s, err := a.scope(f)
	if err != nil {
		return err
	}
	err = stream(ctx, a, s, matrixSQL, (*matrixRow).columns, func(c *cursor[matrixRow]) error {
		more, err := c.next()
		if err != nil {
			return err
		}
		return each(c.row.cover, func(yield func(MatrixRow, error) bool) {
			var city MatrixRow
			for ; more; more, err = c.next() {
				if c.row.city.Code == "" {
					continue
				}
				if city.Code != c.row.city.Code {
					if city.Code != "" && !yield(city, nil) {
						return
					}
					city = MatrixRow{City: c.row.city, Cells: make([]Cell, 0, len(s.edition.Commitments))}
				}
				city.Cells = append(city.Cells, c.row.cell)
			}
			if err != nil {
				yield(MatrixRow{}, err)
			} else if city.Code != "" {
				yield(city, nil)
			}
		})
	})
	if err != nil {
		return fmt.Errorf("matrix: %w", err)
	}
	return nil
}
