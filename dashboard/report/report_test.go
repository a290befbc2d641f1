package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

func TestTheSameRowsInEveryFormat(t *testing.T) {
	db := store(t)
	handIn(t, db, true)
	for _, what := range report.Whats {
		t.Run(string(what), func(t *testing.T) {
			d := parse(t, write(t, db, what, report.JSON, "sv", "roll=pioneer,twin,unknown,outside"))
			_, machine := records(t, write(t, db, what, report.CSV, "sv", "roll=pioneer,twin,unknown,outside"), ',')
			text := write(t, db, what, report.ExcelCSV, "sv", "roll=pioneer,twin,unknown,outside")
			headings, excel := records(t, strings.TrimPrefix(text, "\ufeff"), ';')
			columns := report.Columns(what, db.Catalogue().Current())
			if len(d.Rows) == 0 || len(machine) != len(d.Rows) || len(excel) != len(d.Rows) {
				t.Fatalf("%d rows in JSON, %d in CSV, %d in Excel's", len(d.Rows), len(machine), len(excel))
			}
			for i, row := range d.Rows {
				if len(row) != len(columns) {
					t.Errorf("row %d has %d cells for %d columns", i, len(row), len(columns))
				}
				for j, c := range columns {
					exact := cellText(row[c.Name])
					if got := unguarded(machine[i][c.Name]); got != exact {
						t.Errorf("row %d, %s: %q in CSV, %q in JSON", i, c.Name, got, exact)
					}
					if _, number := row[c.Name].(float64); number {
						exact = strings.Replace(exact, ".", ",", 1)
						if got := excel[i][headings[j]]; got != exact {
							t.Errorf("row %d, %s: %q in Excel's, want %q", i, c.Name, got, exact)
						}
					}
				}
			}
		})
	}
}

// cellText writes a JSON value as machine CSV does.
func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: "ja", false: "nej"}[v]
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// unguarded takes away the apostrophe that makes a formula harmless.
func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}

func TestFourStatesStayApart(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	_, rows := records(t, write(t, db, report.Matrix, report.CSV, "sv", ""), ',')
	got := map[string]string{}
	for _, r := range rows {
		got[r["kommunkod"]] = strings.Join([]string{r["inlamnat"], r["styrning"], r["klimatberakningar"], r["finansiering"], r["roll"]}, " ")
	}
	for code, want := range map[string]string{
		"0780": "ja 3 0 inget_svar pionjar",
		"1281": "ja 1 inget_svar inget_svar tvilling",
		"2321": "nej ej_inlamnat ej_inlamnat ej_inlamnat overifierad",
	} {
		if got[code] != want {
			t.Errorf("%s: %q, want %q", code, got[code], want)
		}
	}

	_, rows = records(t, write(t, db, report.Declarations, report.CSV, "sv", "stad=0780"), ',')
	for i, want := range []string{"niva 3", "deltar_inte 0", "inget_svar "} {
		if got := rows[i]["svar"] + " " + rows[i]["niva"]; got != want {
			t.Errorf("declaration %d: %q, want %q", i, got, want)
		}
	}

	counts := map[string]string{}
	_, rows = records(t, write(t, db, report.Levels, report.CSV, "sv", ""), ',')
	for _, r := range rows {
		if r["atagande"] == "klimatberakningar" {
			counts[r["svar"]+r["niva"]] = r["stader"]
		}
	}
	want := map[string]string{"niva3": "0", "niva2": "0", "niva1": "0", "deltar_inte0": "1", "inget_svar": "1", "ej_inlamnat": "1"}
	if fmt.Sprint(counts) != fmt.Sprint(want) {
		t.Errorf("distribution is %v, want %v", counts, want)
	}
}

func TestCommentsAreNeverExported(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	for _, what := range report.Whats {
		for _, format := range report.Formats {
			if strings.Contains(write(t, db, what, format, "sv", "roll=pioneer,twin,unknown,outside"), "HEMLIG") {
				t.Errorf("%s as %s holds a comment", what, format)
			}
		}
	}
}

func TestEveryFileTellsWhatItRestsOn(t *testing.T) {
	db := store(t)
	handIn(t, db, true)
	meta := parse(t, write(t, db, report.Coverage, report.JSON, "sv", "datum=2026-05-01")).Meta
	for key, want := range map[string]any{
		"rapport": "coverage", "version": "2025/2026", "per_datum": "2026-05-01", "senast_andrad": "2026-03-01T11:00:00Z",
		"inlamnat_av": 2.0, "stader_i_urvalet": 3.0, "kalla": "https://pionjarkollen.example.se/?roll=pioneer",
		"exempeldata": true, "notis": "Exempeldata – påhittade nivåer",
	} {
		if meta[key] != want {
			t.Errorf("meta %s is %v, want %v", key, meta[key], want)
		}
	}
	_, rows := records(t, write(t, db, report.Coverage, report.CSV, "sv", "datum=2026-05-01"), ',')
	if len(rows) != 4 {
		t.Fatalf("%d rows, want three members and one outside", len(rows))
	}
	outside := rows[3]
	if outside["kommun"] != "Kiruna" || outside["roll"] != "utanfor" || outside["per_datum"] != "2026-05-01" || outside["exempeldata"] != "ja" {
		t.Errorf("the last row is %v", outside)
	}
}

func TestRealDataDoesNotSayExample(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	d := parse(t, write(t, db, report.Matrix, report.JSON, "sv", ""))
	if d.Meta["exempeldata"] != false || d.Meta["notis"] != nil {
		t.Errorf("meta is %v", d.Meta)
	}
}

func TestEmptyRoster(t *testing.T) {
	db := store(t)
	if err := db.Write(t.Context(), func(tx *data.Tx) error { _, err := tx.Exec("DELETE FROM member"); return err }); err != nil {
		t.Fatal(err)
	}
	for _, what := range report.Whats {
		d := parse(t, write(t, db, what, report.JSON, "sv", ""))
		want := 0
		if what == report.Levels {
			want = 10 * 6 // every state of every commitment, with nobody in it
		}
		if len(d.Rows) != want || d.Meta["stader_i_urvalet"] != 0.0 || d.Meta["senast_andrad"] != nil {
			t.Errorf("%s: %d rows, meta %v", what, len(d.Rows), d.Meta)
		}
		headings, rows := records(t, write(t, db, what, report.CSV, "sv", ""), ',')
		if len(headings) != len(d.Columns)+len(report.AboutColumns()) || len(rows) != want {
			t.Errorf("%s: %d headings, %d rows", what, len(headings), len(rows))
		}
	}
}

func TestUnknownReportsAndFormats(t *testing.T) {
	db := store(t)
	var b bytes.Buffer
	ask := func(what report.What, format report.Format) error {
		return report.Write(t.Context(), &b, analytics.New(db), what, format, filter(t, db, ""), report.Meta{Now: now})
	}
	if err := ask("everything", report.CSV); !errors.Is(err, report.ErrWhat) {
		t.Errorf("unknown report: %v", err)
	}
	if err := ask(report.Matrix, "xml"); !errors.Is(err, report.ErrFormat) {
		t.Errorf("unknown format: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("wrote %q", &b)
	}
}

func TestColumnsAreDocumented(t *testing.T) {
	e := store(t).Catalogue().Current()
	for _, what := range report.Whats {
		seen := map[string]bool{}
		for _, c := range append(report.Columns(what, e), report.AboutColumns()...) {
			if c.Name == "" || c.Label.SV == "" || c.Label.EN == "" || c.About.SV == "" || c.About.EN == "" {
				t.Errorf("%s: column %+v lacks a text", what, c)
			}
			for _, name := range []string{c.Name, "sv " + c.Label.SV, "en " + c.Label.EN} {
				if seen[name] {
					t.Errorf("%s has two columns called %s", what, name)
				}
				seen[name] = true
			}
		}
	}
}
