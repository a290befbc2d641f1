package data_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

const (
	submissionRows  = "SELECT * FROM submission ORDER BY ALL"
	correctionRows  = "SELECT * FROM correction ORDER BY ALL"
	declarationRows = "SELECT * REPLACE (coalesce(level, -1) AS level) FROM declaration ORDER BY ALL"
	reportRows      = "SELECT * FROM action_report ORDER BY ALL"
)

// everything is every row that was handed in.
func everything(t testing.TB, db *data.DB) [][]string {
	t.Helper()
	return slices.Concat(texts(t, db, submissionRows), texts(t, db, correctionRows), texts(t, db, declarationRows), texts(t, db, reportRows))
}

// actions is a submission by Växjö itself with three action reports.
func actions() data.Submission {
	return data.Submission{
		Kind: data.Actions, Edition: "2025/2026",
		Sender: data.Sender{Name: "Åsa", Role: "municipality", Municipality: "0780"},
		Reports: []data.ActionReport{
			{Line: 2, Municipality: "0780", Action: "styrning-1-1", Status: data.Underway, Comment: "=1+1 \x00 </script>", Link: "https://example.com"},
			{Line: 3, Municipality: "0780", Action: "styrning-1-2", Status: data.Done},
			{Line: 5, Municipality: "0780", Action: "styrning-1-3"},
		},
	}
}

// undo withdraws what levels handed in.
func undo(id int64) data.Submission {
	return data.Submission{
		Kind: data.Undo, Edition: "2025/2026", Undoes: id, Sender: data.Sender{Name: "Personal", Role: "staff"},
		Declarations: []data.Declaration{{Municipality: "0780", Commitment: "styrning", Withdrawn: true}},
	}
}

// recordAll records one submission of every kind.
func recordAll(t testing.TB, db *data.DB) {
	t.Helper()
	silent := levels("1880", "resiliens", 0)
	silent.Declarations = append(silent.Declarations, data.Declaration{
		Line: 4, Municipality: "1880", Commitment: "kommunikation", Decided: "2026-02-28", Reference: "KS 2026/1", Link: "https://example.com/ö",
	})
	silent.Example = true
	silent.Corrections = []data.Correction{
		{Line: 1, Column: 0, Heading: "kom kod", Sent: "kom kod", Value: "kommunkod"},
		{Line: 4, Column: 12, Value: "=1;\"två\"\r\nrader \x00 </script> \u2028"},
	}
	first := record(t, db, levels("0780", "styrning", 2), "kommunkod;åtagande;nivå\n0780;1;2\n")
	record(t, db, actions(), "some bytes \xff\x00 that are not UTF-8")
	record(t, db, silent, "")
	record(t, db, undo(first.ID), "")
}

// files returns the names in the journal that end in suffix.
func files(t testing.TB, path, suffix string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(path+".journal", "*"+suffix))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func remove(t testing.TB, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func closed(t testing.TB, db *data.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRecordSetsWhatItSays(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	raw := "kommunkod;åtagande;nivå\n"
	before := db.Version()
	s := record(t, db, levels("0780", "styrning", 2), raw)
	if s.ID != 1 || s.File.Size != int64(len(raw)) || len(s.File.SHA256) != 64 || !s.Received.Equal(noon().Truncate(1000)) {
		t.Errorf("got %+v", s)
	}
	if db.Version() != before+1 {
		t.Errorf("version went from %d to %d", before, db.Version())
	}
	if got, err := db.Raw(1); err != nil || string(got) != raw {
		t.Errorf("raw %q, %v", got, err)
	}
	if got := files(t, path, ""); len(got) != 2 || filepath.Base(got[0]) != "000001-"+s.File.SHA256+".csv" {
		t.Errorf("journal has %q", got)
	}
	u := record(t, db, undo(1), "")
	for _, id := range []int64{u.ID, 99, -1} {
		if _, err := db.Raw(id); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("raw bytes of %d: %v", id, err)
		}
	}
	got := texts(t, db, "SELECT received, confirmed FROM submission WHERE id = 1")
	if !equal(got[0], []string{"2026-03-01T12:00:00.123456Z", "number-only,renumbered"}) {
		t.Errorf("got %v", got[0])
	}
}

func TestLostDatabaseComesBackFromTheJournal(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	want := everything(t, db)
	closed(t, db)
	remove(t, path)
	db = opened(t, path)
	if got := everything(t, db); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if h := db.Health(); h.Replayed != 4 || h.Submissions != 4 || h.JournalEntries != 4 || h.MissingInJournal != 0 {
		t.Errorf("health %+v", h)
	}
	if s := record(t, db, levels("0780", "styrning", 3), "next"); s.ID != 5 {
		t.Errorf("next id is %d", s.ID)
	}
}

func TestDamagedEntryStopsOnlyWhenNeeded(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, path string) (damaged string){
		"other bytes": func(t *testing.T, path string) string {
			file := files(t, path, ".csv")[0]
			if err := os.WriteFile(file, []byte("0780;1;3\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		},
		"bytes missing": func(t *testing.T, path string) string {
			file := files(t, path, ".csv")[0]
			remove(t, file)
			return file
		},
		"other level": func(t *testing.T, path string) string {
			file := files(t, path, ".json")[0]
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(text), `"level":2`, `"level":3`, 1)
			if changed == string(text) {
				t.Fatalf("no level in %s", text)
			}
			if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		},
		"empty": func(t *testing.T, path string) string {
			file := files(t, path, ".json")[0]
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			db := opened(t, path)
			record(t, db, levels("0780", "styrning", 2), "0780;1;2\n")
			closed(t, db)
			damaged := damage(t, path)
			closed(t, opened(t, path)) // the database has it
			remove(t, path)
			_, err := data.Open(t.Context(), options(t, path))
			if e, ok := errors.AsType[*data.DamagedError](err); !ok || e.File != damaged || !strings.Contains(err.Error(), damaged) {
				t.Errorf("got %v, want one about %s", err, damaged)
			}
		})
	}
}

func TestRemainsOfACrashAreIgnored(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	record(t, db, levels("0780", "styrning", 2), "x")
	closed(t, db)
	sum := strings.Repeat("ab", 32)
	for _, name := range []string{"000002-" + sum + ".json.tmp", "000002-" + sum + ".csv", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(path+".journal", name), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db = opened(t, path)
	if h := db.Health(); h.JournalEntries != 1 || h.Replayed != 0 {
		t.Errorf("health %+v", h)
	}
	if s := record(t, db, levels("0780", "styrning", 3), "y"); s.ID != 3 {
		t.Errorf("next id is %d", s.ID)
	}
}

func TestMissingInJournalIsCounted(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	closed(t, db)
	remove(t, files(t, path, ".json")[1])
	if h := opened(t, path).Health(); h.MissingInJournal != 1 || h.Submissions != 4 || h.JournalEntries != 3 {
		t.Errorf("health %+v", h)
	}
}

func TestFailedCommitIsAborted(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	record(t, db, levels("0780", "styrning", 1), "first")
	if err := db.WritePrivate(t.Context(), func(tx *data.Tx) error { // stands in the way of the next
		_, err := tx.Exec("INSERT INTO declaration SELECT * REPLACE (2 AS submission) FROM declaration")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	version, before := db.Version(), everything(t, db)
	if _, err := db.Record(t.Context(), levels("0780", "styrning", 3), []byte("second")); err == nil {
		t.Fatal("no error")
	}
	if got := everything(t, db); !slices.EqualFunc(got, before, equal) || db.Version() != version {
		t.Errorf("version %d, rows %v", db.Version(), got)
	}
	if got := files(t, path, ".json.aborted"); len(got) != 1 || !strings.Contains(got[0], "/000002-") {
		t.Errorf("aborted: %q", got)
	}
	if _, err := db.Raw(2); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("raw bytes of the aborted one: %v", err)
	}
	if s := record(t, db, levels("0780", "styrning", 2), "third"); s.ID != 3 {
		t.Errorf("next id is %d", s.ID)
	}
	closed(t, db)
	remove(t, path)
	db = opened(t, path)
	if got := texts(t, db, "SELECT submission, level FROM declaration ORDER BY ALL"); !slices.EqualFunc(got, [][]string{{"1", "1"}, {"3", "2"}}, equal) {
		t.Errorf("after replay: %v", got)
	}
}

func TestAbortedIsTakenOutOfTheDatabase(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	closed(t, db)
	file := files(t, path, ".json")[1]
	if err := os.Rename(file, file+".aborted"); err != nil {
		t.Fatal(err)
	}
	db = opened(t, path)
	got := texts(t, db, "SELECT (SELECT list(id ORDER BY id)::VARCHAR FROM submission), (SELECT count(*) FROM action_report)")
	if !equal(got[0], []string{"[1, 3, 4]", "0"}) {
		t.Errorf("got %v", got[0])
	}
	if h := db.Health(); h.Submissions != 3 || h.JournalEntries != 3 || h.MissingInJournal != 0 {
		t.Errorf("health %+v", h)
	}
}
