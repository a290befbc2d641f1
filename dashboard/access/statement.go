package access

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strings"
	"time"

	"pionjarkollen/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// statement returns the text of sql/NAME.sql. A name with a dot is the end of the statement before the dot: links.by_id of links.
func statement(name string) string {
	text, err := sqlFiles.ReadFile("sql/" + name + ".sql")
	if err != nil { // a name in this package that has no file
		panic(err)
	}
	if begin, _, isEnd := strings.Cut(name, "."); isEnd {
		return statement(begin) + string(text)
	}
	return string(text)
}

// asker reads: the database as it is, or within a write.
type asker func(query string, args ...any) (*sql.Rows, error)

func (k *Keeper) ask(ctx context.Context) asker {
	return func(query string, args ...any) (*sql.Rows, error) { return k.db.Query(ctx, query, args...) }
}

// list returns what the named question answers, a T a row.
func list[T any](ask asker, name string, scan func(*sql.Rows, *T) error, args ...any) ([]T, error) {
	rows, err := ask(statement(name), args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

// one returns the only row that the named question answers, or false.
func one[T any](ask asker, name string, scan func(*sql.Rows, *T) error, args ...any) (T, bool, error) {
	all, err := list(ask, name, scan, args...)
	if err != nil || len(all) == 0 {
		var none T
		return none, false, err
	}
	return all[0], true, nil
}

// value reads a row of one column.
func value[T any](rows *sql.Rows, into *T) error { return rows.Scan(into) }

// run changes something by the named statement and returns how many rows it changed.
func run(tx *data.Tx, name string, args ...any) (int64, error) {
	n, err := tx.Exec(statement(name), args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return n, nil
}

// moment reads a TIMESTAMP; NULL is the zero time.
type moment struct{ into *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(v any) error {
	var t sql.NullTime
	if err := t.Scan(v); err != nil {
		return err
	}
	*m.into = time.Time{}
	if t.Valid {
		*m.into = t.Time.UTC()
	}
	return nil
}
