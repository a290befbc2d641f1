package data

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"
	"log/slog"
)

// loadReference writes the catalogue's tables when it is not the one they were written from, and the roster when they
// were never written. All of it is one write.
func (db *DB) loadReference(ctx context.Context) error {
	c := db.options.Catalogue
	var loaded string
	if err := db.pool.Load().QueryRowContext(ctx, "SELECT catalogue_checksum FROM store_state").Scan(&loaded); err != nil {
		return fmt.Errorf("read reference checksum: %w", storageError(err))
	}
	if loaded == c.Checksum() {
		return nil
	}
	err := db.transact(ctx, public, func(tx *Tx) error {
		tables := []struct {
			name string
			rows iter.Seq[[]driver.Value]
		}{
			{"edition", c.editionRows}, {"commitment", c.commitmentRows}, {"action", c.actionRows}, {"municipality", c.municipalityRows},
		}
		for _, table := range tables {
			if _, err := tx.Exec("DELETE FROM " + table.name); err != nil {
				return err
			}
			if err := tx.Append(table.name, table.rows); err != nil {
				return err
			}
		}
		if loaded == "" {
			if err := tx.Append("member", c.memberRows); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE store_state SET catalogue_checksum = ?", c.Checksum())
		return err
	})
	if err != nil {
		return fmt.Errorf("load reference data: %w", err)
	}
	db.options.Log.Info("reference data loaded", slog.String("checksum", c.Checksum()))
	return nil
}

func (c *Catalogue) editionRows(yield func([]driver.Value) bool) {
	for i, e := range c.Editions {
		if !yield([]driver.Value{e.ID, i + 1}) {
			return
		}
	}
}

func (c *Catalogue) commitmentRows(yield func([]driver.Value) bool) {
	for _, e := range c.Editions {
		for _, m := range e.Commitments {
			if !yield([]driver.Value{e.ID, m.Slug, m.Number, string(m.Status)}) {
				return
			}
		}
	}
}

func (c *Catalogue) actionRows(yield func([]driver.Value) bool) {
	for _, e := range c.Editions {
		for _, m := range e.Commitments {
			for _, level := range m.Levels {
				for _, a := range level.Actions {
					if !yield([]driver.Value{e.ID, a.ID, a.Commitment, a.Level, a.Ordinal}) {
						return
					}
				}
			}
		}
	}
}

func (c *Catalogue) municipalityRows(yield func([]driver.Value) bool) {
	for _, m := range c.Municipalities {
		if !yield([]driver.Value{m.Code, m.Name, m.CountyCode, m.County, m.Population, m.PopulationYear}) {
			return
		}
	}
}

func (c *Catalogue) memberRows(yield func([]driver.Value) bool) {
	for _, m := range c.Members {
		if !yield([]driver.Value{m.Municipality, string(m.Role), m.Joined, m.Left, m.TwinOf}) {
			return
		}
	}
}
