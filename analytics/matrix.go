package analytics

import (
	"context"
	_ "embed"
	"iter"
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
	edition := f.Edition
	if edition == nil {
		edition = a.db.Catalogue().Current()
	}
	result := Matrix{Commitments: commitments(edition)}
	err := a.EachCity(ctx, f, func(cover Cover, rows iter.Seq2[MatrixRow, error]) error {
		result.Cover = cover
		for row, err := range rows {
			if err != nil {
				return err
			}
			result.Rows = append(result.Rows, row)
		}
		return nil
	})
	if err != nil {
		return Matrix{}, err
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
