package data

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"time"
)

// Query reads. Arguments stand for ? in order, or are sql.Named and stand for $name; every $name needs its argument.
// The caller closes the rows and checks rows.Err. It runs beside a write and sees one committed state; two queries
// may see two states, so a question that must be consistent is one statement.
//
// It is for SELECT only: a statement that changes something would escape the data version, the one writer and the
// journal. Nothing checks that, as the driver has no read-only transactions.
func (db *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := checkNames(query, args); err != nil {
		return nil, err
	}
	pool, err := db.usable()
	if err != nil {
		return nil, err
	}
	defer db.asked.since(time.Now())
	rows, err := pool.QueryContext(ctx, query, args...) //nolint:sqlclosecheck // the caller owns them
	if err != nil {
		return nil, db.notice(err)
	}
	return rows, nil
}

var (
	sqlComment   = regexp.MustCompile(`--[^\n]*`)
	sqlParameter = regexp.MustCompile(`\$[A-Za-z_][A-Za-z0-9_]*`)
)

// checkNames refuses a query one of whose $names has no argument. The driver would bind the argument that happens to
// stand at the parameter's position instead, and answer another question than was asked.
func checkNames(query string, args []any) error {
	given := make(map[string]bool, len(args))
	for _, arg := range args {
		if named, ok := arg.(sql.NamedArg); ok {
			given[named.Name] = true
		}
	}
	for _, parameter := range sqlParameter.FindAllString(sqlComment.ReplaceAllString(query, ""), -1) {
		if !given[parameter[1:]] {
			return fmt.Errorf("query: parameter %s has no argument", parameter)
		}
	}
	return nil
}
