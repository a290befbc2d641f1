package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// dryRun is where anybody may have a file read.
const dryRun = "/api/v1/submissions?dry_run=true"

// Sizes of what is sent, in bytes.
const (
	largeFile    = 5_000_000
	oversizeFile = 20_000_000
)

// file is a levels file of about so many bytes, with a comment in every row.
func file(size int) []byte {
	var b bytes.Buffer
	b.WriteString("kommunkod;åtagande;nivå;kommentar\r\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "0780;%d;2;Beslut %d i kommunfullmäktige, se protokollet\r\n", 1+i%10, i)
	}
	return b.Bytes()
}

// signIn follows a link of the demo as its page's form does, and returns the cookie, "" where that takes more than a form.
func (s *served) signIn(ctx context.Context, link string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.At+link, http.NoBody)
	if err != nil {
		return ""
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		if strings.Contains(c.Name, "session") && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// statuses counts answers.
type statuses struct {
	mu   sync.Mutex
	seen map[int]int // guarded by mu; 0 is none
}

func (s *statuses) add(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen == nil {
		s.seen = map[int]int{}
	}
	s.seen[status]++
}

func (s *statuses) String() string {
	var parts []string
	for _, status := range slices.Sorted(maps.Keys(s.seen)) {
		name := strconv.Itoa(status)
		if status == 0 {
			name = "no answer"
		}
		parts = append(parts, fmt.Sprintf("%s: %d", name, s.seen[status]))
	}
	return strings.Join(parts, ", ")
}

// uploads sends n files at once; who is told to wait does so and tries again until the time is over. Each cookie is one sender.
func (s *served) uploads(ctx context.Context, n int, cookies ...string) (string, error) {
	body := file(largeFile)
	var tally statuses
	crowd(n, func(i int) {
		status := 0
		for ctx.Err() == nil {
			status = s.post(ctx, i, cookies[i%len(cookies)], "Content-Length: "+strconv.Itoa(len(body)), func(w io.Writer) error {
				_, err := w.Write(body)
				return err
			})
			if status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
				break
			}
			time.Sleep(500 * time.Millisecond)
		}
		tally.add(status)
	})
	if refused := tally.seen[http.StatusUnauthorized] + tally.seen[http.StatusForbidden]; refused > 0 {
		return "", fmt.Errorf("%d uploads were refused for who sent them (%s)", refused, tally.String())
	}
	return tally.String(), nil
}

// oversize sends n files that are too large, to their end, and then looks for the answer.
func (s *served) oversize(ctx context.Context, n int, chunked bool) (string, error) {
	body := file(oversizeFile)
	header := "Content-Length: " + strconv.Itoa(len(body))
	if chunked {
		header = "Transfer-Encoding: chunked"
	}
	var tally statuses
	crowd(n, func(i int) {
		tally.add(s.post(ctx, i, "", header, func(w io.Writer) error {
			const part = 100_000
			for rest := body; len(rest) > 0; {
				next := rest[:min(part, len(rest))]
				rest = rest[len(next):]
				if chunked {
					if _, err := fmt.Fprintf(w, "%x\r\n%s\r\n", len(next), next); err != nil {
						return err
					}
				} else if _, err := w.Write(next); err != nil {
					return err
				}
			}
			if chunked {
				_, err := io.WriteString(w, "0\r\n\r\n")
				return err
			}
			return nil
		}))
	})
	read := tally.seen[http.StatusRequestEntityTooLarge]
	return fmt.Sprintf("%.0f %% read their 413 (%s)", 100*float64(read)/float64(n), tally.String()), nil
}

// post sends one body as client i and returns the status, 0 when there was no answer.
func (s *served) post(ctx context.Context, i int, cookie, header string, send func(io.Writer) error) int {
	conn, err := s.dial(ctx)
	if err != nil {
		return 0
	}
	defer conn.Close()
	if cookie != "" {
		header += "\r\nSec-Fetch-Site: same-origin\r\nCookie: " + cookie // as browsers send from a page of ours
	}
	sent := make(chan error, 1)
	go func() {
		_, err := fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: %s\r\nContent-Type: text/csv\r\n%s\r\n\r\n", dryRun, s.Host, from(i), header)
		sent <- errors.Join(err, send(conn))
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return 0
	}
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		return resp.StatusCode // the rest need not be sent
	}
	if err := <-sent; err != nil {
		return 0 // it was cut off while it sent, and a client that looks for answers only then would have seen none
	}
	return resp.StatusCode
}
