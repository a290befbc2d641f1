package ingest

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"io/fs"
	"strconv"

	"pionjarkollen/data"
)

var (
	//go:embed sql/undo_submission.sql
	undoSubmissionSQL string
	//go:embed sql/undo_levels.sql
	undoLevelsSQL string
	//go:embed sql/undo_actions.sql
	undoActionsSQL string
)

// PlanUndo returns the submission that would put back what submission id changed and that still stands: for each key the value before
// it, or withdrawn where there was none. Keys that a later submission has changed are left and returned as kept: From is what id
// said, To what stands now. An undo can be undone like any other submission.
//
// The caller sets the Sender and gives the result to data.DB.Record, unless it has no rows: then there is nothing left to put back.
//
// It returns fs.ErrNotExist when there is no such submission.
func PlanUndo(ctx context.Context, db *data.DB, id int64) (undo data.Submission, kept []Change, err error) {
	undo = data.Submission{Kind: data.Undo, Undoes: id}
	found := false
	err = each(ctx, db, undoSubmissionSQL, id, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(&undo.Edition, &undo.Example)
	})
	if err == nil && !found {
		err = &fs.PathError{Op: "undo submission", Path: strconv.FormatInt(id, 10), Err: fs.ErrNotExist}
	}
	if err != nil {
		return data.Submission{}, nil, err
	}
	err = each(ctx, db, undoLevelsSQL, id, func(rows *sql.Rows) error {
		d, k, err := undoLevel(rows)
		if d != nil {
			undo.Declarations = append(undo.Declarations, *d)
		}
		if k != nil {
			kept = append(kept, *k)
		}
		return err
	})
	if err != nil {
		return data.Submission{}, nil, err
	}
	e := db.Catalogue().Edition(undo.Edition)
	err = each(ctx, db, undoActionsSQL, id, func(rows *sql.Rows) error {
		r, k, err := undoAction(rows, e)
		if r != nil {
			undo.Reports = append(undo.Reports, *r)
		}
		if k != nil {
			kept = append(kept, *k)
		}
		return err
	})
	if err != nil {
		return data.Submission{}, nil, err
	}
	return undo, kept, nil
}

// each runs a query about one submission and calls fn for each row.
func each(ctx context.Context, db *data.DB, query string, id int64, fn func(*sql.Rows) error) error {
	rows, err := db.Query(ctx, query, sql.Named("id", id))
	if err != nil {
		return fmt.Errorf("plan undo of submission %d: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return fmt.Errorf("plan undo of submission %d: %w", id, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("plan undo of submission %d: %w", id, err)
	}
	return nil
}

// undoLevel returns the declaration that puts a level back, or what is kept, or neither when nothing was changed.
func undoLevel(rows *sql.Rows) (*data.Declaration, *Change, error) {
	var d data.Declaration
	var set, now, before sql.Null[int]
	var withdrawn, overtaken, unchanged bool
	err := rows.Scan(&d.Municipality, &d.Commitment, &set, &withdrawn, &overtaken, &now, &d.Withdrawn, &before,
		&d.Comment, &d.Decided, &d.Reference, &d.Link, &unchanged)
	switch {
	case err != nil:
		return nil, nil, err
	case overtaken:
		_, from := levelOf(set)
		_, to := levelOf(now)
		return nil, &Change{Kind: NotMentioned, Municipality: d.Municipality, Commitment: d.Commitment, From: from, To: to}, nil
	case unchanged:
		return nil, nil, nil
	case d.Withdrawn:
		return &data.Declaration{Municipality: d.Municipality, Commitment: d.Commitment, Withdrawn: true}, nil, nil
	}
	d.Level, _ = levelOf(before)
	return &d, nil, nil
}

// undoAction is undoLevel for an action's status.
func undoAction(rows *sql.Rows, e *data.Edition) (*data.ActionReport, *Change, error) {
	var r data.ActionReport
	var set, now string
	var overtaken, unchanged bool
	err := rows.Scan(&r.Municipality, &r.Action, &set, &overtaken, &now, &r.Withdrawn, &r.Status, &r.Comment, &r.Link, &unchanged)
	switch {
	case err != nil:
		return nil, nil, err
	case overtaken:
		k := Change{Kind: NotMentioned, Municipality: r.Municipality, Action: r.Action, From: set, To: now}
		if e != nil && e.Action(r.Action) != nil {
			k.Commitment = e.Action(r.Action).Commitment
		}
		return nil, &k, nil
	case unchanged:
		return nil, nil, nil
	case r.Withdrawn:
		return &data.ActionReport{Municipality: r.Municipality, Action: r.Action, Withdrawn: true}, nil, nil
	}
	return &r, nil, nil
}
