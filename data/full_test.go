package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"pionjarkollen/data"
)

// TestFullDisk lets a second process run into the limit of how long its files may be, which looks to DuckDB like a
// full disk, and go on when there is room again.
func TestFullDisk(t *testing.T) {
	path := newPath(t)
	process, out := child(t, "full", path)
	await(t, out, "done")
	if err := process.Wait(); err != nil {
		t.Fatal(err)
	}
	db := opened(t, path)
	if h := db.Health(); h.Replayed != 0 || h.MissingInJournal != 0 || h.Submissions != h.JournalEntries {
		t.Errorf("after the child: %+v", h)
	}
	got := texts(t, db, "SELECT count(*), count(*) FILTER (file_name = 'failed') FROM submission")
	if got[0][0] == "0" || got[0][1] != "0" {
		t.Errorf("got %v submissions and failed ones", got)
	}
}

// childFull records until a write fails, asks for room, and records once more.
func childFull(ctx context.Context, path string) error {
	db, err := childOpen(ctx, path)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	if _, err := db.Record(ctx, levels("0780", "styrning", 1), bytes.Repeat([]byte("x"), 100)); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 16, Max: old.Max}); err != nil {
		return err
	}
	if err := recordUntilFull(ctx, db); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	before := db.Version()
	for {
		_, err := db.Record(ctx, levels("0780", "styrning", 3), []byte("room again"))
		if err == nil {
			break
		}
		if !errors.Is(err, data.ErrStorage) {
			return fmt.Errorf("with room again: %w", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if db.Version() <= before {
		return fmt.Errorf("version %d after %d", db.Version(), before)
	}
	fmt.Println("done")
	return db.Close()
}

// recordUntilFull records submissions whose rows fill DuckDB's log before a file of the journal is too long.
func recordUntilFull(ctx context.Context, db *data.DB) error {
	for range 100 {
		before := db.Health()
		s := levels("0780", "styrning", 2)
		s.Declarations[0].Comment = strings.Repeat("long ", 2000)
		s.File.Name = fmt.Sprintf("before %d", before.Submissions)
		_, err := db.Record(ctx, s, []byte(s.File.Name))
		if err == nil {
			continue
		}
		if !errors.Is(err, data.ErrStorage) {
			return fmt.Errorf("on a full disk: %w", err)
		}
		if after := db.Health(); after != before {
			return fmt.Errorf("a failed write changed %+v to %+v", before, after)
		}
		return checkpointFull(ctx, db)
	}
	return errors.New("the disk never got full")
}

// checkpointFull makes DuckDB unusable: a checkpoint that cannot be written does that.
func checkpointFull(ctx context.Context, db *data.DB) error {
	rows, err := db.Query(ctx, "FORCE CHECKPOINT")
	if err == nil {
		defer rows.Close()
		return fmt.Errorf("a checkpoint on a full disk is done: %w", rows.Err())
	}
	if !errors.Is(err, data.ErrStorage) {
		return fmt.Errorf("checkpoint on a full disk: %w", err)
	}
	fmt.Println("full:", err)
	return nil
}
