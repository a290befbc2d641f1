package data

import "time"

// Kind tells what a submission carries.
type Kind string

// Kinds. An Undo carries the declarations and reports that put things back as they were.
const (
	Levels  Kind = "levels"
	Actions Kind = "actions"
	Undo    Kind = "undo"
)

// Status is how far a municipality has come with an action (åtgärdsstatus).
type Status string

// Statuses, in order.
const (
	NotStarted Status = "not_started" // ej påbörjad
	Planned    Status = "planned"     // planerad
	Underway   Status = "underway"    // pågår
	Done       Status = "done"        // genomförd
)

// Statuses lists every status in order.
var Statuses = [...]Status{NotStarted, Planned, Underway, Done}

// Name is the status in words, the Swedish ones as the contract's follow-up says them; the zero status has none.
func (s Status) Name() Text {
	switch s {
	case NotStarted:
		return Text{"ej påbörjad", "not started"}
	case Planned:
		return Text{"planerad", "planned"}
	case Underway:
		return Text{"pågår", "under way"}
	case Done:
		return Text{"genomförd", "done"}
	}
	return Text{}
}

// Submission is one accepted hand-in: who, when, the file, and the rows as they were read and confirmed.
// It is what the journal keeps and replays, so a later reader can never read an old file differently.
type Submission struct {
	ID        int64     `json:"id"`       // rising without reuse; set by Record
	Received  time.Time `json:"received"` // UTC; set by Record when zero
	Kind      Kind      `json:"kind"`
	Edition   string    `json:"edition"`
	Sender    Sender    `json:"sender"`
	File      File      `json:"file"`
	Example   bool      `json:"example,omitempty"`   // invented data: shown as "Exempeldata" wherever it counts
	Undoes    int64     `json:"undoes,omitempty"`    // the submission an Undo puts back, else 0
	Confirmed []string  `json:"confirmed,omitempty"` // codes of the warnings the sender confirmed

	Corrections  []Correction   `json:"corrections,omitempty"`
	Declarations []Declaration  `json:"declarations,omitempty"`
	Reports      []ActionReport `json:"reports,omitempty"`
}

// Sender is who handed in.
type Sender struct {
	Name         string `json:"name"`
	Role         string `json:"role"`                   // "municipality", "staff" or "shell"
	Municipality string `json:"municipality,omitempty"` // code, for role municipality
	Person       string `json:"person,omitempty"`       // id, of somebody who signed in
}

// File is what the sender's file was.
type File struct {
	Name      string `json:"name"`
	Size      int64  `json:"size"`
	SHA256    string `json:"sha256"` // hex; set by Record
	Encoding  string `json:"encoding"`
	Delimiter string `json:"delimiter"`
}

// Declaration is a municipality's level for one commitment.
type Declaration struct {
	Line         int    `json:"line"` // in the file, from 1; 0 in an undo
	Municipality string `json:"municipality"`
	Commitment   string `json:"commitment"` // slug
	Level        *int   `json:"level"`      // 0–3; nil is silent
	Comment      string `json:"comment,omitempty"`
	Decided      string `json:"decided,omitempty"`   // ISO date
	Reference    string `json:"reference,omitempty"` // diarienummer
	Link         string `json:"link,omitempty"`
	Withdrawn    bool   `json:"withdrawn,omitempty"` // by an undo: as if never handed in
}

// ActionReport is a municipality's status for one action.
type ActionReport struct {
	Line         int    `json:"line"`
	Municipality string `json:"municipality"`
	Action       string `json:"action"` // id, "styrning-1-3"
	Status       Status `json:"status"` // "" is silent
	Comment      string `json:"comment,omitempty"`
	Link         string `json:"link,omitempty"`
	Withdrawn    bool   `json:"withdrawn,omitempty"`
}

// Correction is a cell that its sender put right in the browser between handing in and confirming.
type Correction struct {
	Line    int    `json:"line"`    // physical line of the record in the file as sent; in a workbook the row's number
	Column  int    `json:"column"`  // position in the file, from 0
	Heading string `json:"heading"` // the column's header as sent
	Sent    string `json:"sent"`    // what the cell held
	Value   string `json:"value"`   // what stands in its place
}
