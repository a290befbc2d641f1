package desk_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

func (w *world) roster(t *testing.T) map[string]desk.Member {
	t.Helper()
	all, err := w.Roster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]desk.Member{}
	for _, m := range all {
		found[m.Code] = m
	}
	return found
}

func TestRosterChangesAreKept(t *testing.T) {
	path := newPath(t)
	w := begin(t, path, mail.Settings{})
	version := w.db.Version()
	twin := desk.Member{Code: "0114", Role: data.Twin, Joined: "2026-01", TwinOf: "0780"}
	if err := w.SaveMember(t.Context(), staff(), desk.Member{}, twin); err != nil {
		t.Fatal(err)
	}
	ended := twin
	ended.Left = "2026-03-01"
	if err := w.SaveMember(t.Context(), staff(), twin, ended); err != nil {
		t.Fatal(err)
	}
	if got := w.roster(t)["0114"]; got != ended {
		t.Errorf("got %+v", got)
	}
	if w.db.Version() != version+2 {
		t.Errorf("data version %d, want %d", w.db.Version(), version+2)
	}
	if err := w.SaveMember(t.Context(), staff(), ended, ended); err != nil || w.db.Version() != version+2 {
		t.Errorf("nothing to change: %v, version %d", err, w.db.Version())
	}
	for name, err := range map[string]error{
		"seen before the change": w.SaveMember(t.Context(), staff(), twin, desk.Member{Code: "0114", Role: data.Pioneer}),
		"new, but it is there":   w.SaveMember(t.Context(), staff(), desk.Member{}, twin),
		"removed as it was":      w.RemoveMember(t.Context(), staff(), twin),
		"nobody removed":         w.RemoveMember(t.Context(), staff(), desk.Member{}),
	} {
		if !errors.Is(err, desk.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.RemoveMember(t.Context(), staff(), ended); err != nil {
		t.Fatal(err)
	}
	want := []string{"removed", "changed", "added"}
	check := func() {
		t.Helper()
		changes, err := w.RosterChanges(t.Context(), "0114", 10)
		if err != nil || len(changes) != 3 {
			t.Fatal(changes, err)
		}
		for i, c := range changes {
			if c.Kind != want[i] || c.By != "S1" || c.Way != "desk" || c.Code != "0114" {
				t.Errorf("got %+v", c)
			}
		}
		if changes[1].Old != twin || changes[1].New != ended || changes[2].Old != (desk.Member{}) || changes[0].New != (desk.Member{}) {
			t.Errorf("got %+v", changes)
		}
	}
	check()
	if got := w.logged(t); !slices.Equal(got, []audit.Action{audit.RosterRemoved, audit.RosterChanged, audit.RosterAdded}) {
		t.Errorf("logged %v", got)
	}
	before := w.roster(t)
	w.end(t)
	if _, err := data.Rebuild(t.Context(), data.Options{Path: path, Catalogue: datatest.Catalogue(t), Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	w = begin(t, path, mail.Settings{})
	check()
	if after := w.roster(t); len(after) != len(before) || after["0114"] != before["0114"] {
		t.Errorf("a rebuild changed the roster: %v", after)
	}
}

func TestRosterRules(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	for _, c := range []struct {
		name string
		m    desk.Member
		want ingest.Code
	}{
		{"no municipality", desk.Member{Code: "9999"}, desk.RosterPlaceUnknown},
		{"no role", desk.Member{Code: "0114", Role: "king"}, desk.RosterRoleUnknown},
		{"no date", desk.Member{Code: "0114", Joined: "24-12"}, desk.RosterPeriodInvalid},
		{"no such day", desk.Member{Code: "0114", Left: "2024-02-30"}, desk.RosterPeriodInvalid},
		{"left before", desk.Member{Code: "0114", Joined: "2024-12", Left: "2024-11-30"}, desk.RosterPeriodBackwards},
		{"left in the year", desk.Member{Code: "0114", Joined: "2024-12", Left: "2024"}, ""},
		{"pioneer as twin", desk.Member{Code: "0114", Role: data.Pioneer, TwinOf: "0780"}, desk.RosterTwinRole},
		{"twin of itself", desk.Member{Code: "0114", Role: data.Twin, TwinOf: "0114"}, desk.RosterTwinSelf},
		{"twin of a twin", desk.Member{Code: "0114", Role: data.Twin, TwinOf: "0305"}, desk.RosterTwinNotPioneer},
		{"twin of nobody", desk.Member{Code: "0114", Role: data.Twin, TwinOf: "0115"}, desk.RosterTwinNotPioneer},
	} {
		was := w.roster(t)["0114"]
		err := w.SaveMember(t.Context(), staff(), was, c.m)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		bad, ok := errors.AsType[*desk.RosterError](err)
		if !ok || bad.Problems[0].Finding.Code != c.want || !errors.Is(err, desk.ErrInvalid) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
			continue
		}
		for _, lang := range locale.Langs {
			if text := desk.FindingText(lang, bad.Problems[0].Finding); text == "" || strings.ContainsAny(text, "{}<>") {
				t.Errorf("%s in %s: %s", c.want, lang, text)
			}
		}
	}
	// A pioneer with a twin stays a pioneer.
	pioneer := w.roster(t)["0380"]
	for name, err := range map[string]error{
		"another role": w.SaveMember(t.Context(), staff(), pioneer, desk.Member{Code: "0380", Role: data.Twin, Joined: pioneer.Joined}),
		"removed":      w.RemoveMember(t.Context(), staff(), pioneer),
	} {
		bad, ok := errors.AsType[*desk.RosterError](err)
		if !ok || len(bad.Problems) != 1 || bad.Problems[0].Code != "0305" || bad.Problems[0].Finding.Code != desk.RosterTwinNotPioneer {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.roster(t)["0380"] != pioneer {
		t.Error("it was changed all the same")
	}
}

func TestRosterFileGoesOutAndComesIn(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	for _, lang := range locale.Langs {
		var b strings.Builder
		if err := w.ExportRoster(t.Context(), &b, lang); err != nil {
			t.Fatal(err)
		}
		plan, findings, err := w.PlanRoster(t.Context(), []byte(b.String()))
		if err != nil || len(findings) != 0 || len(plan.Changes) != 0 || plan.Same != 29 || plan.Untouched != 0 {
			t.Errorf("%s: %+v, %v, %v\n%s", lang, plan, findings, err, b.String())
		}
	}
	file := "\ufeffsep=;\r\nKommunkod;Kommun;Roll;Gick med;Lämnade;Pionjärstad;Anm\r\n" +
		"0380;Uppsala;pionjärstad;2019;;;som förut\r\n" +
		"114;Upplands Väsby;Tvillingstad;2026-01;;0380 Uppsala;ny\r\n" +
		"2281;;pionjär;2024;;;bekräftad\r\n" +
		"\r\n" +
		"2580;Luleå;;2024;2026-02-28;;\r\n"
	version := w.db.Version()
	plan, findings, err := w.PlanRoster(t.Context(), []byte(file))
	if err != nil || !ingest.Accepted(findings) || len(plan.Changes) != 3 || plan.Same != 1 || plan.Untouched != 26 {
		t.Fatalf("%+v, %v, %v", plan, findings, err)
	}
	codes := []ingest.Code{}
	for _, f := range findings {
		codes = append(codes, f.Code)
	}
	if !slices.Equal(codes, []ingest.Code{ingest.ColumnUnknown, ingest.CodeLostZero}) || findings[1].Line != 4 || findings[1].Column != "Kommunkod" {
		t.Errorf("got %+v", findings)
	}
	if w.db.Version() != version || len(w.roster(t)) != 29 {
		t.Error("the preview changed something")
	}
	if _, _, err := w.ApplyRoster(t.Context(), staff(), []byte(file), "another"); !errors.Is(err, desk.ErrChanged) {
		t.Errorf("over another roster: %v", err)
	}
	applied, _, err := w.ApplyRoster(t.Context(), staff(), []byte(file), plan.Base)
	if err != nil || len(applied.Changes) != 3 || w.db.Version() != version+1 {
		t.Fatalf("%+v, %v, version %d", applied, err, w.db.Version())
	}
	got := w.roster(t)
	if got["0114"] != (desk.Member{Code: "0114", Role: data.Twin, Joined: "2026-01", TwinOf: "0380"}) ||
		got["2281"].Role != data.Pioneer || got["2580"].Left != "2026-02-28" || len(got) != 30 {
		t.Errorf("got %+v", got)
	}
	changes, err := w.RosterChanges(t.Context(), "", 10)
	if err != nil || len(changes) != 3 || changes[0].Way != "file" {
		t.Errorf("got %+v, %v", changes, err)
	}
	if _, _, err := w.ApplyRoster(t.Context(), staff(), []byte(file), plan.Base); !errors.Is(err, desk.ErrChanged) {
		t.Errorf("twice: %v", err)
	}
}

// TestRosterFilesWithErrorsChangeNothing names line and column of each.
func TestRosterFilesWithErrorsChangeNothing(t *testing.T) {
	const head = "kommunkod;kommun;roll;gick_med;lämnade;pionjärstad\n"
	for name, c := range map[string]struct {
		file string
		want string // code:line:column
	}{
		"empty":             {"", "file-empty:0:"},
		"rows without":      {head, "no-rows:0:"},
		"no header":         {"a;b;c\n1;2;3\n", "header-missing:1:"},
		"no column":         {"kommunkod;roll;gick_med;lämnade\n0780;pionjär;2019;\n", "column-missing:1:pionjärstad"},
		"twice the column":  {"kommunkod;kod;roll;gick_med;lämnade;pionjärstad\n0780;0780;;;;\n", "column-duplicate:1:kod"},
		"unclosed quote":    {head + "0780;\"Växjö;pionjär;2019;;\n0380;Uppsala;pionjär;2019;;\n", "quote-unclosed:2:"},
		"too long":          {head + "0780;Växjö;pionjär;2019;;;x;y\n", "row-too-long:2:"},
		"unknown place":     {head + "0780;Växjö;pionjär;2019;;\n9999;;pionjär;;;\n", "municipality-unknown:3:kommunkod"},
		"misspelt place":    {head + "0780;Vexjö;pionjär;2019;;\n", "municipality-unknown:2:kommun"},
		"disagree":          {head + "0780;Lund;pionjär;2019;;\n", "municipality-disagree:2:kommun"},
		"no place":          {head + ";Växjö;pionjär;2019;;\n", "cell-empty:2:kommunkod"},
		"role":              {head + "0780;Växjö;kung;2019;;\n", "roster-role-unknown:2:roll"},
		"period":            {head + "0780;Växjö;pionjär;1/12 2019;;\n", "roster-period-invalid:2:gick_med"},
		"backwards":         {head + "0780;Växjö;pionjär;2019;2018;\n", "roster-period-backwards:2:lämnade"},
		"twice":             {head + "0780;Växjö;pionjär;2019;;\n0780;Växjö;pionjär;2020;;\n", "roster-duplicate:3:kommunkod"},
		"pioneer is a twin": {head + "0114;;tvilling;2026;;0305\n", "roster-twin-not-pioneer:2:pionjärstad"},
		"twin not in file":  {head + "0380;Uppsala;tvilling;2019;;\n", "roster-twin-not-pioneer:0:pionjärstad"},
		"hidden":            {head + "0780;Väx\u200bjö;pionjär;2019;;\n", "hidden-character:2:kommun"},
		"formula":           {head + "0780;Växjö;=1+1;2019;;\n", "roster-role-unknown:2:roll"},
		"workbook":          {"PK\x03\x04rest", "roster-workbook:0:"},
		"binary":            {"\x00\x01\x02\x03", "file-binary:1:"},
		"a web page":        {"<html><body>logga in", "file-html:0:"},
	} {
		t.Run(name, func(t *testing.T) {
			w := begin(t, "", mail.Settings{})
			plan, findings, err := w.PlanRoster(t.Context(), []byte(c.file))
			if err != nil || ingest.Accepted(findings) || len(plan.Changes) != 0 {
				t.Fatalf("%+v, %v, %v", plan, findings, err)
			}
			f := findings[slices.IndexFunc(findings, func(f ingest.Finding) bool { return f.Severity == ingest.Error })]
			if got := fmt.Sprintf("%s:%d:%s", f.Code, f.Line, f.Column); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			for _, lang := range locale.Langs {
				if text := desk.FindingText(lang, f); text == "" || text == string(f.Code) {
					t.Errorf("%s has no text in %s", f.Code, lang)
				}
			}
			version := w.db.Version()
			if _, _, err := w.ApplyRoster(t.Context(), staff(), []byte(c.file), plan.Base); err != nil || w.db.Version() != version || len(w.logged(t)) != 0 {
				t.Errorf("applied: %v", err)
			}
		})
	}
}
