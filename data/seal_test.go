package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// hostile are texts that JSON writes in other ways than as they are.
var hostile = []string{
	`"`, `\`, "\n\r\t\b\f", "\x00\x1f\x7f", "</script>", "a & b", "\u2028", "x\u2029", "– € … \u202e", "\u00e2", "😀", "\ufffd", "\u0080", " ", "''",
}

// TestSeal holds the written file to what json.Marshal makes of the whole, and to what is read back.
func TestSeal(t *testing.T) {
	reports := []ActionReport{
		{Line: 2, Municipality: "0180", Action: "styrning-1-1", Status: Done, Comment: "så här", Link: "https://x.se/?a=1&b=<2>"},
		{Line: 3, Municipality: "0780", Action: "styrning-1-2"},
		{Line: 1 << 30, Municipality: "0780", Action: "styrning-1-3", Withdrawn: true},
	}
	level := 2
	for _, s := range []Submission{
		{ID: 7, Received: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), Kind: Actions, Edition: "2025/2026", Reports: reports},
		{Kind: Actions, Reports: reports[:1], Confirmed: []string{"a", "b"}},
		{Kind: Undo, Undoes: 3, Declarations: []Declaration{{Municipality: "0180", Level: &level}}, Reports: reports[1:3]},
		{Kind: Levels, Declarations: []Declaration{{Municipality: "0180", Comment: strings.Join(hostile, "")}}},
	} {
		body, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(sealed{Format: formatWhole, SHA256: checksum(body), Submission: body})
		if err != nil {
			t.Fatal(err)
		}
		got := sealedBytes(t, recording{Submission: s})
		if !bytes.Equal(got, append(want, '\n')) {
			t.Errorf("%s with %d reports: %d bytes that are not the %d of json.Marshal", s.Kind, len(s.Reports), len(got), len(want)+1)
		}
		if back, err := unseal(got); err != nil || !reflect.DeepEqual(back.Submission, s) {
			t.Errorf("read back as %+v: %v", back, err)
		}
	}
}

func sealedBytes(t *testing.T, r recording) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.json")
	if err := writeFile(path, r.seal); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// shortReports are n reports with every kind of text.
func shortReports(n int) *Reports {
	r := &Reports{}
	for i := range 300 {
		r.Municipalities = append(r.Municipalities, fmt.Sprintf("%04d", i))
	}
	for i := range 1 + n/len(r.Municipalities) {
		r.Actions = append(r.Actions, fmt.Sprintf("a-%d", i))
	}
	for i := range n {
		row := ShortReport{
			Line: int32(i + 2 + i/100), Municipality: uint16(i / len(r.Actions)), Action: uint16(i % len(r.Actions)), Status: uint8(i % 5),
		}
		switch {
		case i%3 == 0:
			row.Comment = hostile[i/3%len(hostile)] + string(rune(i%0x300))
		case i%4 == 0:
			r.Links = append(r.Links, "https://x.se/?a=1&b=<2>")
		}
		if len(r.Links) <= i {
			r.Links = append(r.Links, "")
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

// TestSealShort holds the file of reports kept short to what json.Marshal makes of them, and to what is read back.
func TestSealShort(t *testing.T) {
	none := shortReports(10)
	for i := range none.Rows {
		none.Rows[i].Comment = ""
	}
	none.Links = nil
	for _, r := range []*Reports{shortReports(5), shortReports(7), shortReports(40_000), none} {
		s := Submission{ID: 7, Kind: Actions, Edition: "2025/2026", Confirmed: []string{"a"}, Received: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)}
		got := sealedBytes(t, recording{Submission: s, many: r})
		back, err := unseal(got)
		if err != nil || !reflect.DeepEqual(back.Submission, s) || !reflect.DeepEqual(back.many, r) {
			t.Fatalf("%d reports: %+v, %v", len(r.Rows), back.Submission, err)
		}
		var outer sealed
		if err := json.Unmarshal(got, &outer); err != nil || outer.Format != formatShort {
			t.Fatal(outer.Format, err)
		}
		var inner unsealed
		if err := json.Unmarshal(outer.Submission, &inner); err != nil {
			t.Fatal(err)
		}
		short, err := json.Marshal(inner.Short)
		if err != nil || !bytes.Contains(got, short) {
			t.Errorf("%d reports: they are not what json.Marshal makes of them: %v", len(r.Rows), err)
		}
	}
}

// TestUnsealRefuses reads short reports that are none, under a right checksum.
func TestUnsealRefuses(t *testing.T) {
	const good = `{"municipalities":["0180","1281"],"actions":["a","b"],"lines":[2,3,9,1],"places":[0,2,1,2],"action":[0,1,0,1],"status":"4420",` +
		`"comments":["","Klart","",""],"links":[]}`
	read := func(format int, reports string) error {
		body := []byte(`{"kind":"actions"` + reports + `}`)
		text, err := json.Marshal(sealed{Format: format, SHA256: checksum(body), Submission: body})
		if err != nil {
			t.Fatal(err)
		}
		_, err = unseal(text)
		return err
	}
	if err := read(formatShort, `,"short_reports":`+good); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`"lines":[2,3,9,1]`, `"lines":[2,3,9]`},
		{`"lines":[2,3,9,1]`, `"lines":[2,3]`},
		{`"lines":[2,3,9,1]`, `"lines":[2,3,9,2]`},
		{`"lines":[2,3,9,1]`, `"lines":[2,3,9,0,10,1]`},
		{`"lines":[2,3,9,1]`, `"lines":[-2,3,9,1]`},
		{`"places":[0,2,1,2]`, `"places":[0,2,2,2]`},
		{`"places":[0,2,1,2]`, `"places":[0,2,-1,2]`},
		{`"places":[0,2,1,2]`, `"places":[0,2,65536,2]`},
		{`"places":[0,2,1,2]`, `"places":[0,4]`},
		{`"action":[0,1,0,1]`, `"action":[0,1,0,2]`},
		{`"action":[0,1,0,1]`, `"action":[0,1,0,1,1]`},
		{`"action":[0,1,0,1]`, `"action":[0,1,1,1]`},
		{`"status":"4420"`, `"status":"442"`},
		{`"status":"4420"`, `"status":"4425"`},
		{`"status":"4420"`, `"status":"44 0"`},
		{`"comments":["","Klart","",""]`, `"comments":["","Klart",""]`},
		{`"links":[]`, `"links":[""]`},
		{`"links":[]`, `"links":[],"x":1`},
		{`["0180","1281"]`, `["0180","0180"]`},
		{`["a","b"]`, `["a","a"]`},
	} {
		if err := read(formatShort, `,"short_reports":`+strings.Replace(good, c[0], c[1], 1)); err == nil {
			t.Errorf("%s: read", c[1])
		}
	}
	const one = `{"line":2,"municipality":"0180","action":"a","status":""}`
	for name, err := range map[string]error{
		"short reports in the old format": read(formatWhole, `,"short_reports":`+good),
		"no reports in the new format":    read(formatShort, ``),
		"both kinds of reports":           read(formatShort, `,"reports":[`+one+`],"short_reports":`+good),
		"a format to come":                read(3, ``),
		"a report twice":                  read(formatWhole, `,"reports":[`+one+`,`+one+`]`),
	} {
		if err == nil {
			t.Errorf("%s: read", name)
		}
	}
}
