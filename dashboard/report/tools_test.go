package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// toolTables is the report of every tool, each with rows where the data allows it.
func toolTables(t *testing.T, db *data.DB, f analytics.Filter, m report.Meta) []*report.Table {
	t.Helper()
	kolada(t, db)
	a := analytics.New(db)
	step, err := a.NextStep(t.Context(), f, "0780", "finansiering")
	check(t, err)
	support, err := a.Supports(t.Context(), f, "")
	check(t, err)
	processes, err := a.Processes(t.Context(), f)
	check(t, err)
	leads, err := a.Leads(t.Context(), f)
	check(t, err)
	matches, err := a.Matches(t.Context(), f, "styrning")
	check(t, err)
	pair, err := a.Pair(t.Context(), f, "0780", "")
	check(t, err)
	similar, err := a.Similar(t.Context(), f, "0780", 5)
	check(t, err)
	outcomes, err := a.Outcomes(t.Context(), f, "N00401", "styrning", 0)
	check(t, err)
	said := map[string]report.Consent{"0780": {Leading: "yes", Learning: "no"}, "1281": {Learning: "no"}}
	return []*report.Table{
		report.OfNextStep(step, f, m), report.OfSupport(support, f, m), report.OfProcesses(processes, f, m), report.OfLeads(leads, said, f, m),
		report.OfMatches(matches, said, f, m), report.OfGaps(leads, f, m), report.OfPair(pair, f, m), report.OfSimilar(similar, f, m), report.OfOutcomes(outcomes, f, m),
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// kolada keeps values of two years for two cities.
func kolada(t *testing.T, db *data.DB) {
	t.Helper()
	check(t, db.Write(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec(`INSERT INTO kolada_value VALUES
			('N00401', '0780', 2023, 2.5000000000000004, TIMESTAMP '2026-02-22 10:00:00'), ('N00401', '1281', 2022, 3.25, TIMESTAMP '2026-02-22 10:00:00')`)
		return err
	}))
}

// talk adds what makes people talk to each other: Lund works on what Växjö could take on, and plans another action.
func talk(t *testing.T, db *data.DB) {
	t.Helper()
	s := data.Submission{
		Edition: db.Catalogue().Current().ID, Kind: data.Actions, Sender: data.Sender{Name: "Prov", Role: "staff"}, Received: time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC),
		Reports: []data.ActionReport{
			{Line: 2, Municipality: "1281", Action: "klimatberakningar-1-1", Status: data.Done, Link: "https://lund.se/a", Comment: "HEMLIG"},
			{Line: 3, Municipality: "1281", Action: "klimatberakningar-1-2", Status: data.Planned, Comment: "HEMLIG"},
			{Line: 4, Municipality: "1281", Action: "styrning-1-3", Status: data.Underway, Comment: "HEMLIG"},
			{Line: 5, Municipality: "0780", Action: "klimatberakningar-1-1", Status: data.Planned, Link: "https://vaxjo.se/b", Comment: "HEMLIG"},
		},
	}
	_, err := db.Record(t.Context(), s, []byte("raw"))
	check(t, err)
}

// TestTools counts by hand. Växjö (pioneer) stands at styrning 3, klimatberäkningar 0 and is silent in the rest; Lund, its twin, at styrning
// 1; Åre has handed in nothing.
func TestTools(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	talk(t, db)
	f, m := filter(t, db, ""), report.Meta{Lang: "sv", Now: now}
	a := analytics.New(db)
	tables := map[report.What]*report.Table{}
	for _, table := range toolTables(t, db, f, m) {
		tables[table.What] = table
	}
	step, err := a.NextStep(t.Context(), f, "0780", "klimatberakningar")
	check(t, err)
	tables[report.NextStep] = report.OfNextStep(step, f, m)
	first := &db.Catalogue().Current().Commitments[1].Levels[0]
	actions := 0
	for _, c := range db.Catalogue().Current().Commitments {
		for _, l := range c.Levels {
			actions += len(l.Actions)
		}
	}
	for what, c := range map[report.What]struct {
		rows int // -1 is any
		want []map[string]string
	}{
		report.NextStep: {len(first.Actions), []map[string]string{
			{"atgard": "klimatberakningar-1-1", "svar": "deltar_inte", "niva": "0", "nasta_niva": "1", "status": "planerad", "atgard_lank": "https://vaxjo.se/b", "atgard_rad": "5", "stader_planerad": "1", "stader_genomford": "1", "annan_kommunkod": "1281", "annan_status": "genomförd", "annan_svar": "inget_svar", "annan_niva": "", "annan_lank": "https://lund.se/a", "samma_lan": "nej", "annan_rad": "2"},
			{"atgard": "klimatberakningar-1-2", "status": "", "stader_planerad": "1", "annan_kommunkod": "", "annan_status": "", "samma_lan": ""},
		}},
		report.Support: {3 * 10 * 3, []map[string]string{
			{"kommunkod": "0780", "atagande": "styrning", "atgardsniva": "1", "svar": "niva", "niva": "3", "deklarerad": "ja", "atgarder": "4", "atgarder_i_arbete": "1", "atgarder_pagar": "1", "atgarder_ej_rapporterad": "3", "atgarder_lankar": "1", "lank": "https://vaxjo.se/a?b=1&c=<2>", "rad": "2"},
			{"kommunkod": "1281", "atagande": "styrning", "atgardsniva": "2", "niva": "1", "deklarerad": "nej"},
			{"kommunkod": "0780", "atagande": "klimatberakningar", "atgardsniva": "1", "svar": "deltar_inte", "niva": "0", "deklarerad": "nej", "atgarder_planerad": "1"},
			{"kommunkod": "0780", "atagande": "finansiering", "svar": "inget_svar", "niva": "", "deklarerad": "nej"},
			{"kommunkod": "2321", "atagande": "styrning", "svar": "ej_inlamnat", "niva": ""},
		}},
		report.Processes: {-1, []map[string]string{
			{"process": "digitalt", "atgard": "styrning-1-3", "citat": "Utveckla vår datainsamling", "stader_i_processen": "2", "stader_i_arbete": "2", "stader_rapporterat": "2", "stader_pagar": "2", "stader_genomford": "0"},
		}},
		report.Leads: {2, []map[string]string{
			{"atagande": "styrning", "kommunkod": "0780", "del": "leder", "svar": "niva", "niva": "3", "kontakt": "ja", "roll": "pionjar", "befolkning": "98334"},
			{"atagande": "styrning", "kommunkod": "1281", "del": "lar", "svar": "niva", "niva": "1", "kontakt": "nej", "lan": "Skåne län"},
		}},
		report.Matches: {2, []map[string]string{
			{"kommunkod": "0780", "del": "leder", "niva": "3", "kontakt": "ja", "forslag": "", "ledare_kommunkod": "", "ledare_kontakt": "", "i_grupp": ""},
			{"kommunkod": "1281", "del": "lar", "niva": "1", "kontakt": "nej", "forslag": "1", "ledare_kommunkod": "0780", "ledare_kommun": "Växjö", "ledare_kontakt": "ja", "antal_skal": "2", "pionjar_och_tvilling": "ja", "samma_lan": "nej", "samma_storlek": "nej", "gemensamma_atgarder": "styrning-1-3", "leder_i_gengald": "", "i_grupp": "nej"},
		}},
		report.Gaps: {-1, []map[string]string{
			{"atagande": "finansiering", "lucka": "ingen_leder", "atgard": "", "etikett": "Finansiering", "fraga_kommunkod": "", "fraga_svar": "", "fraga_planerar": "", "fler_att_fraga": "0"},
			{"atgard": "klimatberakningar-1-2", "lucka": "ingen_arbetar", "atgardsniva": "1", "fraga_kommunkod": "1281", "fraga_svar": "inget_svar", "fraga_niva": "", "fraga_planerar": "ja", "fraga_atgarder_niva_3": ""},
			{"atgard": "styrning-1-2", "fraga_kommunkod": "0780", "fraga_niva": "3", "fraga_planerar": "nej"},
		}},
		report.Pair: {10, []map[string]string{
			{"atagande": "styrning", "kommunkod_1": "0780", "roll_1": "pionjar", "svar_1": "niva", "niva_1": "3", "kommunkod_2": "1281", "roll_2": "tvilling", "niva_2": "1", "forhallande": "forsta_lar_ut", "atgarder_att_lara_ut": "", "gemensamma_atgarder": "styrning-1-3"},
			{"atagande": "klimatberakningar", "svar_1": "deltar_inte", "niva_1": "0", "svar_2": "inget_svar", "niva_2": "", "forhallande": "svar_saknas"},
		}},
		report.Similar: {3, []map[string]string{
			{"kommunkod": "0780", "grund": "svar", "ordning": "1", "annan_kommunkod": "1281", "samma_lan": "nej", "minst_steg": "2", "samma_niva": "0", "bada_svarat": "1", "jamforda_ataganden": "9", "jamforda_stader": "1"},
			{"grund": "befolkning", "annan_kommunkod": "2321", "minst_steg": "", "jamforda_ataganden": ""},
		}},
		report.Outcomes: {3, []map[string]string{
			{"kommunkod": "0780", "niva": "3", "nyckeltal": "N00401", "ar": "2023", "varde": "2.5000000000000004", "vardets_kalla": "Kolada", "hamtat": "2026-02-22T10:00:00Z"},
			{"kommunkod": "1281", "niva": "1", "ar": "2023", "varde": ""},
			{"kommunkod": "2321", "svar": "ej_inlamnat", "niva": "", "varde": ""},
		}},
	} {
		rows := plainRows(t, tables[what], m)
		if c.rows >= 0 && len(rows) != c.rows {
			t.Errorf("%s has %d rows, want %d", what, len(rows), c.rows)
		}
		for _, want := range c.want {
			if !holds(rows, want) {
				t.Errorf("%s has no row with %v", what, want)
			}
		}
		keys := slices.Concat(report.Key(what), report.OnceEach(what))
		seen := map[string]bool{}
		for _, r := range rows {
			cells := make([]string, len(keys))
			for i, k := range keys {
				cells[i] = r[k]
			}
			key := strings.Join(cells, " ")
			if seen[key] || len(keys) == 0 {
				t.Errorf("%s: %s twice", what, key)
			}
			seen[key] = true
		}
	}
	if n := len(tables[report.Gaps].Rows); n < actions-2 || n > 2*actions {
		t.Errorf("%d gaps of %d actions", n, actions)
	}
}

// plainRows are a table's rows as a program reads them, without comments.
func plainRows(t *testing.T, table *report.Table, m report.Meta) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	check(t, table.Write(t.Context(), &b, report.CSV, m))
	if strings.Contains(b.String(), "HEMLIG") {
		t.Errorf("%s tells a comment", table.What)
	}
	_, rows := records(t, b.String(), ',')
	return rows
}

// TestToolsWithNothingToSay has nobody who has handed in, then one city alone: tables with their columns, and no rows that would say more.
func TestToolsWithNothingToSay(t *testing.T) {
	db := store(t)
	a, f, m := analytics.New(db), filter(t, db, ""), meta("sv")
	leads, err := a.Leads(t.Context(), f)
	check(t, err)
	matches, err := a.Matches(t.Context(), f, "styrning")
	check(t, err)
	similar, err := a.Similar(t.Context(), f, "0780", 5)
	check(t, err)
	outcomes, err := a.Outcomes(t.Context(), f, "N07702", "styrning", 0)
	check(t, err)
	alone, err := a.Pair(t.Context(), f, "2321", "")
	check(t, err)
	nobody := filter(t, db, "lan=09")
	none, err := a.Supports(t.Context(), nobody, "")
	check(t, err)
	for rows, table := range map[int]*report.Table{
		0:  report.OfLeads(leads, nil, f, m),
		-1: report.OfMatches(matches, nil, f, m),
		-2: report.OfPair(alone, f, m),
		-3: report.OfSupport(none, nobody, m),
		2:  report.OfSimilar(similar, f, m),
		3:  report.OfOutcomes(outcomes, f, m),
	} {
		if len(table.Rows) != max(rows, 0) {
			t.Errorf("%s has %d rows", table.What, len(table.Rows))
		}
		for _, format := range report.Formats {
			if written(t, table, format) == "" {
				t.Errorf("%s as %s is empty", table.What, format)
			}
		}
		d := decodeParquet(t, written(t, table, report.Parquet))
		if len(d.rows) != len(table.Rows) || len(d.names) != len(table.Columns)+len(report.AboutColumns()) {
			t.Errorf("%s: %d rows of %d columns in Parquet", table.What, len(d.rows), len(d.names))
		}
	}
	for _, r := range plainRows(t, report.OfOutcomes(outcomes, f, m), m) {
		if r["varde"] != "" || r["ar"] != "" || r["hamtat"] != "" || r["svar"] != "ej_inlamnat" {
			t.Errorf("a value that nobody has: %v", r)
		}
	}
	gaps := plainRows(t, report.OfGaps(leads, f, m), m)
	if !holds(gaps, map[string]string{"atagande": "styrning", "lucka": "ingen_leder", "fraga_kommunkod": ""}) {
		t.Error("where nobody has handed in, nobody leads")
	}
}
