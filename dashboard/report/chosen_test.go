package report_test

import (
	"bytes"
	"strings"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// TestChosenReports lays out one city, one commitment and a comparison, and looks at the rows that matter.
func TestChosenReports(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	a, f := analytics.New(db), filter(t, db, "")
	m := report.Meta{Lang: "sv", Now: now}

	profile, err := a.City(t.Context(), f, "0780")
	if err != nil {
		t.Fatal(err)
	}
	commitment, err := a.Commitment(t.Context(), f, "styrning")
	if err != nil {
		t.Fatal(err)
	}
	comparison, err := a.Compare(t.Context(), f, []string{"0780", "1281"})
	if err != nil {
		t.Fatal(err)
	}
	var actions int
	for _, c := range db.Catalogue().Current().Commitments {
		for _, l := range c.Levels {
			actions += len(l.Actions)
		}
	}
	for _, c := range []struct {
		table *report.Table
		rows  int
		key   []string
		want  []map[string]string // rows that are there
	}{
		{report.OfCity(profile, profile.Cover, f, m), actions, []string{"atgard"}, []map[string]string{
			{"atgard": "styrning-1-3", "niva": "3", "svar": "niva", "beslutsdatum": "2026-02-01", "status": "pågår", "atgard_rad": "2", "rad": "2", "atgard_inlamning": "2"},
			{"atgard": "styrning-1-2", "niva": "3", "status": "", "atgard_rad": "", "atgard_lank": ""},
			{"atagande": "klimatberakningar", "niva": "0", "svar": "deltar_inte"},
			{"atagande": "finansiering", "niva": "", "svar": "inget_svar"},
		}},
		{report.OfCommitment(commitment, f, m), 3, []string{"kommunkod"}, []map[string]string{
			{"kommunkod": "0780", "niva": "3", "diarienummer": "'=1+1", "lan": "Kronobergs län"},
			{"kommunkod": "2321", "niva": "", "svar": "ej_inlamnat"},
		}},
		{report.OfComparison(comparison, f, m), 2 * (actions + 10), []string{"atagande", "atgard", "kommunkod"}, []map[string]string{
			{"atagande": "styrning", "atgard": "", "kommunkod": "0780", "niva": "3", "skillnad": "2", "status": ""},
			{"atagande": "styrning", "atgard": "", "kommunkod": "1281", "niva": "1", "skillnad": "2"},
			{"atgard": "styrning-1-3", "kommunkod": "0780", "status": "pågår", "svar": "", "niva": "", "skillnad": "2", "atgardsniva": "1"},
			{"atgard": "styrning-1-2", "kommunkod": "0780", "status": "", "skillnad": ""},
		}},
	} {
		var b bytes.Buffer
		if err := c.table.Write(t.Context(), &b, report.CSV, m); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "HEMLIG") {
			t.Errorf("%s tells a comment", c.table.What)
		}
		_, rows := records(t, b.String(), ',')
		if len(rows) != c.rows {
			t.Errorf("%s has %d rows, want %d", c.table.What, len(rows), c.rows)
		}
		seen := map[string]bool{}
		for _, r := range rows {
			key := ""
			for _, k := range c.key {
				key += r[k] + " "
			}
			if seen[key] {
				t.Errorf("%s: %s twice", c.table.What, key)
			}
			seen[key] = true
		}
		for _, want := range c.want {
			if !holds(rows, want) {
				t.Errorf("%s has no row with %v", c.table.What, want)
			}
		}
	}
}

// holds tells whether one of the rows has all that is wanted.
func holds(rows []map[string]string, want map[string]string) bool {
	for _, r := range rows {
		all := true
		for k, v := range want {
			all = all && r[k] == v
		}
		if all {
			return true
		}
	}
	return false
}

// TestEveryReportHasItsColumns: names and labels are there, once each, and the rows of reference tables fit.
func TestEveryReportHasItsColumns(t *testing.T) {
	db := store(t)
	f := filter(t, db, "")
	members, err := analytics.New(db).Coverage(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	whats := append(append(report.Whats[:], report.Chosen[:]...), report.References[:]...)
	for _, what := range whats {
		seen := map[string]bool{}
		for _, c := range append(report.Columns(what, f.Edition), report.AboutColumns()...) {
			if seen[c.Name] || c.Name == "" || c.Label.SV == "" || c.Label.EN == "" || c.About.SV == "" || c.About.EN == "" || c.Kind == "" {
				t.Errorf("%s: %+v", what, c)
			}
			seen[c.Name] = true
		}
		if len(seen) < 8 {
			t.Errorf("%s has %d columns", what, len(seen))
		}
	}
	for _, what := range report.References {
		var b bytes.Buffer
		table := report.OfReference(what, db.Catalogue(), members, f, report.Meta{Lang: "sv", Now: now})
		if err := table.Write(t.Context(), &b, report.CSV, report.Meta{}); err != nil {
			t.Fatal(err)
		}
		if _, rows := records(t, b.String(), ','); len(rows) == 0 {
			t.Errorf("%s is empty", what)
		}
	}
	if report.OfReference("nothing", db.Catalogue(), members, f, report.Meta{}) != nil || report.Columns("nothing", f.Edition) != nil {
		t.Error("there is a report of nothing")
	}
}
