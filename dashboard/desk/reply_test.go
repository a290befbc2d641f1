package desk_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
)

// officer is Åsa of Växjö.
func officer() audit.By {
	return audit.By{Actor: audit.Actor{Kind: audit.Person, ID: "P1", Name: "Åsa Öberg", Role: "officer"}}
}

func objection() desk.Objection {
	return desk.Objection{Edition: edition, Municipality: "0780", About: desk.AboutCommitment, Subject: "styrning", Text: "Nivån är fel sedan beslutet i maj."}
}

func TestObjectionIsAnswered(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	w.person(t, "P1", "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	version := w.db.Version()
	raised, err := w.Raise(t.Context(), officer(), objection())
	if err != nil || raised.ID != 1 || raised.State != desk.ObjectionOpen {
		t.Fatal(raised, err)
	}
	other := objection()
	other.About, other.Subject = desk.AboutAction, "styrning-1-3"
	if other, err = w.Raise(t.Context(), officer(), other); err != nil {
		t.Fatal(err)
	}
	if err := w.AnswerObjection(t.Context(), staff(), raised.ID, "Rättat."); err != nil {
		t.Fatal(err)
	}
	if err := w.WithdrawObjection(t.Context(), officer(), other.ID, "1281"); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("by another municipality: %v", err)
	}
	if err := w.WithdrawObjection(t.Context(), officer(), other.ID, ""); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("by none: %v", err)
	}
	if err := w.WithdrawObjection(t.Context(), officer(), other.ID, "0780"); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"answered twice":      w.AnswerObjection(t.Context(), staff(), raised.ID, "Igen"),
		"withdrawn answered":  w.AnswerObjection(t.Context(), staff(), other.ID, "Jaså"),
		"answered, withdrawn": w.WithdrawObjection(t.Context(), officer(), raised.ID, "0780"),
	} {
		if !errors.Is(err, desk.ErrEnded) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.AnswerObjection(t.Context(), staff(), 99, "Hej"); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("got %v", err)
	}
	wants(t, w.AnswerObjection(t.Context(), staff(), 1, " \n "), "answer", "empty")
	all, err := w.Objections(t.Context(), "0780", "")
	if err != nil || len(all) != 2 || all[0].State != desk.ObjectionWithdrawn || all[1].Answer != "Rättat." ||
		all[1].RaisedName != "Åsa Öberg" || all[1].EndedBy != "S1" || all[1].Ended.IsZero() {
		t.Errorf("got %+v, %v", all, err)
	}
	if open, err := w.Objections(t.Context(), "", desk.ObjectionOpen); err != nil || len(open) != 0 {
		t.Errorf("got %+v, %v", open, err)
	}
	if w.db.Version() != version {
		t.Error("an objection makes public pages stale")
	}
	if got := w.logged(t); !slices.Equal(got, []audit.Action{audit.ObjectionEnded, audit.ObjectionAnswered, audit.ObjectionRaised, audit.ObjectionRaised}) {
		t.Errorf("logged %v", got)
	}
}

func TestObjectionIsChecked(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	for _, c := range []struct {
		change        func(*desk.Objection)
		field, reason string
	}{
		{func(o *desk.Objection) { o.Edition = "" }, "edition", "unknown"},
		{func(o *desk.Objection) { o.Municipality = "9999" }, "municipality", "unknown"},
		{func(o *desk.Objection) { o.About = "all" }, "about", "unknown"},
		{func(o *desk.Objection) { o.Subject = "nonsens" }, "subject", "unknown"},
		{func(o *desk.Objection) { o.About = desk.AboutAction }, "subject", "unknown"},
		{func(o *desk.Objection) { o.About = desk.AboutGeneral }, "subject", "unknown"},
		{func(o *desk.Objection) { o.Text = "" }, "text", "empty"},
		{func(o *desk.Objection) { o.Text = strings.Repeat("å", 4001) }, "text", "too-long"},
		{func(o *desk.Objection) { o.Text = "a\x1b[2J" }, "text", "control"},
		{func(o *desk.Objection) { o.Text = "\xff" }, "text", "control"},
	} {
		o := objection()
		c.change(&o)
		_, err := w.Raise(t.Context(), officer(), o)
		wants(t, err, c.field, c.reason)
	}
	for range 50 {
		if _, err := w.Raise(t.Context(), officer(), objection()); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.Raise(t.Context(), officer(), objection())
	wants(t, err, "text", "taken")
}

func TestCorrectionLogNamesNobody(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	w.person(t, "P1", "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	w.person(t, "S1", "Bo", "bo@example.se")
	raised, err := w.Raise(t.Context(), officer(), objection())
	if err != nil {
		t.Fatal(err)
	}
	good := desk.Correction{Edition: edition, Municipality: "0780", Objection: raised.ID, Text: data.Text{SV: "Växjös nivå för styrning var 1 och är nu 2. Bo bra.", EN: "Växjö's level was 1 and is now 2."}}
	for _, c := range []struct {
		change        func(*desk.Correction)
		field, reason string
	}{
		{func(c *desk.Correction) { c.Edition = "x" }, "edition", "unknown"},
		{func(c *desk.Correction) { c.Municipality = "x" }, "municipality", "unknown"},
		{func(c *desk.Correction) { c.Municipality = "1281" }, "objection", "unknown"}, // Växjö's objection
		{func(c *desk.Correction) { c.Objection = 9 }, "objection", "unknown"},
		{func(c *desk.Correction) { c.Text.SV = "" }, "text-sv", "empty"},
		{func(c *desk.Correction) { c.Text.SV = "Rättat efter att åsa\n ÖBERG ringde." }, "text-sv", "names-person"},
		{func(c *desk.Correction) { c.Text.EN = "Ask (Åsa Öberg)." }, "text-en", "names-person"},
		{func(c *desk.Correction) { c.Text.EN = "Ask nisse@example.se" }, "text-en", "names-person"},
	} {
		bad := good
		c.change(&bad)
		_, err := w.Publish(t.Context(), staff(), bad)
		wants(t, err, c.field, c.reason)
	}
	version := w.db.Version()
	if _, err := w.Publish(t.Context(), staff(), good); err != nil {
		t.Fatal(err)
	}
	if w.db.Version() != version+1 {
		t.Error("public pages do not notice the correction")
	}
	w.pass(time.Hour)
	second := good
	second.Objection, second.Text.EN = 0, ""
	if _, err := w.Publish(t.Context(), staff(), second); err != nil {
		t.Fatal(err)
	}
	all, err := w.Corrections(t.Context(), "", "0780", 10)
	if err != nil || len(all) != 2 || all[0].ID != 2 || all[1].Text != good.Text || all[1].Objection != raised.ID {
		t.Errorf("got %+v, %v", all, err)
	}
	if none, err := w.Corrections(t.Context(), "", "1281", 10); err != nil || len(none) != 0 {
		t.Errorf("got %+v, %v", none, err)
	}
}

func TestStateOfTheSystem(t *testing.T) {
	w := begin(t, newPath(t), mail.Settings{})
	w.handIn(t, "0780", 3)
	w.pass(time.Hour)
	s, err := w.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.Version != "v1" || s.Uptime != time.Hour || s.Submissions != 1 || s.JournalEntries != 1 || s.JournalBytes == 0 || s.DatabaseBytes == 0 ||
		s.DiskFree == 0 || s.DiskSize < s.DiskFree || s.Mail || s.BackedUp || !slices.Contains(s.Warnings, desk.WarnNoBackup) || s.DataVersion != w.db.Version() {
		t.Errorf("got %+v", s)
	}
	if _, err := w.db.Backup(t.Context(), filepath.Join(t.TempDir(), "b")); err != nil {
		t.Fatal(err)
	}
	if s, err = w.State(t.Context()); err != nil || !s.BackedUp || !s.Backup.Made.Equal(w.clock()) || s.Backup.Submissions != 1 || slices.Contains(s.Warnings, desk.WarnNoBackup) {
		t.Errorf("got %+v, %v", s, err)
	}
	w.pass(49 * time.Hour)
	if s, err = w.State(t.Context()); err != nil || !slices.Contains(s.Warnings, desk.WarnOldBackup) {
		t.Errorf("got %+v, %v", s, err)
	}
	memory := begin(t, "", mail.Settings{})
	if s, err := memory.State(t.Context()); err != nil || s.DiskSize != 0 || len(s.Warnings) != 0 {
		t.Errorf("in memory: %+v, %v", s, err)
	}
}
