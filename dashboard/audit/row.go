package audit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"pionjarkollen/data"
)

// Row is an event as it is kept.
type Row struct {
	ID int64
	At time.Time // UTC
	Entry
	Times    int64  // how many alike events it stands for
	NameSeal string // hex, as the next three
	KeyID    string
	Previous string
	Seal     string
}

// Bounds of what is kept of one event, in characters.
const (
	longestText    = 300
	longestDetail  = 500
	mostDetails    = 20
	longestDetails = 4000 // bytes of JSON
)

// clean checks the codes of an entry and returns it as it is kept.
//
// An unknown action, kind or outcome is the caller's fault, not a person's.
func (e Entry) clean() (Entry, error) {
	if e.By.Kind == "" {
		e.By.Kind = Nobody
	}
	if e.Outcome == "" {
		e.Outcome = OK
	}
	if e.Action.Text() == (data.Text{}) || e.By.Kind.Text() == (data.Text{}) || e.Outcome.Text() == (data.Text{}) {
		return e, fmt.Errorf("audit: no such event: %s by %s, %s", e.Action, e.By.Kind, e.Outcome)
	}
	for _, text := range [...]*string{
		&e.By.ID, &e.By.Name, &e.By.Role, &e.By.Address, &e.By.Request, &e.ObjectType, &e.ObjectID, &e.Municipality,
	} {
		*text = visible(*text, longestText)
	}
	details := make(map[string]string, len(e.Details))
	keys := make([]string, 0, len(e.Details))
	for key := range e.Details {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	left := longestDetails
	for _, key := range keys {
		name, value := visible(key, longestText), visible(e.Details[key], longestDetail)
		if left -= len(name) + len(value) + len(`"":"",`); left < 0 || len(details) == mostDetails {
			details["…"] = "…"
			break
		}
		details[name] = value
	}
	e.Details = details
	return e, nil
}

// visible cuts a text and writes what would not be seen, or would move what is seen, as its number.
func visible(s string, longest int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > longest {
			b.WriteRune('…')
			break
		}
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			fmt.Fprintf(&b, "[U+%04X]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// json writes details with sorted keys.
func (e Entry) json() (string, error) {
	if len(e.Details) == 0 {
		return "{}", nil
	}
	text, err := json.Marshal(e.Details)
	if err != nil {
		return "", fmt.Errorf("audit: write details: %w", err)
	}
	return string(text), nil
}
