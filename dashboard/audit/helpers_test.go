package audit_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// clock is what the tests' databases take the time from.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock {
	return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 123456789, time.UTC)}
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func options(t testing.TB, path string, c *clock) data.Options {
	t.Helper()
	return data.Options{Path: path, Catalogue: datatest.Catalogue(t), Now: c.read}
}

// world is a database with its log.
type world struct {
	db    *data.DB
	log   *audit.Log
	clock *clock
	path  string
}

// begin opens the database at path, "" for one in memory, and its log.
func begin(t testing.TB, path string) *world {
	t.Helper()
	w := &world{clock: newClock(), path: path}
	var err error
	if w.db, err = data.Open(t.Context(), options(t, path, w.clock)); err != nil {
		t.Fatal(err)
	}
	if w.log, err = audit.Open(t.Context(), w.db, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.end(t) })
	return w
}

// end closes both; the second time it does nothing.
func (w *world) end(t testing.TB) {
	t.Helper()
	if err := w.log.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
	if err := w.db.Close(); err != nil {
		t.Error(err)
	}
}

func newPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "pionjarkollen.duckdb")
}

// person is an entry by Åsa.
func person(action audit.Action) audit.Entry {
	return audit.Entry{
		By: audit.By{
			Actor: audit.Actor{Kind: audit.Person, ID: "P1", Name: "Åsa Öberg", Role: "staff"},
			Where: audit.Where{Address: "192.0.2.7", Request: "R1"},
		},
		Action: action, ObjectType: "round", ObjectID: "1", Municipality: "0780",
	}
}

// failure is a failed sign-in from the address.
func failure(address string) audit.Entry {
	return audit.Entry{By: audit.By{Where: audit.Where{Address: address}}, Action: audit.SignIn, Outcome: audit.Refused}
}

// add adds the entries, one transaction each.
func (w *world) add(t testing.TB, entries ...audit.Entry) {
	t.Helper()
	for _, e := range entries {
		if err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error { return w.log.Add(tx, e) }); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *world) record(t testing.TB, entries ...audit.Entry) {
	t.Helper()
	for _, e := range entries {
		if err := w.log.Record(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *world) flush(t testing.TB) {
	t.Helper()
	if err := w.log.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (w *world) verify(t testing.TB) audit.Report {
	t.Helper()
	r, err := w.log.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows returns what matches, newest first.
func (w *world) rows(t testing.TB, f audit.Filter) []audit.Row {
	t.Helper()
	p, err := audit.Read(t.Context(), w.db, f, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return p.Rows
}

// tamper changes the database behind the log's back.
func (w *world) tamper(t testing.TB, statement string) {
	t.Helper()
	err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		n, err := tx.Exec(statement)
		if err == nil && n == 0 {
			t.Errorf("%s changed nothing", statement)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
