// Package ingest turns the bytes a person sent into findings, or into one saved submission.
//
// Stages: decode (encoding, delimiter, quoting) → header (synonyms, order) → rows (gocsv into all-string structs) →
// rules over the catalogue, one function per rule. A person's mistake is a Finding, never a Go error.
package ingest

import "pionjarkollen/data"

// Limits bound what Parse reads.
type Limits struct {
	Bytes int64 // more gives the finding file-too-large
	Rows  int   // more gives the finding too-many-rows

	short bool // the rows of a large action file may be kept short
}

// DefaultLimits are those of an upload: 10 MB.
var DefaultLimits = Limits{Bytes: 10_000_000, Rows: 200_000}

// Severity of a Finding.
type Severity string

// A file with an Error saves nothing; a Warning says how something was read and waits for the sender's confirmation.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Finding is one thing about a file that its sender must know. Its text is looked up by Code and language at the edge
// (dashboard/locale), with Args filling the placeholders.
type Finding struct {
	Severity    Severity
	Code        Code
	Line        int      // physical line on which the record starts, from 1; 0 is the whole file
	Column      string   // header as sent, or the canonical name where the file has none; "" is the whole row or file
	ColumnIndex int      // the column's position in the file, from 0; -1 is none. It means nothing where Column is ""
	Value       string   // as sent
	Suggestion  string   // what would be right, as a value to put in the cell; "" where none is known
	Args        []string // fill {0}, {1} … in the text
}

// ColumnLetter names the column as a spreadsheet does, "C", or is "" where the finding is about no column of the file.
func (f Finding) ColumnLetter() string {
	if f.Column == "" || f.ColumnIndex < 0 {
		return ""
	}
	return letters(f.ColumnIndex)
}

// Submission is a file as it was read.
type Submission struct {
	Kind      data.Kind // "" when the header did not tell
	Edition   string
	Encoding  string   // "UTF-8", "UTF-8 BOM", "Windows-1252", …
	Delimiter string   // ";", ",", "\t"
	Header    []string // as sent
	Rows      []Row    // every row that could be read, also those with findings; file order

	short *shortRows // instead of Rows
}

// Count is how many rows there are.
func (s *Submission) Count() int {
	if s.short != nil {
		return len(s.short.rows)
	}
	return len(s.Rows)
}

// Row is one record as it was read. What could not be read is zero (Level nil, Action 0) and has a Finding.
type Row struct {
	Line         int
	Municipality string // code
	Commitment   string // slug
	Number       int    // the commitment's number in the body
	Level        *int   // 0–3; nil is silent. In an action file, the level the action stands under. Shared: never write through it
	Action       int    // ordinal within the level; 0 in a level file
	Status       data.Status
	Comment      string
	Decided      string // ISO date
	Reference    string
	Link         string
}
