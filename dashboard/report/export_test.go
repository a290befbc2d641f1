package report

// Rows is a table of n rows that are read while they are written; a failing one ends with the error.
func Rows(n int, failing error) *Table {
	return &Table{
		What: Events, Columns: []Column{columnNumber}, about: make([]any, len(AboutColumns())),
		read: func(yield func([]any, error) bool) {
			for i := range n {
				if !yield([]any{i}, nil) {
					return
				}
			}
			if failing != nil {
				yield(nil, failing)
			}
		},
	}
}
