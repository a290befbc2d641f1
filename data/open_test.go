package data_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/data"
)

func TestOpenInMemory(t *testing.T) {
	db := opened(t, "")
	got := texts(t, db, `SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM municipality),
		(SELECT count(*) FROM commitment), (SELECT count(*) FROM member)`)
	want := []string{"104", "290", "10", strconv.Itoa(len(db.Catalogue().Members))}
	if !equal(got[0], want) {
		t.Errorf("got %v, want %v", got[0], want)
	}
	if len(db.Secret()) != 32 || string(db.Secret()) == string(opened(t, "").Secret()) {
		t.Error("the secret is not its own")
	}
	if _, err := db.Raw(1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("raw: %v", err)
	}
	if !db.Now().Equal(noon()) {
		t.Errorf("now is %v", db.Now())
	}
}

func TestOpenNeedsCatalogue(t *testing.T) {
	if _, err := data.Open(t.Context(), data.Options{}); err == nil || !strings.Contains(err.Error(), "catalogue") {
		t.Errorf("got %v", err)
	}
}

func TestOpenTellsWhatIsWrongWithThePath(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("this is no database, and longer than a header of one would be"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(folder, "missing", "x.duckdb"): "does not exist; create it",
		filepath.Join(file, "x.duckdb"):              "is not a folder",
		folder:                                       "is not a file",
		"/proc/x.duckdb":                             "cannot be written to",
		filepath.Join(folder, "a?b.duckdb"):          "without ?",
		filepath.Join(folder, "100%.duckdb"):         "without ?",
		file:                                         "rebuild it from its journal",
	} {
		_, err := data.Open(t.Context(), options(t, path))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) && !strings.Contains(path, "%") {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
}

func TestOpenTwice(t *testing.T) {
	path := newPath(t)
	opened(t, path)
	_, err := data.Open(t.Context(), options(t, path))
	locked, ok := errors.AsType[*data.LockedError](err)
	if !ok || locked.PID != os.Getpid() {
		t.Errorf("got %v", err)
	}
}

func TestOpenWhileAnotherProcessHasIt(t *testing.T) {
	path := newPath(t)
	process, out := child(t, "hold", path)
	await(t, out, "open")
	pid := process.Process.Pid
	for name, open := range map[string]func() error{
		"open":    func() error { _, err := data.Open(t.Context(), options(t, path)); return err },
		"rebuild": func() error { _, err := data.Rebuild(t.Context(), options(t, path)); return err },
		"restore": func() error { _, err := data.Restore(t.Context(), t.TempDir(), options(t, path), true); return err },
	} {
		err := open()
		locked, ok := errors.AsType[*data.LockedError](err)
		if !ok || locked.PID != pid || locked.Path != path || !strings.Contains(err.Error(), strconv.Itoa(pid)) {
			t.Errorf("%s: got %v, want process %d", name, err, pid)
		}
	}
	// Without our lock file, as with DuckDB's own shell, DuckDB tells.
	if err := os.Remove(path + ".lock"); err != nil {
		t.Fatal(err)
	}
	_, err := data.Open(t.Context(), options(t, path))
	if locked, ok := errors.AsType[*data.LockedError](err); !ok || locked.PID != pid {
		t.Errorf("without lock file: got %v, want process %d", err, pid)
	}
	kill(t, process)
	opened(t, path)
}

func TestOpenNewerSchema(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	if err := db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec("INSERT INTO schema_version VALUES (9999, ?)", noon())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() error{
		"open":    func() error { _, err := data.Open(t.Context(), options(t, path)); return err },
		"rebuild": func() error { _, err := data.Rebuild(t.Context(), options(t, path)); return err },
	} {
		newer, ok := errors.AsType[*data.NewerSchemaError](open())
		if !ok || newer.Found != 9999 || newer.Known >= 9999 || !strings.Contains(newer.Error(), "newer version") {
			t.Errorf("%s: got %v", name, newer)
		}
	}
}

func TestReopenKeepsRosterAndVersion(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	if err := db.Write(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec("DELETE FROM member WHERE municipality <> '0780'")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	version := db.Version()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
	if rows, err := db.Query(t.Context(), "SELECT 1"); err == nil {
		defer rows.Close()
		t.Errorf("a closed database answers: %v", rows.Err())
	}
	db = opened(t, path)
	if got := texts(t, db, "SELECT municipality FROM member"); len(got) != 1 {
		t.Errorf("roster is %v", got)
	}
	if db.Version() != version {
		t.Errorf("version %d, want %d", db.Version(), version)
	}
}

func TestReferenceIsReloadedWhenItChanged(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	if err := db.Write(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec("UPDATE store_state SET catalogue_checksum = 'of before'")
		if err == nil {
			_, err = tx.Exec("UPDATE municipality SET name = 'Gammalt namn' WHERE code = '0780'")
		}
		if err == nil {
			_, err = tx.Exec("DELETE FROM member")
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	version := db.Version()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = opened(t, path)
	got := texts(t, db, "SELECT (SELECT name FROM municipality WHERE code = '0780'), (SELECT count(*) FROM action), (SELECT count(*) FROM member)")
	if !equal(got[0], []string{"Växjö", "104", "0"}) {
		t.Errorf("got %v", got[0])
	}
	if db.Version() != version+1 {
		t.Errorf("version %d, want %d", db.Version(), version+1)
	}
}
