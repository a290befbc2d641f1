package data

import (
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"maps"
)

//go:embed names.sql
var namesSQL string

// names are the numbers by which reports are stored: those that a committed write has given out, and those that the write in
// progress adds.
type names struct{ committed, added map[string]int32 }

// number returns a name's number; every name must have been given one.
func (n *names) number(name string) int32 {
	if number, ok := n.committed[name]; ok {
		return number
	}
	return n.added[name]
}

func (n *names) knows(name string) bool {
	_, before := n.committed[name]
	_, now := n.added[name]
	return before || now
}

// number gives every name that has none a number, in the write. The store remembers them once the write is committed.
func (tx *Tx) number(wanted ...string) error {
	if tx.names.committed == nil {
		if err := tx.readNames(); err != nil {
			return err
		}
	}
	var rows [][]driver.Value
	for _, name := range wanted {
		if tx.names.knows(name) {
			continue
		}
		next := int32(len(tx.names.committed) + len(tx.names.added) + 1) //nolint:gosec // G115: there are some hundred names
		if tx.names.added == nil {
			tx.names.added = make(map[string]int32)
		}
		tx.names.added[name] = next
		rows = append(rows, []driver.Value{next, name})
	}
	if len(rows) == 0 {
		return tx.err
	}
	return tx.Append("name", func(yield func([]driver.Value) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	})
}

// readNames reads all numbers that have been given out. They count from 1 without gaps.
func (tx *Tx) readNames() (err error) {
	rows, err := tx.Query(namesSQL)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, rows.Close()); err != nil {
			tx.err = errors.Join(tx.err, err)
		}
	}()
	known := make(map[string]int32)
	var highest int32
	for rows.Next() {
		var name string
		var number int32
		if err := rows.Scan(&name, &number); err != nil {
			return fmt.Errorf("read numbers of names: %w", err)
		}
		known[name], highest = number, max(highest, number)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read numbers of names: %w", err)
	}
	if int(highest) != len(known) {
		return fmt.Errorf("%d names are numbered up to %d", len(known), highest)
	}
	tx.names.committed = known
	return nil
}

// keep is called when the write has been committed; it returns all names.
func (n *names) keep() map[string]int32 {
	if n.committed == nil {
		return nil
	}
	maps.Copy(n.committed, n.added)
	return n.committed
}
