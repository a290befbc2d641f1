// Package kolada reads key figures of municipalities from Kolada's API, version 3 (https://api.kolada.se/v3), or from a file of the
// same answers, and keeps them in the database. What is shown of them is credited "Källa: Kolada".
package kolada

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DefaultURL is where the API answers.
const DefaultURL = "https://api.kolada.se/v3"

// What the API is asked with at most, and how often.
const (
	idsPerCall = 25
	pause      = 250 * time.Millisecond // between two calls: four a second, where five are allowed
	attempts   = 4                      // of one call
	longest    = time.Minute            // that an answer may make us wait before the next attempt
	pageBytes  = 16 << 20
	pagesLimit = 500 // of one call
)

// DefaultTimeout is how long one call may take.
const DefaultTimeout = 20 * time.Second

// Errors of a fetch.
var (
	ErrAnswer = errors.New("Kolada gave an answer that cannot be read") //nolint:staticcheck // a name
	ErrStatus = errors.New("Kolada refused the call")                   //nolint:staticcheck // a name
)

// Client asks the API politely: one call at a time, with a pause between them. It belongs to one goroutine.
type Client struct {
	base  *url.URL
	http  *http.Client
	sleep func(context.Context, time.Duration) error
}

// New returns a client of the API at base, DefaultURL for "". A timeout of 0 is DefaultTimeout.
func New(base string, timeout time.Duration) (*Client, error) {
	if base == "" {
		base = DefaultURL
	}
	u, err := url.Parse(strings.TrimSuffix(base, "/"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("address of Kolada's API %q: want one such as %s", base, DefaultURL)
	}
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{base: u, http: &http.Client{Timeout: timeout, CheckRedirect: stay}, sleep: sleep}, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Fetch returns the values of the key figures for the municipalities (four-digit codes) and years, for everybody regardless of gender.
// What Kolada has no value for is left out.
//
// It returns an error that wraps ErrAnswer, ErrStatus or the context's, and then no values.
func (c *Client) Fetch(ctx context.Context, kpis, codes []string, years []int) ([]Value, error) {
	periods := make([]string, len(years))
	for i, y := range years {
		periods[i] = strconv.Itoa(y)
	}
	var all []Value
	for k := range slices.Chunk(kpis, idsPerCall) {
		for m := range slices.Chunk(codes, idsPerCall) {
			for y := range slices.Chunk(periods, idsPerCall) {
				values, err := c.pages(ctx, c.base.JoinPath("data", "kpi", strings.Join(k, ","), "municipality", strings.Join(m, ","), "year", strings.Join(y, ",")))
				if err != nil {
					return nil, fmt.Errorf("fetch from Kolada: %w", err)
				}
				all = append(all, values...)
			}
		}
	}
	return all, nil
}

// pages follows one call from page to page. It stays on the API's own host.
func (c *Client) pages(ctx context.Context, at *url.URL) ([]Value, error) {
	var all []Value
	seen := map[string]bool{}
	for len(seen) < pagesLimit {
		seen[at.String()] = true
		body, err := c.get(ctx, at)
		if err != nil {
			return nil, err
		}
		values, next, err := readPage(body)
		if err != nil {
			return nil, err
		}
		all = append(all, values...)
		if next == "" {
			return all, nil
		}
		to, err := at.Parse(next)
		if err != nil || to.Host != c.base.Host {
			return nil, fmt.Errorf("%w: the next page is said to be at %q", ErrAnswer, next)
		}
		to.Scheme = c.base.Scheme // an http address inside an https answer is not followed as such
		if seen[to.String()] {
			return nil, fmt.Errorf("%w: page %q follows itself", ErrAnswer, next)
		}
		at = to
	}
	return nil, fmt.Errorf("%w: more than %d pages", ErrAnswer, pagesLimit)
}

// get makes one call, again when the server is busy or does not answer, each time after a longer pause.
func (c *Client) get(ctx context.Context, at *url.URL) ([]byte, error) {
	wait := pause
	var last error
	for try := range attempts {
		if err := c.sleep(ctx, wait); err != nil {
			return nil, err
		}
		body, retry, err := c.once(ctx, at)
		if err == nil || retry < 0 || ctx.Err() != nil {
			return body, errors.Join(err, ctx.Err())
		}
		last, wait = err, max(retry, pause<<(2*(try+1)))
	}
	return nil, fmt.Errorf("after %d attempts: %w", attempts, last)
}

// once makes one call. retry is how long the server wants to be left alone before the next attempt, and negative where another one
// would not help.
func (c *Client) once(ctx context.Context, at *url.URL) (body []byte, retry time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return nil, -1, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "Pionjarkollen")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, pageBytes+1))
	switch {
	case err != nil:
		return nil, 0, err
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= http.StatusInternalServerError:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // 0 where there is none, or a date
		return nil, min(time.Duration(max(seconds, 0))*time.Second, longest), fmt.Errorf("%w: %s", ErrStatus, resp.Status)
	case resp.StatusCode != http.StatusOK:
		return nil, -1, fmt.Errorf("%w: %s", ErrStatus, resp.Status)
	case len(body) > pageBytes:
		return nil, -1, fmt.Errorf("%w: more than %d bytes", ErrAnswer, pageBytes)
	}
	return body, -1, nil
}
