package audit_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

func TestAlikeFailuresAreCountedByTheMinute(t *testing.T) {
	w := begin(t, "")
	for range 500 {
		w.record(t, failure("192.0.2.1"))
	}
	w.record(t, failure("192.0.2.2"))
	w.flush(t)
	if rows := w.rows(t, audit.Filter{}); len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	w.clock.pass(time.Minute)
	w.flush(t)
	rows := w.rows(t, audit.Filter{})
	if len(rows) != 3 || rows[0].Times != 499 || rows[0].Details["repeated"] != "499" || rows[0].By.Address != "192.0.2.1" {
		t.Fatalf("got %+v", rows)
	}
	w.record(t, failure("192.0.2.1")) // a new minute
	w.flush(t)
	if rows := w.rows(t, audit.Filter{}); len(rows) != 4 || rows[0].Times != 1 {
		t.Errorf("got %+v", rows)
	}
}

// TestFloodIsBounded sends failures that all differ.
func TestFloodIsBounded(t *testing.T) {
	w := begin(t, "")
	const failures = 5000
	for i := range failures {
		e := failure(fmt.Sprintf("2001:db8::%x", i))
		e.ObjectID = fmt.Sprint("somebody", i)
		w.record(t, e)
	}
	w.record(t, person(audit.SignIn)) // what succeeds is not lost in it
	w.clock.pass(time.Minute)
	w.flush(t)
	rows := w.rows(t, audit.Filter{})
	if len(rows) != 202 {
		t.Fatalf("%d rows", len(rows))
	}
	var times int64
	for _, r := range rows {
		if r.Outcome == audit.Refused {
			times += r.Times
		}
	}
	if rows[0].Action != audit.Flooded || rows[0].Details["action"] != string(audit.SignIn) || times != failures {
		t.Errorf("%d failures counted; the newest row is %+v", times, rows[0])
	}
	if r := w.verify(t); !r.Whole() {
		t.Errorf("got %+v", r)
	}
}

func TestCloseWritesWhatWaits(t *testing.T) {
	path := newPath(t)
	w := begin(t, path)
	for range 3 {
		w.record(t, failure("192.0.2.1"))
	}
	w.record(t, person(audit.SignIn))
	w.end(t)
	w = begin(t, path)
	rows := w.rows(t, audit.Filter{})
	if len(rows) != 3 || rows[0].Times != 2 {
		t.Errorf("got %+v", rows)
	}
	if r := w.verify(t); !r.Whole() {
		t.Errorf("got %+v", r)
	}
}

// TestRecordsAreWrittenWithoutBeingAsked waits for the background.
func TestRecordsAreWrittenWithoutBeingAsked(t *testing.T) {
	w := begin(t, "")
	for range 1000 {
		w.record(t, person(audit.CommentsExported))
	}
	for len(w.rows(t, audit.Filter{})) < 1000 {
		time.Sleep(time.Millisecond)
	}
	if r := w.verify(t); !r.Whole() || r.Rows != 1000 {
		t.Errorf("got %+v", r)
	}
}

func TestNothingIsLostAmongWritersSideBySide(t *testing.T) {
	w := begin(t, "")
	var writers sync.WaitGroup
	for range 8 {
		writers.Go(func() {
			for range 50 {
				if err := w.log.Record(t.Context(), person(audit.SignOut)); err != nil {
					t.Error(err)
				}
				if err := w.db.Write(t.Context(), func(tx *data.Tx) error { return w.log.Add(tx, person(audit.RosterChanged)) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	w.flush(t)
	if r := w.verify(t); !r.Whole() || r.Rows != 800 {
		t.Errorf("got %+v", r)
	}
}

// TestFailedWriteIsTriedAgain ends the context of the first try.
func TestFailedWriteIsTriedAgain(t *testing.T) {
	w := begin(t, "")
	held, done := make(chan bool), make(chan bool)
	go func() { // nobody else can write meanwhile
		_ = w.db.WritePrivate(context.WithoutCancel(t.Context()), func(*data.Tx) error { held <- true; <-done; return nil })
	}()
	<-held
	w.record(t, person(audit.SignIn))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	err := w.log.Flush(ended)
	close(done)
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	w.flush(t)
	if rows := w.rows(t, audit.Filter{}); len(rows) != 1 {
		t.Errorf("got %+v", rows)
	}
}

func TestWhatCannotWaitIsRefused(t *testing.T) {
	w := begin(t, "")
	held, done := make(chan bool), make(chan bool)
	go func() {
		_ = w.db.WritePrivate(context.WithoutCancel(t.Context()), func(*data.Tx) error { held <- true; <-done; return nil })
	}()
	<-held
	var err error
	for n := 0; err == nil && n < 50_000; n++ {
		err = w.log.Record(t.Context(), person(audit.CommentsExported))
	}
	close(done)
	if !errors.Is(err, audit.ErrFull) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRecord(b *testing.B) {
	w := begin(b, "")
	for b.Loop() {
		for range 1000 {
			if err := w.log.Record(b.Context(), person(audit.CommentsExported)); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.log.Flush(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
