package main

import (
	"fmt"
	"io"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// What the shell says about a file, beside the findings' own texts.
var (
	wordAccepted = data.Text{SV: "godtagen", EN: "accepted"}
	wordRejected = data.Text{SV: "underkänd", EN: "rejected"}
	wordErrors   = data.Text{SV: "%d fel", EN: "%d errors"}
	wordError    = data.Text{SV: "1 fel", EN: "1 error"}
	wordWarnings = data.Text{SV: "%d varningar", EN: "%d warnings"}
	wordWarning  = data.Text{SV: "1 varning", EN: "1 warning"}
	wordRows     = data.Text{SV: "%d rader", EN: "%d rows"}
	wordRow      = data.Text{SV: "1 rad", EN: "1 row"}
	wordEdition  = data.Text{SV: "version", EN: "edition"}
	wordLine     = data.Text{SV: "rad", EN: "line"}
	wordColumn   = data.Text{SV: "kolumn", EN: "column"}
	wordFile     = data.Text{SV: "hela filen", EN: "the whole file"}
	wordTab      = data.Text{SV: "tabb", EN: "tab"}
	wordKinds    = map[data.Kind]data.Text{
		data.Levels:  {SV: "nivåer", EN: "levels"},
		data.Actions: {SV: "åtgärder", EN: "actions"},
	}
	wordSeverities = map[ingest.Severity]data.Text{
		ingest.Error:   {SV: "fel", EN: "error"},
		ingest.Warning: {SV: "varning", EN: "warning"},
	}
)

// writeText writes the verdict for people: a line on the file, then one per cause of findings.
func writeText(w io.Writer, v verdict) error {
	lang := string(v.lang)
	var b strings.Builder
	said := wordRejected
	if v.accepted() {
		said = wordAccepted
	}
	facts := []string{count(v.sent.Count(), wordRow.In(lang), wordRows.In(lang))}
	if kind, ok := wordKinds[v.sent.Kind]; ok {
		facts = append(facts, kind.In(lang))
	}
	if v.sent.Edition != "" {
		facts = append(facts, wordEdition.In(lang)+" "+v.sent.Edition)
	}
	if v.sent.Encoding != "" {
		facts = append(facts, v.sent.Encoding)
	}
	if v.sent.Delimiter == "\t" {
		facts = append(facts, wordTab.In(lang))
	} else if v.sent.Delimiter != "" {
		facts = append(facts, v.sent.Delimiter)
	}
	fmt.Fprintf(&b, "%s: %s", v.name, said.In(lang))
	if tally := tally(v.findings, lang); tally != "" {
		b.WriteString(", " + tally)
	}
	fmt.Fprintf(&b, " (%s)\n", strings.Join(facts, ", "))
	for _, g := range ingest.Group(v.findings) {
		b.WriteString("  " + sentence(v.lang, g) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sentence writes the findings of one cause: severity, where, what and what would be right.
func sentence(lang locale.Lang, g ingest.Grouped) string {
	l := string(lang)
	var where []string
	switch {
	case g.Line == 0:
		where = append(where, wordFile.In(l))
	case g.Count == 1:
		where = append(where, fmt.Sprintf("%s %d", wordLine.In(l), g.Line))
	}
	if letter := g.ColumnLetter(); letter != "" && letter != g.Column {
		where = append(where, fmt.Sprintf("%s %s (%s)", wordColumn.In(l), g.Column, letter))
	} else if g.Column != "" {
		where = append(where, wordColumn.In(l)+" "+g.Column)
	}
	about := wordSeverities[g.Severity].In(l)
	if len(where) > 0 {
		about += ", " + strings.Join(where, ", ")
	}
	return visible(fmt.Sprintf("%s: %s [%s]", about, locale.Grouped(lang, g), g.Code))
}

// tally counts errors and warnings; it is "" when there are none.
func tally(findings []ingest.Finding, lang string) string {
	n := map[ingest.Severity]int{}
	for _, f := range findings {
		n[f.Severity]++
	}
	var parts []string
	if e := n[ingest.Error]; e > 0 {
		parts = append(parts, count(e, wordError.In(lang), wordErrors.In(lang)))
	}
	if w := n[ingest.Warning]; w > 0 {
		parts = append(parts, count(w, wordWarning.In(lang), wordWarnings.In(lang)))
	}
	return strings.Join(parts, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// plain returns an error as one line that a terminal shows as it stands.
func plain(err error) string { return visible(err.Error()) }

// visible replaces what would move a terminal's cursor; values from files end up in messages.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
