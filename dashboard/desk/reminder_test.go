package desk_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/mail"
)

const link = "https://pionjarkollen.example.se/lamna-in"

// two has people of two cities, one of whom works for both.
func two(t *testing.T, s mail.Settings) (*world, desk.Round) {
	t.Helper()
	w := begin(t, "", s)
	w.person(t, "P1", "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	w.person(t, "P2", "Bo Ek", "bo@vaxjo.example.se", "0780", "1281")
	w.person(t, "P3", "Utan Adress", "", "1281")
	return w, w.open(t)
}

func (w *world) preview(t *testing.T, round int64, lang locale.Lang) map[string]desk.Reminder {
	t.Helper()
	all, err := w.Preview(t.Context(), round, lang, link)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]desk.Reminder{}
	for _, r := range all {
		if r.To.ID != "" {
			found[r.To.ID] = r
		}
	}
	return found
}

func order(r desk.Round, way string, people ...string) desk.Order {
	return desk.Order{Round: r.ID, People: people, Lang: locale.Swedish, Link: link, Way: way}
}

// remind returns what becomes of each, as "P1 queued".
func (w *world) remind(t *testing.T, o desk.Order) string {
	t.Helper()
	answers, err := w.Remind(t.Context(), staff(), o)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, a := range answers {
		said = append(said, a.Person+" "+a.Result)
	}
	return strings.Join(said, ", ")
}

func TestPreviewSaysWhatIsMissing(t *testing.T) {
	w, r := two(t, mail.Settings{})
	w.handIn(t, "0780", 8)
	all := w.preview(t, r.ID, locale.Swedish)
	if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, []string{"P1", "P2", "P3"}) {
		t.Fatalf("reminders to %v", got)
	}
	first := all["P1"]
	if first.Subject != "Klimatkontrakt 2030: Växjö – lämna in senast 2026-04-30" || !strings.Contains(first.Body, "– nivå för 2 av 10 åtaganden: ") ||
		!strings.Contains(first.Body, link) || !strings.Contains(first.Body, edition) || strings.ContainsAny(first.Subject+first.Body, "{}") || first.Held || !first.Reachable {
		t.Errorf("got %+v", first)
	}
	both := all["P2"]
	if both.Cities != "Lund och Växjö" || !slices.Equal(both.Codes, []string{"1281", "0780"}) ||
		!strings.Contains(both.Body, "– Lund: hela inlämningen: nivå för 10 åtaganden\n– Växjö: nivå för 2 av 10") {
		t.Errorf("got %+v", both)
	}
	if all["P3"].Reachable {
		t.Error("somebody without an address is reachable")
	}
	if english := w.preview(t, r.ID, locale.English)["P2"]; !strings.Contains(english.Body, "– Växjö: a level for 2 of 10 commitments: ") || english.Cities != "Lund and Växjö" {
		t.Errorf("got %+v", english)
	}
	w.handIn(t, "0780", 10)
	if all := w.preview(t, r.ID, locale.Swedish); all["P1"].To.ID != "" || all["P2"].Cities != "Lund" {
		t.Errorf("got %+v", all)
	}
}

func TestMailsGoOutOnceADay(t *testing.T) {
	office := &postOffice{refuse: func(to string) error {
		if strings.HasPrefix(to, "bo@") {
			return &smtp.SMTPError{Code: 550, Message: "gone: " + to}
		}
		return nil
	}}
	w, r := two(t, office.settings(t))
	if got := w.remind(t, order(r, desk.ByMail, "P1", "P2", "P3", "P1", "nobody", "")); got != "P1 queued, P2 queued, P3 no-address, nobody complete,  complete" {
		t.Errorf("got %s", got)
	}
	states := func() map[string]desk.SentReminder {
		for {
			sent, err := w.Sent(t.Context(), r.ID)
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]desk.SentReminder{}
			waiting := false
			for _, s := range sent {
				found[s.Recipient] = s
				waiting = waiting || s.State == desk.ReminderQueued
			}
			if !waiting {
				return found
			}
			time.Sleep(time.Millisecond)
		}
	}
	found := states()
	if p1 := found["P1"]; p1.State != desk.ReminderSent || p1.Name != "Åsa Öberg" || p1.By != "S1" || p1.Ended.IsZero() || len(p1.Codes) != 1 {
		t.Errorf("got %+v", p1)
	}
	if p2 := found["P2"]; p2.State != desk.ReminderRefused || strings.Contains(p2.Reason, "bo@") || !strings.Contains(p2.Reason, "550") {
		t.Errorf("got %+v", p2)
	}
	office.mu.Lock()
	text := office.mails["asa@vaxjo.example.se"]
	office.mu.Unlock()
	if !strings.Contains(text, "=C3=A4") || !strings.Contains(text, "Auto-Submitted") {
		t.Errorf("mail %q", text)
	}
	// What was refused does not count, what was sent does.
	if got := w.remind(t, order(r, desk.ByMail, "P1", "P2")); got != "P1 held, P2 queued" {
		t.Errorf("again: %s", got)
	}
	states()
	if m := w.member(t, r.ID, "0780"); !m.Reminded.Equal(w.clock()) {
		t.Errorf("reminded %v", m.Reminded)
	}
	w.pass(23*time.Hour + 59*time.Minute)
	if got := w.remind(t, order(r, desk.ByMail, "P1")); got != "P1 held" || !w.preview(t, r.ID, locale.Swedish)["P1"].Held {
		t.Errorf("within a day: %s", got)
	}
	again := order(r, desk.ByMail, "P1")
	again.Again = true
	if got := w.remind(t, again); got != "P1 queued" {
		t.Errorf("asked for: %s", got)
	}
	states()
	w.pass(24 * time.Hour)
	if got := w.remind(t, order(r, desk.ByCopy, "P1", "P3")); got != "P1 copied, P3 copied" {
		t.Errorf("the next day: %s", got)
	}
	counts := map[audit.Action]int{}
	for _, action := range w.logged(t) {
		counts[action]++
	}
	if counts[audit.ReminderSent] != 4 || counts[audit.ReminderEnded] != 4 || counts[audit.ReminderCopied] != 2 {
		t.Errorf("logged %v", counts)
	}
}

// TestOneReminderOfMany presses the button twenty times at once.
func TestOneReminderOfMany(t *testing.T) {
	w, r := two(t, mail.Settings{})
	var tries sync.WaitGroup
	said := make(chan string, 20)
	for range 20 {
		tries.Go(func() {
			answers, err := w.Remind(t.Context(), staff(), order(r, desk.ByCopy, "P1"))
			if err != nil || len(answers) != 1 {
				t.Errorf("%v, %v", answers, err)
				return
			}
			said <- answers[0].Result
		})
	}
	tries.Wait()
	close(said)
	copied := 0
	for s := range said {
		if s == "copied" {
			copied++
		}
	}
	if copied != 1 {
		t.Errorf("%d reminders", copied)
	}
}

func TestNobodyIsRemindedWithoutReason(t *testing.T) {
	w, r := two(t, mail.Settings{})
	if _, err := w.Remind(t.Context(), staff(), order(r, desk.ByMail, "P1")); !errors.Is(err, mail.ErrDisabled) {
		t.Errorf("without a mail server: %v", err)
	}
	if _, err := w.Remind(t.Context(), staff(), order(desk.Round{ID: 9}, desk.ByCopy, "P1")); !errors.Is(err, desk.ErrUnknown) {
		t.Errorf("unknown round: %v", err)
	}
	_, err := w.Remind(t.Context(), staff(), order(r, "pigeon", "P1"))
	wants(t, err, "way", "unknown")
	w.handIn(t, "0780", 10)
	if got := w.remind(t, order(r, desk.ByCopy, "P1")); got != "P1 complete" {
		t.Errorf("handed in since: %s", got)
	}
	if err := w.CloseRound(t.Context(), staff(), r.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Remind(t.Context(), staff(), order(r, desk.ByCopy, "P2")); !errors.Is(err, desk.ErrEnded) {
		t.Errorf("closed round: %v", err)
	}
}

func TestTemplateIsTheirs(t *testing.T) {
	w, r := two(t, mail.Settings{})
	for _, lang := range locale.Langs {
		text := desk.DefaultTemplate(lang)
		for _, p := range desk.Placeholders {
			if !strings.Contains(text.Subject+text.Body, p) {
				t.Errorf("%s lacks %s", lang, p)
			}
		}
	}
	good := desk.Template{Lang: locale.Swedish, Subject: "Hej\n{kommun}", Body: "{kommun} {kommun} {saknas}"}
	for _, c := range []struct {
		change        func(*desk.Template)
		field, reason string
	}{
		{func(t *desk.Template) { t.Body = "{namn}" }, "body", "placeholder"},
		{func(t *desk.Template) { t.Body = "{ kommun }" }, "body", "placeholder"},
		{func(t *desk.Template) { t.Body = "{kommun" }, "body", "placeholder"},
		{func(t *desk.Template) { t.Subject = "kommun}" }, "subject", "placeholder"},
		{func(t *desk.Template) { t.Body = "" }, "body", "empty"},
		{func(t *desk.Template) { t.Subject = strings.Repeat("å", 300) }, "subject", "too-long"},
		{func(t *desk.Template) { t.Lang = "de" }, "lang", "unknown"},
	} {
		text := good
		c.change(&text)
		wants(t, w.SetTemplate(t.Context(), staff(), text), c.field, c.reason)
	}
	if err := w.SetTemplate(t.Context(), staff(), good); err != nil {
		t.Fatal(err)
	}
	if err := w.SetTemplate(t.Context(), staff(), good); err != nil { // over what is there
		t.Fatal(err)
	}
	got := w.preview(t, r.ID, locale.Swedish)["P1"]
	if got.Subject != "Hej Växjö" || got.Body != "Växjö Växjö – hela inlämningen: nivå för 10 åtaganden" {
		t.Errorf("got %+v", got)
	}
	if err := w.SetTemplate(t.Context(), staff(), desk.Template{Lang: locale.Swedish}); err != nil {
		t.Fatal(err)
	}
	if now, err := w.Template(t.Context(), locale.Swedish); err != nil || now.Body != desk.DefaultTemplate(locale.Swedish).Body {
		t.Errorf("got %+v, %v", now, err)
	}
}

// TestStoppedProgramLosesWhatWaited opens the desk anew over a reminder that was queued.
func TestStoppedProgramLosesWhatWaited(t *testing.T) {
	w, r := two(t, mail.Settings{})
	if got := w.remind(t, order(r, desk.ByCopy, "P1")); got != "P1 copied" {
		t.Fatal(got)
	}
	w.exec(t, "UPDATE reminder SET state = 'queued'")
	w.reopen(t)
	sent, err := w.Sent(t.Context(), r.ID)
	if err != nil || sent[0].State != desk.ReminderLost {
		t.Errorf("got %+v, %v", sent, err)
	}
	if got := w.remind(t, order(r, desk.ByCopy, "P1")); got != "P1 copied" {
		t.Errorf("what was lost keeps the next one back: %s", got)
	}
}
