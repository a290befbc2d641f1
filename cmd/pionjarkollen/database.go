package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

// openDatabase opens the database at path with the reference data built into the program. The caller closes it.
func openDatabase(ctx context.Context, path string, log *slog.Logger) (*data.DB, error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	return data.Open(ctx, data.Options{Path: path, Catalogue: catalogue, Log: log})
}

// lookOrAsk opens the database and its audit log and lets act look at them, or asks the process that has the database open, whose answer
// is JSON.
func lookOrAsk(ctx context.Context, path string, act func(*data.DB, *audit.Log) error, answer any, request string, args ...string) (err error) {
	db, err := openDatabase(ctx, path, nil)
	if locked, ok := errors.AsType[*data.LockedError](err); ok {
		text, err := data.AskOwner(path, request, args...)
		if errors.Is(err, data.ErrNoOwner) {
			return locked
		}
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(text), answer)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	l, err := audit.Open(ctx, db, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close(context.WithoutCancel(ctx))) }()
	return act(db, l)
}
