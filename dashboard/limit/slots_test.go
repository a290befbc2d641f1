package limit_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pionjarkollen/dashboard/limit"
)

// ended is a context in which nobody waits.
func ended(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func take(t *testing.T, s *limit.Slots, who limit.Key) func() {
	t.Helper()
	release, err := s.Take(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func TestStrangersLeaveSlotsForOthers(t *testing.T) {
	s := limit.NewSlots(4, 2, 2)
	one := take(t, s, limit.Key{})
	take(t, s, limit.Key{})
	if _, err := s.Take(ended(t), limit.Key{}); !errors.Is(err, limit.ErrBusy) {
		t.Errorf("a third stranger: %v", err)
	}
	kim := take(t, s, limit.Person("kim"))
	take(t, s, limit.Person("åsa"))
	if _, err := s.Take(ended(t), limit.Person("lo")); !errors.Is(err, limit.ErrBusy) {
		t.Errorf("a fifth: %v", err)
	}
	one()
	one() // twice gives back once
	kim()
	if n := s.Taken(); n != 2 {
		t.Errorf("%d slots are taken, want 2", n)
	}
	take(t, s, limit.Key{})
	take(t, s, limit.Person("lo"))
}

func TestNobodyTakesAll(t *testing.T) {
	s := limit.NewSlots(4, 2, 2)
	kim := limit.Person("kim")
	first := take(t, s, kim)
	take(t, s, kim)
	if _, err := s.Take(t.Context(), kim); !errors.Is(err, limit.ErrBusy) {
		t.Errorf("a third of one person: %v", err)
	}
	first()
	take(t, s, kim)
}

func TestWhoWaitsGetsTheNextSlot(t *testing.T) {
	s := limit.NewSlots(1, 1, 1)
	held := take(t, s, limit.Person("kim"))
	got := make(chan error, 1)
	go func() {
		release, err := s.Take(t.Context(), limit.Person("åsa"))
		if err == nil {
			release()
		}
		got <- err
	}()
	held()
	if err := <-got; err != nil {
		t.Error(err)
	}
}

func TestSlotsAreGivenBack(t *testing.T) {
	s := limit.NewSlots(3, 1, 2)
	var now, most atomic.Int32
	var all sync.WaitGroup
	for i := range 200 {
		who := [...]limit.Key{limit.Person("kim"), limit.Person("åsa"), {}}[i%3]
		all.Go(func() {
			release, err := s.Take(t.Context(), who)
			if err != nil {
				return
			}
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			now.Add(-1)
			release()
		})
	}
	all.Wait()
	if s.Taken() != 0 || most.Load() > 3 {
		t.Errorf("%d taken at the end, %d at most", s.Taken(), most.Load())
	}
}

func TestQuotaOfADay(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{time.Date(2026, 7, 1, 20, 0, 0, 0, time.UTC)} // 22 in Stockholm
	q := limit.NewQuota(limit.Amount{Files: 3, Bytes: 100}, zone, h.now)
	for i := range 3 {
		if wait := q.Take("0780", limit.Amount{Files: 1, Bytes: 10}); wait != 0 {
			t.Fatalf("file %d waits %v", i, wait)
		}
	}
	if wait := q.Take("0780", limit.Amount{Files: 1}); wait != 2*time.Hour {
		t.Errorf("the fourth file waits %v, want until midnight in Stockholm", wait)
	}
	if wait := q.Take("0780", limit.Amount{Bytes: 71}); wait == 0 {
		t.Error("too many bytes were taken")
	}
	if wait := q.Take("0780", limit.Amount{Bytes: 70}); wait != 0 {
		t.Errorf("what was refused was counted: %v", wait)
	}
	if wait := q.Take("1281", limit.Amount{Files: 3, Bytes: 100}); wait != 0 {
		t.Errorf("another municipality waits %v", wait)
	}
	h.at = h.at.Add(2 * time.Hour)
	if wait := q.Take("0780", limit.Amount{Files: 3, Bytes: 100}); wait != 0 {
		t.Errorf("the day after waits %v", wait)
	}
}
