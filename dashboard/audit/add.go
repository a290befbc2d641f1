package audit

import (
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"pionjarkollen/data"
)

var (
	//go:embed sql/last.sql
	lastSQL string
	//go:embed sql/erase.sql
	eraseSQL string
)

// end is the newest row of the log: 0 and "" while there is none.
type end struct {
	id   int64
	seal string
}

// Add logs an event within the caller's own transaction: the change and its record stand or fall together.
func (l *Log) Add(tx *data.Tx, e Entry) error {
	e, err := e.clean()
	if err != nil {
		return err
	}
	return l.append(tx, []Row{{At: l.db.Now(), Entry: e, Times: 1}})
}

// append seals the rows to the log's end and adds them.
func (l *Log) append(tx *data.Tx, rows []Row) error {
	last, err := readEnd(tx.Query(lastSQL))
	if err != nil {
		return err
	}
	return l.appendAfter(tx, last, rows)
}

// appendAfter is append for a log whose end is known.
func (l *Log) appendAfter(tx *data.Tx, last end, rows []Row) error {
	values := make([][]driver.Value, len(rows))
	for i := range rows {
		r := &rows[i]
		details, err := r.json()
		if err != nil {
			return err
		}
		r.ID, r.At, r.KeyID, r.Previous = last.id+1, r.At.UTC().Truncate(time.Microsecond), l.seal.id, last.seal
		r.NameSeal = l.seal.name(r)
		r.Seal = l.seal.row(r, details)
		values[i] = []driver.Value{
			r.ID, r.At, string(r.By.Kind), r.By.ID, r.By.Name, r.NameSeal, r.By.Role, string(r.Action), r.ObjectType, r.ObjectID,
			r.Municipality, r.By.Address, r.By.Request, string(r.Outcome), r.Times, details, r.KeyID, r.Previous, r.Seal,
		}
		last = end{r.ID, r.Seal}
	}
	if err := tx.Append("audit", slices.Values(values)); err != nil {
		return fmt.Errorf("add to the audit log: %w", err)
	}
	l.assigned.Store(last.id)
	return nil
}

// EraseName takes a person's name out of the log, and leaves the id and the chain whole.
func EraseName(tx *data.Tx, person string) error {
	_, err := tx.Exec(eraseSQL, sql.Named("name", data.ErasedName), sql.Named("person", person))
	return err
}

// readEnd reads the one row of last.sql.
func readEnd(rows *sql.Rows, err error) (last end, _ error) {
	if err != nil {
		return last, fmt.Errorf("read the end of the audit log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&last.id, &last.seal); err != nil {
			return last, fmt.Errorf("read the end of the audit log: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return last, fmt.Errorf("read the end of the audit log: %w", err)
	}
	return last, nil
}
