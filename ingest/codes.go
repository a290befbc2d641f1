package ingest

import "errors"

// Code names a kind of finding. It is stable: people look it up in the README, scripts match on it.
type Code string

// ErrRejected is returned by Save for a submission that may not be saved.
var ErrRejected = errors.New("submission has errors or unconfirmed warnings")

// Codes about the file as a whole.
const (
	FileEmpty       Code = "file-empty"
	FileTooLarge    Code = "file-too-large"    // {0} the limit, as "10 MB"
	TooManyRows     Code = "too-many-rows"     // {0} the limit
	TooManyFindings Code = "too-many-findings" // {0} how many are listed
	FileXLS         Code = "file-xls"
	FileZIP         Code = "file-zip"
	FileGzip        Code = "file-gzip"
	FilePDF         Code = "file-pdf"
	FileImage       Code = "file-image"
	FileHTML        Code = "file-html"
	FileJSON        Code = "file-json"
	FileBinary      Code = "file-binary"
	EncodingBroken  Code = "encoding-broken"  // {0} the encoding
	EncodingMixed   Code = "encoding-mixed"   // {0} how many bytes do not fit
	EncodingUnclear Code = "encoding-unclear" // {0} and {1} the encodings it could be
	NoRows          Code = "no-rows"
)

// Codes about quoting and the shape of rows.
const (
	QuoteUnclosed Code = "quote-unclosed"
	QuoteStray    Code = "quote-stray"
	RowTooLong    Code = "row-too-long"  // {0} cells in the row, {1} columns in the header
	RowTooShort   Code = "row-too-short" // {0} cells in the row, {1} columns in the header
)

// Codes about rows that are none of the table's answers.
const (
	RowAboveHeader     Code = "row-above-header" // {0} the header's line
	HeaderRepeated     Code = "header-repeated"
	HeaderChanged      Code = "header-changed"
	ExplanationSkipped Code = "explanation-skipped"
	TotalSkipped       Code = "total-skipped"
	NoteSkipped        Code = "note-skipped"
	RemarkSkipped      Code = "remark-skipped"
	IndexColumn        Code = "index-column" // {0} the column's letter
)

// Codes about the header.
const (
	HeaderMissing   Code = "header-missing"   // {0} the needed columns
	HeaderNotFirst  Code = "header-not-first" // {0} the line the header was found on, {1} the lines above it
	HeaderQuoted    Code = "header-quoted"
	TooManyColumns  Code = "too-many-columns" // {0} columns in the header, {1} the most allowed
	ColumnMissing   Code = "column-missing"
	ColumnDuplicate Code = "column-duplicate" // {0} the first header that means the same
	ColumnMisspelt  Code = "column-misspelt"
	ColumnNameless  Code = "column-nameless" // {0} the column's letter, {1} the first line with a value in it
	ColumnUnknown   Code = "column-unknown"
	ColumnUnused    Code = "column-unused"
	// ColumnRemembered says that a header is read as the municipality has chosen before. {0} the header as sent, {1} the name, {2} the day.
	ColumnRemembered Code = "column-remembered"
)

// Codes about one cell, whatever its column.
const (
	CellEmpty       Code = "cell-empty"
	HiddenCharacter Code = "hidden-character" // {0} the characters as U+200B
	DoubleEncoded   Code = "double-encoded"
	TextTooLong     Code = "text-too-long" // {0} its characters, {1} the most allowed
	TextGarbled     Code = "text-garbled"
	DashEmpty       Code = "dash-empty"
)

// Codes about the municipality.
const (
	MunicipalityUnknown  Code = "municipality-unknown"
	MunicipalityDisagree Code = "municipality-disagree" // {0} one reading, {1} the other
	CodeMalformed        Code = "code-malformed"
	CodeLostZero         Code = "code-lost-zero" // {0} the code it was read as, {1} the municipality's name
	NotYourMunicipality  Code = "not-your-municipality"
)

// Codes about the commitment. Names come in pairs, Swedish then English.
const (
	CommitmentUnknown        Code = "commitment-unknown"         // {0} the highest number
	CommitmentDisagree       Code = "commitment-disagree"        // {0} number, {1}{2} its commitment, {3} the name's number, {4}{5} its commitment
	CommitmentNumberDoubtful Code = "commitment-number-doubtful" // {0} number, {1}{2} as read, {3}{4} what the table of contents calls so
)

// Codes about the level.
const (
	LevelUnknown       Code = "level-unknown"
	ActionLevelUnknown Code = "action-level-unknown"
	LevelDisagree      Code = "level-disagree" // {0} the number, {1} the name's number
	LevelDash          Code = "level-dash"
)

// Codes about an action and its status. Names come in pairs, Swedish then English.
const (
	ActionUnknown        Code = "action-unknown"         // {0} how many actions the level has
	ActionElsewhere      Code = "action-elsewhere"       // {0} the id, {1}{2} its commitment, {3} its level
	ActionDisagree       Code = "action-disagree"        // {0} number, {1}{2} its action, {3} the text's number, {4}{5} its action
	ActionNumberDoubtful Code = "action-number-doubtful" // {0} number, {1}{2} the action's wording
	StatusUnknown        Code = "status-unknown"
	StatusDash           Code = "status-dash"
)

// Codes about the other columns.
const (
	DateInvalid    Code = "date-invalid"
	DateDoubtful   Code = "date-doubtful" // {0} the date it was read as
	LinkInvalid    Code = "link-invalid"
	EditionUnknown Code = "edition-unknown" // {0} the editions there are
	EditionMixed   Code = "edition-mixed"   // {0} the file's first edition, {1} its line, {2} the other edition
)

// Codes about rows that say the same thing.
const (
	DuplicateIdentical     Code = "duplicate-identical"     // {0} the first line
	DuplicateContradictory Code = "duplicate-contradictory" // {0} the first line
)

// CodeInfo is a code with the severity its findings have.
type CodeInfo struct {
	Code     Code
	Severity Severity
}

// Codes lists every code there is, in the order of the stages that find them.
func Codes() []CodeInfo {
	return append([]CodeInfo{
		{FileEmpty, Error},
		{FileTooLarge, Error},
		{TooManyRows, Error},
		{TooManyFindings, Error},
		{FileXLS, Error},
		{FileZIP, Error},
		{FileGzip, Error},
		{FilePDF, Error},
		{FileImage, Error},
		{FileHTML, Error},
		{FileJSON, Error},
		{FileBinary, Error},
		{EncodingBroken, Error},
		{EncodingMixed, Error},
		{EncodingUnclear, Error},
		{NoRows, Error},
		{QuoteUnclosed, Error},
		{QuoteStray, Error},
		{RowTooLong, Error},
		{RowTooShort, Warning},
		{RowAboveHeader, Error},
		{HeaderRepeated, Warning},
		{HeaderChanged, Error},
		{ExplanationSkipped, Warning},
		{TotalSkipped, Warning},
		{NoteSkipped, Warning},
		{RemarkSkipped, Warning},
		{IndexColumn, Warning},
		{HeaderMissing, Error},
		{HeaderNotFirst, Warning},
		{HeaderQuoted, Warning},
		{TooManyColumns, Error},
		{ColumnMissing, Error},
		{ColumnDuplicate, Error},
		{ColumnMisspelt, Error},
		{ColumnNameless, Error},
		{ColumnUnknown, Warning},
		{ColumnUnused, Warning},
		{ColumnRemembered, Warning},
		{CellEmpty, Error},
		{HiddenCharacter, Error},
		{DoubleEncoded, Error},
		{TextTooLong, Error},
		{TextGarbled, Warning},
		{DashEmpty, Warning},
		{MunicipalityUnknown, Error},
		{MunicipalityDisagree, Error},
		{CodeMalformed, Error},
		{CodeLostZero, Warning},
		{NotYourMunicipality, Error},
		{CommitmentUnknown, Error},
		{CommitmentDisagree, Error},
		{CommitmentNumberDoubtful, Warning},
		{LevelUnknown, Error},
		{ActionLevelUnknown, Error},
		{LevelDisagree, Error},
		{LevelDash, Warning},
		{ActionUnknown, Error},
		{ActionElsewhere, Error},
		{ActionDisagree, Error},
		{ActionNumberDoubtful, Warning},
		{StatusUnknown, Error},
		{StatusDash, Warning},
		{DateInvalid, Error},
		{DateDoubtful, Warning},
		{LinkInvalid, Error},
		{EditionUnknown, Error},
		{EditionMixed, Error},
		{DuplicateIdentical, Warning},
		{DuplicateContradictory, Error},
	}, formCodes()...)
}

// severity of a code's findings. A code that Codes does not list is an Error.
func (c Code) severity() Severity {
	switch c {
	case ColumnUnknown, ColumnUnused, ColumnRemembered, TextGarbled, DashEmpty, CodeLostZero, CommitmentNumberDoubtful, LevelDash,
		ActionNumberDoubtful, StatusDash, DateDoubtful, DuplicateIdentical, HeaderNotFirst, HeaderQuoted, RowTooShort, HeaderRepeated,
		ExplanationSkipped, TotalSkipped, NoteSkipped, RemarkSkipped, IndexColumn,
		SheetChosen, RowsHidden, FormulaCached, NumberShown, MergedFilled:
		return Warning
	default:
		return Error
	}
}
