package data_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

const rosterRows = "SELECT * FROM member ORDER BY ALL"

// changeRoster leaves one member and one session.
func changeRoster(t testing.TB, db *data.DB) {
	t.Helper()
	if err := db.Write(t.Context(), func(tx *data.Tx) error {
		for _, statement := range []string{
			"DELETE FROM member WHERE municipality <> '0780'",
			"UPDATE member SET role = 'twin', twin_of = '1880'",
			"INSERT INTO column_name VALUES ('0780', 'Kn', 'kommun', TIMESTAMP '2026-01-02 03:04:05')",
			"INSERT INTO invitation_used VALUES ('spent', TIMESTAMP '2026-01-02 03:04:05.678901')",
		} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestRebuildMakesTheSameDatabase(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	changeRoster(t, db)
	want, roster, version := everything(t, db), texts(t, db, rosterRows), db.Version()
	closed(t, db)

	r, err := data.Rebuild(t.Context(), options(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if !r.RosterKept || r.Health.Replayed != 4 || r.Health.Path != path || r.Counts.Submissions != 4 || r.Counts.Declarations != 4 || r.Counts.Reports != 3 {
		t.Errorf("got %+v", r)
	}
	db = opened(t, path)
	if got := everything(t, db); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := texts(t, db, rosterRows); !slices.EqualFunc(got, roster, equal) {
		t.Errorf("roster %v, want %v", got, roster)
	}
	if got := texts(t, db, "SELECT id, used_at FROM invitation_used"); !slices.EqualFunc(got, [][]string{{"spent", "2026-01-02T03:04:05.678901Z"}}, equal) {
		t.Errorf("spent invitations %v", got)
	}
	if got, err := db.ColumnNames(t.Context(), "0780"); err != nil || len(got) != 1 || got["Kn"].Name != "kommun" {
		t.Errorf("column names %v, %v", got, err)
	}
	if db.Version() <= version || db.Health().Replayed != 0 {
		t.Errorf("version %d after %d, %+v", db.Version(), version, db.Health())
	}
	old := opened(t, r.Aside)
	if got := everything(t, old); !slices.EqualFunc(got, want, equal) {
		t.Errorf("the old database holds %v", got)
	}
}

func TestRebuildOfADamagedDatabase(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	want, version := everything(t, db), db.Version()
	closed(t, db)
	if err := os.WriteFile(path, []byte(strings.Repeat("damaged", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // twice within a second
		r, err := data.Rebuild(t.Context(), options(t, path))
		if err != nil {
			t.Fatal(err)
		}
		if r.Aside == "" {
			t.Error("the damaged file is gone")
		}
	}
	db = opened(t, path)
	if got := everything(t, db); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if db.Version() <= version {
		t.Errorf("version %d after %d", db.Version(), version)
	}
}

// TestRebuildOfAnOldSchema rebuilds a database from before there were corrections: its roster is kept.
func TestRebuildOfAnOldSchema(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	record(t, db, levels("0780", "styrning", 2), "x")
	changeRoster(t, db)
	roster := texts(t, db, rosterRows)
	if err := db.Write(t.Context(), func(tx *data.Tx) error {
		for _, statement := range []string{"DROP TABLE correction", "DROP TABLE column_name", "DELETE FROM schema_version WHERE version > 1"} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	r, err := data.Rebuild(t.Context(), options(t, path))
	if err != nil || !r.RosterKept || r.Counts.SchemaVersion < 2 {
		t.Fatalf("got %+v, %v", r, err)
	}
	if got := texts(t, opened(t, path), rosterRows); !slices.EqualFunc(got, roster, equal) {
		t.Errorf("roster %v, want %v", got, roster)
	}
}

func TestRebuildAfterACrash(t *testing.T) {
	path := newPath(t)
	process, out := child(t, "record", path)
	await(t, out, "recorded")
	kill(t, process)
	r, err := data.Rebuild(t.Context(), options(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if !r.RosterKept || r.Counts.Submissions != 3 {
		t.Errorf("got %+v", r)
	}
	if _, err := os.Stat(path + ".wal"); err == nil {
		t.Error("the old write-ahead log is still there")
	}
	if got := len(texts(t, opened(t, r.Aside), submissionRows)); got != 3 {
		t.Errorf("the old database holds %d submissions", got)
	}
}

func TestRebuildNeedsAJournal(t *testing.T) {
	for _, path := range []string{"", newPath(t)} {
		if r, err := data.Rebuild(t.Context(), options(t, path)); err == nil {
			t.Errorf("%q: got %+v", path, r)
		}
	}
}

func TestRebuildRefusesToLoseSubmissions(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	recordAll(t, db)
	want := everything(t, db)
	closed(t, db)
	remove(t, files(t, path, ".json")[1])
	_, err := data.Rebuild(t.Context(), options(t, path))
	if err == nil || !strings.Contains(err.Error(), "lacks 1 submissions") {
		t.Errorf("got %v", err)
	}
	if got := everything(t, opened(t, path)); !slices.EqualFunc(got, want, equal) {
		t.Errorf("changed to %v", got)
	}
	if _, err := os.Stat(path + ".new"); err == nil {
		t.Error("the attempt is still there")
	}
}

// TestRebuildKnowsEveryTable fails when a migration adds a table that nobody has said anything about.
func TestRebuildKnowsEveryTable(t *testing.T) {
	known := []string{
		"schema_version", "store_state", // bookkeeping
		"edition", "commitment", "action", "municipality", // reference data
		"submission", "correction", "declaration", "report", "name", // the journal's
		"member", "invitation_used", // copied from the old database
		"person", "person_municipality", "link", "passkey", "password", "recovery_code", "identity",
		"signed_in", "api_token", "repeated_request", // copied as well
		"audit", "backup_made", "collection_round", "reminder_text", "reminder", "roster_change", "objection", "public_correction",
		"column_name", "contact_consent",
		"kolada_value", // a cache of what is public elsewhere: fetched or imported again
	}
	for _, row := range texts(t, opened(t, ""), "SELECT table_name FROM duckdb_tables()") {
		if !slices.Contains(known, row[0]) {
			t.Errorf("table %s: does a rebuild get it back?", row[0])
		}
	}
}

// TestRebuildKeepsPeopleAndForgetsTheErased makes sure that nobody has to be invited again, and that a name that was erased
// does not come back out of the journal.
func TestRebuildKeepsPeopleAndForgetsTheErased(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	for _, person := range []string{"stays", "gone"} {
		s := levels("0780", "styrning", 2)
		s.Sender.Name, s.Sender.Person = "Åsa Öberg", person
		record(t, db, s, "raw")
	}
	if err := db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		for _, statement := range []string{
			"INSERT INTO person VALUES ('stays', 'Åsa Öberg', 'a@example.se', 'a@example.se', 'officer', 'active', TIMESTAMP '2026-01-02', NULL)",
			"INSERT INTO person VALUES ('gone', 'Raderad person', '', '', 'officer', 'erased', TIMESTAMP '2026-01-02', NULL)",
			"INSERT INTO person_municipality VALUES ('gone', '0780')",
			"INSERT INTO person_municipality VALUES ('stays', '0780')",
			"UPDATE submission SET sender_name = 'Raderad person' WHERE sender_person = 'gone'",
		} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	const people, senders = "SELECT id, name, email, state, m.municipality FROM person LEFT JOIN person_municipality AS m ON m.person = id ORDER BY id", "SELECT sender_person, sender_name FROM submission ORDER BY id"
	want := texts(t, db, people)
	closed(t, db)
	if _, err := data.Rebuild(t.Context(), options(t, path)); err != nil {
		t.Fatal(err)
	}
	db = opened(t, path)
	if got := texts(t, db, people); !slices.EqualFunc(got, want, equal) {
		t.Errorf("people %v, want %v", got, want)
	}
	if got := texts(t, db, senders); !slices.EqualFunc(got, [][]string{{"stays", "Åsa Öberg"}, {"gone", data.ErasedName}}, equal) {
		t.Errorf("senders %v", got)
	}
}
