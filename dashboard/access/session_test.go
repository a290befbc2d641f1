package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

func TestCSRFBelongsToOneSession(t *testing.T) {
	w := open(t, demo)
	one, two := w.signIn(access.RoleOfficer, "0780").Session, w.signIn(access.RoleOfficer, "0780").Session
	if !one.CheckCSRF(one.CSRF) {
		t.Error("its own token was refused")
	}
	for _, token := range []string{"", two.CSRF, one.CSRF + "A", one.CSRF[1:]} {
		if one.CheckCSRF(token) {
			t.Errorf("token %q was taken", token)
		}
	}
	if (access.Session{}).CheckCSRF("") {
		t.Error("nobody's empty token was taken")
	}
}

func TestFormTokensBelongToOneBrowser(t *testing.T) {
	w := open(t, demo)
	one, two := access.NewBrowser(), access.NewBrowser()
	if !w.CheckFormToken(one, w.FormToken(one)) || w.CheckFormToken(two, w.FormToken(one)) || w.CheckFormToken("", w.FormToken("")) {
		t.Error("a form's token is not its browser's")
	}
}

func TestUnknownSessionsAreNobody(t *testing.T) {
	w := open(t, demo)
	for _, token := range []string{"", "x", "' OR 1=1 --", strings.Repeat("A", 1<<20)} {
		if _, err := w.Session(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("Session(%.20q): %v", token, err)
		}
	}
}

func TestNothingSecretIsStoredInClear(t *testing.T) {
	w := open(t, demo)
	a := must(w.AcceptDemo(t.Context(), browser(), w.link(access.RoleStaff)))(t)
	token, _, err := w.IssueToken(t.Context(), access.Actor{Session: a.Session}, "0780", "Skript", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	p := w.passwordPerson(w.link(access.RoleStaff))
	secrets := append([]string{a.Token, token[strings.LastIndex(token, "_")+1:], p.password, p.secret}, p.codes...)
	for _, table := range []string{"signed_in", "api_token", "password", "recovery_code", "link", "person"} {
		for _, secret := range secrets {
			if n := w.count("SELECT count(*) FROM "+table+" AS t WHERE contains(t::VARCHAR, ?)", secret); n != 0 {
				t.Errorf("%s holds a secret", table)
			}
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	for _, c := range []struct {
		role  access.Role
		codes []string
		idle  time.Duration
	}{
		{access.RoleOfficer, []string{"0780"}, access.IdleOfficer},
		{access.RoleStaff, nil, access.IdleStaff},
		{access.RoleAdministrator, nil, access.IdleStaff},
	} {
		t.Run(string(c.role), func(t *testing.T) {
			w := open(t, demo)
			idle := must(w.AcceptDemo(t.Context(), browser(), w.link(c.role, c.codes...)))(t)
			busy := must(w.AcceptDemo(t.Context(), browser(), w.link(c.role, c.codes...)))(t)
			w.clock.forward(c.idle - time.Second)
			for _, a := range []access.Admission{idle, busy} {
				must(w.Session(t.Context(), a.Token))(t) // counts as use
			}
			start := idle.Session.Created
			for w.clock.now().Before(start.Add(access.SessionLength - c.idle)) {
				w.clock.forward(c.idle - time.Minute)
				must(w.Session(t.Context(), busy.Token))(t)
			}
			if _, err := w.Session(t.Context(), idle.Token); !errors.Is(err, access.ErrNoSession) {
				t.Errorf("the idle session runs: %v", err)
			}
			w.clock.set(busy.Session.Expires.Add(-time.Second))
			must(w.Session(t.Context(), busy.Token))(t)
			w.clock.set(busy.Session.Expires)
			if _, err := w.Session(t.Context(), busy.Token); !errors.Is(err, access.ErrNoSession) {
				t.Errorf("the session runs beyond its end: %v", err)
			}
		})
	}
}

func TestBeingHereIsWrittenOnceAMinute(t *testing.T) {
	w := open(t, demo)
	a := must(w.AcceptDemo(t.Context(), browser(), w.officer()))(t)
	seen := func() time.Time { return must(w.Session(t.Context(), a.Token))(t).LastSeen }
	first := w.clock.now()
	w.clock.forward(59 * time.Second)
	seen()
	if got := seen(); !got.Equal(first) {
		t.Errorf("written after 59 s: %v", got)
	}
	w.clock.forward(time.Second)
	seen()
	if got := seen(); !got.Equal(w.clock.now()) {
		t.Errorf("not written after a minute: %v", got)
	}
	p := must(w.Person(t.Context(), a.Session, a.Session.Person.ID))(t)
	if !p.LastSeen.Equal(w.clock.now()) {
		t.Errorf("the person was last seen %v", p.LastSeen)
	}
}

func TestOwnSessionsAreListedAndEnded(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	var all []access.Admission
	for range 3 {
		w.clock.forward(time.Minute)
		all = append(all, must(w.signInAgain(p))(t))
	}
	stranger := w.passkeyPerson(access.Right{Link: w.officer()})
	me := access.Actor{Session: all[2].Session, Client: p.client}
	listed := must(w.Sessions(t.Context(), p.session.Person.ID))(t)
	if len(listed) != 4 || listed[0].ID != all[2].Session.ID || listed[0].Agent != "Provläsare/1.0" || listed[0].Address != p.client.Address || listed[0].CSRF != "" {
		t.Errorf("sessions %+v", listed)
	}
	if err := w.EndSession(t.Context(), me, stranger.session.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Session(t.Context(), stranger.token); err != nil {
		t.Errorf("another person's session was ended: %v", err)
	}
	if err := w.EndSession(t.Context(), me, all[0].Session.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Session(t.Context(), all[0].Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("the ended session runs: %v", err)
	}
	if err := w.EndSessions(t.Context(), me, true); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Session(t.Context(), all[1].Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("another session runs: %v", err)
	}
	must(w.Session(t.Context(), all[2].Token))(t)
	if err := w.EndSessions(t.Context(), me, false); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Session(t.Context(), all[2].Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("signed out everywhere, the session runs: %v", err)
	}
}

func TestDemoStepsUpByOneClickAndNowhereElse(t *testing.T) {
	w := open(t, demo)
	a := must(w.AcceptDemo(t.Context(), browser(), w.officer()))(t)
	w.clock.forward(access.StepUpFor)
	up := must(w.StepUpDemo(t.Context(), browser(), a.Token))(t)
	if !up.Session.Fresh(w.clock.now()) || up.Token == a.Token || up.Session.CSRF == a.Session.CSRF {
		t.Errorf("stepped up to %+v", up.Session)
	}
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	if _, err := w.StepUpDemo(t.Context(), p.client, p.token); !errors.Is(err, access.ErrUnavailable) {
		t.Errorf("a session by passkey: %v", err)
	}
}
