package report

import (
	"iter"
	"slices"
)

// Page is some of a table's rows: Limit of them after the first Offset. Total is how many the table has.
type Page struct{ Limit, Offset, Total int }

// FieldError is a column that a table does not have.
type FieldError struct {
	Field   string
	Allowed []string // the names of the columns that it has
}

func (e *FieldError) Error() string { return "no column " + e.Field }

// Page narrows the table to some rows, in the order they have. What the rows are then some of stands in JSON's meta.
func (t *Table) Page(p Page) {
	all := t.rest()
	t.page = &p
	t.Rows, t.read = nil, func(yield func([]any, error) bool) {
		n := 0
		for row, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			n++
			if n > p.Offset && n <= p.Offset+p.Limit && !yield(row, nil) {
				return
			}
			if n == p.Offset+p.Limit {
				return
			}
		}
	}
}

// Pick narrows the table to the named columns, in the order named. It returns a *FieldError for a column that it does not have, or that
// is named twice.
func (t *Table) Pick(fields []string) error {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	places := make([]int, len(fields))
	columns := make([]Column, len(fields))
	for i, f := range fields {
		at := slices.Index(names, f)
		if at < 0 || slices.Contains(places[:i], at) {
			return &FieldError{f, names}
		}
		places[i], columns[i] = at, t.Columns[at]
	}
	all := t.rest()
	t.Columns, t.Rows = columns, nil
	t.read = picked(all, places)
	return nil
}

// rest are the rows as they are now, whatever becomes of the table's.
func (t *Table) rest() iter.Seq2[[]any, error] {
	as := *t
	return as.Each()
}

// picked are the rows with the cells at some places.
func picked(all iter.Seq2[[]any, error], places []int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			cells := make([]any, len(places))
			for i, at := range places {
				cells[i] = row[at]
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// Count returns how many rows there are. It reads them: a streamed table has none left.
func (t *Table) Count() (n int, err error) {
	if t.read == nil {
		return len(t.Rows), nil
	}
	for _, err := range t.read {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
