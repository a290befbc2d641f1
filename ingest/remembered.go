package ingest

import (
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Remembered puts the names that a municipality has chosen before in the header cells they are chosen for. Header is that of the file
// as sent; names is by heading as sent. A name that another column of the header has already, or that is no longer one, is left out. An
// empty result means that nothing is remembered of this header.
func Remembered(header GridRow, names map[string]data.ColumnName) []data.Correction {
	taken := make(map[string]bool)
	for _, cell := range header.Cells {
		if _, ok := remembered(cell, names); !ok {
			taken[headerKey(cell)], taken[columnNamed(headerKey(cell))] = true, true
		}
	}
	var out []data.Correction
	for i, cell := range header.Cells {
		n, ok := remembered(cell, names)
		if !ok || i >= maxColumns {
			continue
		}
		key := headerKey(n.Name)
		if taken[key] || columnNamed(key) != "" && taken[columnNamed(key)] {
			continue
		}
		taken[key] = true
		if cell != n.Name {
			out = append(out, data.Correction{Line: header.Line, Column: i, Heading: cell, Sent: cell, Value: n.Name})
		}
	}
	return out
}

func remembered(cell string, names map[string]data.ColumnName) (data.ColumnName, bool) {
	n, ok := names[cell]
	if !ok {
		n, ok = names[strings.TrimSpace(cell)]
	}
	return n, ok && n.Name != "" && !isBlank(cell)
}

// RememberedFindings tells which of the corrections are remembered names, as one warning each for the sender to confirm; they are to be put
// among the file's others with InOrder. Header is that of the file as sent, or as corrected.
func RememberedFindings(header GridRow, corrections []data.Correction, names map[string]data.ColumnName) []Finding {
	var out []Finding
	for _, c := range corrections {
		if c.Line != header.Line {
			continue
		}
		if n, ok := remembered(c.Sent, names); ok && n.Name == c.Value {
			out = append(out, Finding{
				Severity: ColumnRemembered.severity(), Code: ColumnRemembered, Line: c.Line, Column: strings.TrimSpace(c.Value), ColumnIndex: c.Column,
				Value: c.Value, Args: []string{strings.TrimSpace(c.Sent), n.Name, n.Chosen.Format(time.DateOnly)},
			})
		}
	}
	slices.SortStableFunc(out, before)
	return out
}
