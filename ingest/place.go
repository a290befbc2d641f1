package ingest

import "strings"

// placed gives each finding the position of its column. Where two columns have the same header, the finding that knows which keeps
// it. The findings are changed in place.
func placed(header []string, findings []Finding) []Finding {
	var positions map[string]int
	for i := range findings {
		f := &findings[i]
		if f.Column == "" {
			f.ColumnIndex = -1
			continue
		}
		if f.ColumnIndex > 0 || f.Code == ColumnNameless || f.Code == IndexColumn {
			continue
		}
		if positions == nil {
			positions = positionsOf(header)
		}
		at, ok := positions[f.Column]
		if !ok {
			at = -1
		}
		f.ColumnIndex = at
	}
	return findings
}

// positionsOf finds each header's first column.
func positionsOf(header []string) map[string]int {
	positions := make(map[string]int, len(header))
	for i, cell := range header {
		name := strings.TrimSpace(cell)
		if _, twice := positions[name]; !twice {
			positions[name] = i
		}
	}
	return positions
}

// position is where the finding's column stands, -1 for none.
func (f Finding) position() int {
	if f.Column == "" {
		return -1
	}
	return f.ColumnIndex
}
