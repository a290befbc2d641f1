package data_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// freeze keeps a release with two files.
func freeze(t *testing.T, db *data.DB, text string) data.Release {
	t.Helper()
	d, err := db.Releases().Begin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	write(t, d, "matrix.csv", text)
	write(t, d, "manifest.json", fmt.Sprintf("{%q: %d}", "number", d.Number))
	r, err := d.Keep()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, d *data.ReleaseDraft, name, text string) {
	t.Helper()
	if _, err := d.Write(name, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// frozen reads a file of a release.
func frozen(t *testing.T, db *data.DB, number int, name string) (string, error) {
	t.Helper()
	f, _, err := db.Releases().Open(number, name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), nil
}

// holds checks what a file of a release says.
func holds(t *testing.T, db *data.DB, number int, want string) {
	t.Helper()
	if got, err := frozen(t, db, number, "matrix.csv"); err != nil || got != want {
		t.Errorf("release %d holds %q, %v; want %q", number, got, err, want)
	}
}

func numbers(db *data.DB) (all []int) {
	for _, r := range db.Releases().All() {
		all = append(all, r.Number)
	}
	return all
}

func TestReleasesAreNumberedAndRemembered(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	if len(numbers(db)) != 0 {
		t.Errorf("there are %v", numbers(db))
	}
	first, second := freeze(t, db, "a"), freeze(t, db, "b")
	if first.Number != 1 || second.Number != 2 || len(first.Files) != 2 || first.Files[1].Name != "matrix.csv" || first.Files[1].Size != 1 || first.SHA256 == second.SHA256 {
		t.Errorf("got %+v and %+v", first, second)
	}
	closed(t, db)
	db = opened(t, path)
	if got := numbers(db); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("opened again there are %v", got)
	}
	holds(t, db, 1, "a")
	holds(t, db, 2, "b")
	for number, name := range map[int]string{1: "none.csv", 2: "../1/matrix.csv", 3: "matrix.csv", -1: "matrix.csv", 0: "matrix.csv"} {
		if _, err := frozen(t, db, number, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of release %d: %v", name, number, err)
		}
	}
	d, err := db.Releases().Begin(t.Context(), 7)
	if err != nil || d.Number != 8 {
		t.Fatalf("after 7, which is gone, comes %v, %v", d, err)
	}
	if err := d.Discard(); err != nil {
		t.Error(err)
	}
}

func TestSha256sumChecksARelease(t *testing.T) {
	path := newPath(t)
	freeze(t, opened(t, path), "å\n")
	check := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", data.ReleaseSums)
	check.Dir = filepath.Join(path+".releases", "1")
	if out, err := check.CombinedOutput(); err != nil || strings.Count(string(out), ": OK") != 2 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestReleasesFrozenAtOnceGetANumberEach(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	const at = 12
	var group sync.WaitGroup
	for i := range at {
		group.Go(func() { freeze(t, db, strconv.Itoa(i)) })
	}
	group.Wait()
	var texts []string
	for n := 1; n <= at; n++ {
		text, err := frozen(t, db, n, "matrix.csv")
		if err != nil {
			t.Error(err)
		}
		texts = append(texts, text)
	}
	slices.Sort(texts)
	if got := len(slices.Compact(texts)); got != at || len(numbers(db)) != at {
		t.Errorf("%d of %d are there: %v", got, at, numbers(db))
	}
	left, err := os.ReadDir(path + ".releases")
	if err != nil || len(left) != at {
		t.Errorf("%v, %v", left, err)
	}
}

func TestWhoWaitsForAReleaseCanLeave(t *testing.T) {
	db := opened(t, newPath(t))
	d, err := db.Releases().Begin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.Releases().Begin(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := errors.Join(d.Discard(), d.Discard()); err != nil {
		t.Error(err)
	}
	if r := freeze(t, db, "x"); r.Number != 1 {
		t.Errorf("what was discarded took a number: %d", r.Number)
	}
}

// TestNothingHalfIsKept looks at what a crash, a failing report and a withdrawal leave.
func TestNothingHalfIsKept(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	freeze(t, db, "a")
	d, err := db.Releases().Begin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	write(t, d, "matrix.csv", "half")
	failed := errors.New("the report failed")
	if _, err := d.Write("levels.csv", func(io.Writer) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{"matrix.csv", "SHA256SUMS", "../x.csv", "", ".hidden", "å.csv"} {
		if _, err := d.Write(name, func(io.Writer) error { return nil }); err == nil {
			t.Errorf("it took a file %q", name)
		}
	}
	closed(t, db) // the process ends here
	left, err := filepath.Glob(filepath.Join(path+".releases", ".*"))
	if err != nil || len(left) != 1 {
		t.Fatalf("left are %v, %v", left, err)
	}
	db = opened(t, path)
	if got, err := filepath.Glob(filepath.Join(path+".releases", ".*")); err != nil || len(got) != 0 {
		t.Errorf("still there: %v, %v", got, err)
	}
	if got := numbers(db); !slices.Equal(got, []int{1}) {
		t.Errorf("there are %v", got)
	}
	d, err = db.Releases().Begin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	write(t, d, "matrix.csv", "b")
	if err := d.Withdraw(); err == nil {
		t.Error("withdrew what was not kept")
	}
	if _, err := d.Keep(); err != nil {
		t.Fatal(err)
	}
	if err := d.Withdraw(); err != nil {
		t.Fatal(err)
	}
	if got := numbers(db); !slices.Equal(got, []int{1}) {
		t.Errorf("there are %v", got)
	}
	if r := freeze(t, db, "c"); r.Number != 2 {
		t.Errorf("the next is %d", r.Number)
	}
}

// spoil changes a file on the disk.
func spoil(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func TestAChangedFileIsNeverHandedOut(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	freeze(t, db, "a")
	freeze(t, db, "b")
	holds(t, db, 1, "a") // and is trusted now
	at := func(name string) string { return filepath.Join(path+".releases", "1", name) }
	spoil(t, at("matrix.csv"), "A")
	if text, err := frozen(t, db, 1, "matrix.csv"); !damaged(err) {
		t.Errorf("handed out %q, %v", text, err)
	}
	faults, err := db.Releases().Verify(t.Context())
	if err != nil || len(faults) != 1 || faults[0].Number != 1 || faults[0].Name != "matrix.csv" {
		t.Errorf("got %v, %v", faults, err)
	}
	spoil(t, at("matrix.csv"), "a")
	holds(t, db, 1, "a")
	if err := os.Remove(at("matrix.csv")); err != nil {
		t.Fatal(err)
	}
	if _, err := frozen(t, db, 1, "matrix.csv"); !damaged(err) {
		t.Errorf("gone: %v", err)
	}
	spoil(t, at("SHA256SUMS"), "nonsense\n")
	if faults, err := db.Releases().Verify(t.Context()); err != nil || len(faults) != 1 || faults[0].Name != "SHA256SUMS" {
		t.Errorf("got %v, %v", faults, err)
	}
	closed(t, db)
	db = opened(t, path) // a damaged release keeps nothing from starting
	if _, err := frozen(t, db, 1, "manifest.json"); !damaged(err) {
		t.Errorf("got %v", err)
	}
	holds(t, db, 2, "b")
	if r := freeze(t, db, "c"); r.Number != 3 {
		t.Errorf("the next is %d", r.Number)
	}
}

func damaged(err error) bool {
	_, ok := errors.AsType[*data.DamagedError](err)
	return ok
}

func TestReleasesInMemoryEndWithTheDatabase(t *testing.T) {
	db, err := data.Open(t.Context(), data.Options{Catalogue: datatest.Catalogue(t)})
	if err != nil {
		t.Fatal(err)
	}
	freeze(t, db, "a")
	f, _, err := db.Releases().Open(1, "matrix.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", f.Name(), err)
	}
}
