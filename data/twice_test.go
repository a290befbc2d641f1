package data_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// TestNothingStandsTwice tries to get two reports of one submission about the same action into the database, on every way there is: no
// index would stop them.
func TestNothingStandsTwice(t *testing.T) {
	const once = `{"line":3,"municipality":"1880","action":"styrning-1-2","status":"done"}`
	const few = `{"id":1,"received":"2026-01-02T03:04:05Z","kind":"actions","edition":"2025/2026","sender":{"name":"Åsa","role":"shell","municipality":""},` +
		`"file":{"name":"a.csv","size":1,"sha256":"%","encoding":"UTF-8","delimiter":";"}`
	twice := map[int]string{
		1: few + `,"reports":[` + once + `,` + once + `]}`,
		2: few + `,"short_reports":{"municipalities":["1880"],"actions":["styrning-1-2"],"lines":[3,2],"places":[0,2],"action":[0,0],"status":"43",` +
			`"comments":[],"links":[]}}`,
	}
	for format, submission := range twice {
		path := newPath(t)
		db := opened(t, path)
		closed(t, db)
		forge(t, path, format, submission)
		for name, replay := range map[string]func() error{
			"open": func() error {
				db, err := data.Open(t.Context(), options(t, path))
				if err == nil {
					closed(t, db)
				}
				return err
			},
			"rebuild": func() error { _, err := data.Rebuild(t.Context(), options(t, path)); return err },
		} {
			err := replay()
			if _, ok := errors.AsType[*data.DamagedError](err); !ok || !strings.Contains(err.Error(), "are there twice") {
				t.Errorf("format %d, %s: %v", format, name, err)
			}
		}
	}
}

// forge writes a journal entry with id 1 that no Record has written.
func forge(t *testing.T, path string, format int, submission string) {
	t.Helper()
	sum := func(text string) string {
		all := sha256.Sum256([]byte(text))
		return hex.EncodeToString(all[:])
	}
	submission = strings.Replace(submission, "%", sum("x"), 1)
	sealed := `{"format":` + string(rune('0'+format)) + `,"sha256":"` + sum(submission) + `","submission":` + submission + `}`
	for extension, content := range map[string]string{".csv": "x", ".json": sealed} {
		name := filepath.Join(path+".journal", "000001-"+sum("x")+extension)
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRestoreFindsRepeats restores a backup whose database has a report twice.
func TestRestoreFindsRepeats(t *testing.T) {
	for name, change := range map[string]string{
		"twice":    "INSERT INTO report SELECT * REPLACE (line + 1 AS line) FROM report WHERE line = 2",
		"nameless": "DELETE FROM name WHERE number = (SELECT min(municipality) FROM report)",
	} {
		db := opened(t, newPath(t))
		recordAll(t, db)
		if err := db.Write(t.Context(), func(tx *data.Tx) error { _, err := tx.Exec(change); return err }); err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(t.TempDir(), "backup")
		if _, err := db.Backup(t.Context(), folder); err != nil {
			t.Fatal(err)
		}
		path := newPath(t)
		_, err := data.Restore(t.Context(), folder, options(t, path), false)
		if err == nil || !strings.Contains(err.Error(), "twice, and") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: the database was put in place", name)
		}
	}
}
