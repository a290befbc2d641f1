package sheet_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"pionjarkollen/dashboard/sheet"
)

func TestSheetIsReadAsItWasMeant(t *testing.T) {
	var b strings.Builder
	s := sheet.New(&b, []string{"Kommun", "Text"})
	s.Row("Växjö", `5" skärm; "bra"`+"\nrad två")
	for _, formula := range []string{`=HYPERLINK("x")`, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"} {
		s.Row(formula, "")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if !strings.HasPrefix(text, "\ufeffKommun;Text\r\n") {
		t.Errorf("begins with %q", text[:20])
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[1]; got[0] != "Växjö" || got[1] != `5" skärm; "bra"`+"\nrad två" {
		t.Errorf("read back %q", got)
	}
	for _, row := range rows[2:] {
		if row[0][0] != '\'' {
			t.Errorf("%q would be run", row[0])
		}
	}
}
