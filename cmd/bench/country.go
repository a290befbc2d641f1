package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard"
	"pionjarkollen/data"
)

var (
	//go:embed sql/country.sql
	countrySQL string
	//go:embed sql/country_answers.sql
	countryAnswersSQL string
)

// scales are how many times Sweden's 290 municipalities there are.
var scales = [...]int{1, 10, 100}

// How many times a question and an answer of the cache are timed at most, and how long that may take.
const (
	askedTimes   = 100
	askedLongest = 3 * time.Second
	keptLongest  = time.Second
)

// countries asks every question of one country, ten and a hundred: of the database, and of the site, whose cache has the answer.
func (b bench) countries(ctx context.Context) error {
	all := questions()
	once := make([]float64, len(all)) // ms, of the country as it is
	for _, times := range scales {
		b.line("", "%17s  %17s  %s", "asked, ms", "from cache, ms", "times as slow")
		b.line(fmt.Sprintf("%d municipalities", 290*times), "%8s %8s  %8s %8s  %s", "p50", "p99", "p50", "p99", "as for 290")
		if err := b.country(ctx, times, all, once); err != nil {
			return err
		}
	}
	return nil
}

// kept writes a time, or a dash for what was not asked or not answered in time.
func kept(t float64) string {
	if t == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", t)
}

// country measures one scale.
func (b bench) country(ctx context.Context, times int, all []question, once []float64) (err error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{
		Path: filepath.Join(b.folder, fmt.Sprintf("country-%d.duckdb", times)), Catalogue: catalogue, Memory: "2GB", Spill: "8GB",
		Now: func() time.Time { return time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := fill(ctx, db, times); err != nil {
		return fmt.Errorf("%d times the country: %w", times, err)
	}
	at, stop, err := serveHere(ctx, dashboard.Options{DB: db})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	by := analytics.New(db)
	for n, q := range all {
		if err := q.ask(ctx, by); err != nil { // the first is not counted: it reads what lies on disk
			return fmt.Errorf("%s: %w", q.name, err)
		}
		sorted, err := timedFor(askedTimes, askedLongest, func() error { return q.ask(ctx, by) }, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		p50, p99 := ms(percentile(sorted, 50)), ms(percentile(sorted, 99))
		if times == 1 {
			once[n] = p50
		}
		cache50, cache99, err := q.fromCache(ctx, at, times)
		if err != nil {
			return err
		}
		b.line(q.name, "%8.1f %8.1f  %8s %8s  %6.1f", p50, p99, kept(cache50), kept(cache99), p50/once[n])
	}
	return nil
}

// fromCache times the site's answer once it lies in the cache; 0 is what was not asked or not answered in time.
func (q question) fromCache(ctx context.Context, at string, times int) (p50, p99 float64, err error) {
	if q.largest > 0 && times > q.largest {
		return 0, 0, nil
	}
	ask := func() error { _, err := get(ctx, at+"/api/v1/"+q.path); return err }
	if err := ask(); errors.Is(err, errBusy) {
		return 0, 0, nil
	} else if err != nil {
		return 0, 0, err
	}
	sorted, err := timedFor(askedTimes, keptLongest, ask, nil)
	if err != nil {
		return 0, 0, err
	}
	return ms(percentile(sorted, 50)), ms(percentile(sorted, 99)), nil
}

// fill makes the invented municipalities and what they have handed in.
func fill(ctx context.Context, db *data.DB, times int) error {
	return db.Write(ctx, func(tx *data.Tx) error {
		if _, err := tx.Exec("DELETE FROM member"); err != nil {
			return err
		}
		if _, err := tx.Exec(countrySQL, times); err != nil {
			return err
		}
		_, err := tx.Exec(countryAnswersSQL)
		return err
	})
}
