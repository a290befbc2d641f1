package ingest

import (
	"strings"
	"testing"

	"pionjarkollen/data/datatest"
)

// TestHostileFiles reads files of two megabytes that would take minutes if any stage were quadratic.
func TestHostileFiles(t *testing.T) {
	c := datatest.Catalogue(t)
	const size = 2_000_000
	head := "kommun;åtagande;nivå;kommentar\n"
	fill := func(piece string) string { return strings.Repeat(piece, (size-len(head))/len(piece)) }
	var names strings.Builder
	for i := 0; names.Len() < size-100; i++ {
		names.WriteString("Stockh" + letters(i*7919) + ";Finansi" + letters(i) + ";Etab" + letters(i) + ";\n")
	}
	wanted := map[string]int{"quotes": 1000, "evens": 1000, "misspelt": 1000, "opened": 1000} // findings at least
	for name, text := range map[string]string{
		"quotes":    head + fill("Lund;1;2;\"x\n"),
		"evens":     head + fill("\"\"\"\"\"\"\n"),
		"opened":    head + "Lund;1;2;\"" + fill("Lund;1;2\n"),
		"columns":   fill("x;"),
		"cells":     head + fill("x;"),
		"newlines":  head + fill("\r"),
		"blanks":    head + fill(" \""),
		"misspelt":  head + names.String(),
		"one text":  head + "Lund;1;2;\"" + fill("å") + "\"",
		"no header": fill("0180;1;2\n"),
	} {
		s, findings, err := Parse(strings.NewReader(text), c, Limits{Bytes: size + 100, Rows: 1_000_000})
		if err != nil || Accepted(findings) || len(findings) < wanted[name] {
			t.Errorf("%s: %v, %d rows, %d findings", name, err, len(s.Rows), len(findings))
		}
	}
}
