package checked_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pionjarkollen/dashboard/checked"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

func TestAFileAsJSON(t *testing.T) {
	catalogue := datatest.Catalogue(t)
	sent, findings, err := ingest.Parse(strings.NewReader("kommunkod;åtagande;nivå\n780;1 Styrning;2\n0780;17;\n"), catalogue, ingest.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	got := checked.New(locale.English, "a.csv", sent, findings)
	if got.Accepted || len(got.Rows) != 2 || len(got.Findings) != 2 {
		t.Fatalf("%+v", got)
	}
	for i, f := range got.Findings {
		if f.Message != locale.Finding(locale.English, findings[i]) {
			t.Errorf("message %q", f.Message)
		}
	}
	row, err := json.Marshal(got.Rows[0])
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"line":2,"municipality":"0780","commitment":1,"level":2,"action":null,"status":"","comment":"","decided":"","reference":"","link":""}`
	if string(row) != want {
		t.Errorf("row %s\nwant %s", row, want)
	}
	if got.Rows[1].Commitment != nil || got.Rows[1].Level != nil {
		t.Errorf("what could not be read is %+v", got.Rows[1])
	}
	empty, err := json.Marshal(checked.New(locale.Swedish, "", ingest.Submission{}, nil))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(empty), `"rows":[],"findings":[],"groups":[]`) {
		t.Errorf("%s", empty)
	}
}

func TestFindingsWithOneCauseAreOneGroup(t *testing.T) {
	catalogue := datatest.Catalogue(t)
	raw := "kommunkod;åtagande;nivå;åtgärd;status\n0780;1 Styrning;1;1;Klar\n0780;1 Styrning;1;2;Klar\n0780;1 Styrning;1;3;pågår\n0780;1 Styrning;2;1;Klar\n"
	sent, findings, err := ingest.Parse(strings.NewReader(raw), catalogue, ingest.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(checked.New(locale.Swedish, "a.csv", sent, findings).Groups)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"code":"status-unknown","count":3,"lines":[[2,3],[5,5]],"column":"status","column_letter":"E","value":"Klar"`, `"suggestion":"genomförd"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("groups lack %s:\n%s", want, got)
		}
	}
	if n := strings.Count(string(got), `"code"`); n != 1 {
		t.Errorf("%d groups:\n%s", n, got)
	}
}
