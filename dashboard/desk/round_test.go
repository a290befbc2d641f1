package desk_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

func TestRoundLivesItsLife(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	version := w.db.Version()
	r := w.open(t)
	for day, want := range map[string]desk.RoundState{
		"2026-02-28T22:59:00Z": desk.Upcoming, // 23:59 in Sweden
		"2026-02-28T23:00:00Z": desk.Running,
		"2026-04-30T21:59:00Z": desk.Running, // summer time
		"2026-04-30T22:00:00Z": desk.Overdue,
	} {
		now, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.State(now); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	_, err := w.OpenRound(t.Context(), staff(), desk.Round{Edition: edition, Opens: "2026-03-02", Deadline: "2026-03-02"})
	wants(t, err, "edition", "taken")
	if err := w.ChangeRound(t.Context(), staff(), r.ID, "2026-03-01", "2026-05-15", "  Längre \r\n tid "); err != nil {
		t.Fatal(err)
	}
	got, err := w.Round(t.Context(), r.ID)
	if err != nil || got.Deadline != "2026-05-15" || got.Note != "Längre \n tid" || !got.Closed.IsZero() {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := w.CloseRound(t.Context(), staff(), r.ID); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		w.CloseRound(t.Context(), staff(), r.ID),
		w.ChangeRound(t.Context(), staff(), r.ID, "2026-03-01", "2026-05-15", ""),
	} {
		if !errors.Is(err, desk.ErrEnded) {
			t.Errorf("got %v", err)
		}
	}
	if err := w.CloseRound(t.Context(), staff(), 9); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("got %v", err)
	}
	second := w.open(t)
	all, err := w.Rounds(t.Context(), edition)
	if err != nil || len(all) != 2 || all[0].ID != second.ID || all[1].State(w.clock()) != desk.Closed {
		t.Errorf("got %+v, %v", all, err)
	}
	if got := w.logged(t); !slices.Equal(got, []audit.Action{audit.RoundOpened, audit.RoundClosed, audit.RoundChanged, audit.RoundOpened}) {
		t.Errorf("logged %v", got)
	}
	if w.db.Version() != version {
		t.Error("a round makes public pages stale")
	}
}

func TestRoundIsChecked(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	good := desk.Round{Edition: edition, Opens: "2026-03-01", Deadline: "2026-04-30"}
	for _, c := range []struct {
		change        func(*desk.Round)
		field, reason string
	}{
		{func(r *desk.Round) { r.Edition = "1999/2000" }, "edition", "unknown"},
		{func(r *desk.Round) { r.Opens = "" }, "opens", "date"},
		{func(r *desk.Round) { r.Deadline = "2026-02-30" }, "deadline", "date"},
		{func(r *desk.Round) { r.Deadline = "2026-02-28" }, "deadline", "order"},
		{func(r *desk.Round) { r.Note = string(make([]byte, 5000)) }, "note", "too-long"},
		{func(r *desk.Round) { r.Note = "a\x00b" }, "note", "control"},
		{func(r *desk.Round) { r.Note = "a\u202eb" }, "note", "control"},
	} {
		r := good
		c.change(&r)
		_, err := w.OpenRound(t.Context(), staff(), r)
		wants(t, err, c.field, c.reason)
	}
	if len(w.logged(t)) != 0 {
		t.Error("what was refused is logged as done")
	}
}

// TestOneOpensOfMany lets 20 open a round at once.
func TestOneOpensOfMany(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	var tries sync.WaitGroup
	opened := make(chan desk.Round, 20)
	for range 20 {
		tries.Go(func() {
			if r, err := w.OpenRound(t.Context(), staff(), desk.Round{Edition: edition, Opens: "2026-03-01", Deadline: "2026-03-31"}); err == nil {
				opened <- r
			}
		})
	}
	tries.Wait()
	if len(opened) != 1 {
		t.Errorf("%d rounds are open", len(opened))
	}
}

func TestStatusTellsHowFarEachMemberIs(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	w.person(t, "P1", "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	w.person(t, "P2", "Bo Ek", "bo@vaxjo.example.se", "0780", "1281")
	w.exec(t, "UPDATE person SET last_seen = ? WHERE id = 'P2'", w.clock())
	w.person(t, "P3", "Disa Död", "disa@vaxjo.example.se", "0780")
	w.exec(t, "UPDATE person SET state = 'disabled' WHERE id = 'P3'")
	w.handIn(t, "0180", 10) // before the round
	w.pass(24 * time.Hour)
	r, err := w.OpenRound(t.Context(), staff(), desk.Round{Edition: edition, Opens: "2026-03-02", Deadline: "2026-04-30"})
	if err != nil {
		t.Fatal(err)
	}
	w.options.Drafts = func(context.Context) (map[string]time.Time, error) {
		return map[string]time.Time{"1281": w.clock(), "1280": w.clock()}, nil
	}
	w.reopen(t)
	w.handIn(t, "0780", 10)
	w.handIn(t, "1280", 7)
	for code, want := range map[string]struct {
		progress           desk.Progress
		unanswered, people int
		standing, draft    bool
	}{
		"0780": {desk.Complete, 0, 2, true, false},
		"1280": {desk.Partial, 3, 0, true, true},
		"1281": {desk.DraftOnly, 10, 1, false, true},
		"0180": {desk.NotStarted, 0, 0, true, false}, // what stands is of before the round
		"2480": {desk.NotStarted, 10, 0, false, false},
	} {
		m := w.member(t, r.ID, code)
		if m.Progress != want.progress || len(m.Unanswered) != want.unanswered || len(m.Contacts) != want.people ||
			m.Standing != want.standing || m.Draft.IsZero() == want.draft || m.Missing() != (want.progress != desk.Complete) ||
			m.Asked != 10 || m.Actions != 104 {
			t.Errorf("%s: %+v", code, m)
		}
	}
	if m := w.member(t, r.ID, "0780"); m.Contacts[0].Name != "Bo Ek" || m.Contacts[1].Name != "Åsa Öberg" || m.LastSeen.IsZero() || !m.HandedIn.Equal(w.clock()) {
		t.Errorf("got %+v", m)
	}
	s, err := w.Status(t.Context(), r.ID, "")
	if err != nil || len(s.Members) != 29 || s.Count(desk.Complete) != 1 || s.Count(desk.NotStarted) != 26 {
		t.Errorf("%d members, %d complete, %d not started, %v", len(s.Members), s.Count(desk.Complete), s.Count(desk.NotStarted), err)
	}
	yesterday, err := w.Status(t.Context(), r.ID, "2026-03-01")
	if err != nil || yesterday.Count(desk.Complete) != 0 || yesterday.Count(desk.Partial) != 0 {
		t.Errorf("as of yesterday: %+v, %v", yesterday, err)
	}
	if _, err := w.Status(t.Context(), 99, ""); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("got %v", err)
	}
}

// TestWhatIsUndoneIsNotHandedIn undoes the only hand-in of the round.
func TestWhatIsUndoneIsNotHandedIn(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	r := w.open(t)
	saved := w.handIn(t, "0780", 10)
	undo := func(id int64) data.Submission {
		t.Helper()
		plan, _, err := ingest.PlanUndo(t.Context(), w.db, id)
		if err != nil {
			t.Fatal(err)
		}
		plan.Sender = data.Sender{Name: "Åsa", Role: "shell"}
		if plan, err = w.db.Record(t.Context(), plan, nil); err != nil {
			t.Fatal(err)
		}
		return plan
	}
	first := undo(saved.ID)
	if m := w.member(t, r.ID, "0780"); m.Progress != desk.NotStarted || !m.HandedIn.IsZero() {
		t.Errorf("undone: %+v", m)
	}
	undo(first.ID)
	if m := w.member(t, r.ID, "0780"); m.Progress != desk.Complete {
		t.Errorf("the undo undone: %+v", m)
	}
}

func TestCityDesk(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	w.person(t, "P1", "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	w.open(t)
	w.handIn(t, "0780", 3)
	c, err := w.City(t.Context(), "0780")
	if err != nil || len(c.Colleagues) != 1 || len(c.Rounds) != 1 || c.Rounds[0].Status.Progress != desk.Partial || len(c.Objections) != 0 {
		t.Errorf("got %+v, %v", c, err)
	}
	c, err = w.City(t.Context(), "0114") // no member
	if err != nil || len(c.Rounds) != 0 || len(c.Colleagues) != 0 {
		t.Errorf("got %+v, %v", c, err)
	}
	if _, err := w.City(t.Context(), "9999"); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("got %v", err)
	}
}
