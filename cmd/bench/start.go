package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
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
	if err := s.stop(); err != nil {
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
		if err := errors.Join(err, s.stop()); err != nil {
			return err
		}
	}
	slices.Sort(took)
	b.line(fmt.Sprintf("cold start to the first 200 (of %d)", starts), "%7.0f ms median, %.0f ms at worst", ms(took[starts/2]), ms(took[starts-1]))
	return nil
}

// memory puts a load on the server and tells what it then holds.
func (b bench) memory(ctx context.Context, s *served) error {
	before, err := s.resident("VmRSS")
	if err != nil {
		return err
	}
	b.line("resident memory after the first page", "%7.0f MB", before)
	began := time.Now()
	failed := make(chan error, clients)
	for range clients {
		go func() {
			for i := range loaded / clients {
				if _, err := get(ctx, s.at+paths[i%len(paths)].path); err != nil {
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
	after, err := s.resident("VmRSS")
	if err != nil {
		return err
	}
	peak, err := s.resident("VmHWM")
	if err != nil {
		return err
	}
	b.line(fmt.Sprintf("resident memory after %d requests", loaded), "%7.0f MB, %.0f MB at most", after, peak)
	b.line(fmt.Sprintf("those requests, %d at a time", clients), "%7.0f a second", loaded/took.Seconds())
	return nil
}

// served is a running server.
type served struct {
	cmd  *exec.Cmd
	log  strings.Builder // its standard error
	at   string
	took time.Duration // from its start to its first page
}

var answers = regexp.MustCompile(`answers at (http://\S+)`)

// serve starts the program and waits for its first page.
func (b bench) serve(ctx context.Context, more ...string) (*served, error) {
	s := &served{cmd: exec.CommandContext(ctx, b.program, append([]string{"serve", "--db", b.database(), "--addr", "127.0.0.1:0"}, more...)...)} //nolint:gosec // the program that make bench has built
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = &s.log
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for s.at == "" && lines.Scan() {
		if m := answers.FindStringSubmatch(lines.Text()); m != nil {
			s.at = m[1]
		}
	}
	if s.at == "" {
		return nil, fmt.Errorf("the server did not start: %w\n%s", s.cmd.Wait(), s.log.String())
	}
	if _, err := get(ctx, s.at+"/"); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	s.took = time.Since(began)
	return s, nil
}

// stop ends the server in order.
func (s *served) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("the server ended with: %w\n%s", err, s.log.String())
	}
	return nil
}

// resident reads a size in megabytes out of what the kernel knows of the process.
func (s *served) resident(name string) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("memory is only measured on Linux: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kilobytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			return float64(kilobytes) / 1024, err
		}
	}
	return 0, fmt.Errorf("no %s of the server", name)
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
