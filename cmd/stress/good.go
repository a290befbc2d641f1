package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"time"
)

// How the good clients behave: a few people who click through the site.
const (
	lookers = 4
	pause   = 20 * time.Millisecond
)

// pages are what they look at.
var pages = [...]string{"/", "/stader/0780", "/ataganden/upphandling", "/api/v1/charts/levels", "/api/v1/matrix", "/en/stader"}

// figures are what became of their requests.
type figures struct {
	Asked, Answered int
	Took            []time.Duration // of those answered
}

// share is the percentage that was answered.
func (f figures) share() float64 { return 100 * float64(f.Answered) / float64(max(1, f.Asked)) }

// p99 is in milliseconds.
func (f figures) p99() float64 {
	if len(f.Took) == 0 {
		return 0
	}
	slices.Sort(f.Took)
	return float64(f.Took[len(f.Took)*99/100]) / float64(time.Millisecond)
}

// look asks for pages until ctx ends.
func look(ctx context.Context, at string) figures {
	var mu sync.Mutex
	var all figures
	var group sync.WaitGroup
	for i := range lookers {
		group.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}
			defer client.CloseIdleConnections()
			for n := i; ctx.Err() == nil; n++ {
				began := time.Now()
				ok := ask(client, at+pages[n%len(pages)])
				mu.Lock()
				all.Asked++
				if ok {
					all.Answered++
					all.Took = append(all.Took, time.Since(began))
				}
				mu.Unlock()
				time.Sleep(pause)
			}
		})
	}
	group.Wait()
	return all
}

// lookArg makes this program nothing but good clients: in a process of their own they do not have to wait for the crowd in this one.
const lookArg = "look"

// lookAlone looks as long as an attack lasts, and writes its figures.
func lookAlone(ctx context.Context, at string, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, each)
	defer cancel()
	return json.NewEncoder(out).Encode(look(ctx, at))
}

// lookers starts good clients in a process of their own; wait returns what they tell.
func (s *served) lookers(ctx context.Context) (wait func() (figures, error), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), self, lookArg, s.At) //nolint:gosec // this program
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return func() (f figures, err error) {
		if err := cmd.Wait(); err != nil {
			return f, fmt.Errorf("good clients: %w\n%s", err, &stderr)
		}
		return f, json.Unmarshal(out.Bytes(), &f)
	}, nil
}

// ask fetches one page. A request that has begun is let end.
func ask(client *http.Client, address string) bool {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, http.NoBody) //nolint:gosec // the server that this program has started
	if err != nil {
		return false
	}
	req.Header.Set("X-Forwarded-For", "192.0.2.1")
	resp, err := client.Do(req) //nolint:gosec // the same
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err == nil && resp.StatusCode == http.StatusOK
}
