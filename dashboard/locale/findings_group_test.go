package locale

import (
	"testing"

	"pionjarkollen/ingest"
)

func TestGrouped(t *testing.T) {
	status := ingest.Finding{Severity: ingest.Error, Code: ingest.StatusUnknown, Line: 2, Column: "status", ColumnIndex: 4, Value: "Klar", Suggestion: "genomförd"}
	const sv = "”Klar” är ingen status. Skriv ej påbörjad, planerad, pågår eller genomförd, eller lämna tomt. Menade du ”genomförd”?"
	for _, c := range []struct {
		lang Lang
		g    ingest.Grouped
		want string
	}{
		{Swedish, ingest.Grouped{Finding: status, Count: 1, Lines: []int{2}}, sv},
		{Swedish, ingest.Grouped{Finding: status, Count: 4, Lines: []int{2, 3, 4, 9}}, "4 rader (2–4, 9): " + sv},
		{
			English,
			ingest.Grouped{Finding: status, Count: 2, Lines: []int{2, 4}},
			"2 rows (2, 4): “Klar” is no status. Write ej påbörjad (not started), planerad (planned), pågår (underway) or genomförd (done), or leave it empty. Did you mean “genomförd”?",
		},
	} {
		if got := Grouped(c.lang, c.g); got != c.want {
			t.Errorf("%q\nwant %q", got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	var odd []int
	for i := range 20 {
		odd = append(odd, 2*i+1)
	}
	for want, lines := range map[string][]int{
		"":                             nil,
		"7":                            {7},
		"2–5, 7, 9–10":                 {2, 3, 4, 5, 7, 9, 10},
		"2–3":                          {2, 2, 3},
		"1, 3, 5, 7, 9, 11, 13, 15, …": odd,
	} {
		if got := Lines(lines); got != want {
			t.Errorf("%v: %q, want %q", lines, got, want)
		}
	}
}
