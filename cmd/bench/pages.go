package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/data"
)

// paths are what is asked for.
var paths = [...]struct{ name, path string }{
	{"overview", "/"},
	{"city", "/stader/0780"},
	{"commitment", "/ataganden/upphandling"},
	{"comparison of three cities", "/jamfor?stad=0780,1281,1480"},
	{"chart: levels", "/api/v1/charts/levels"},
	{"chart: matrix", "/api/v1/charts/matrix"},
	{"chart: profile", "/api/v1/charts/profile?stad=0780"},
	{"report: matrix as CSV", "/rapporter/matrix.csv"},
}

// How many answers are timed of each, and how long that may take.
const (
	cachedTimes   = 1000
	uncachedTimes = 50
	longestEach   = 4 * time.Second
)

// pages serves the examples from this process, so that the data version can be raised between two requests, which empties the cache as a
// submission does.
func (b bench) pages(ctx context.Context) (err error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{Path: b.database(), Catalogue: catalogue})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	at, stop, err := serveHere(ctx, dashboard.Options{DB: db})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	b.line("", "%9s  %22s  %22s", "", "cached", "uncached")
	b.line("one request at a time", "%9s  %10s  %10s  %10s  %10s", "bytes", "p50", "p99", "p50", "worst")
	for _, p := range paths {
		address := at + p.path
		size, err := get(ctx, address)
		if err != nil {
			return err
		}
		cached, err := timed(cachedTimes, func() error { _, err := get(ctx, address); return err }, nil)
		if err != nil {
			return err
		}
		uncached, err := timed(uncachedTimes, func() error { _, err := get(ctx, address); return err }, func() error {
			return db.Write(ctx, func(*data.Tx) error { return nil }) // raises the data version
		})
		if err != nil {
			return err
		}
		b.line(p.name, "%9d  %7.2f ms  %7.2f ms  %7.1f ms  %7.1f ms", size,
			ms(percentile(cached, 50)), ms(percentile(cached, 99)), ms(percentile(uncached, 50)), ms(uncached[len(uncached)-1]))
	}
	return nil
}

// timed is timedFor within longestEach.
func timed(n int, do, before func() error) ([]time.Duration, error) {
	return timedFor(n, longestEach, do, before)
}

// timedFor does something n times, or fewer within so long, each after before, which is not timed. The times come back sorted.
func timedFor(n int, longest time.Duration, do, before func() error) ([]time.Duration, error) {
	took := make([]time.Duration, 0, n)
	for until := time.Now().Add(longest); len(took) < n && (len(took) == 0 || time.Now().Before(until)); {
		if before != nil {
			if err := before(); err != nil {
				return nil, err
			}
		}
		began := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took, nil
}

// percentile returns the p-th of sorted times.
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}
