// Package checked writes down what was read of one file and what was found in it, the same way for `pionjarkollen check`, a
// dry run of the API and a refusal of it.
package checked

import (
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// File is one file as it was read. Its JSON is one object.
type File struct {
	File      string    `json:"file"` // name
	Accepted  bool      `json:"accepted"`
	Kind      string    `json:"kind"` // "levels", "actions", or "" when the header did not tell
	Edition   string    `json:"edition"`
	Encoding  string    `json:"encoding"`
	Delimiter string    `json:"delimiter"`
	Rows      []Row     `json:"rows"`     // never null
	Findings  []Finding `json:"findings"` // never null
	Groups    []Group   `json:"groups"`   // the same findings, each cause once; never null
}

// Row is one record as it was read. What could not be read is null or "".
type Row struct {
	Line         int    `json:"line"`
	Municipality string `json:"municipality"` // four-digit code
	Commitment   *int   `json:"commitment"`   // the body's number
	Level        *int   `json:"level"`
	Action       *int   `json:"action"` // ordinal within the level
	Status       string `json:"status"` // ej påbörjad, planerad, pågår, genomförd
	Comment      string `json:"comment"`
	Decided      string `json:"decided"` // ISO date
	Reference    string `json:"reference"`
	Link         string `json:"link"`
}

// Finding is one thing that the sender must know.
type Finding struct {
	Severity     string `json:"severity"` // "error" or "warning"
	Code         string `json:"code"`
	Line         *int   `json:"line"` // null for the whole file
	Column       string `json:"column"`
	ColumnLetter string `json:"column_letter"` // as a spreadsheet names it, "" for no column of the file
	Value        string `json:"value"`
	Message      string `json:"message"`    // in the language asked for
	Suggestion   string `json:"suggestion"` // a value to put in the cell, "" where none is known
}

// Group is the findings that have one cause: one correction, made everywhere, answers them all.
type Group struct {
	Severity     string   `json:"severity"`
	Code         string   `json:"code"`
	Count        int      `json:"count"`
	Lines        [][2]int `json:"lines"` // runs of lines, first and last of each, rising; never null, empty for the whole file
	Column       string   `json:"column"`
	ColumnLetter string   `json:"column_letter"`
	Value        string   `json:"value"`
	Message      string   `json:"message"`
	Suggestion   string   `json:"suggestion"`
}

// New describes a file that was read as s with findings, in lang.
func New(lang locale.Lang, file string, s ingest.Submission, findings []ingest.Finding) File {
	f := File{
		File: file, Accepted: ingest.Accepted(findings), Kind: string(s.Kind), Edition: s.Edition,
		Encoding: s.Encoding, Delimiter: s.Delimiter,
		Rows: make([]Row, 0, len(s.Rows)), Findings: make([]Finding, 0, len(findings)),
		Groups: []Group{},
	}
	for _, r := range s.Rows {
		f.Rows = append(f.Rows, Row{
			Line: r.Line, Municipality: r.Municipality, Commitment: orNull(r.Number), Level: r.Level, Action: orNull(r.Action),
			Status: r.Status.Name().SV, Comment: r.Comment, Decided: r.Decided, Reference: r.Reference, Link: r.Link,
		})
	}
	for _, found := range findings {
		f.Findings = append(f.Findings, Finding{
			Severity: string(found.Severity), Code: string(found.Code), Line: orNull(found.Line),
			Column: found.Column, ColumnLetter: found.ColumnLetter(), Value: found.Value, Message: locale.Finding(lang, found), Suggestion: found.Suggestion,
		})
	}
	for _, g := range ingest.Group(findings) {
		f.Groups = append(f.Groups, Group{
			Severity: string(g.Severity), Code: string(g.Code), Count: g.Count, Lines: runs(g.Lines),
			Column: g.Column, ColumnLetter: g.ColumnLetter(), Value: g.Value, Message: locale.Finding(lang, g.Finding), Suggestion: g.Suggestion,
		})
	}
	return f
}

// runs shortens rising lines to the first and last of each run.
func runs(lines []int) [][2]int {
	out := [][2]int{}
	for _, line := range lines {
		if last := len(out) - 1; last >= 0 && line <= out[last][1]+1 {
			out[last][1] = line
			continue
		}
		out = append(out, [2]int{line, line})
	}
	return out
}

// orNull is nil for 0, which is no line, number or ordinal.
func orNull(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
