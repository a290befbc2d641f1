package browser_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// site is a running site over its own database.
type site struct {
	db     *data.DB
	url    string // "http://127.0.0.1:40001"
	log    *errorLog
	served chan error
	*dashboard.Site
}

// fixedClock starts on a day after all examples, so that what the pages show does not depend on when the tests run.
func fixedClock() func() time.Time {
	start := time.Now()
	return func() time.Time {
		return time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC).Add(time.Since(start))
	}
}

// startSite serves a site on a free port over the database at path, "" for one in memory. The caller closes it.
//
// A site that people sign in to needs the browser's own clock, or their cookies end before they begin: a nil now.
func startSite(path string, now func() time.Time, fill func(context.Context, *data.DB) error) (*site, error) {
	ln, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return serveSite(ln, "", path, now, fill, access.Options{Demo: true})
}

// serveSite is startSite on a listener, with a public address or "" for none, and its own ways to sign in.
func serveSite(ln net.Listener, public, path string, now func() time.Time, fill func(context.Context, *data.DB) error, ways access.Options) (*site, error) {
	ctx := context.Background()
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	db, err := data.Open(ctx, data.Options{Path: path, Catalogue: catalogue, Now: now})
	if err != nil {
		return nil, err
	}
	s := &site{db: db, log: &errorLog{}, served: make(chan error, 1)}
	if fill != nil {
		if err := fill(ctx, db); err != nil {
			return nil, errors.Join(fmt.Errorf("fill the database: %w", err), db.Close())
		}
	}
	s.Site, err = dashboard.New(dashboard.Options{
		DB: db, Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Operator: "Exempelverket", Contact: "kontakt@example.se",
		PublicURL: public, Access: ways,
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if s.url = public; public == "" {
		s.url = "http://" + ln.Addr().String()
	}
	go func() { s.served <- s.Serve(ln) }()
	return s, nil
}

// close stops the site. What it logged as a warning or an error is an error here.
func (s *site) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := errors.Join(s.Shutdown(ctx), <-s.served, s.db.Close())
	if said := s.log.String(); said != "" {
		err = errors.Join(err, fmt.Errorf("the site logged:\n%s", said))
	}
	return err
}

// ownSite is a site that one test may write to, with the examples where fill is loadExamples.
func ownSite(t *testing.T, path string, fill func(context.Context, *data.DB) error) *site {
	t.Helper()
	s := must(startSite(path, nil, fill))(t, "start a site")
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Errorf("close the site: %v", err)
		}
	})
	return s
}

// invitation is the address of a link that signs in.
func (s *site) invitation(role access.Role, municipality, name string) string {
	return s.invitationUntil(role, municipality, name, s.db.Now().Add(24*time.Hour))
}

func (s *site) invitationUntil(role access.Role, municipality, name string, until time.Time) string {
	inv := access.NewInvitation(role, name, rand.Text()+"@example.se", until)
	if municipality != "" {
		inv.Municipalities = []string{municipality}
	}
	return "/valkommen/" + access.SealLink(s.db.Secret(), inv)
}

// loadExamples takes every example the way of an upload whose warnings were confirmed.
func loadExamples(ctx context.Context, db *data.DB) error {
	examples, err := data.Examples()
	if err != nil {
		return err
	}
	for _, e := range examples {
		sent, findings, err := ingest.Parse(bytes.NewReader(e.Raw), db.Catalogue(), ingest.DefaultLimits)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		var confirmed []ingest.Code
		for _, f := range findings {
			confirmed = append(confirmed, f.Code)
		}
		_, err = ingest.Save(ctx, db, sent, findings, e.Raw, ingest.Meta{
			Sender: e.Sender, FileName: e.Name, Confirmed: confirmed, Example: true, Received: e.Received,
		})
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	return nil
}

// errorLog collects what the site logs. It is safe for concurrent use.
type errorLog struct {
	mu   sync.Mutex
	said strings.Builder
}

func (l *errorLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(p)
}

func (l *errorLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}
