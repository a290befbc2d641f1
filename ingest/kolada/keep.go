package kolada

import (
	"context"
	"database/sql/driver"
	_ "embed"
	"fmt"
	"log/slog"
	"time"

	"pionjarkollen/data"
)

//go:embed sql/standing.sql
var standingSQL string

//go:embed sql/fetched.sql
var fetchedSQL string

// Save keeps values in place of those of the same key figure, municipality and year. Key figures and municipalities that the program
// does not know are left out. It returns how many values were kept.
func Save(ctx context.Context, db *data.DB, values []Value) (int, error) {
	known := map[string]bool{}
	for _, i := range data.Indicators() {
		known[i.KPI] = true
	}
	var kept []Value
	for _, v := range values {
		if known[v.KPI] && db.Catalogue().Municipality(v.Municipality) != nil {
			kept = append(kept, v)
		}
	}
	if len(kept) == 0 {
		return 0, nil
	}
	now := db.Now()
	err := db.Write(ctx, func(tx *data.Tx) error {
		all, err := standing(tx)
		if err != nil {
			return err
		}
		for _, v := range kept {
			all[key{v.KPI, v.Municipality, v.Year}] = held{v.Value, now}
		}
		if _, err := tx.Exec("DELETE FROM kolada_value"); err != nil {
			return err
		}
		return tx.Append("kolada_value", func(yield func([]driver.Value) bool) {
			for k, h := range all {
				if !yield([]driver.Value{k.kpi, k.municipality, k.year, h.value, h.fetched}) {
					return
				}
			}
		})
	})
	if err != nil {
		return 0, fmt.Errorf("keep values from Kolada: %w", err)
	}
	return len(kept), nil
}

// key and held are a value as the database has it.
type key struct {
	kpi, municipality string
	year              int
}

type held struct {
	value   float64
	fetched time.Time
}

// standing reads all values that are kept.
func standing(tx *data.Tx) (map[key]held, error) {
	rows, err := tx.Query(standingSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[key]held{}
	for rows.Next() {
		var k key
		var h held
		if err := rows.Scan(&k.kpi, &k.municipality, &k.year, &h.value, &h.fetched); err != nil {
			return nil, err
		}
		all[k] = h
	}
	return all, rows.Err()
}

// Fetched returns when a value was kept last, the zero time when none was.
func Fetched(ctx context.Context, db *data.DB) (time.Time, error) {
	rows, err := db.Query(ctx, fetchedSQL)
	if err != nil {
		return time.Time{}, fmt.Errorf("when Kolada was asked: %w", err)
	}
	defer rows.Close()
	var at *time.Time
	for rows.Next() {
		if err := rows.Scan(&at); err != nil {
			return time.Time{}, fmt.Errorf("when Kolada was asked: %w", err)
		}
	}
	if err := rows.Err(); err != nil || at == nil {
		return time.Time{}, err
	}
	return at.UTC(), nil
}

// How fresh the values are kept, and how many years back.
const (
	freshFor  = 24 * time.Hour
	yearsKept = 10
)

// Refresh fetches every key figure for every municipality, unless that was done within a day. It returns how many values were kept.
func Refresh(ctx context.Context, db *data.DB, c *Client) (int, error) {
	last, err := Fetched(ctx, db)
	if err != nil {
		return 0, err
	}
	if db.Now().Sub(last) < freshFor {
		return 0, nil
	}
	var kpis, codes []string
	for _, i := range data.Indicators() {
		kpis = append(kpis, i.KPI)
	}
	for _, m := range db.Catalogue().Municipalities {
		codes = append(codes, m.Code)
	}
	var years []int
	for y := range yearsKept {
		years = append(years, db.Now().Year()-y)
	}
	values, err := c.Fetch(ctx, kpis, codes, years)
	if err != nil {
		return 0, err
	}
	return Save(ctx, db, values)
}

// Keep refreshes now and then once a day until ctx ends. What goes wrong is logged, and tried again the next time.
func Keep(ctx context.Context, db *data.DB, c *Client, log *slog.Logger) {
	for {
		n, err := Refresh(ctx, db, c)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Warn("values from Kolada could not be refreshed", slog.Any("error", err))
		case n > 0:
			log.Info("values from Kolada refreshed", slog.Int("values", n))
		}
		if sleep(ctx, freshFor+time.Minute) != nil {
			return
		}
	}
}
