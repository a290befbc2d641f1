package data

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"strconv"
	"strings"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// migration is one numbered file of schema.
type migration struct {
	version int
	name    string
	sql     string
}

// migrations returns every migration in order: 1, 2, 3 … without gaps.
func migrations(fsys fs.FS) ([]migration, error) {
	names, err := fs.Glob(fsys, "schema/*.sql") // sorted
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	steps := make([]migration, 0, len(names))
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s: its number should be %04d", name, i+1)
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		steps = append(steps, migration{version: version, name: path.Base(name), sql: string(text)})
	}
	return steps, nil
}

// migrate brings the schema to the newest version, one transaction for each step.
func (db *DB) migrate(ctx context.Context) error {
	steps, err := migrations(schemaFiles)
	if err != nil {
		return err
	}
	pool := db.pool.Load()
	if _, err := pool.ExecContext(ctx,
		"CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied TIMESTAMP NOT NULL)"); err != nil {
		return fmt.Errorf("migrate database: %w", storageError(err))
	}
	var version int
	if err := pool.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_version").Scan(&version); err != nil {
		return fmt.Errorf("read schema version: %w", storageError(err))
	}
	if version > len(steps) {
		return &NewerSchemaError{Path: db.place.database, Found: version, Known: len(steps)}
	}
	for _, step := range steps[version:] {
		if err := db.transact(ctx, private, func(tx *Tx) error {
			if _, err := tx.Exec(step.sql); err != nil {
				return err
			}
			_, err := tx.Exec("INSERT INTO schema_version VALUES (?, ?)", step.version, db.Now())
			return err
		}); err != nil {
			return fmt.Errorf("migrate database with %s: %w", step.name, err)
		}
		db.options.Log.Info("database migrated", slog.String("migration", step.name))
	}
	db.health.SchemaVersion = len(steps)
	return db.readState(ctx)
}

// readState reads what the store keeps about itself.
func (db *DB) readState(ctx context.Context) error {
	var version uint64
	if err := db.pool.Load().QueryRowContext(ctx, "SELECT data_version FROM store_state").Scan(&version); err != nil {
		return fmt.Errorf("read data version: %w", storageError(err))
	}
	db.version.Store(version)
	return nil
}
