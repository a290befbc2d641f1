package analytics

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pionjarkollen/data"
)

// country is so many times Sweden: 290 municipalities each, all members, every second a twin; ten editions handed in one after the
// other, of which the current is the last, with a level on everything, raised in a second submission, and a status on each action.
func country(tb testing.TB, times int) *data.DB {
	tb.Helper()
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		tb.Fatal(err)
	}
	db, err := data.Open(tb.Context(), data.Options{
		Path: filepath.Join(tb.TempDir(), "country.duckdb"), Catalogue: catalogue, Memory: "3GB", Spill: "8GB",
		Now: func() time.Time { return time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	write(tb, db, "DELETE FROM member")
	for _, statement := range []string{
		`INSERT INTO municipality
		 SELECT 'x' || m.code || t, m.name || ' ' || t, m.county_code, m.county, m.population, m.population_year
		 FROM municipality m, generate_series(1, ?::INTEGER - 1) copies (t)`,
		`INSERT INTO member SELECT code, CASE WHEN hash(code) % 2 = 0 THEN 'pioneer' ELSE 'twin' END, '', '', ''
		 FROM municipality WHERE ?::INTEGER > 0`,
		`INSERT INTO submission
		 SELECT 2 * y + half, TIMESTAMP '2017-01-10 12:00:00' + INTERVAL (y) YEAR + INTERVAL (half * 60) DAY, 'levels',
		     CASE WHEN y = 9 THEN '2025/2026' ELSE (2016 + y) || '/' || (2017 + y) END, 'Åsa', 'staff', '', 'f.csv', 1, '', '', '', false, 0, '', ''
		 FROM generate_series(0, 9) years (y), generate_series(1, 2) halves (half) WHERE ?::INTEGER > 0`,
		`INSERT INTO declaration
		 SELECT s.id, 2, s.edition, m.code, k.slug, (hash(m.code || k.slug || s.id) % 4)::TINYINT, '', '', '', '', false
		 FROM submission s, municipality m, commitment k WHERE hash(m.code) % 7 <> 0 AND ?::INTEGER > 0`,
		`INSERT INTO submission
		 SELECT 100 + y, TIMESTAMP '2017-02-10 12:00:00' + INTERVAL (y) YEAR, 'actions',
		     CASE WHEN y = 9 THEN '2025/2026' ELSE (2016 + y) || '/' || (2017 + y) END, 'Åsa', 'staff', '', 'f.csv', 1, '', '', '', false, 0, '', ''
		 FROM generate_series(0, 9) years (y) WHERE ?::INTEGER > 0`,
		`INSERT INTO name
		 SELECT (SELECT coalesce(max(number), 0) FROM name) + row_number() OVER (ORDER BY known), known
		 FROM (SELECT code FROM municipality UNION SELECT id FROM action UNION SELECT 'planned') words (known)
		 WHERE known NOT IN (SELECT name FROM name) AND ?::INTEGER > 0`,
		`INSERT INTO report
		 SELECT s.id, 2, mn.number, an.number, (SELECT number FROM name WHERE name = 'planned'), NULL, NULL, false
		 FROM submission s, municipality m JOIN name mn ON mn.name = m.code, action a JOIN name an ON an.name = a.id
		 WHERE s.kind = 'actions' AND hash(m.code) % 7 <> 0 AND (s.edition = '2025/2026' OR hash(m.code) % 9 = 1)
		     AND ?::INTEGER > 0`,
	} {
		write(tb, db, statement, times)
	}
	return db
}

// BenchmarkCountry asks the questions about time and place of 1, 10 and 100 countries.
func BenchmarkCountry(b *testing.B) {
	for _, times := range []int{1, 10, 100} {
		a := New(country(b, times))
		recent := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
		for _, q := range []struct {
			name string
			ask  func() error
		}{
			{"timeline", func() error { _, err := a.Timeline(b.Context(), Filter{}, "upphandling"); return err }},
			{"transitions", func() error { _, err := a.Transitions(b.Context(), Filter{}, Since{Day: "2026-02-01"}); return err }},
			{"events", func() error { _, err := a.Events(b.Context(), Filter{}, recent, 200); return err }},
			{"places", func() error { _, err := a.Places(b.Context(), Filter{}, "upphandling"); return err }},
		} {
			b.Run(fmt.Sprintf("%s/%d", q.name, 290*times), func(b *testing.B) { measured(b, q.ask) })
		}
	}
}

// measured reports the median and the 99th percentile beside the mean.
func measured(b *testing.B, ask func() error) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := ask(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	report(b, took)
}

func report(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
