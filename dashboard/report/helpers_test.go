package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

var now = time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // 1 July in Stockholm

// store opens a database in memory whose roster is Växjö (pioneer), Åre (role unverified) and Lund (twin).
func store(t *testing.T) *data.DB {
	t.Helper()
	db := datatest.Open(t, data.Options{Now: func() time.Time { return now }})
	err := db.Write(t.Context(), func(tx *data.Tx) error {
		if _, err := tx.Exec("DELETE FROM member"); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO member VALUES ('0780','pioneer','','',''), ('2321','','','',''), ('1281','twin','','','0780')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// handIn lets Växjö state 3, 0 and silence, Lund 1 with hostile texts, and Kiruna, which is no member, 2.
func handIn(t *testing.T, db *data.DB, example bool) {
	t.Helper()
	level := func(n int) *int { return &n }
	for _, s := range []data.Submission{
		{Kind: data.Levels, Declarations: []data.Declaration{
			{Line: 2, Municipality: "0780", Commitment: "styrning", Level: level(3), Decided: "2026-02-01", Reference: "=1+1", Link: "https://vaxjo.se/a?b=1&c=<2>", Comment: "HEMLIG"},
			{Line: 3, Municipality: "0780", Commitment: "klimatberakningar", Level: level(0), Reference: "-2026; \"5\""},
			{Line: 4, Municipality: "0780", Commitment: "finansiering"},
			{Line: 5, Municipality: "1281", Commitment: "styrning", Level: level(1), Reference: "@SUM(A1)\nrad två"},
			{Line: 6, Municipality: "2584", Commitment: "styrning", Level: level(2)},
		}},
		{Kind: data.Actions, Reports: []data.ActionReport{
			{Line: 2, Municipality: "0780", Action: "styrning-1-3", Status: data.Underway, Link: "\tHYPERLINK", Comment: "HEMLIG"},
			{Line: 3, Municipality: "1281", Action: "styrning-1-3", Status: data.NotStarted},
		}},
	} {
		s.Edition, s.Example = db.Catalogue().Current().ID, example
		s.Sender = data.Sender{Name: "Prov", Role: "staff"}
		s.Received = time.Date(2026, 3, 1, 11, 0, 0, 0, time.UTC)
		if _, err := db.Record(t.Context(), s, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
}

func filter(t *testing.T, db *data.DB, query string) analytics.Filter {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	f, err := analytics.ParseFilter(q, db.Catalogue(), db.Now())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func meta(lang string) report.Meta {
	return report.Meta{Lang: lang, Source: "https://pionjarkollen.example.se/?roll=pioneer", Now: now}
}

func write(t *testing.T, db *data.DB, what report.What, format report.Format, lang, query string) string {
	t.Helper()
	var b bytes.Buffer
	err := report.Write(t.Context(), &b, analytics.New(db), what, format, filter(t, db, query),
		meta(lang))
	if err != nil {
		t.Fatalf("%s %s: %v", what, format, err)
	}
	return b.String()
}

// records reads CSV back: headings, then one map per row.
func records(t *testing.T, text string, comma rune) (headings []string, rows []map[string]string) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = comma
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

// document is a report as JSON.
type document struct {
	Meta    map[string]any
	Columns []map[string]string
	Rows    []map[string]any
}

func parse(t *testing.T, text string) document {
	t.Helper()
	var d document
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return d
}
