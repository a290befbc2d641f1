// Package ingest turns the bytes a person sent into findings, or into one saved submission.
//
// Stages: decode (encoding, delimiter, quoting) → header (synonyms, order) → rows (gocsv into all-string structs) →
// rules over the catalogue, one function per rule. A person's mistake is a Finding, never a Go error.
package ingest

import (
	"context"
	"io"

	"pionjarkollen/data"
)

// Limits bound what Parse reads.
type Limits struct {
	Bytes int64 // more gives the finding file-too-large
	Rows  int   // more gives the finding too-many-rows
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
	Severity   Severity
	Code       Code
	Line       int      // physical line on which the record starts, from 1; 0 is the whole file
	Column     string   // header as sent, or the canonical name where the file has none; "" is the whole row or file
	Value      string   // as sent
	Suggestion string   // what would be right, as a value to put in the cell; "" where none is known
	Args       []string // fill {0}, {1} … in the text
}

// Submission is a file as it was read.
type Submission struct {
	Kind      data.Kind // "" when the header did not tell
	Edition   string
	Encoding  string   // "UTF-8", "UTF-8 BOM", "Windows-1252", …
	Delimiter string   // ";", ",", "\t"
	Header    []string // as sent
	Rows      []Row    // every row that could be read, also those with findings; file order
}

// Row is one record as it was read. What could not be read is zero (Level nil, Action 0) and has a Finding.
type Row struct {
	Line         int
	Municipality string // code
	Commitment   string // slug
	Number       int    // the commitment's number in the body
	Level        *int   // 0–3; nil is silent. In an action file, the level the action stands under
	Action       int    // ordinal within the level; 0 in a level file
	Status       data.Status
	Comment      string
	Decided      string // ISO date
	Reference    string
	Link         string
}

// Accepted tells whether no finding is an Error.
func Accepted(findings []Finding) bool { panic("ingest") }

// Parse reads one file against the catalogue. All findings are returned, in line order, not only the first.
// The error is for what is nobody's mistake in the file: r failing.
func Parse(r io.Reader, catalogue *data.Catalogue, limits Limits) (Submission, []Finding, error) {
	panic("ingest")
}

// Change is what one row would do to what stands.
type Change struct {
	Kind         ChangeKind
	Line         int // 0 for NotMentioned
	Municipality string
	Commitment   string // slug
	Action       string // id; "" for a level
	From, To     string // "0"–"3" or "" for silent; for actions a data.Status or ""
	Details      bool   // comment, date, reference or link differ
}

// ChangeKind says what kind of change a Change is.
type ChangeKind string

// New: nothing stood. Changed: From → To, or only details. Unchanged: the same in all. NotMentioned: stands, and stays.
const (
	New          ChangeKind = "new"
	Changed      ChangeKind = "changed"
	Unchanged    ChangeKind = "unchanged"
	NotMentioned ChangeKind = "not_mentioned"
)

// Preview compares a parsed submission with what stands in the database, in the order of the file, not mentioned last.
// Only municipalities the file names are compared.
func Preview(ctx context.Context, db *data.DB, s Submission) ([]Change, error) { panic("ingest") }

// Meta is what Save must know beyond the file.
type Meta struct {
	Sender    data.Sender
	FileName  string
	Confirmed []Code // warnings the sender confirmed
	Example   bool
}

// Save records an accepted submission with its raw bytes in one write.
//
// It returns ErrRejected when findings hold an error or a warning that Meta does not confirm.
func Save(ctx context.Context, db *data.DB, s Submission, findings []Finding, raw []byte, m Meta) (data.Submission, error) {
	panic("ingest")
}

// PlanUndo returns the submission that would put back what submission id changed and that still stands: for each key the value before
// it, or withdrawn where there was none. Keys that a later submission has changed are left and returned as kept.
//
// It returns fs.ErrNotExist when there is no such submission.
func PlanUndo(ctx context.Context, db *data.DB, id int64) (undo data.Submission, kept []Change, err error) {
	panic("ingest")
}

// Foreign returns an error Finding (code not-your-municipality) for each row that is not about the given municipality.
func Foreign(s Submission, municipality string) []Finding { panic("ingest") }
