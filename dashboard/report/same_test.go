package report_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// nasty are texts that some format or program would like to make something else of.
var nasty = []string{
	"=1+1", "+46 70", "-2026; \"5\"", "@SUM(A1)\nrad två", "\ttabb", "'=redan skyddad", `=HYPERLINK("http://x.example","klicka")`, "åäö ÅÄÖ é ü ß", "a\u030a är inte å",
	"👩‍🚒 emoji 🇸🇪", "</script><script>x()</script>", "]]>&amp;<!--", "_x0041_ är inte A", "0012", "1e5", "2026-03-01", "TRUE", " med blanksteg ", "semikolon;komma,\"citat\"",
	"rad ett\nrad två", "\u2028\u2029", "NULL", "{\"a\":1}", "\\N", "＝1+1", "c:\\x", "#REF!", "%SYSTEMROOT%",
}

// handInNasty lets members hand in nasty texts with every level, and actions with every status.
func handInNasty(t *testing.T, db *data.DB) {
	t.Helper()
	edition := db.Catalogue().Current()
	levels := data.Submission{Kind: data.Levels}
	actions := data.Submission{Kind: data.Actions}
	for i, text := range nasty {
		code := []string{"0780", "1281", "2584"}[i%3]
		c := &edition.Commitments[i/3]
		d := data.Declaration{Line: i + 2, Municipality: code, Commitment: c.Slug, Reference: text, Comment: "HEMLIG " + text}
		if i%5 < 4 {
			d.Level = new(i % 5 % 4)
		}
		if i%2 == 0 {
			d.Decided, d.Link = "2024-02-29", "https://vaxjo.se/a?b=1&c=<"+strings.TrimSpace(text)+">"
		}
		levels.Declarations = append(levels.Declarations, d)
		a := &c.Levels[i%3].Actions[0]
		actions.Reports = append(actions.Reports, data.ActionReport{
			Line: i + 2, Municipality: code, Action: a.ID, Status: data.Statuses[i%4], Link: text, Comment: "HEMLIG",
		})
	}
	for _, s := range []data.Submission{levels, actions} {
		s.Edition, s.Example, s.Sender = edition.ID, true, data.Sender{Name: "Prov", Role: "staff"}
		s.Received = time.Date(2026, 3, 1, 11, 0, 0, 123456789, time.UTC)
		if _, err := db.Record(t.Context(), s, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
}

// everyTable is every report, also those that pages ask for with parameters of their own.
func everyTable(t *testing.T, db *data.DB) []*report.Table {
	t.Helper()
	a, f, m := analytics.New(db), filter(t, db, "roll=pioneer,twin,unknown,outside"), meta("sv")
	var all []*report.Table
	for _, what := range report.Whats {
		table, err := report.Build(t.Context(), a, what, f, m)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	line, err := a.Timeline(t.Context(), f, "styrning")
	check(err)
	changes, err := a.Transitions(t.Context(), f, analytics.Since{Day: "2026-02-01"})
	check(err)
	events, err := a.Events(t.Context(), f, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 100)
	check(err)
	places, err := a.Places(t.Context(), f, "styrning")
	check(err)
	all = append(all, toolTables(t, db, f, m)...)
	return append(all,
		report.OfTimeline(line, changes.Cover, f, m), report.OfTransitions(changes, f, m), report.OfMoves(changes, f, m),
		report.OfEvents(events, changes.Cover, f, m), report.OfPlaces(places, "", f, m),
	)
}

// TestEveryReportIsTheSameInEveryFormat writes every report in every format, reads each back by other means and compares cell by cell.
func TestEveryReportIsTheSameInEveryFormat(t *testing.T) {
	db := store(t)
	handInNasty(t, db)
	for _, table := range everyTable(t, db) {
		t.Run(string(table.What), func(t *testing.T) {
			whole := slices.Concat(table.Columns, report.AboutColumns())
			want := decodeParquet(t, written(t, table, report.Parquet))
			if len(want.rows) == 0 || len(want.names) != len(whole) {
				t.Fatalf("%d rows of %d columns in Parquet", len(want.rows), len(want.names))
			}
			same(t, "CSV", decodeCSV(t, written(t, table, report.CSV)), want, whole)
			same(t, "JSON", decodeJSON(t, written(t, table, report.JSON)), want, table.Columns)
			same(t, "XLSX", decodeXLSX(t, written(t, table, report.XLSX), table.Columns), want, table.Columns)
			same(t, "CSV for Excel", decodeExcelCSV(t, written(t, table, report.ExcelCSV), whole), want, whole)
		})
	}
}

// same compares the columns; CSV for Excel tells moments to the minute, in Stockholm.
func same(t *testing.T, format string, got, want decoded, columns []report.Column) {
	t.Helper()
	if len(got.rows) != len(want.rows) {
		t.Fatalf("%s has %d rows, Parquet %d", format, len(got.rows), len(want.rows))
	}
	for j, c := range columns {
		if got.names[j] != c.Name || want.names[j] != c.Name {
			t.Fatalf("column %d is %q in %s, %q in Parquet, want %q", j, got.names[j], format, want.names[j], c.Name)
		}
		for i := range got.rows {
			exact := want.rows[i][j]
			if format == "CSV for Excel" && c.Kind == report.Moment && exact != "" {
				at, err := time.Parse(time.RFC3339, exact)
				if err != nil {
					t.Fatal(err)
				}
				exact = at.In(stockholm(t)).Format("2006-01-02 15:04")
			}
			if format == "XLSX" && c.Kind == report.Number && exact != "" {
				exact = digits15(t, exact)
			}
			if strings.HasPrefix(format, "CSV") && (c.Kind == report.Text || c.Kind == report.Link) {
				exact = guarded(exact)
			}
			if got.rows[i][j] != exact {
				t.Errorf("row %d, %s: %q in %s, %q in Parquet", i, c.Name, got.rows[i][j], format, exact)
			}
		}
	}
}

// digits15 is a number with as many digits as Excel knows.
func digits15(t *testing.T, number string) string {
	t.Helper()
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatal(err)
	}
	return plainNumber(t, strconv.FormatFloat(v, 'g', 15, 64))
}

// guarded is a text as CSV has it: one that a spreadsheet would run begins with an apostrophe.
func guarded(text string) string {
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) {
			return "'" + text
		}
	}
	return text
}

func stockholm(t *testing.T) *time.Location {
	t.Helper()
	l, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestParquetIsExact looks at what Parquet holds itself: the texts to the letter, the types, and what the file says about itself.
func TestParquetIsExact(t *testing.T) {
	db := store(t)
	handInNasty(t, db)
	content := write(t, db, report.Declarations, report.Parquet, "sv", "roll=pioneer,twin,unknown,outside")
	d := decodeParquet(t, content)
	var texts []string
	for _, row := range d.rows {
		if reference := row[slices.Index(d.names, "diarienummer")]; reference != "" {
			texts = append(texts, reference)
		}
	}
	want := slices.Clone(nasty)
	slices.Sort(want)
	slices.Sort(texts)
	if !slices.Equal(texts, want) {
		t.Errorf("holds %q, want %q", texts, want)
	}
	if strings.Contains(content, "HEMLIG") {
		t.Error("holds a comment")
	}

	reader, file := parquetFile(t, content)
	types := pairs(t, reader, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", file)
	for name, want := range map[string]string{
		"kommunkod": "VARCHAR", "nummer": "BIGINT", "beslutsdatum": "DATE", "inlamnad": "TIMESTAMP WITH TIME ZONE", "exempeldata": "BOOLEAN", "svar": "VARCHAR",
	} {
		if types[name] != want {
			t.Errorf("%s is %s, want %s", name, types[name], want)
		}
	}
	about := pairs(t, reader, "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", file)
	for name, want := range map[string]string{
		"rapport": "declarations", "version": "2025/2026", "per_datum": "2026-07-01", "inlamnat_av": "3", "utgavenummer": "live", "exempeldata": "ja",
		"kalla": "https://pionjarkollen.example.se/?roll=pioneer", "notis": "Exempeldata – påhittade nivåer",
	} {
		if about[name] != want {
			t.Errorf("says %s %q, want %q", name, about[name], want)
		}
	}
	if !strings.Contains(about["kolumner"], `{"namn":"kommunkod","etikett":"Kommunkod","betydelse":`) {
		t.Errorf("columns are %s", about["kolumner"])
	}
}

func pairs(t *testing.T, db *data.DB, query string, args ...any) map[string]string {
	t.Helper()
	rows, err := db.Query(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	found := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			t.Fatal(err)
		}
		found[key] = value
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
