package audit_test

import (
	"encoding/csv"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

func TestChangeAndRecordStandOrFallTogether(t *testing.T) {
	w := begin(t, "")
	failed := errors.New("no")
	err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		if err := w.log.Add(tx, person(audit.RoundOpened)); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) || len(w.rows(t, audit.Filter{})) != 0 {
		t.Errorf("%v; rows %v", err, w.rows(t, audit.Filter{}))
	}
	version := w.db.Version()
	err = w.db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		return errors.Join(w.log.Add(tx, person(audit.RoundOpened)), w.log.Add(tx, person(audit.RoundClosed)))
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := w.rows(t, audit.Filter{})
	if len(rows) != 2 || rows[0].ID != 2 || rows[0].Action != audit.RoundClosed || rows[0].Previous != rows[1].Seal || rows[1].Previous != "" {
		t.Fatalf("got %+v", rows)
	}
	got := rows[1]
	if got.By.Name != "Åsa Öberg" || got.By.Address != "192.0.2.7" || got.Municipality != "0780" || got.Outcome != audit.OK ||
		!got.At.Equal(w.clock.read().Truncate(time.Microsecond)) || got.Times != 1 {
		t.Errorf("got %+v", got)
	}
	if w.db.Version() != version {
		t.Error("the log makes public pages stale")
	}
	if r := w.verify(t); !r.Whole() || r.Rows != 2 || r.Last != 2 {
		t.Errorf("got %+v", r)
	}
}

func TestUnknownCodesAreRefused(t *testing.T) {
	w := begin(t, "")
	for _, e := range []audit.Entry{
		{Action: "no.such"},
		{},
		{Action: audit.SignIn, Outcome: "perhaps"},
		{Action: audit.SignIn, By: audit.By{Actor: audit.Actor{Kind: "ghost"}}},
	} {
		if err := w.log.Record(t.Context(), e); err == nil {
			t.Errorf("%+v was taken", e)
		}
	}
}

func TestEveryActionHasTextsInBothLanguages(t *testing.T) {
	seen := map[audit.Action]bool{}
	for _, a := range audit.Actions() {
		text := a.Text()
		if text.SV == "" || text.EN == "" || text.SV == text.EN || seen[a] || !strings.Contains(string(a), ".") {
			t.Errorf("%s: %+v", a, text)
		}
		seen[a] = true
	}
}

// TestHostileTextsAreHarmless fills every field with what breaks logs.
func TestHostileTextsAreHarmless(t *testing.T) {
	w := begin(t, "")
	hostile := []string{
		"a\r\n2026-03-01 staff ok", "a\x00b", "\x1b[2Jgone", "=cmd|'/c calc'!A1", "\u202egnp", "\xff\xfe", "</script><script>alert(1)</script>",
		`","role":"administrator`, strings.Repeat("å", 5000),
	}
	for _, text := range hostile {
		w.add(t, audit.Entry{
			By: audit.By{
				Actor: audit.Actor{Kind: audit.Person, ID: text, Name: text, Role: text},
				Where: audit.Where{Address: text, Request: text},
			},
			Action: audit.Denied, ObjectType: text, ObjectID: text, Municipality: text, Outcome: audit.Refused,
			Details: map[string]string{text: text, "path": text},
		})
	}
	if r := w.verify(t); !r.Whole() {
		t.Errorf("got %+v", r)
	}
	var b strings.Builder
	n, err := audit.Export(t.Context(), w.db, &b, audit.Filter{}, locale.Swedish)
	if err != nil || n != len(hostile) {
		t.Fatal(n, err)
	}
	if lines := strings.Count(b.String(), "\n"); lines != n+1 {
		t.Errorf("%d rows on %d lines", n, lines-1)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.ContainsAny(cell, "\x00\x1b\r\n\u202e") || cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) || len(cell) > 9000 {
				t.Errorf("cell %q", cell)
			}
		}
	}
}

// TestFieldsCannotShift moves text over the border between two fields: the seals differ.
func TestFieldsCannotShift(t *testing.T) {
	w := begin(t, "")
	e := person(audit.Denied)
	e.ObjectType, e.ObjectID = "ab", "c"
	w.add(t, e)
	w.tamper(t, "UPDATE audit SET object_type = 'a', object_id = 'bc' WHERE id = 1")
	if r := w.verify(t); r.Whole() || r.Breaks[0] != (audit.Break{ID: 1, Reason: audit.RowChanged}) {
		t.Errorf("got %+v", r)
	}
}

func TestFilterAndPages(t *testing.T) {
	w := begin(t, "")
	for i := range 25 {
		e := person(audit.RoundOpened)
		e.ObjectID = strconv.Itoa(i)
		w.add(t, e)
		w.clock.pass(time.Minute)
	}
	other := audit.Entry{
		By:     audit.By{Actor: audit.Actor{Kind: audit.Token, ID: "T9", Name: "Nattjobb"}, Where: audit.Where{Address: "192.0.2.8"}},
		Action: audit.HandedIn, Municipality: "1281", Outcome: audit.Failed, Details: map[string]string{"fil": "NIVÅER.csv"},
	}
	w.add(t, other)
	for _, c := range []struct {
		name string
		f    audit.Filter
		want int
	}{
		{"all", audit.Filter{}, 26},
		{"actor by id", audit.Filter{Actor: "T9"}, 1},
		{"actor by part of the name", audit.Filter{Actor: "åsa"}, 25},
		{"action", audit.Filter{Action: audit.HandedIn}, 1},
		{"group of actions", audit.Filter{Action: "round"}, 25},
		{"half a group is none", audit.Filter{Action: "roun"}, 0},
		{"municipality", audit.Filter{Municipality: "1281"}, 1},
		{"outcome", audit.Filter{Outcome: audit.Failed}, 1},
		{"text", audit.Filter{Text: "nivåer"}, 1},
		{"no wildcards", audit.Filter{Text: "%"}, 0},
		{"from", audit.Filter{From: newClock().read().Add(20 * time.Minute)}, 6},
		{"until", audit.Filter{Until: newClock().read().Truncate(time.Microsecond).Add(20 * time.Minute)}, 20},
		{"both", audit.Filter{Outcome: audit.OK, Municipality: "1281"}, 0},
	} {
		if got := len(w.rows(t, c.f)); got != c.want {
			t.Errorf("%s: %d rows, want %d", c.name, got, c.want)
		}
	}
	var ids []int64
	for before := int64(0); ; {
		p, err := audit.Read(t.Context(), w.db, audit.Filter{}, before, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Rows {
			ids = append(ids, r.ID)
		}
		if before = p.More; before == 0 {
			break
		}
		w.add(t, other) // shifts nothing
	}
	want := make([]int64, 26)
	for i := range want {
		want[i] = int64(26 - i)
	}
	if !slices.Equal(ids, want) {
		t.Errorf("pages hold %v", ids)
	}
}

func TestExportIsForSwedishExcel(t *testing.T) {
	w := begin(t, "")
	w.add(t, person(audit.RoundOpened))
	for lang, want := range map[locale.Lang]string{
		locale.Swedish: "\ufeffNummer;Tid (UTC);Tid i Sverige;Vem;Id;Namn;Roll;Händelse;Händelsekod;Utfall;Antal;Objekt;Objektets id;Kommunkod;Adress;Begäran;Uppgifter;Sigill\r\n" +
			"1;2026-03-01T12:00:00.123456Z;2026-03-01 13:00:00;person;P1;Åsa Öberg;staff;Insamling öppnad;round.opened;genomfört;1;round;1;0780;192.0.2.7;R1;;",
		locale.English: "\ufeffNumber;Time (UTC);",
	} {
		var b strings.Builder
		if _, err := audit.Export(t.Context(), w.db, &b, audit.Filter{}, lang); err != nil || !strings.HasPrefix(b.String(), want) {
			t.Errorf("%v: %s", err, b.String())
		}
	}
}

func TestErasedNamesLeaveTheChainWhole(t *testing.T) {
	w := begin(t, "")
	w.add(t, person(audit.RoundOpened), person(audit.RoundClosed))
	if err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error { return audit.EraseName(tx, "P1") }); err != nil {
		t.Fatal(err)
	}
	for _, r := range w.rows(t, audit.Filter{}) {
		if r.By.Name != data.ErasedName || r.By.ID != "P1" {
			t.Errorf("got %+v", r.By)
		}
	}
	if r := w.verify(t); !r.Whole() {
		t.Errorf("got %+v", r)
	}
	w.tamper(t, "UPDATE audit SET actor_name = 'Nils' WHERE id = 2")
	if r := w.verify(t); len(r.Breaks) != 1 || r.Breaks[0] != (audit.Break{ID: 2, Reason: audit.NameChanged}) {
		t.Errorf("got %+v", r)
	}
}
