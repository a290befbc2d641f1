package access_test

import (
	"context"
	"crypto/rand"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

const site = "http://localhost:8080"

// clock is a time that a test moves.
type clock struct{ at atomic.Pointer[time.Time] }

func newClock() *clock {
	c := &clock{}
	c.set(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	return c
}

func (c *clock) now() time.Time          { return *c.at.Load() }
func (c *clock) set(t time.Time)         { c.at.Store(&t) }
func (c *clock) forward(d time.Duration) { c.set(c.now().Add(d)) }

// world is a keeper over an empty database in memory.
type world struct {
	*access.Keeper
	t     *testing.T
	db    *data.DB
	clock *clock

	mu     sync.Mutex
	events []access.Event // guarded by mu
}

// open returns a world whose keeper has the given options beside the usual ones.
func open(t *testing.T, o access.Options) *world {
	t.Helper()
	return openAt(t, o, newClock())
}

func openAt(t *testing.T, o access.Options, c *clock) *world {
	t.Helper()
	w := &world{t: t, clock: c, db: datatest.Open(t, data.Options{Now: c.now})}
	if o.PublicURL == "" {
		o.PublicURL = site
	}
	o.Audit = func(_ *data.Tx, e access.Event) error { w.add(e); return nil }
	o.Failed = func(_ context.Context, e access.Event) { w.add(e) }
	var err error
	if w.Keeper, err = access.New(w.db, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *world) add(e access.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

// happened counts the events of a kind.
func (w *world) happened(kind access.EventKind) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, e := range w.events {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

// browser is a new browser at an address of its own.
func browser() access.Client {
	return access.Client{Browser: access.NewBrowser(), Address: "192.0.2." + rand.Text()[:3], Agent: "Provläsare/1.0"}
}

// officer, staff and administrator are links for new people with addresses of their own.
func (w *world) officer(codes ...string) string {
	if len(codes) == 0 {
		codes = []string{"0780"}
	}
	return w.link(access.RoleOfficer, codes...)
}

func (w *world) link(role access.Role, codes ...string) string {
	l := access.NewInvitation(role, "Åsa Öberg", rand.Text()+"@example.se", w.clock.now().Add(time.Hour), codes...)
	return access.SealLink(w.db.Secret(), l)
}

// signIn returns somebody new who has signed in by one click, in a world that allows it.
func (w *world) signIn(role access.Role, codes ...string) access.Actor {
	w.t.Helper()
	c := browser()
	a, err := w.AcceptDemo(w.t.Context(), c, w.link(role, codes...))
	if err != nil {
		w.t.Fatal(err)
	}
	return access.Actor{Session: a.Session, Client: c}
}

// count answers a question of one number about the database.
func (w *world) count(query string, args ...any) int {
	w.t.Helper()
	rows, err := w.db.Query(w.t.Context(), query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			w.t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// tokenOf signs the actor in anew by one click and returns the session's token.
func (w *world) tokenOf(a access.Actor) string {
	w.t.Helper()
	p := a.Session.Person
	l := access.NewInvitation(p.Role, p.Name, p.Email, w.clock.now().Add(time.Hour), p.Municipalities...)
	return must(w.AcceptDemo(w.t.Context(), a.Client, access.SealLink(w.db.Secret(), l)))(w.t).Token
}
