package data

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"
)

// ColumnName is what a municipality's own column header means.
type ColumnName struct {
	Name   string    // canonical
	Chosen time.Time // UTC
}

var (
	//go:embed column_names.sql
	columnNamesSQL string
	//go:embed column_remember.sql
	rememberColumnSQL string
	//go:embed column_forget.sql
	forgetColumnSQL string
)

// ColumnNames returns what the municipality's own column headers mean, by header as sent. The caller owns the result.
func (db *DB) ColumnNames(ctx context.Context, municipality string) (map[string]ColumnName, error) {
	rows, err := db.Query(ctx, columnNamesSQL, sql.Named("municipality", municipality))
	if err != nil {
		return nil, fmt.Errorf("read column names: %w", err)
	}
	defer rows.Close()
	names := make(map[string]ColumnName)
	for rows.Next() {
		var heading string
		var n ColumnName
		if err := rows.Scan(&heading, &n.Name, &n.Chosen); err != nil {
			return nil, fmt.Errorf("read column names: %w", err)
		}
		n.Chosen = n.Chosen.UTC()
		names[heading] = n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read column names: %w", err)
	}
	return names, nil
}

// Bounds of what is remembered of a municipality's columns.
const (
	maxHeadingBytes = 1_000
	maxColumnNames  = 500 // of one municipality
)

// RememberColumn keeps what a column header of the municipality's files means, instead of what was kept before; the empty name
// forgets it.
//
// It returns an error that wraps ErrInvalid for an unknown municipality, for a header or name that is none, and when the
// municipality has as many as are kept.
func (db *DB) RememberColumn(ctx context.Context, municipality, heading, name string) error {
	switch {
	case db.Catalogue().Municipality(municipality) == nil:
		return fmt.Errorf("remember column: %w: no municipality %q", ErrInvalid, municipality)
	case heading == "" || len(heading) > maxHeadingBytes || len(name) > maxHeadingBytes:
		return fmt.Errorf("remember column: %w: header of %d bytes, name of %d", ErrInvalid, len(heading), len(name))
	}
	if err := acceptTexts(heading, name); err != nil {
		return fmt.Errorf("remember column: %w: %w", ErrInvalid, err)
	}
	err := db.WritePrivate(ctx, func(tx *Tx) error {
		if name == "" {
			_, err := tx.Exec(forgetColumnSQL, sql.Named("municipality", municipality), sql.Named("heading", heading))
			return err
		}
		kept, err := tx.Exec(rememberColumnSQL, sql.Named("municipality", municipality), sql.Named("heading", heading),
			sql.Named("name", name), sql.Named("chosen", db.Now().UTC()), sql.Named("most", maxColumnNames))
		if err == nil && kept == 0 {
			err = fmt.Errorf("%w: %d columns are remembered already", ErrInvalid, maxColumnNames)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remember column: %w", err)
	}
	return nil
}
