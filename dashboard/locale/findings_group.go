package locale

import (
	"strconv"
	"strings"

	"pionjarkollen/ingest"
)

// maxLineRanges is how many runs of lines are named before the rest is left out.
const maxLineRanges = 8

// Grouped says what Finding and FindingSuggestion say, once for all the rows that share the cause: "247 rader (2–248): ”Klar” är ingen
// status. … Menade du ”genomförd”?" The line of a single finding is not in the text.
func Grouped(l Lang, g ingest.Grouped) string {
	text := Finding(l, g.Finding)
	if suggestion := FindingSuggestion(l, g.Finding); suggestion != "" {
		text += " " + suggestion
	}
	if g.Count < 2 {
		return text
	}
	rows := " rader"
	if l == English {
		rows = " rows"
	}
	where := ""
	if len(g.Lines) > 0 {
		where = " (" + Lines(g.Lines) + ")"
	}
	return l.Int(g.Count) + rows + where + ": " + text
}

// Lines names lines in rising order, runs of them shortened: "2–5, 7, 9–12". Of many runs only the first are named, with … at the end.
func Lines(lines []int) string {
	var runs []string
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end+1] <= lines[end]+1 {
			end++
		}
		if len(runs) == maxLineRanges {
			runs = append(runs, "…")
			break
		}
		run := strconv.Itoa(lines[i])
		if lines[end] > lines[i] {
			run += "–" + strconv.Itoa(lines[end])
		}
		runs = append(runs, run)
		i = end + 1
	}
	return strings.Join(runs, ", ")
}
