package report_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"pionjarkollen/dashboard/report"
)

func TestFormulasAreHarmlessInCSVAndExactInJSON(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	for format, comma := range map[report.Format]rune{report.CSV: ',', report.ExcelCSV: ';'} {
		text := strings.TrimPrefix(write(t, db, report.Declarations, format, "sv", ""), "\ufeff")
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = comma
		all, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range all {
			for _, cell := range record {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%s holds %q", format, cell)
				}
			}
		}
		for _, want := range []string{`'=1+1`, `"'-2026; ""5"""`, "'@SUM(A1)"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", format, want)
			}
		}
	}
	_, rows := records(t, write(t, db, report.Actions, report.CSV, "sv", ""), ',')
	if got := rows[0]["lank"] + rows[1]["lank"]; got != "'\tHYPERLINK" {
		t.Errorf("link is %q", got)
	}
	text := write(t, db, report.Declarations, report.JSON, "sv", "")
	for _, want := range []string{`"=1+1"`, `"@SUM(A1)\nrad två"`, `"https://vaxjo.se/a?b=1&c=<2>"`} {
		if !strings.Contains(text, want) {
			t.Errorf("JSON lacks %s", want)
		}
	}
}

func TestExcelIsSwedish(t *testing.T) {
	db := store(t)
	handIn(t, db, true)
	text := write(t, db, report.Levels, report.ExcelCSV, "sv", "")
	if !strings.HasPrefix(text, "\ufeffÅtagande;Nummer;Etikett;Åtagandets status;Svar;Nivå;Städer;Andel av städerna;") {
		t.Errorf("begins with %.200q", text)
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("a line does not end with CRLF")
	}
	if !strings.Contains(text, ";0,3333333333333333;") {
		t.Error("a third is not written with a decimal comma")
	}
	if !strings.Contains(text, "2026-07-01;2026-03-01 12:00;2;3;") || !strings.Contains(text, ";ja;live;;\r\n") {
		t.Errorf("does not say date, coverage and example: %.600s", text)
	}
	if english := write(t, db, report.Levels, report.ExcelCSV, "en", ""); !strings.HasPrefix(english, "\ufeffCommitment;Number;") ||
		!strings.Contains(english, ";not handed in;") || !strings.Contains(english, ";yes;live;;\r\n") {
		t.Errorf("the English one begins with %.400q", english)
	}
	if machine := write(t, db, report.Levels, report.CSV, "en", ""); machine != write(t, db, report.Levels, report.CSV, "sv", "") {
		t.Error("machine CSV changes with the language")
	}
}

func TestFileNames(t *testing.T) {
	for _, c := range []struct {
		what        report.What
		format      report.Format
		example     bool
		ascii, utf8 string
	}{
		{report.Levels, report.ExcelCSV, true, "pionjarkollen-nivaer-2025-2026-per-2026-07-01-exempeldata-excel.csv", "pionjärkollen-nivåer-2025-2026-per-2026-07-01-exempeldata-excel.csv"},
		{report.Actions, report.CSV, false, "pionjarkollen-atgarder-2025-2026-per-2026-07-01.csv", "pionjärkollen-åtgärder-2025-2026-per-2026-07-01.csv"},
		{report.Coverage, report.JSON, false, "pionjarkollen-inlamnat-2025-2026-per-2026-07-01.json", "pionjärkollen-inlämnat-2025-2026-per-2026-07-01.json"},
	} {
		if ascii, utf8 := report.FileName(c.what, "2025/2026", "2026-07-01", c.format, c.example); ascii != c.ascii || utf8 != c.utf8 {
			t.Errorf("got %s and %s", ascii, utf8)
		}
	}
}
