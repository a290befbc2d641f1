package ingest

import (
	"slices"
	"testing"
)

func TestGroup(t *testing.T) {
	wrong := func(line int, value string) Finding {
		return Finding{Severity: Error, Code: StatusUnknown, Line: line, Column: "status", ColumnIndex: 4, Value: value, Suggestion: "genomförd"}
	}
	file := Finding{Severity: Error, Code: NoRows, ColumnIndex: -1}
	groups := Group([]Finding{file, wrong(2, "Klar"), wrong(3, "klart"), wrong(4, "Klar"), wrong(9, "Klar")})
	if len(groups) != 3 {
		t.Fatalf("%+v", groups)
	}
	if g := groups[1]; g.Count != 3 || g.Line != 2 || !slices.Equal(g.Lines, []int{2, 4, 9}) || g.ColumnLetter() != "E" {
		t.Errorf("%+v", g)
	}
	if g := groups[0]; g.Count != 1 || len(g.Lines) != 0 || g.ColumnLetter() != "" {
		t.Errorf("%+v", g)
	}
	if Group(nil) != nil {
		t.Error("something of nothing")
	}
}

// TestColumnLetters gives each finding the letter of its column in the file as sent.
func TestColumnLetters(t *testing.T) {
	_, m := world(t)
	_, findings := read(t, []byte("länk;nivå;;kommun;nivå;åtagande\nx;9;v;Lnd;2;77\n"), m)
	var got []string
	for _, f := range findings {
		got = append(got, string(f.Code)+" "+f.ColumnLetter())
	}
	if want := []string{"column-duplicate E"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, findings = read(t, []byte("länk;nivå;;kommun;åtagande\nx;9;v;Lnd;77\n"), m)
	got = nil
	for _, f := range findings {
		got = append(got, string(f.Code)+" "+f.ColumnLetter())
	}
	want := []string{"column-nameless C", "link-invalid A", "level-unknown B", "municipality-unknown D", "commitment-unknown E"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
