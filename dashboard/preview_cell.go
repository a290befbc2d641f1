package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"pionjarkollen/ingest"
)

// Bounds of what is put right in the browser.
const (
	correctionBytes    = 2 << 20 // of a form with a page of the grid in it
	correctionsAllowed = 50_000  // of one draft
	correctionsText    = 5 << 20 // bytes in the values of one draft's corrections
	valueRunes         = 10_000  // of one value
	editableBytes      = 48_000  // a cell that holds more is not put right here
)

// cellKey is where a cell stands in a file as sent.
type cellKey struct{ line, column int }

func (k cellKey) String() string { return strconv.Itoa(k.line) + "-" + strconv.Itoa(k.column) }

// parseCellKey reads what String writes, "17-2".
func parseCellKey(text string) (cellKey, bool) {
	line, column, _ := strings.Cut(text, "-")
	k := cellKey{atoi(line), atoi(column)}
	return k, k.line > 0 && k.String() == text
}

// atoi is the whole number of a text, -1 for what is none.
func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || len(text) > 9 {
		return -1
	}
	return n
}

// columnLetter names a position as a spreadsheet does, "C".
func columnLetter(position int) string {
	return ingest.Finding{Column: "x", ColumnIndex: position}.ColumnLetter()
}

// columnText names a column by its letter and header: "C nivå".
func columnText(position int, heading string) string {
	return strings.TrimSpace(columnLetter(position) + " " + excerpt(strings.Join(strings.Fields(heading), " ")))
}

// findingColumn names the column of a finding in the same way; one that the file lacks has no letter.
func findingColumn(f ingest.Finding) string {
	letter := f.ColumnLetter()
	if letter == "" || letter == f.Column {
		return f.Column
	}
	return letter + " " + f.Column
}

var fieldText = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd")

// asField is a value as a browser's text field gives it back when nobody has touched it.
func asField(value string) string { return fieldText.Replace(strings.ToValidUTF8(value, "\ufffd")) }

// asCell is what was typed as it stands in a cell that held before: with the line ends that were there.
func asCell(typed, before string) string {
	if strings.Contains(before, "\r\n") {
		return strings.ReplaceAll(typed, "\n", "\r\n")
	}
	return typed
}

// shortHash names a text in a form.
func shortHash(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// tooLong tells a value that no cell may be given here.
func tooLong(value string) bool {
	return len(value) > valueRunes && utf8.RuneCountInString(value) > valueRunes
}
