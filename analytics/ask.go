package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

//go:embed sql/prelude.sql
var preludeSQL string

// ask runs a question under a scope and calls each with every row. columns returns the scan targets of a row, in the
// order of the question's columns; extra binds the question's own parameters.
func ask[Row any](
	ctx context.Context, a *Analyst, s scope, question string,
	columns func(*Row) []any, each func(Row), extra ...any,
) error {
	return query(ctx, a, preludeSQL+question, append(s.parameters(), extra...), columns, each)
}

// query is ask for a text that stands alone.
func query[Row any](
	ctx context.Context, a *Analyst, text string, parameters []any, columns func(*Row) []any, each func(Row),
) error {
	return through(ctx, a, text, parameters, columns, func(c *cursor[Row]) error {
		for {
			if more, err := c.next(); !more {
				return err
			}
			each(c.row)
		}
	})
}

// stream is ask for an answer that is not held whole: use goes through the rows, which end with it.
func stream[Row any](
	ctx context.Context, a *Analyst, s scope, question string, columns func(*Row) []any, use func(*cursor[Row]) error,
) error {
	return through(ctx, a, preludeSQL+question, s.parameters(), columns, use)
}

func through[Row any](
	ctx context.Context, a *Analyst, text string, parameters []any, columns func(*Row) []any, use func(*cursor[Row]) error,
) error {
	rows, err := a.db.Query(ctx, text, parameters...)
	return along(rows, err, columns, use)
}

// along lets use go through rows that have been asked for, and closes them.
func along[Row any](rows *sql.Rows, err error, columns func(*Row) []any, use func(*cursor[Row]) error) error {
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	defer rows.Close()
	c := &cursor[Row]{rows: rows}
	c.targets = columns(&c.row)
	return use(c)
}

// cursor goes through rows.
type cursor[Row any] struct {
	rows    *sql.Rows
	row     Row // the one that next has read
	targets []any
}

// next reads the next row; false is the end of them.
func (c *cursor[Row]) next() (bool, error) {
	if !c.rows.Next() {
		if err := c.rows.Err(); err != nil {
			return false, fmt.Errorf("read rows: %w", err)
		}
		return false, nil
	}
	var zero Row
	c.row = zero
	if err := c.rows.Scan(c.targets...); err != nil {
		return false, fmt.Errorf("read row: %w", err)
	}
	return true, nil
}

// target scans a column to what p points at; NULL leaves it as it was.
type target[T any] struct{ p *T }

func into[T any](p *T) sql.Scanner { return target[T]{p} }

// Scan implements sql.Scanner.
func (t target[T]) Scan(value any) error {
	if value == nil {
		return nil
	}
	if v, ok := value.(T); ok {
		*t.p = v
		return nil
	}
	if p, ok := any(t.p).(*int); ok { // without the way over text that Null takes
		switch v := value.(type) {
		case int32:
			*p = int(v)
			return nil
		case int64:
			*p = int(v)
			return nil
		}
	}
	var n sql.Null[T]
	if err := n.Scan(value); err != nil {
		return fmt.Errorf("scan column: %w", err)
	}
	*t.p = n.V
	return nil
}

// The columns of the shared types, in the order every question lists them.

func (c *Cover) columns() []any {
	return []any{
		into(&c.Members), into(&c.HandedIn), into(&c.Population), into(&c.HandedInPopulation), into(&c.AsOf), into(&c.Example),
	}
}

func (c *City) columns() []any {
	return []any{
		into(&c.Code), into(&c.Name), into(&c.CountyCode), into(&c.County), into(&c.Population), into(&c.Role), into(&c.Member),
		into(&c.TwinOf),
	}
}

func (c *Cell) columns() []any {
	return []any{
		into(&c.Commitment), into(&c.State), into(&c.Submission), into(&c.Line), into(&c.Since), into(&c.Decided), into(&c.Reference),
		into(&c.Link), into(&c.Comment),
	}
}
