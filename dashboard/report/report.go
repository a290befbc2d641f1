// Package report writes what the site shows as files to download: workbooks and CSV for Swedish Excel, CSV, JSON and Parquet for
// machines. The rows are the same in all of them. It knows no HTTP.
//
// Four states stay apart everywhere: level 1–3, takes no part (0), no answer, not handed in. Comments are never exported.
package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// What says which question a report answers.
type What string

// The reports. Matrix has one row per city and one column per commitment; Levels one row per commitment and state;
// Declarations one row per city and commitment, with what a levels file holds; Actions one row per city and reported
// action; Coverage one row per city.
const (
	Matrix       What = "matrix"
	Levels       What = "levels"
	Declarations What = "declarations"
	Actions      What = "actions"
	Coverage     What = "coverage"
)

// Whats lists every report.
var Whats = [...]What{Matrix, Levels, Declarations, Actions, Coverage}

// Errors of asking for a report.
var (
	ErrWhat   = errors.New("no such report")
	ErrFormat = errors.New("no such format")
)

// Meta is what a file says about itself beyond its rows.
type Meta struct {
	Lang   string    // "sv" or "en"
	Source string    // where the file came from, a URL with the filter in it
	Now    time.Time // when it was made, UTC

	Release   string // number of the release that the file belongs to; "" is live: it can change
	Publisher string // who answers for it
	Licence   string // address of its licence
}

// Write writes the answer to one question, under the filter, to w.
//
// It returns ErrWhat or ErrFormat for a report or format there is not, before anything is written.
func Write(ctx context.Context, w io.Writer, a *analytics.Analyst, what What, format Format, f analytics.Filter, m Meta) error {
	t, err := Build(ctx, a, what, f, m)
	if err != nil {
		return err
	}
	return t.Write(ctx, w, format, m)
}

// Build asks the question and lays the answer out as a table. It returns ErrWhat for a report there is not.
func Build(ctx context.Context, a *analytics.Analyst, what What, f analytics.Filter, m Meta) (*Table, error) {
	t := &Table{What: what, Columns: Columns(what, f.Edition), edition: f.Edition}
	var err error
	switch what {
	case Matrix, Declarations:
		var q analytics.Matrix
		if q, err = a.Matrix(ctx, f); err != nil {
			break
		}
		t.cover = q.Cover
		if what == Matrix {
			t.Rows = matrixRows(q)
		} else {
			t.Rows = declarationRows(q, f.Edition)
		}
	case Levels:
		var q analytics.Levels
		q, err = a.Levels(ctx, f)
		t.cover, t.Rows = q.Cover, levelRows(q)
	case Actions:
		var q analytics.Actions
		q, err = a.Actions(ctx, f)
		t.cover, t.Rows = q.Cover, actionRows(q, f.Edition)
	case Coverage:
		var q analytics.Coverage
		q, err = a.Coverage(ctx, f)
		t.cover, t.Rows = q.Cover, coverageRows(q)
	default:
		return nil, fmt.Errorf("%w: %s", ErrWhat, what)
	}
	if err != nil {
		return nil, fmt.Errorf("ask for report %s: %w", what, err)
	}
	t.about = about(t.cover, f, m)
	return t, nil
}

// Columns returns the columns of a report in order, without those that every file ends with (see AboutColumns). The matrix has one
// per commitment of the edition. It returns nil for a report there is not.
func Columns(what What, e *data.Edition) []Column {
	switch what {
	case Matrix:
		return matrixColumns(e)
	case Levels:
		return levelColumns()
	case Declarations:
		return declarationColumns()
	case Actions:
		return actionColumns()
	case Coverage:
		return coverageColumns()
	}
	if columns := chosenColumns(what); columns != nil {
		return columns
	}
	return referenceColumns(what)
}
