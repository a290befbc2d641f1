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
	Column string
	Value  string // as sent
	What   string // what is wrong, or how it was read
	Right  string // what would be right, "" where it is not known
	Code   string
}

// Bounds of a list of findings.
const (
	sameFrom       = 4   // so many of the same are one row
	findingsListed = 200 // rows
	rangesListed   = 12
	valueListed    = 160 // characters
)

// findingLists divides findings into errors and warnings; what repeats is told once, with its lines.
func (v *visit) findingLists(findings []ingest.Finding) (errs, warnings findingList) {
	lines := map[[4]string][]int{}
	for _, f := range findings {
		k := sameKey(f)
		lines[k] = append(lines[k], f.Line)
	}
	told := map[[4]string]bool{}
	for _, f := range findings {
		list := &errs
		if f.Severity == ingest.Warning {
			list = &warnings
		}
		list.Count++
		k := sameKey(f)
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
		list.Rows = append(list.Rows, findingRow{
			Lines: lineRanges(same), Column: f.Column, Value: excerpt(f.Value), What: locale.Finding(v.lang, f),
			Right: locale.FindingSuggestion(v.lang, f), Code: string(f.Code),
		})
	}
	return errs, warnings
}

// sameKey is equal for findings that say the same about the same value.
func sameKey(f ingest.Finding) [4]string {
	return [4]string{string(f.Code), f.Column, f.Value, strings.Join(f.Args, "\x00") + "\x00" + f.Suggestion}
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
