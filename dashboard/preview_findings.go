package dashboard

import (
	"fmt"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// findingList is the errors, or the warnings, of a file.
type findingList struct {
	Count int
	Rows  []findingRow
	More  int // findings that are not listed
}

// findingRow is one finding, or several of the same.
type findingRow struct {
	Lines  string // "3", "3–12, 15", "" for the whole file
	Href   string // of the first of them in the grid, or ""
	Column string // "C nivå"
	Value  string // as sent
	What   string // what is wrong, or how it was read
	Right  string // what would be right, "" where it is not known or a button says it
	Code   string
	Use    string // what a button puts in the cells, "" is no button
	Take   string // the button's value in the form
	Many   bool   // several of the same
}

// Bounds of a list of findings.
const (
	sameFrom       = 4   // so many of the same are one row
	findingsListed = 200 // rows
	rangesListed   = 12
	valueListed    = 160 // characters
)

// findingLists divides findings into errors and warnings; what repeats is told once, with its lines.
func (v *visit) findingLists(r *reading) (errs, warnings findingList) {
	lines := map[string][]int{}
	for _, f := range r.findings {
		k := findingKey(f)
		lines[k] = append(lines[k], f.Line)
	}
	place := v.placer(r)
	told := map[string]bool{}
	for _, f := range r.findings {
		list := &errs
		if f.Severity == ingest.Warning {
			list = &warnings
		}
		list.Count++
		k := findingKey(f)
		same := lines[k]
		grouped := len(same) >= sameFrom
		switch {
		case grouped && told[k]:
			continue
		case len(list.Rows) == findingsListed:
			list.More++
			continue
		case !grouped:
			same = []int{f.Line}
		}
		told[k] = grouped
		row := findingRow{
			Lines: lineRanges(same), Href: place(f), Column: findingColumn(f), Value: excerpt(f.Value), What: locale.Finding(v.lang, f),
			Right: locale.FindingSuggestion(v.lang, f), Code: string(f.Code), Many: grouped,
		}
		if r.table && f.Suggestion != "" && f.Replaceable() {
			row.Right, row.Use, row.Take = "", v.T("grid.use", excerpt(f.Suggestion)), "ta:"+k
			if grouped {
				row.Use = v.T("grid.use.all", excerpt(f.Suggestion), len(same))
			} else {
				row.Take += ":" + strconv.Itoa(f.Line)
			}
		}
		list.Rows = append(list.Rows, row)
	}
	return errs, warnings
}

// placer returns what leads to a finding's cell on the page of the grid that shows it.
func (v *visit) placer(r *reading) func(ingest.Finding) string {
	if !r.table {
		return func(ingest.Finding) string { return "" }
	}
	m := newMarks(r)
	rows := m.rows(false, 0, nil)
	starts := sheets(rows, len(r.grid.Header.Cells))
	sheet, next := map[int]int{}, 1
	for i := range rows {
		if next < len(starts) && i == starts[next] {
			next++
		}
		sheet[rows[i].Line] = next
	}
	return func(f ingest.Finding) string {
		key, cell := findingCell(f)
		switch at, ok := sheet[f.Line]; {
		case ok && cell:
			return v.gridHref(false, at, 0) + "#cell-" + key.String()
		case ok:
			return v.gridHref(false, at, 0) + "#" + lineID(f.Line)
		case cell && f.Line == r.grid.Header.Line && len(rows) > 0:
			return v.gridHref(false, 1, 0) + "#cell-" + key.String()
		}
		return ""
	}
}

// findingKey is equal for findings that say the same about the same value in the same column.
func findingKey(f ingest.Finding) string {
	return shortHash(string(f.Code), f.Column, f.ColumnLetter(), f.Value, f.Suggestion, strings.Join(f.Args, "\x00"))
}

// lineRanges writes rising line numbers as "3–12, 15"; 0 is no line.
func lineRanges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		from := lines[i]
		j := i + 1
		for j < len(lines) && lines[j] <= lines[j-1]+1 {
			j++
		}
		to := lines[j-1]
		switch {
		case to == 0:
		case len(parts) == rangesListed:
			return strings.Join(parts, ", ") + " …"
		case from == to:
			parts = append(parts, strconv.Itoa(from))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", max(from, 1), to))
		}
		i = j
	}
	return strings.Join(parts, ", ")
}

// excerpt cuts a long value.
func excerpt(s string) string {
	runes := 0
	for i := range s {
		if runes++; runes > valueListed {
			return s[:i] + "…"
		}
	}
	return s
}
