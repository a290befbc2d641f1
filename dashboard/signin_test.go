package dashboard

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
)

func (st *stage) noFilter() analytics.Filter {
	return analytics.Filter{Edition: st.db.Catalogue().Current()}
}

func TestFromInvitationToSigningInWithPasswordAndCode(t *testing.T) {
	st := newStage(t, nil)
	at, email := st.officer()
	w := st.walker(t)
	codes := recoveryCode.FindAllString(w.enrol(at).body, -1)
	if len(codes) != 10 {
		t.Fatalf("recovery codes: %q", codes)
	}
	account := w.wants(w.get("/konto"), http.StatusOK, "/konto", "Åsa Öberg", email, "Växjö", "10 återställningskoder", "den här")
	w.wants(w.submit(account, "/logga-ut"), http.StatusOK, "/logga-in", "Inte inbjuden?")
	w.wants(w.get("/konto"), http.StatusUnauthorized, "/konto", "/logga-in?till=%2Fkonto")

	in := w.get("/logga-in?till=/konto/api")
	second := w.wants(w.submit(in, "/logga-in", "email", strings.ToUpper(email), "password", goodPassword), http.StatusOK, "/logga-in", "Skriv koden")
	again := w.wants(w.submit(second, "/logga-in/kod", "code", "000000"), http.StatusUnprocessableEntity, "/logga-in/kod", "Koden stämmer inte")
	w.wants(w.submit(again, "/logga-in/kod", "code", w.code()), http.StatusOK, "/konto/api", "API-nycklar")

	other := st.walker(t)
	second = other.submit(other.get("/en/logga-in"), "/en/logga-in", "email", email, "password", goodPassword)
	other.wants(other.submit(second, "/en/logga-in/kod", "code", strings.ToLower(codes[3])), http.StatusOK, "/en/lamna-in", "Hand in for Växjö")
	second = other.submit(other.get("/logga-in"), "/logga-in", "email", email, "password", goodPassword)
	other.wants(other.submit(second, "/logga-in/kod", "code", codes[3]), http.StatusUnprocessableEntity, "/logga-in/kod")

	w.wants(w.get(at), http.StatusGone, at, "redan använd")
	st.logged(t, audit.SignIn, audit.OK, audit.LinkUsed, audit.OK, audit.SignIn, audit.Refused, audit.SignOut, audit.OK)
}

// logged checks that the audit log holds each action with its outcome.
func (st *stage) logged(t *testing.T, pairs ...any) {
	t.Helper()
	if err := st.site.audit.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		f := audit.Filter{Action: pairs[i].(audit.Action), Outcome: pairs[i+1].(audit.Outcome)} //nolint:forcetypeassert // as they are given
		found, err := audit.Read(t.Context(), st.db, f, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Rows) == 0 {
			t.Errorf("the audit log has no %s, %s", f.Action, f.Outcome)
		}
		for _, r := range found.Rows {
			if r.By.Address == "" || r.By.Request == "" {
				t.Errorf("%s comes from nowhere: %+v", r.Action, r.By)
			}
		}
	}
}

func TestWrongPasswordAndUnknownAddressReadTheSame(t *testing.T) {
	st := newStage(t, nil)
	at, email := st.officer()
	st.walker(t).enrol(at)
	w := st.walker(t)
	said := map[string]bool{}
	for _, typed := range []string{email, "ingen@example.se", "inte en adress"} {
		a := w.submit(w.get("/logga-in"), "/logga-in", "email", typed, "password", "fel fel fel fel fel")
		w.wants(a, http.StatusUnprocessableEntity, "/logga-in", "stämmer inte")
		_, text, _ := strings.Cut(a.body, `id="main"`)
		said[strings.ReplaceAll(text, typed, "")] = true
	}
	if len(said) != 1 {
		t.Errorf("an unknown address is told apart: %d answers", len(said))
	}
	for range 20 {
		a := w.submit(w.get("/logga-in"), "/logga-in", "email", email, "password", "fel fel fel fel fel")
		if a.StatusCode == http.StatusTooManyRequests {
			if a.Header.Get("Retry-After") == "" || !strings.Contains(a.body, "Kontot är inte låst") {
				t.Errorf("Retry-After %q\n%s", a.Header.Get("Retry-After"), a.body)
			}
			return
		}
	}
	t.Error("somebody may guess for ever")
}

func TestSigningInLeadsToOwnPagesAlone(t *testing.T) {
	for asked, want := range map[string]string{
		"/konto": "/konto", "/en/konto?a=b": "/en/konto?a=b", "": "/", "//evil.example": "/", "https://evil.example/": "/", `/\evil.example`: "/",
		"/\tevil": "/", "javascript:alert(1)": "/", "konto": "/", "/%2f%2fevil.example": "/%2f%2fevil.example", "http:/konto": "/",
	} {
		if got := ownPath(asked); got != want {
			t.Errorf("ownPath(%q) is %q, want %q", asked, got, want)
		}
	}
}

func TestBadPasswordsAreToldAndNothingIsSpent(t *testing.T) {
	st := newStage(t, nil)
	at, _ := st.officer()
	w := st.walker(t)
	for password, said := range map[string]string{"kort": "minst 15 tecken", "passwordpassword": "lätt att gissa", "Växjö kommun Åsa Öberg": "lätt att gissa"} {
		w.wants(w.submit(w.get(at), at+"/losenord", "password", password), http.StatusUnprocessableEntity, at+"/losenord", said)
	}
	factor := w.submit(w.get(at), at+"/losenord", "password", goodPassword)
	w.wants(w.submit(factor, at+"/kod", "code", "000000"), http.StatusUnprocessableEntity, at+"/kod", "Koden stämmer inte")
	w.enrol(at)
}

func TestTheFirstAdministratorSaysWhoSheIs(t *testing.T) {
	st := newStage(t, nil)
	token, err := st.site.keeper.Bootstrap(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := "/valkommen/" + token
	w := st.walker(t)
	w.wants(w.submit(w.get(at), at+"/losenord", "password", goodPassword, "name", "", "email", "kim@example.se"),
		http.StatusUnprocessableEntity, at+"/losenord", "Skriv ett namn", "kim@example.se")
	factor := w.submit(w.get(at), at+"/losenord", "password", goodPassword, "name", "Kim Lind", "email", "kim@example.se")
	w.secret = shownSecret.FindStringSubmatch(factor.body)[1]
	w.wants(w.submit(factor, at+"/kod", "code", w.code()), http.StatusOK, at+"/kod")
	w.wants(w.get("/konto"), http.StatusOK, "/konto", "Kim Lind", "Administratör")
	w.wants(w.get(at), http.StatusGone, at)
}

func TestARecoveryLinkEndsTheOldWays(t *testing.T) {
	st := newStage(t, nil)
	at, email := st.officer()
	old := st.walker(t)
	old.enrol(at)
	recovery := "/valkommen/" + access.SealLink(st.db.Secret(), access.NewRecovery(email, st.clock().Add(access.RecoveryFor)))
	w := st.walker(t)
	w.wants(w.get(recovery), http.StatusOK, recovery, "Välj på nytt, Åsa Öberg", email)
	old.wants(old.get("/konto"), http.StatusOK, "/konto")
	w.enrol(recovery)
	old.wants(old.get("/konto"), http.StatusUnauthorized, "/konto", "Din inloggning har gått ut")
	w.wants(w.get("/konto"), http.StatusOK, "/konto", "Växjö")
}

func TestAFreshProofOpensWhatNeedsOne(t *testing.T) {
	st := newStage(t, nil)
	at, _ := st.officer()
	w := st.walker(t)
	w.enrol(at)
	st.later(access.StepUpFor)
	tokens := w.wants(w.get("/konto/api"), http.StatusOK, "/konto/api", "bekräfta att det är du", "/bekrafta?till=%2Fkonto%2Fapi")
	if strings.Contains(tokens.body, `action="/konto/api"`) {
		t.Error("the form is there without a proof")
	}
	csrf := hiddenInput.FindStringSubmatch(tokens.body)[2]
	w.wants(w.post("/konto/api", url.Values{"csrf": {csrf}, "kommun": {"0780"}, "name": {"Skript"}, "dagar": {"30"}}), http.StatusOK, "/bekrafta", "Bekräfta att det är du")
	proof := w.get("/bekrafta?till=/konto/api")
	w.wants(w.submit(proof, "/bekrafta", "password", goodPassword, "code", "000000"), http.StatusUnprocessableEntity, "/bekrafta", "stämmer inte")
	w.wants(w.submit(proof, "/bekrafta", "password", "fel fel fel fel fel", "code", w.code()), http.StatusUnprocessableEntity, "/bekrafta", "stämmer inte")
	w.wants(w.submit(proof, "/bekrafta", "password", goodPassword, "code", w.code()), http.StatusOK, "/konto/api", `action="/konto/api"`)
	st.logged(t, audit.StepUp, audit.OK, audit.StepUp, audit.Refused)
}

func TestOwnSessionsAndWays(t *testing.T) {
	st := newStage(t, nil)
	at, email := st.officer()
	w := st.walker(t)
	w.enrol(at)
	other := st.walker(t)
	second := other.submit(other.get("/logga-in"), "/logga-in", "email", email, "password", goodPassword)
	other.submit(second, "/logga-in/kod", "code", func() string { other.secret = w.secret; return other.code() }())
	account := w.wants(w.get("/konto"), http.StatusOK, "/konto", "Logga ut alla andra")
	other.wants(other.get("/konto"), http.StatusOK, "/konto")
	w.wants(w.submit(account, "/konto/sessioner/avsluta", "vilka", "andra"), http.StatusOK, "/konto")
	other.wants(other.get("/konto"), http.StatusUnauthorized, "/konto")

	account = w.get("/konto")
	w.wants(w.submit(account, "/konto/losenord/ta-bort"), http.StatusConflict, "/konto/losenord/ta-bort", "enda sätt")
	if codes := recoveryCode.FindAllString(w.submit(account, "/konto/aterstallningskoder").body, -1); len(codes) != 10 {
		t.Errorf("new codes: %q", codes)
	}
	account = w.get("/konto")
	w.wants(w.submit(account, "/konto/losenord/byt", "password", "kort"), http.StatusUnprocessableEntity, "/konto/losenord/byt", "minst 15 tecken")
	w.wants(w.submit(w.get("/konto"), "/konto/losenord/byt", "password", "älgen dansar framför stugan"), http.StatusOK, "/konto")
	mine := w.wants(w.get("/konto/uppgifter.json"), http.StatusOK, "/konto/uppgifter.json", email, `"password":true`)
	if strings.Contains(mine.body, "argon2") || mine.Header.Get("Cache-Control") != "no-store" || !strings.Contains(mine.Header.Get("Content-Disposition"), "mina-uppgifter.json") {
		t.Errorf("%v\n%s", mine.Header, mine.body)
	}
	out := w.submit(w.get("/konto"), "/konto/sessioner/avsluta", "vilka", "alla")
	w.wants(out, http.StatusOK, "/logga-in")
	w.wants(w.get("/konto"), http.StatusUnauthorized, "/konto")
}

// TestASessionThatEndsIsSaid lets a session run out while a form is open: what is sent is not lost without a word.
func TestASessionThatEndsIsSaid(t *testing.T) {
	st := newStage(t, nil)
	at, _ := st.officer()
	w := st.walker(t)
	w.enrol(at)
	page := w.get("/konto")
	st.later(access.IdleOfficer + time.Minute)
	w.wants(w.submit(page, "/konto/sessioner/avsluta", "vilka", "andra"), http.StatusUnauthorized, "/konto/sessioner/avsluta",
		"Din inloggning har gått ut", "inte sparat", "/logga-in?till=%2Fkonto")
}
