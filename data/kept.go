package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// keptTables hold what neither the reference data nor the journal has: a rebuild copies them from the old database.
var keptTables = [...]string{
	"member", "invitation_used",
	"person", "person_municipality", "link", "passkey", "password", "recovery_code", "identity",
	"signed_in", "api_token", "repeated_request",
	"audit",
	"column_name", "backup_made", "collection_round", "reminder_text", "reminder", "roster_change", "objection", "public_correction",
	"contact_consent",
}

// keptTable is the content of one of them.
type keptTable struct {
	name    string
	columns []string
	rows    [][]any
}

// kept is what an old database hands on to its replacement.
type kept struct {
	version     uint64           // data version
	submissions map[int64]string // SHA-256 of the raw bytes by id
	tables      []keptTable
}

// lacking returns how many of the old database's submissions the journal does not have.
func (k kept) lacking(j *journal) int {
	n := 0
	for id, sum := range k.submissions {
		if e, ok := j.find(id); !ok || e.sha256 != sum {
			n++
		}
	}
	return n
}

// readKept reads from the file of the old database, which nobody may have open.
//
// It returns a *NewerSchemaError for a database that this program would not understand.
func readKept(ctx context.Context, path string, o Options) (k kept, err error) {
	pool, err := openReadOnly(ctx, path, o)
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	steps, err := migrations(schemaFiles)
	if err != nil {
		return k, err
	}
	var schema int
	if err := pool.QueryRowContext(ctx, "SELECT max(version), any_value(data_version) FROM schema_version, store_state").
		Scan(&schema, &k.version); err != nil {
		return k, err
	}
	if schema > len(steps) {
		return k, &NewerSchemaError{Path: path, Found: schema, Known: len(steps)}
	}
	if k.submissions, err = listSubmissions(ctx, pool); err != nil {
		return k, err
	}
	for _, name := range keptTables {
		if there, err := hasTable(ctx, pool, name); err != nil {
			return k, err
		} else if !there { // of an older schema
			continue
		}
		table, err := readTable(ctx, pool, name)
		if err != nil {
			return k, fmt.Errorf("read table %s: %w", name, err)
		}
		k.tables = append(k.tables, table)
	}
	return k, nil
}

func hasTable(ctx context.Context, pool *sql.DB, name string) (there bool, err error) {
	err = pool.QueryRowContext(ctx, "SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = ?", name).Scan(&there)
	return there, err
}

func readTable(ctx context.Context, pool *sql.DB, name string) (t keptTable, err error) {
	all := "SELECT * FROM " + quoteName(name) //nolint:gosec // G202: a name cannot be bound, this one is quoted
	rows, err := pool.QueryContext(ctx, all)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return t, err
	}
	t = keptTable{name: name, columns: columns}
	for rows.Next() {
		row, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			targets[i] = &row[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return t, err
		}
		t.rows = append(t.rows, row)
	}
	return t, rows.Err()
}

// insert adds the rows, save those whose key is there already.
func (t keptTable) insert(tx *Tx) error {
	names := make([]string, len(t.columns))
	for i, column := range t.columns {
		names[i] = quoteName(column)
	}
	const together = 100 // a statement for every row would take a long log minutes
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ") + ")"
	for rows := range slices.Chunk(t.rows, together) {
		statement := fmt.Sprintf("INSERT INTO %s (%s) VALUES %s ON CONFLICT DO NOTHING", quoteName(t.name),
			strings.Join(names, ", "), strings.TrimSuffix(strings.Repeat(one+", ", len(rows)), ", "))
		if _, err := tx.Exec(statement, slices.Concat(rows...)...); err != nil {
			return err
		}
	}
	return nil
}
