package data_test

import (
	"os"
	"path/filepath"
	"testing"

	"pionjarkollen/data"
)

func TestLockDown(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "other.csv")
	if err := os.WriteFile(other, []byte("a;b\n1;2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", filepath.Join(folder, "pionjarkollen.duckdb")} {
		db := opened(t, path)
		for _, statement := range []string{
			"SELECT * FROM read_csv('" + other + "')",
			"SELECT * FROM read_text('" + other + "')",
			"SELECT * FROM '" + other + "'",
			"SELECT * FROM glob('" + folder + "/*')",
			"SELECT * FROM read_csv('https://example.com/x.csv')",
			"COPY member TO '" + other + ".out'",
			"COPY member FROM '" + other + "'",
			"EXPORT DATABASE '" + folder + "/export'",
			"ATTACH '" + folder + "/attached.duckdb' AS attached",
			"INSTALL httpfs",
			"LOAD httpfs",
			"SELECT getenv('HOME')",
			"SET memory_limit = '1TB'",
			"SET enable_external_access = true",
			"RESET lock_configuration",
			"CREATE PERSISTENT SECRET s (TYPE s3)",
		} {
			err := db.WritePrivate(t.Context(), func(tx *data.Tx) error {
				_, err := tx.Exec(statement)
				return err
			})
			if err == nil {
				t.Errorf("%q: allowed: %s", path, statement)
			}
		}
	}
	content, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range content {
		switch file.Name() {
		case "attached.duckdb", "export", "other.csv.out":
			t.Errorf("%s was written", file.Name())
		}
	}
}

func TestLimitsAreSet(t *testing.T) {
	o := options(t, "")
	o.Memory, o.Threads = "256MiB", 1
	db, err := data.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	got := texts(t, db, "SELECT current_setting('memory_limit'), current_setting('threads'), current_setting('lock_configuration')")
	if !equal(got[0], []string{"256.0 MiB", "1", "true"}) {
		t.Errorf("got %v", got)
	}
}
