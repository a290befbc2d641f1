package data

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSeal holds the file written report by report to what json.Marshal makes of the whole.
func TestSeal(t *testing.T) {
	reports := []ActionReport{
		{Line: 2, Municipality: "0180", Action: "styrning-1-1", Status: Done, Comment: "så här", Link: "https://x.se/?a=1&b=<2>"},
		{Line: 3, Municipality: "0780", Action: "styrning-1-2"},
		{Line: 1 << 30, Municipality: "0780", Action: "styrning-1-3", Withdrawn: true},
	}
	for _, hostile := range []string{
		`"`, `\`, "\n\r\t\b\f", "\x00\x1f\x7f", "</script>", "a & b", "\u2028", "x\u2029", "– € … \u202e", "\u00e2", "😀", "\ufffd", "\u0080", " ", "''",
	} {
		reports = append(reports, ActionReport{Comment: hostile, Link: hostile})
	}
	for r := range 0x300 {
		reports = append(reports, ActionReport{Comment: string(rune(r)) + "x"})
	}
	for range 3000 {
		reports = append(reports, reports[0])
	}
	level := 2
	for _, s := range []Submission{
		{ID: 7, Received: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), Kind: Actions, Edition: "2025/2026", Reports: reports},
		{Kind: Actions, Reports: reports[:1], Confirmed: []string{"a", "b"}},
		{Kind: Undo, Undoes: 3, Declarations: []Declaration{{Municipality: "0180", Level: &level}}, Reports: reports[1:3]},
		{Kind: Levels, Declarations: []Declaration{{Municipality: "0180", Comment: "<&>\u2028"}}},
	} {
		body, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(sealed{Format: entryFormat, SHA256: checksum(body), Submission: body})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.json")
		if err := writeFile(path, recording{Submission: s, reports: pointers(s.Reports)}.seal); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, append(want, '\n')) {
			t.Errorf("%s with %d reports: %d bytes that are not the %d of json.Marshal", s.Kind, len(s.Reports), len(got), len(want)+1)
		}
		if _, err := unseal(got); err != nil {
			t.Error(err)
		}
	}
}
