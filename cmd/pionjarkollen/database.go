package main

import (
	"context"
	"log/slog"

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
