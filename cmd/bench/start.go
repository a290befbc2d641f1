package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"pionjarkollen/cmd/process"
)

// How often the program is started, and how many requests it then answers before its memory is looked at.
const (
	starts  = 5
	loaded  = 5000
	clients = 8
)

// database is where start leaves a database with the examples.
func (b bench) database() string { return filepath.Join(b.folder, "demo.duckdb") }

// start makes a database with the examples and times starts on it.
func (b bench) start(ctx context.Context) error {
	s, err := b.serve(ctx, "--demo")
	if err != nil {
		return err
	}
	b.line("first start, loading the examples, to the first 200", "%7.0f ms", ms(s.took))
	if err := s.Stop(); err != nil {
		return err
	}
	var took []time.Duration
	for i := range starts {
		if s, err = b.serve(ctx); err != nil {
			return err
		}
		took = append(took, s.took)
		if i == starts-1 {
			err = b.memory(ctx, s)
		}
		if err := errors.Join(err, s.Stop()); err != nil {
			return err
		}
	}
	slices.Sort(took)
	b.line(fmt.Sprintf("cold start to the first 200 (of %d)", starts), "%7.0f ms median, %.0f ms at worst", ms(took[starts/2]), ms(took[starts-1]))
	return nil
}

// memory puts a load on the server and tells what it then holds.
func (b bench) memory(ctx context.Context, s *served) error {
	before, err := s.Memory("VmRSS")
	if err != nil {
		return err
	}
	b.line("resident memory after the first page", "%7.0f MB", before)
	began := time.Now()
	failed := make(chan error, clients)
	for range clients {
		go func() {
			for i := range loaded / clients {
				if _, err := get(ctx, s.At+paths[i%len(paths)].path); err != nil {
					failed <- err
					return
				}
			}
			failed <- nil
		}()
	}
	for range clients {
		err = errors.Join(err, <-failed)
	}
	if err != nil {
		return err
	}
	took := time.Since(began)
	after, err := s.Memory("VmRSS")
	if err != nil {
		return err
	}
	peak, err := s.Memory("VmHWM")
	if err != nil {
		return err
	}
	b.line(fmt.Sprintf("resident memory after %d requests", loaded), "%7.0f MB, %.0f MB at most", after, peak)
	b.line(fmt.Sprintf("those requests, %d at a time", clients), "%7.0f a second", loaded/took.Seconds())
	return nil
}

// served is a running server.
type served struct {
	*process.Server
	took time.Duration // from its start to its first page
}

// serve starts the program and waits for its first page.
func (b bench) serve(ctx context.Context, more ...string) (*served, error) {
	began := time.Now()
	s, err := process.Serve(ctx, b.program, b.database(), more...)
	if err != nil {
		return nil, err
	}
	if _, err := get(ctx, s.At+"/"); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return &served{s, time.Since(began)}, nil
}

// get reads an answer that must be 200, and returns its length.
func get(ctx context.Context, address string) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, resp.Status)
		if resp.StatusCode == http.StatusServiceUnavailable {
			err = fmt.Errorf("%w: %w", errBusy, err)
		}
	}
	return n, err
}

// errBusy is an answer that the site gave up on, since it took too long.
var errBusy = errors.New("not answered in time")

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
