package data

// Field is one column of a table that the site takes in or gives out: a file that municipalities hand in, or a report. What documents
// such a table (Table Schema, CSVW, JSON Schema, OpenAPI, README.md) is written from its fields.
type Field struct {
	Name  string
	Kind  FieldKind
	Label Text // what people read above it
	About Text // what it holds
	Unit  Text // of its numbers; empty where they count what Label says

	Synonyms []string // other names that an upload may use

	Absent   bool   // the column itself may be left out
	Required bool   // no cell is empty
	Unique   bool   // no two cells are the same
	Words    []Word // all that a cell may hold besides numbers; nil is anything of the kind

	Least, Most *float64 // of numbers; nil is no bound
	Longest     int      // characters; 0 is no bound
	Pattern     string   // a regular expression that RE2 and ECMA-262 read alike, about the whole cell; "" is none
}

// FieldKind is what the cells of a field hold.
type FieldKind string

// The kinds of fields.
const (
	FieldText    FieldKind = "text"
	FieldWord    FieldKind = "word" // one of a few words
	FieldLink    FieldKind = "link" // an address with http or https
	FieldInteger FieldKind = "integer"
	FieldNumber  FieldKind = "number"
	FieldBoolean FieldKind = "boolean" // "ja" or "nej" in CSV
	FieldDay     FieldKind = "day"     // 2006-01-02
	FieldMoment  FieldKind = "moment"  // RFC 3339, UTC
	FieldMixed   FieldKind = "mixed"   // an integer, or one of a few words
)

// Word is one of the few words that a cell may hold: Code as it stands there, Name as people say it.
type Word struct {
	Code string
	Name Text
}

// CodePattern is what municipality codes look like.
const CodePattern = "^[0-9]{4}$"
