package ingest

import "strings"

// Grouped is findings that have one cause: the same code about the same value in the same column.
type Grouped struct {
	Finding       // the first of them
	Lines   []int // of all, in the order of the findings; without those about the whole file
	Count   int   // how many they are
}

// Group puts the findings together that one correction, made everywhere, would answer. Groups are in the order of their first
// findings. The caller owns the result.
func Group(findings []Finding) []Grouped {
	type cause struct {
		severity                               Severity
		code                                   Code
		column, value, suggestion, args, place string
	}
	at := make(map[cause]int)
	var out []Grouped
	for _, f := range findings {
		k := cause{f.Severity, f.Code, f.Column, f.Value, f.Suggestion, strings.Join(f.Args, "\x00"), f.ColumnLetter()}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, Grouped{Finding: f})
		}
		out[i].Count++
		if f.Line > 0 {
			out[i].Lines = append(out[i].Lines, f.Line)
		}
	}
	return out
}
