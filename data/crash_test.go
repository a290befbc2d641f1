package data_test

import (
	"runtime"
	"slices"
	"testing"
)

func TestKilledBetweenJournalAndCommit(t *testing.T) {
	path := newPath(t)
	process, out := child(t, "stall", path)
	await(t, out, "stalled")
	for len(files(t, path, ".json")) < 2 && t.Context().Err() == nil {
		runtime.Gosched()
	}
	kill(t, process)
	db := opened(t, path)
	got := texts(t, db, "SELECT submission, level FROM declaration ORDER BY ALL")
	if !slices.EqualFunc(got, [][]string{{"1", "1"}, {"2", "3"}}, equal) || db.Health().Replayed != 1 {
		t.Errorf("got %v, %+v", got, db.Health())
	}
	closed(t, db)
	if h := opened(t, path).Health(); h.Replayed != 0 || h.Submissions != 2 {
		t.Errorf("the second time: %+v", h)
	}
}

func TestKilledAfterCommit(t *testing.T) {
	path := newPath(t)
	process, out := child(t, "record", path)
	await(t, out, "recorded")
	kill(t, process)
	db := opened(t, path)
	got := texts(t, db, "SELECT submission, level FROM declaration ORDER BY ALL")
	if !slices.EqualFunc(got, [][]string{{"1", "0"}, {"2", "1"}, {"3", "2"}}, equal) || db.Health().Replayed != 0 {
		t.Errorf("got %v, %+v", got, db.Health())
	}
	version := db.Version()
	closed(t, db)

	// A write-ahead log that got lost takes its commits with it, silently: the journal has them.
	process, out = child(t, "record", path)
	await(t, out, "recorded")
	kill(t, process)
	remove(t, path+".wal")
	db = opened(t, path)
	if h := db.Health(); h.Replayed != 3 || h.Submissions != 6 {
		t.Errorf("without log: %+v", h)
	}
	if db.Version() <= version {
		t.Errorf("version %d after %d", db.Version(), version)
	}
}
