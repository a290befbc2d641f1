package office_test

import (
	"encoding/csv"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

var now = time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // 1 July in Stockholm

// texts would each be something else in a program that guessed.
var texts = []string{
	"=1+1", `=HYPERLINK("http://x.example","klicka")`, "+46 70", "-2026; \"5\"", "@SUM(A1)\nrad två", "\ttabb", "'=med apostrof", "=cmd|' /C calc'!A0", "0012", "1e5",
	"2026-03-01", "TRUE", "#REF!", " med blanksteg ", "åäö ÅÄÖ é", "👩‍🚒 🇸🇪", "</script><script>x()</script>", "]]>&amp;<!--", "_x0041_ är inte A", "semikolon;komma,\"citat\"",
	"＝1+1", "12,5", "1 000", "1/2", "NULL", "50%",
}

// store is a database with those texts, each level and silence, each status, and a member that has not handed in.
func store(t *testing.T) *data.DB {
	t.Helper()
	catalogue := datatest.Catalogue(t)
	db := datatest.Open(t, data.Options{Catalogue: catalogue, Now: func() time.Time { return now }})
	edition := catalogue.Current()
	levels, actions := data.Submission{Kind: data.Levels}, data.Submission{Kind: data.Actions}
	for i, text := range texts {
		code := []string{"0780", "1281", "2584"}[i%3]
		c := &edition.Commitments[i/3]
		d := data.Declaration{Line: i + 2, Municipality: code, Commitment: c.Slug, Reference: text, Decided: "2024-02-29", Link: "https://example.se/" + url.PathEscape(text)}
		if i%5 < 4 {
			d.Level = new(i % 5)
		}
		levels.Declarations = append(levels.Declarations, d)
		actions.Reports = append(actions.Reports, data.ActionReport{
			Line: i + 2, Municipality: code, Action: c.Levels[i%3].Actions[0].ID, Status: data.Statuses[i%4], Link: text,
		})
	}
	for _, s := range []data.Submission{levels, actions} {
		s.Edition, s.Example, s.Sender = edition.ID, true, data.Sender{Name: "Prov", Role: "staff"}
		s.Received = time.Date(2026, 3, 1, 11, 0, 7, 0, time.UTC)
		if _, err := db.Record(t.Context(), s, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// soffice is the program of LibreOffice.
func soffice(t *testing.T) string {
	t.Helper()
	if named := os.Getenv("SOFFICE"); named != "" {
		return named
	}
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("LibreOffice is missing: install it (Debian: apt-get install --no-install-recommends libreoffice-calc-nogui) or name soffice in SOFFICE")
	return ""
}

// tables is every report that needs no page's own parameters.
func tables(t *testing.T, db *data.DB, m report.Meta) []*report.Table {
	t.Helper()
	f, err := analytics.ParseFilter(url.Values{"roll": {"pioneer,twin,unknown,outside"}}, db.Catalogue(), db.Now())
	if err != nil {
		t.Fatal(err)
	}
	a := analytics.New(db)
	var all []*report.Table
	for _, what := range report.Whats {
		table, err := report.Build(t.Context(), a, what, f, m)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table)
	}
	places, err := a.Places(t.Context(), f, "styrning")
	if err != nil {
		t.Fatal(err)
	}
	return append(all, report.OfPlaces(places, "", f, m))
}

// convert lets LibreOffice write every sheet of the workbooks in folder as CSV: values as they are, no formulas.
func convert(t *testing.T, folder string, files []string) {
	t.Helper()
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	profile := (&url.URL{Scheme: "file", Path: filepath.Join(folder, "profile")}).String()
	args := append([]string{"--headless", "-env:UserInstallation=" + profile, "--convert-to", everySheet, "--outdir", folder}, files...)
	cmd := exec.CommandContext(t.Context(), soffice(t), args...)
	cmd.Env = append(os.Environ(), "HOME="+folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

func TestLibreOfficeReadsTheSameCells(t *testing.T) {
	db := store(t)
	m := report.Meta{Lang: "sv", Source: "https://pionjarkollen.example.se/rapporter", Now: now}
	folder := t.TempDir()
	all := tables(t, db, m)
	var files []string
	for _, table := range all {
		file := filepath.Join(folder, string(table.What)+".xlsx")
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := table.Write(t.Context(), f, report.XLSX, m); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	convert(t, folder, files)
	for _, table := range all {
		t.Run(string(table.What), func(t *testing.T) {
			got := sheet(t, filepath.Join(folder, string(table.What)+"-Data.csv"))
			if len(table.Rows) == 0 || len(got) != len(table.Rows)+1 {
				t.Fatalf("%d rows in LibreOffice, %d written", len(got)-1, len(table.Rows))
			}
			for j, c := range table.Columns {
				if got[0][j] != c.Label.SV {
					t.Errorf("heading %d is %q, want %q", j, got[0][j], c.Label.SV)
				}
				for i, row := range table.Rows {
					check(t, i, c, got[i+1][j], row[j])
				}
			}
			about := sheet(t, filepath.Join(folder, string(table.What)+"-Om.csv"))
			if about[1][0] != "Exempeldata – påhittade nivåer" {
				t.Errorf("the sheet about the file begins with %q", about[:2])
			}
		})
	}
}

func sheet(t *testing.T, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// check compares what LibreOffice found with what was written.
func check(t *testing.T, row int, c report.Column, got string, written any) {
	t.Helper()
	want := ""
	switch v := written.(type) {
	case nil:
	case string:
		want = v
	case int:
		want = strconv.Itoa(v)
	case bool:
		want = map[bool]string{true: "ja", false: "nej"}[v]
	case report.Term:
		want = v.Text.SV
	case time.Time:
		stockholm, err := time.LoadLocation("Europe/Stockholm")
		if err != nil {
			t.Fatal(err)
		}
		want = v.In(stockholm).Format(time.DateTime)
	case float64:
		number, percent := strings.CutSuffix(got, "%")
		n, err := strconv.ParseFloat(number, 64)
		if percent {
			n /= 100
		}
		if err != nil || math.Abs(n-v) > 1e-14*math.Max(1, math.Abs(v)) {
			t.Errorf("row %d, %s: LibreOffice has %q, written was %v", row, c.Name, got, v)
		}
		return
	}
	if got != want {
		t.Errorf("row %d, %s: LibreOffice has %q, written was %q", row, c.Name, got, want)
	}
}
