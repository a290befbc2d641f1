package data_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pionjarkollen/data"
)

func TestBackupAndRestore(t *testing.T) {
	path, dest := newPath(t), filepath.Join(t.TempDir(), "kopia å'1")
	db := opened(t, path)
	recordAll(t, db)
	changeRoster(t, db)
	want, roster := everything(t, db), texts(t, db, rosterRows)
	b, err := db.Backup(t.Context(), dest)
	if err != nil {
		t.Fatal(err)
	}
	if b.Counts.Submissions != 4 || b.JournalEntries != 4 || b.Counts.DataVersion != db.Version() || b.Folder != dest {
		t.Errorf("got %+v", b)
	}
	if _, err := db.Backup(t.Context(), dest); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a full folder: %v", err)
	}

	fresh := newPath(t)
	r, err := data.Restore(t.Context(), dest, options(t, fresh), false)
	if err != nil {
		t.Fatal(err)
	}
	if r.Aside != "" || !r.RosterKept || r.Health.Replayed != 0 || r.Health.JournalEntries != 4 {
		t.Errorf("got %+v", r)
	}
	restored := opened(t, fresh)
	if got := everything(t, restored); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := texts(t, restored, rosterRows); !slices.EqualFunc(got, roster, equal) {
		t.Errorf("roster %v, want %v", got, roster)
	}
	if raw, err := restored.Raw(2); err != nil || !strings.HasPrefix(string(raw), "some bytes \xff") {
		t.Errorf("raw %q, %v", raw, err)
	}
	if restored.Version() <= b.Counts.DataVersion {
		t.Errorf("version %d, in the backup %d", restored.Version(), b.Counts.DataVersion)
	}
	if s := record(t, restored, levels("0780", "styrning", 3), "next"); s.ID != 5 {
		t.Errorf("next id is %d", s.ID)
	}
}

func TestBackupWhileWritesGoOn(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	var writer sync.WaitGroup
	stop := make(chan struct{})
	acknowledged := make(chan int64, 1<<16)
	writer.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			s, err := db.Record(t.Context(), levels("0780", "styrning", 1), []byte("x"))
			if err != nil {
				t.Error(err)
				return
			}
			acknowledged <- s.ID
		}
	})
	var made []data.Backup
	for range 2 {
		last := <-acknowledged
		for len(acknowledged) > 0 {
			last = <-acknowledged
		}
		b, err := db.Backup(t.Context(), filepath.Join(t.TempDir(), "backup"))
		if err != nil {
			t.Fatal(err)
		}
		if b.Counts.LastSubmission < last || b.Counts.Submissions != int(b.Counts.LastSubmission) || b.JournalEntries != b.Counts.Submissions {
			t.Errorf("acknowledged %d, in the backup %+v", last, b)
		}
		made = append(made, b)
	}
	close(stop)
	writer.Wait()
	for _, b := range made {
		r, err := data.Restore(t.Context(), b.Folder, options(t, newPath(t)), false)
		if err != nil || r.Counts.Digest != b.Counts.Digest {
			t.Errorf("restored %+v, %v", r, err)
		}
	}
	if left, err := os.ReadDir(path + ".work"); err != nil || slices.ContainsFunc(left, func(e fs.DirEntry) bool {
		return strings.HasPrefix(e.Name(), "backup")
	}) {
		t.Errorf("the work folder has %v, %v", left, err)
	}
}

func TestRestoreLosesNothingSinceTheBackup(t *testing.T) {
	path, dest := newPath(t), t.TempDir()
	db := opened(t, path)
	recordAll(t, db)
	if _, err := db.Backup(t.Context(), dest); err != nil {
		t.Fatal(err)
	}
	record(t, db, levels("0780", "upphandling", 3), "since")
	changeRoster(t, db)
	want, version := everything(t, db), db.Version()
	closed(t, db)

	if _, err := data.Restore(t.Context(), dest, options(t, path), false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("without force: %v", err)
	}
	r, err := data.Restore(t.Context(), dest, options(t, path), true)
	if err != nil {
		t.Fatal(err)
	}
	if r.Health.Replayed != 1 || r.Aside == "" {
		t.Errorf("got %+v", r)
	}
	db = opened(t, path)
	if got := everything(t, db); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := len(texts(t, db, rosterRows)); got != len(db.Catalogue().Members) {
		t.Errorf("the roster has %d members, in the backup it has all", got)
	}
	if got := texts(t, db, "SELECT id FROM invitation_used"); len(got) != 1 {
		t.Errorf("spent invitations: %v", got)
	}
	if db.Version() <= version {
		t.Errorf("version %d after %d", db.Version(), version)
	}
}

func TestRestoreRefusesAnotherHistory(t *testing.T) {
	path, dest := newPath(t), t.TempDir()
	db := opened(t, path)
	record(t, db, levels("0780", "styrning", 1), "one history")
	if _, err := db.Backup(t.Context(), dest); err != nil {
		t.Fatal(err)
	}
	other := newPath(t)
	db = opened(t, other)
	record(t, db, levels("0780", "styrning", 2), "another")
	want := everything(t, db)
	closed(t, db)
	_, err := data.Restore(t.Context(), dest, options(t, other), true)
	if err == nil || !strings.Contains(err.Error(), "disagree about submission 1") {
		t.Errorf("got %v", err)
	}
	db = opened(t, other)
	if got := everything(t, db); !slices.EqualFunc(got, want, equal) || db.Health().JournalEntries != 1 {
		t.Errorf("changed to %v, %+v", got, db.Health())
	}
}

func TestRestoreChecksTheBackup(t *testing.T) {
	for name, pattern := range map[string]string{
		"database": "pionjarkollen.duckdb", "summary": "backup.json", "bytes": "journal/*.csv", "entry": "journal/*.json",
	} {
		t.Run(name, func(t *testing.T) {
			dest, path := t.TempDir(), newPath(t)
			db := opened(t, newPath(t))
			record(t, db, levels("0780", "styrning", 1), "0780;1;1\n")
			if _, err := db.Backup(t.Context(), dest); err != nil {
				t.Fatal(err)
			}
			found, err := filepath.Glob(filepath.Join(dest, pattern))
			if err != nil || len(found) != 1 {
				t.Fatal(found, err)
			}
			content, err := os.ReadFile(found[0])
			if err != nil {
				t.Fatal(err)
			}
			content[len(content)/2] ^= 1
			if err := os.WriteFile(found[0], content, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = data.Restore(t.Context(), dest, options(t, path), false)
			if err == nil {
				t.Fatal("a damaged backup was restored")
			}
			if _, err := os.Stat(path); err == nil {
				t.Error("a database was made")
			}
		})
	}
	if _, err := data.Restore(t.Context(), t.TempDir(), options(t, newPath(t)), false); err == nil || !strings.Contains(err.Error(), "not a complete backup") {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestBackupTellsWhatIsWrong(t *testing.T) {
	if _, err := opened(t, "").Backup(t.Context(), t.TempDir()); err == nil {
		t.Error("a database in memory was backed up")
	}
	db := opened(t, newPath(t))
	if _, err := db.Backup(t.Context(), filepath.Join(t.TempDir(), "a", "b")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing folder: %v", err)
	}
	record(t, db, levels("0780", "styrning", 1), "x")
	remove(t, files(t, db.Health().Path, ".csv")...)
	dest := t.TempDir()
	if _, err := db.Backup(t.Context(), dest); err == nil {
		t.Error("an incomplete journal was backed up")
	}
	if left, err := os.ReadDir(dest); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
