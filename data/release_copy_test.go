package data_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

func TestReleasesOutliveBackupRestoreAndRebuild(t *testing.T) {
	path, dest := newPath(t), filepath.Join(t.TempDir(), "backup")
	db := opened(t, path)
	recordAll(t, db)
	freeze(t, db, "a")
	freeze(t, db, "b")
	b, err := db.Backup(t.Context(), dest)
	if err != nil || b.Releases != 2 || b.LeftOut != 0 {
		t.Fatalf("got %+v, %v", b, err)
	}
	freeze(t, db, "c")
	closed(t, db)

	fresh := newPath(t)
	if _, err := data.Restore(t.Context(), dest, options(t, fresh), false); err != nil {
		t.Fatal(err)
	}
	elsewhere := opened(t, fresh)
	holds(t, elsewhere, 1, "a")
	holds(t, elsewhere, 2, "b")
	if got := numbers(elsewhere); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("on a new machine there are %v", got)
	}

	// One is lost and one damaged since; a later one is kept.
	if err := os.RemoveAll(filepath.Join(path+".releases", "1")); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(path+".releases", "2", "matrix.csv"), "B")
	if _, err := data.Restore(t.Context(), dest, options(t, path), true); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Rebuild(t.Context(), options(t, path)); err != nil {
		t.Fatal(err)
	}
	db = opened(t, path)
	for i, want := range []string{"a", "b", "c"} {
		holds(t, db, i+1, want)
	}
	if aside, err := filepath.Glob(filepath.Join(path+".releases", ".damaged-2-*", "2", "matrix.csv")); err != nil || len(aside) != 1 {
		t.Errorf("the damaged one is not kept: %v, %v", aside, err)
	}
}

func TestANumberMeansOneRelease(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "backup")
	db := opened(t, newPath(t))
	record(t, db, levels("0780", "styrning", 1), "x")
	freeze(t, db, "a")
	if _, err := db.Backup(t.Context(), dest); err != nil {
		t.Fatal(err)
	}
	other := newPath(t)
	db = opened(t, other)
	freeze(t, db, "another")
	closed(t, db)
	if _, err := data.Restore(t.Context(), dest, options(t, other), true); err == nil || !strings.Contains(err.Error(), "another release 1") {
		t.Errorf("got %v", err)
	}
	holds(t, opened(t, other), 1, "another")
}

func TestABackupLeavesADamagedReleaseOut(t *testing.T) {
	path, dest := newPath(t), filepath.Join(t.TempDir(), "backup")
	db := opened(t, path)
	freeze(t, db, "a")
	freeze(t, db, "b")
	spoil(t, filepath.Join(path+".releases", "1", "manifest.json"), "{}")
	b, err := db.Backup(t.Context(), dest)
	if err != nil || b.Releases != 1 || b.LeftOut != 1 {
		t.Fatalf("got %+v, %v", b, err)
	}
	spoil(t, filepath.Join(dest, "releases", "2", "matrix.csv"), "B")
	if _, err := data.Restore(t.Context(), dest, options(t, newPath(t)), false); !damaged(err) {
		t.Errorf("restored a damaged backup: %v", err)
	}
}
