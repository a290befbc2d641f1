package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
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

// growth is what a question took by scale, in milliseconds.
type growth struct{ p50, p99, kept50, kept99 [len(scales)]float64 }

// countries asks every question of one country, ten and a hundred: of the database, and of the site, whose cache has the answer.
func (b bench) countries(ctx context.Context) error {
	all := questions()
	took := make([]growth, len(all))
	for i, times := range scales {
		if err := b.country(ctx, i, times, all, took); err != nil {
			return err
		}
	}
	b.line("", "%29s  %29s  %29s  %s", "290", "2,900", "29,000", "times slower")
	b.line("ms: p50 and p99 asked, p50 and p99 from the cache", "%s", "with 10 and 100 times the country")
	for n, q := range all {
		var row strings.Builder
		for i := range scales {
			g := took[n]
			fmt.Fprintf(&row, "%7.0f %7.0f %6s %6s  ", g.p50[i], g.p99[i], kept(g.kept50[i]), kept(g.kept99[i]))
		}
		b.line(q.name, "%s%5.1f %6.1f", row.String(), took[n].p50[1]/took[n].p50[0], took[n].p50[2]/took[n].p50[0])
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
func (b bench) country(ctx context.Context, i, times int, all []question, took []growth) (err error) {
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
	site, err := dashboard.New(dashboard.Options{DB: db})
	if err != nil {
		return err
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	served := make(chan error, 1)
	go func() { served <- site.Serve(ln) }()
	defer func() { err = errors.Join(err, site.Shutdown(context.WithoutCancel(ctx)), <-served) }()
	by := analytics.New(db)
	for n, q := range all {
		if err := q.ask(ctx, by); err != nil { // the first is not counted: it reads what lies on disk
			return fmt.Errorf("%s: %w", q.name, err)
		}
		sorted, err := timedFor(askedTimes, askedLongest, func() error { return q.ask(ctx, by) }, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		g := &took[n]
		g.p50[i], g.p99[i] = ms(percentile(sorted, 50)), ms(percentile(sorted, 99))
		if q.largest > 0 && times > q.largest {
			continue
		}
		address := "http://" + ln.Addr().String() + "/api/v1/" + q.path
		if _, err := get(ctx, address); errors.Is(err, errBusy) {
			continue // a dash
		} else if err != nil {
			return err
		}
		if sorted, err = timedFor(askedTimes, keptLongest, func() error { _, err := get(ctx, address); return err }, nil); err != nil {
			return err
		}
		g.kept50[i], g.kept99[i] = ms(percentile(sorted, 50)), ms(percentile(sorted, 99))
	}
	return nil
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
		for statement := range strings.SplitSeq(countryAnswersSQL, ";\n") {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	})
}
