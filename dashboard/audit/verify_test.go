package audit_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

// ten adds ten rows.
func (w *world) ten(t *testing.T) {
	t.Helper()
	for range 10 {
		w.add(t, person(audit.RoundChanged))
	}
}

func TestVerifyNamesTheFirstBrokenRow(t *testing.T) {
	for _, c := range []struct {
		name, statement string
		want            audit.Break
	}{
		{"changed", "UPDATE audit SET outcome = 'refused' WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"time", "UPDATE audit SET happened = happened + INTERVAL 1 MICROSECOND WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"details", "UPDATE audit SET details = '{ }' WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"no JSON", "UPDATE audit SET details = '{' WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"count", "UPDATE audit SET times = 7 WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"actor", "UPDATE audit SET actor_id = 'P2' WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"blurred name", "UPDATE audit SET actor_name = 'N', name_seal = '' WHERE id = 4", audit.Break{ID: 4, Reason: audit.RowChanged}},
		{"removed", "DELETE FROM audit WHERE id = 4", audit.Break{ID: 5, Reason: audit.RowsMissing}},
		{"first removed", "DELETE FROM audit WHERE id = 1", audit.Break{ID: 2, Reason: audit.RowsMissing}},
		{"chain", "UPDATE audit SET previous = '' WHERE id = 4", audit.Break{ID: 4, Reason: audit.ChainBroken}},
		{"inserted", "INSERT INTO audit SELECT * REPLACE (11 AS id) FROM audit WHERE id = 10", audit.Break{ID: 11, Reason: audit.ChainBroken}},
		{"forged without the key", "INSERT INTO audit SELECT * REPLACE (11 AS id, seal AS previous) FROM audit WHERE id = 10", audit.Break{ID: 11, Reason: audit.RowChanged}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := begin(t, "")
			w.ten(t)
			if r := w.verify(t); !r.Whole() || r.Rows != 10 {
				t.Fatalf("before: %+v", r)
			}
			w.tamper(t, c.statement)
			if r := w.verify(t); r.Whole() || r.Breaks[0] != c.want {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// TestCutEndIsMissed removes the newest rows of a log on disk, with the program stopped in between.
func TestCutEndIsMissed(t *testing.T) {
	w := begin(t, newPath(t))
	w.ten(t)
	w.end(t)
	w = begin(t, w.path)
	w.tamper(t, "DELETE FROM audit WHERE id > 7")
	if r := w.verify(t); len(r.Breaks) != 1 || r.Breaks[0] != (audit.Break{ID: 10, Reason: audit.EndMissing}) {
		t.Errorf("got %+v", r)
	}
	w.end(t)
	w = begin(t, w.path) // tells it in the log, for good
	rows := w.rows(t, audit.Filter{})
	if rows[0].ID != 11 || rows[0].Action != audit.Truncated || rows[0].Details["expected"] != "10" || rows[0].Details["found"] != "7" {
		t.Errorf("got %+v", rows[0])
	}
	w.add(t, person(audit.RoundOpened))
	if r := w.verify(t); len(r.Breaks) != 1 || r.Breaks[0] != (audit.Break{ID: 11, Reason: audit.RowsMissing}) {
		t.Errorf("got %+v", r)
	}
}

func TestMirrorIsWatched(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"removed": os.Remove,
		"emptied": func(path string) error { return os.Truncate(path, 0) },
		"forged":  func(path string) error { return os.WriteFile(path, []byte("3 abc def ghi\n"), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			w := begin(t, newPath(t))
			w.ten(t)
			w.end(t)
			head := audit.HeadFile(w.path)
			if info, err := os.Stat(head); err != nil || info.Mode().Perm() != 0o600 {
				t.Fatal(info, err)
			}
			if err := spoil(head); err != nil {
				t.Fatal(err)
			}
			w = begin(t, w.path)
			if row := w.rows(t, audit.Filter{})[0]; row.ID != 11 || row.Outcome != audit.Failed || row.By.Kind != audit.System {
				t.Errorf("got %+v", row)
			}
			if r := w.verify(t); r.Whole() || r.Breaks[0].ID != 11 || !r.WholeAfter(11) || r.WholeAfter(10) {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// TestMirrorIsMissedWhileRunning removes it under a log whose end it named.
func TestMirrorIsMissedWhileRunning(t *testing.T) {
	w := begin(t, newPath(t))
	w.ten(t)
	if r := w.verify(t); !r.Whole() {
		t.Fatalf("got %+v", r)
	}
	if err := os.Remove(audit.HeadFile(w.path)); err != nil {
		t.Fatal(err)
	}
	if r := w.verify(t); len(r.Breaks) != 1 || r.Breaks[0] != (audit.Break{ID: 10, Reason: audit.MirrorFaulty}) {
		t.Errorf("got %+v", r)
	}
}

func TestRebuildAndRestoreKeepTheLog(t *testing.T) {
	path, backup := newPath(t), filepath.Join(t.TempDir(), "backup")
	w := begin(t, path)
	w.ten(t)
	if _, err := w.db.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	w.add(t, person(audit.RoundClosed))
	w.end(t)
	if _, err := data.Rebuild(t.Context(), options(t, path, w.clock)); err != nil {
		t.Fatal(err)
	}
	w = begin(t, path)
	if r := w.verify(t); !r.Whole() || r.Rows != 11 {
		t.Errorf("rebuilt: %+v", r)
	}
	w.end(t)
	if _, err := data.Restore(t.Context(), backup, options(t, path, w.clock), true); err != nil {
		t.Fatal(err)
	}
	w = begin(t, path)
	if r := w.verify(t); !r.Whole() || r.Rows != 11 {
		t.Errorf("restored over the old one: %+v", r)
	}
	made, ok, err := w.db.LastBackup(t.Context())
	if err != nil || !ok || made.Folder != backup {
		t.Errorf("the backup is forgotten: %+v, %v", made, err)
	}
}

// TestNewKeyLeavesOldRowsUnproven loses the key file.
func TestNewKeyLeavesOldRowsUnproven(t *testing.T) {
	path := newPath(t)
	w := begin(t, path)
	w.ten(t)
	w.end(t)
	if err := os.Remove(path + ".key"); err != nil {
		t.Fatal(err)
	}
	w = begin(t, path)
	w.add(t, person(audit.RoundOpened))
	r := w.verify(t)
	if r.Whole() || r.OtherKey != 10 || r.OtherEnd != 10 || len(r.Breaks) != 0 || r.Rows != 11 {
		t.Errorf("got %+v", r)
	}
}

func TestOwnerVerifiesAndExports(t *testing.T) {
	w := begin(t, newPath(t))
	w.ten(t)
	answers := map[string]data.OwnerAnswer{}
	for _, a := range w.log.Answers() {
		answers[a.Request] = a
	}
	text, err := answers[audit.VerifyRequest].Answer(t.Context(), nil)
	if err != nil || text != `{"rows":10,"last":10,"other_key":0,"other_end":0,"breaks":[]}` {
		t.Errorf("%s, %v", text, err)
	}
	file := filepath.Join(t.TempDir(), "logg.csv")
	text, err = answers[audit.ExportRequest].Answer(t.Context(), []string{file, `{"lang":"sv"}`})
	if err != nil || text != "12" {
		t.Errorf("%s, %v", text, err)
	}
	if _, err := answers[audit.ExportRequest].Answer(t.Context(), []string{file, `{"lang":"sv"}`}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	for _, args := range [][]string{nil, {"relative.csv", "{}"}, {file, "["}} {
		if _, err := answers[audit.ExportRequest].Answer(t.Context(), args); err == nil {
			t.Errorf("%q was answered", args)
		}
	}
	rows := w.rows(t, audit.Filter{Actor: ""})
	if i := slices.IndexFunc(rows, func(r audit.Row) bool { return r.Action == audit.Verified }); i < 0 || rows[i].By.Kind != audit.Shell {
		t.Errorf("that it was verified is not logged: %+v", rows[0])
	}
}
