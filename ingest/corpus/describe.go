package corpus

import (
	"fmt"
	"strings"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Describe is a parsed file as the wants are written: one line about the file, one per row, one per finding.
func Describe(s ingest.Submission, findings []ingest.Finding) string {
	var b strings.Builder
	verdict := "rejected"
	switch {
	case len(findings) == 0:
		verdict = "clean"
	case ingest.Accepted(findings):
		verdict = "to confirm"
	}
	fmt.Fprintf(&b, "%s: kind %q, edition %s, encoding %q, delimiter %q\n", verdict, s.Kind, s.Edition, s.Encoding, s.Delimiter)
	for _, r := range s.Rows {
		fmt.Fprintf(&b, "row %d: %s\n", r.Line, row(s.Kind, r))
	}
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s, line %d", f.Severity, f.Code, f.Line)
		text(&b, "column", f.Column)
		text(&b, "value", f.Value)
		text(&b, "suggestion", f.Suggestion)
		if len(f.Args) > 0 {
			fmt.Fprintf(&b, ", args %q", f.Args)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func row(kind data.Kind, r ingest.Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d %s, level ", orNone(r.Municipality), r.Number, orNone(r.Commitment))
	if r.Level == nil {
		b.WriteString("none")
	} else {
		fmt.Fprint(&b, *r.Level)
	}
	if kind == data.Actions {
		fmt.Fprintf(&b, ", action %d, status %s", r.Action, orNone(string(r.Status)))
	}
	text(&b, "comment", r.Comment)
	text(&b, "decided", r.Decided)
	text(&b, "reference", r.Reference)
	text(&b, "link", r.Link)
	return b.String()
}

func text(b *strings.Builder, name, value string) {
	if value != "" {
		fmt.Fprintf(b, ", %s %q", name, value)
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
