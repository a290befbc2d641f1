package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// awkward are texts that a careless writer or reader changes.
var awkward = []string{
	"", "Enkelt", `5" skärm`, `"hela citatet"`, "två\nrader", "två\r\nrader; med, allt|och\ttabb", "\nförst", " blank före", "blank efter ", "  ",
	"=1+1", "+46 70", "-25 %", "@alla", "\t=x", "\r=x", "'=1+1", "''=1+1", "'''=1+1", "'-' som streck", "''-' två", "-25 % mot '90", "'", "''", "'-", "=cmd|' /C calc'!A0",
	"</script><script>", "åäö 🌱 e\u0301", "\u202eomvänt", "sep=;", "0180;1;2",
}

// TestTemplateRoundTrip writes random answers out and reads them back: the same values, no finding, and a preview
// without a change.
func TestTemplateRoundTrip(t *testing.T) {
	db := store(t)
	e := db.Catalogue().Current()
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string { return awkward[random.IntN(len(awkward))] }
	for round := range 12 {
		levels := data.Submission{Kind: data.Levels, Edition: e.ID, Sender: data.Sender{Name: "Anna", Role: "staff"}}
		actions := data.Submission{Kind: data.Actions, Edition: e.ID, Sender: levels.Sender}
		for i := range e.Commitments {
			c := &e.Commitments[i]
			d := data.Declaration{Municipality: "0780", Commitment: c.Slug, Comment: text(), Reference: strings.TrimSpace(text())}
			if strings.ContainsFunc(d.Reference, func(r rune) bool { return r == '\u202e' }) || strings.Trim(d.Reference, "-–") == "" {
				d.Reference = fmt.Sprintf("KS %d", round)
			}
			if level := random.IntN(5); level < 4 {
				d.Level = &level
			}
			levels.Declarations = append(levels.Declarations, d)
			for l := range c.Levels {
				for _, a := range c.Levels[l].Actions {
					r := data.ActionReport{Municipality: "0780", Action: a.ID, Comment: text(), Link: "https://vaxjo.se/" + a.ID}
					if s := random.IntN(5); s < 4 {
						r.Status = data.Statuses[s]
					}
					actions.Reports = append(actions.Reports, r)
				}
			}
		}
		for _, s := range []data.Submission{levels, actions} {
			if _, err := db.Record(t.Context(), s, nil); err != nil {
				t.Fatal(err)
			}
			raw, err := ingest.TemplateIn(t.Context(), db, s.Kind, ingest.Long, e, "0780")
			if err != nil {
				t.Fatal(err)
			}
			parsed, findings, err := ingest.Parse(bytes.NewReader(raw), db.Catalogue(), ingest.DefaultLimits)
			if err != nil || len(findings) > 0 {
				t.Fatalf("%v, findings %+v\n%s", err, findings, raw)
			}
			if want := len(s.Declarations) + len(s.Reports); parsed.Kind != s.Kind || len(parsed.Rows) != want {
				t.Fatalf("%s with %d rows, want %s with %d", parsed.Kind, len(parsed.Rows), s.Kind, want)
			}
			changes, err := ingest.Preview(t.Context(), db, parsed)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range changes {
				if c.Kind != ingest.Unchanged {
					t.Fatalf("%+v\n%s", c, raw)
				}
			}
		}
	}
}

// TestTemplateOfNobody starts from nothing: every row is there, nothing is filled in.
func TestTemplateOfNobody(t *testing.T) {
	db := store(t)
	raw, err := ingest.TemplateIn(t.Context(), db, data.Actions, ingest.Long, db.Catalogue().Current(), "0180")
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	for _, want := range []string{
		"\ufeffkommunkod;kommun;åtagande;nivå;åtgärd;status;kommentar;länk;version\r\n",
		"\r\n0180;Stockholm;3 Finansiering;1 – Initiera;2 – Organisera klimatinvesteringsarbetet;;;;2025/2026\r\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "\r\n"); n != 105 {
		t.Errorf("%d lines, want a header and 104 actions", n)
	}
	if _, err := ingest.TemplateIn(t.Context(), db, data.Levels, ingest.Long, db.Catalogue().Current(), "9999"); err == nil {
		t.Error("a template for no municipality")
	}
}

// TestTemplateThroughSpreadsheet loses the codes' zeros, as spreadsheets do: the names leave no doubt.
func TestTemplateThroughSpreadsheet(t *testing.T) {
	db := store(t)
	raw, err := ingest.TemplateIn(t.Context(), db, data.Levels, ingest.Long, db.Catalogue().Current(), "0180")
	if err != nil {
		t.Fatal(err)
	}
	if _, findings := parse(t, db.Catalogue(), strings.ReplaceAll(string(raw), "\n0180;", "\n180;")); len(findings) > 0 {
		t.Errorf("findings %+v", findings)
	}
}
