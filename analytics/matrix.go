package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Matrix is every city by every commitment.
type Matrix struct {
	Cover
	Commitments []*data.Commitment // in the body's order
	Rows        []MatrixRow        // Swedish order
}

// MatrixRow is one city's cells, in the order of Matrix.Commitments.
type MatrixRow struct {
	City
	Cells []Cell
}

//go:embed sql/matrix.sql
var matrixSQL string

type matrixRow struct {
	cover Cover
	city  City
	cell  Cell
}

func (r *matrixRow) columns() []any {
	return slices.Concat(r.cover.columns(), r.city.columns(), r.cell.columns())
}

// Matrix answers what every city has said about every commitment.
func (a *Analyst) Matrix(ctx context.Context, f Filter) (Matrix, error) {
	s, err := a.scope(f)
	if err != nil {
		return Matrix{}, err
	}
	result := Matrix{Commitments: commitments(s.edition)}
	err = ask(ctx, a, s, matrixSQL, (*matrixRow).columns, func(r matrixRow) {
		if r.city.Code == "" {
			result.Cover = r.cover
			return
		}
		if n := len(result.Rows); n == 0 || result.Rows[n-1].Code != r.city.Code {
			result.Cover = r.cover
			result.Rows = append(result.Rows, MatrixRow{City: r.city, Cells: make([]Cell, 0, len(result.Commitments))})
		}
		row := &result.Rows[len(result.Rows)-1]
		row.Cells = append(row.Cells, r.cell)
	})
	if err != nil {
		return Matrix{}, fmt.Errorf("matrix: %w", err)
	}
	return result, nil
}

// commitments returns the edition's, in the body's order.
func commitments(e *data.Edition) []*data.Commitment {
	all := make([]*data.Commitment, len(e.Commitments))
	for i := range e.Commitments {
		all[i] = &e.Commitments[i]
	}
	return all
}
