package ingest_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// rowsOf is what a file says, without where in it.
func rowsOf(tb testing.TB, c *data.Catalogue, raw []byte) string {
	tb.Helper()
	s, findings, err := ingest.Parse(bytes.NewReader(raw), c, ingest.DefaultLimits)
	if err != nil || len(findings) > 0 {
		tb.Fatalf("%v, findings %+v\n%q", err, findings, raw)
	}
	var b strings.Builder
	for _, r := range s.Rows {
		level := "none"
		if r.Level != nil {
			level = strconv.Itoa(*r.Level)
		}
		r.Line, r.Level = 0, nil
		fmt.Fprintf(&b, "%s %s %+q\n", s.Kind, level, fmt.Sprintf("%+v", r))
	}
	return b.String()
}

// answer is some answers for one commitment.
func answer(random *rand.Rand, round int, slug string) data.Declaration {
	text := func() string { return awkward[random.IntN(len(awkward))] }
	d := data.Declaration{Municipality: "0780", Commitment: slug, Comment: text()}
	if level := random.IntN(5); level < 4 {
		d.Level = &level
	}
	if round%2 == 0 || d.Level != nil && round%3 == 0 {
		d.Reference, d.Link, d.Decided = "KS 2026/1", "https://vaxjo.se", "2026-11-22"
	}
	if round%4 == 1 {
		d.Reference, d.Link, d.Decided = fmt.Sprintf("=KS %d", random.IntN(3)), fmt.Sprintf("https://vaxjo.se/%d", random.IntN(2)), "2026-11-22"
	}
	return d
}

// TestEveryTemplateSaysTheSame writes random answers in every form and reads them back: no finding, and the same rows.
func TestEveryTemplateSaysTheSame(t *testing.T) {
	db := store(t)
	e := db.Catalogue().Current()
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 12 {
		s := data.Submission{Kind: data.Levels, Edition: e.ID, Sender: data.Sender{Name: "Anna", Role: "staff"}}
		for i := range e.Commitments {
			s.Declarations = append(s.Declarations, answer(random, round, e.Commitments[i].Slug))
		}
		if _, err := db.Record(t.Context(), s, nil); err != nil {
			t.Fatal(err)
		}
		long, err := ingest.TemplateIn(t.Context(), db, data.Levels, ingest.Long, e, "0780")
		must(t, err)
		want := rowsOf(t, db.Catalogue(), long)
		for _, form := range []ingest.Form{ingest.Wide, ingest.Cross} {
			raw, err := ingest.TemplateIn(t.Context(), db, data.Levels, form, e, "0780")
			must(t, err)
			if got := rowsOf(t, db.Catalogue(), raw); got != want {
				t.Fatalf("%s says\n%s\nthe long one\n%s\n%s", form, got, want, raw)
			}
		}
		raw, err := ingest.TemplateWorkbook(t.Context(), db, data.Levels, e, "0780")
		must(t, err)
		if got := rowsOf(t, db.Catalogue(), raw); got != want {
			t.Fatalf("the workbook says\n%s\nthe long one\n%s", got, want)
		}
	}
}

// TestWorkbookOfActions compares the templates for actions.
func TestWorkbookOfActions(t *testing.T) {
	db := store(t)
	e := db.Catalogue().Current()
	s := data.Submission{Kind: data.Actions, Edition: e.ID, Sender: data.Sender{Name: "Anna", Role: "staff"}}
	for i, text := range awkward {
		a := e.Commitments[i%len(e.Commitments)].Levels[i%3].Actions[0]
		if i >= 30 {
			break
		}
		s.Reports = append(s.Reports, data.ActionReport{Municipality: "0780", Action: a.ID, Status: data.Statuses[i%4], Comment: text})
	}
	if _, err := db.Record(t.Context(), s, nil); err != nil {
		t.Fatal(err)
	}
	long, err := ingest.TemplateIn(t.Context(), db, data.Actions, ingest.Long, e, "0780")
	must(t, err)
	raw, err := ingest.TemplateWorkbook(t.Context(), db, data.Actions, e, "0780")
	must(t, err)
	if got, want := rowsOf(t, db.Catalogue(), raw), rowsOf(t, db.Catalogue(), long); got != want {
		t.Errorf("the workbook says\n%s\nthe long one\n%s", got, want)
	}
	if _, err := ingest.TemplateIn(t.Context(), db, data.Actions, ingest.Wide, e, "0780"); !errors.Is(err, ingest.ErrNoTemplate) {
		t.Errorf("got %v", err)
	}
}

// TestWorkbookHelps looks at what makes the workbook easy to fill in.
func TestWorkbookHelps(t *testing.T) {
	db := store(t)
	raw, err := ingest.TemplateWorkbook(t.Context(), db, data.Levels, db.Catalogue().Current(), "")
	must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	must(t, err)
	if got := strings.Join(f.GetSheetList(), ", "); got != "Nivåer, Läs mig" {
		t.Errorf("sheets %s", got)
	}
	lists, err := f.GetDataValidations("Nivåer")
	must(t, err)
	if len(lists) != 1 || lists[0].Sqref != "D2:D11" || !strings.Contains(lists[0].Formula1, "2 – Etablera") {
		t.Errorf("lists %+v", lists)
	}
	panes, err := f.GetPanes("Nivåer")
	must(t, err)
	if !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v", panes)
	}
	must(t, f.Close())
	for _, form := range []ingest.Form{ingest.Wide, ingest.Cross, ingest.Long} {
		if _, err := ingest.TemplateIn(t.Context(), db, data.Levels, form, db.Catalogue().Current(), ""); err != nil {
			t.Error(err)
		}
	}
}
