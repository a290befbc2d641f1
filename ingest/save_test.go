package ingest_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// show is changes as text, one per line.
func show(changes []ingest.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %d %s %s%s %q→%q %t\n", c.Kind, c.Line, c.Municipality, c.Commitment, strings.TrimPrefix(c.Action, c.Commitment), c.From, c.To, c.Details)
	}
	return b.String()
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSaveNeedsConfirmation(t *testing.T) {
	db := store(t)
	text := lines("kommunkod;åtagande;nivå", "180;1;2", "0780;3;1")
	s, findings := parse(t, db.Catalogue(), text)
	m := ingest.Meta{Sender: data.Sender{Name: "Anna", Role: "staff"}, FileName: "svar.csv", Confirmed: []ingest.Code{ingest.CodeLostZero}}
	if _, err := ingest.Save(t.Context(), db, s, findings, []byte(text), m); !errors.Is(err, ingest.ErrRejected) {
		t.Fatalf("one of two warnings confirmed: got %v", err)
	}
	if db.Version() != 0 {
		if changes, err := ingest.Preview(t.Context(), db, s); err != nil || changes[0].Kind != ingest.New {
			t.Fatalf("something was saved: %v, %v", changes, err)
		}
	}
	m.Confirmed = append(m.Confirmed, ingest.CommitmentNumberDoubtful, ingest.DateDoubtful)
	saved, err := ingest.Save(t.Context(), db, s, findings, []byte(text), m)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"code-lost-zero", "commitment-number-doubtful"}; !slices.Equal(saved.Confirmed, want) {
		t.Errorf("confirmed %q, want %q", saved.Confirmed, want)
	}
	if saved.ID == 0 || saved.File.Encoding != "UTF-8" || saved.File.Delimiter != ";" || saved.File.Size != int64(len(text)) {
		t.Errorf("saved %+v", saved)
	}
}

func TestSaveRejectsErrors(t *testing.T) {
	db := store(t)
	for _, text := range []string{
		lines("kommunkod;åtagande;nivå", "0180;1;2", "0180;2;9"),
		lines("kommunkod;åtagande;nivå", "0180;1;2", "0180;1;3"),
		lines("kommunkod;åtagande;nivå"),
		"",
	} {
		s, findings := parse(t, db.Catalogue(), text)
		if ingest.Accepted(findings) {
			t.Errorf("%q is accepted", text)
		}
		if _, err := ingest.Save(t.Context(), db, s, findings, []byte(text), ingest.Meta{}); !errors.Is(err, ingest.ErrRejected) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := ingest.Save(t.Context(), db, ingest.Submission{}, nil, nil, ingest.Meta{}); !errors.Is(err, ingest.ErrRejected) {
		t.Errorf("nothing at all: got %v", err)
	}
}

func TestPreviewLevels(t *testing.T) {
	db := store(t)
	save(t, db, lines("kommunkod;åtagande;nivå;kommentar", "0780;1;1;a", "0780;2;2;", "0780;6;0;", "0780;7;;", "1280;8;3;"))
	text := lines("kommunkod;åtagande;nivå;kommentar",
		"0780;1;2;a", "0780;2;2;ny kommentar", "0780;6;0;", "0780;8;3;", "0780;8 Resiliens;3;")
	s, _ := parse(t, db.Catalogue(), text)
	changes, err := ingest.Preview(t.Context(), db, s)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, show(changes), lines(
		`changed 2 0780 styrning "1"→"2" false`,
		`changed 3 0780 klimatberakningar "2"→"2" true`,
		`unchanged 4 0780 upphandling "0"→"0" false`,
		`new 5 0780 resiliens ""→"3" false`,
		`not_mentioned 0 0780 kolinlagring ""→"" false`,
	))
	saved := save(t, db, text)
	if len(saved.Declarations) != 4 {
		t.Errorf("the repeated row was saved: %+v", saved.Declarations)
	}
}

func TestPreviewActions(t *testing.T) {
	db := store(t)
	head := "kommunkod;åtagande;nivå;åtgärd;status;länk"
	save(t, db, lines(head, "0780;1;1;1;planerad;", "0780;1;1;2;pågår;", "0780;3 Finansiering;1;finansiering-1-2;;"))
	s, _ := parse(t, db.Catalogue(), lines(head, "0780;1;1;1;pågår;https://vaxjo.se", "0780;1;2;1;;", "9999;1;1;1;pågår;"))
	changes, err := ingest.Preview(t.Context(), db, s)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, show(changes), lines(
		`changed 2 0780 styrning-1-1 "planned"→"underway" true`,
		`new 3 0780 styrning-2-1 ""→"" false`,
		`not_mentioned 0 0780 styrning-1-2 "underway"→"underway" false`,
		`not_mentioned 0 0780 finansiering-1-2 ""→"" false`,
	))
}

func undo(t *testing.T, db *data.DB, id int64) (data.Submission, string) {
	t.Helper()
	plan, kept, err := ingest.PlanUndo(t.Context(), db, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Declarations)+len(plan.Reports) == 0 {
		return plan, show(kept)
	}
	plan.Sender = data.Sender{Name: "Anna", Role: "staff"}
	saved, err := db.Record(t.Context(), plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	return saved, show(kept)
}

// standing is what the template shows: levels per commitment of Växjö that are not silent.
func standing(t *testing.T, db *data.DB, kind data.Kind) string {
	t.Helper()
	raw, err := ingest.TemplateIn(t.Context(), db, kind, ingest.Long, db.Catalogue().Current(), "0780")
	if err != nil {
		t.Fatal(err)
	}
	s, findings := parse(t, db.Catalogue(), string(raw))
	if len(findings) > 0 {
		t.Fatalf("template gives %+v", findings)
	}
	var b strings.Builder
	for _, r := range s.Rows {
		switch {
		case kind == data.Actions && r.Status != "":
			fmt.Fprintf(&b, "%s-%d-%d %s %s\n", r.Commitment, *r.Level, r.Action, r.Status, r.Comment)
		case kind == data.Levels && r.Level != nil:
			fmt.Fprintf(&b, "%s %d %s\n", r.Commitment, *r.Level, r.Comment)
		}
	}
	return b.String()
}

func TestUndo(t *testing.T) {
	db := store(t)
	head := "kommunkod;åtagande;nivå;kommentar"
	save(t, db, lines(head, "0780;1;1;första", "0780;2;2;", "0780;6;3;"))
	second := save(t, db, lines(head, "0780;1;2;andra", "0780;2;0;", "0780;6;3;", "0780;7;1;"))
	third := save(t, db, lines(head, "0780;2;3;tredje"))

	undone, kept := undo(t, db, second.ID)
	expect(t, kept, `not_mentioned 0 0780 klimatberakningar "0"→"3" false`+"\n")
	expect(t, standing(t, db, data.Levels), lines("styrning 1 första", "klimatberakningar 3 tredje", "upphandling 3 "))
	if undone.Kind != data.Undo || undone.Undoes != second.ID || len(undone.Declarations) != 2 {
		t.Errorf("undo %+v", undone)
	}

	if again, _ := undo(t, db, second.ID); again.ID != 0 {
		t.Errorf("undone twice: %+v", again)
	}
	redone, kept := undo(t, db, undone.ID)
	expect(t, kept, "")
	expect(t, standing(t, db, data.Levels), lines("styrning 2 andra", "klimatberakningar 3 tredje", "upphandling 3 ", "kolinlagring 1 "))
	undo(t, db, redone.ID)
	undo(t, db, third.ID)
	expect(t, standing(t, db, data.Levels), lines("styrning 1 första", "klimatberakningar 0 ", "upphandling 3 "))

	if _, _, err := ingest.PlanUndo(t.Context(), db, 999); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such submission: got %v", err)
	}
}

func TestUndoActions(t *testing.T) {
	db := store(t)
	head := "kommunkod;åtagande;nivå;åtgärd;status;kommentar"
	save(t, db, lines(head, "0780;1;1;1;planerad;a"))
	second := save(t, db, lines(head, "0780;1;1;1;pågår;b", "0780;1;1;2;genomförd;", "0780;1;1;3;genomförd;"))
	save(t, db, lines(head, "0780;1;1;3;pågår;"))
	_, kept := undo(t, db, second.ID)
	expect(t, kept, `not_mentioned 0 0780 styrning-1-3 "done"→"underway" false`+"\n")
	expect(t, standing(t, db, data.Actions), lines("styrning-1-1 planned a", "styrning-1-3 underway "))
}

func TestForeign(t *testing.T) {
	s, _ := parse(t, datatest.Catalogue(t), lines("Stad;åtagande;nivå", "Lund;1;2", "Växjö;1;2", "Atlantis;1;2"))
	found := ingest.Foreign(s, "0780")
	if len(found) != 1 || found[0].Line != 2 || found[0].Column != "Stad" || found[0].Code != ingest.NotYourMunicipality || found[0].Severity != ingest.Error {
		t.Errorf("got %+v", found)
	}
}

func TestMixedEditions(t *testing.T) {
	c := twoEditions(t)
	s, findings := parse(t, c, lines("kommunkod;åtagande;nivå;version", "0780;1;2;2025/26", "0780;2;2;2025/2026", "0780;6;2;"))
	if s.Edition != "2025/2026" || len(findings) != 1 || findings[0].Code != ingest.EditionMixed || findings[0].Line != 4 ||
		!slices.Equal(findings[0].Args, []string{"2025/2026", "2", "2026/2027"}) {
		t.Errorf("edition %s, findings %+v", s.Edition, findings)
	}
	s, findings = parse(t, c, lines("kommunkod;åtagande;nivå", "0780;1;2"))
	if s.Edition != "2026/2027" || len(findings) != 0 {
		t.Errorf("without a version: edition %s, findings %+v", s.Edition, findings)
	}
}
