package data

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// TestReportsMigrate opens a database of the schema before reports had numbers: every report stays as it was.
func TestReportsMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pionjarkollen.duckdb")
	steps, err := migrations(schemaFiles)
	if err != nil {
		t.Fatal(err)
	}
	old, err := duckdb.NewConnector(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(old)
	statements := []string{"CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied TIMESTAMP NOT NULL)"}
	for _, step := range steps[:2] {
		statements = append(statements, step.sql, fmt.Sprintf("INSERT INTO schema_version VALUES (%d, now()::TIMESTAMP)", step.version))
	}
	statements = append(statements,
		`INSERT INTO submission SELECT i, '2026-01-02 03:04:05'::TIMESTAMP, 'actions', '2025/2026', 'Åsa', 'shell', '', 'a.csv', 1, 'x', 'UTF-8', ';', false, 0, ''
			FROM range(1, 4) t (i)`,
		`INSERT INTO action_report SELECT 1 + i // 50, i, '2025/2026', ['1880', '0780'][1 + i % 2], 'styrning-1-' || (1 + i % 50),
			['not_started', 'planned', 'underway', 'done', ''][1 + i % 5], CASE WHEN i % 3 = 0 THEN '' ELSE 'åtgärd ' || i END,
			CASE WHEN i % 7 = 0 THEN 'https://x.se/' || i ELSE '' END, i % 11 = 0 FROM range(0, 150) t (i)`)
	for _, statement := range statements {
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	want := reportTexts(t, pool)
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	catalogue, err := LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), Options{Path: path, Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got := reportTexts(t, db.pool.Load()); len(want) != 150 || !slices.Equal(got, want) {
		t.Errorf("%d reports became %d, or other ones", len(want), len(got))
	}
	if err := db.checkReports(t.Context()); err != nil {
		t.Error(err)
	}
	more := Submission{
		Kind: Actions, Edition: "2025/2026", Sender: Sender{Name: "Åsa", Role: "shell"},
		Reports: []ActionReport{{Line: 2, Municipality: "1880", Action: "finansiering-1-1", Status: Done}, {Line: 3, Municipality: "0180", Action: "styrning-1-1"}},
	}
	if _, err := db.Record(t.Context(), more, nil); err != nil {
		t.Fatal(err)
	}
	got := reportTexts(t, db.pool.Load())
	if len(got) != 152 || got[150] != "4|2|2025/2026|1880|finansiering-1-1|done|||false" || got[151] != "4|3|2025/2026|0180|styrning-1-1||||false" {
		t.Errorf("got %v", got[min(150, len(got)):])
	}
}

func reportTexts(t *testing.T, pool *sql.DB) (all []string) {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), "SELECT COLUMNS(*)::VARCHAR FROM action_report ORDER BY submission, line")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		cells, targets := make([]string, 9), make([]any, 9)
		for i := range cells {
			targets[i] = &cells[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.Join(cells, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
