package dashboard

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
)

var shownToken = regexp.MustCompile(`id="token">(pk_[A-Z2-7_]+)<`)

// programToken makes a token for Växjö on the page, as an officer.
func programToken(t *testing.T, st *stage) (token string, w *walker) {
	t.Helper()
	at, _ := st.officer()
	w = st.walker(t)
	w.enrol(at)
	made := w.wants(w.submit(w.get("/konto/api"), "/konto/api", "kommun", "0780", "name", "Ärendesystemet", "dagar", "30"), http.StatusOK, "/konto/api", "Ärendesystemet", "curl")
	token = shownToken.FindStringSubmatch(made.body)[1]
	if again := w.get("/konto/api"); strings.Contains(again.body, token) || !strings.Contains(again.body, "Ärendesystemet") {
		t.Error("the token is shown again, or not listed")
	}
	return token, w
}

const oneLevel = "kommunkod;åtagande;nivå\n0780;styrning;2\n"

func (st *stage) submitFile(t *testing.T, body string, headers ...string) answer {
	t.Helper()
	return st.ask(t, http.MethodPost, "/api/v1/submissions", body, append([]string{"Content-Type", "text/csv"}, headers...)...)
}

func TestAProgramHandsInWithItsToken(t *testing.T) {
	st := newStage(t, nil)
	token, w := programToken(t, st)
	bearer := []string{"Authorization", "Bearer " + token}
	if a := st.submitFile(t, oneLevel, bearer...); a.StatusCode != http.StatusCreated {
		t.Fatalf("%s\n%s", a.Status, a.body)
	}
	if a := st.submitFile(t, strings.Replace(oneLevel, "0780", "1280", 1), bearer...); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, "not-your-municipality") {
		t.Errorf("another municipality: %s\n%s", a.Status, a.body)
	}
	for _, path := range []string{"/konto", "/konto/api", "/lamna-in/mall/0780-nivaer.csv", "/inlamningar/1/fil"} {
		if a := st.ask(t, http.MethodGet, path, "", bearer...); a.StatusCode != http.StatusUnauthorized {
			t.Errorf("a token opens %s: %s", path, a.Status)
		}
	}
	w.wants(w.get("/lamna-in"), http.StatusOK, "/lamna-in", "Ärendesystemet")
	list := w.wants(w.get("/konto/api"), http.StatusOK, "/konto/api", "Återkalla Ärendesystemet")
	if strings.Contains(list.body, "aldrig") {
		t.Error("its last use is not shown")
	}
	w.wants(w.submit(list, "/konto/api/aterkalla"), http.StatusOK, "/konto/api", "återkallad")
	a := st.submitFile(t, oneLevel, bearer...)
	if a.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(a.Header.Get("WWW-Authenticate"), "Bearer ") ||
		!strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json") {
		t.Errorf("a revoked token: %s %v\n%s", a.Status, a.Header, a.body)
	}
	if a := st.submitFile(t, oneLevel); a.StatusCode != http.StatusUnauthorized || a.Header.Get("WWW-Authenticate") == "" {
		t.Errorf("nobody: %s %v", a.Status, a.Header)
	}
	st.logged(t, audit.TokenIssued, audit.OK, audit.TokenUsed, audit.OK, audit.TokenRevoked, audit.OK, audit.HandedIn, audit.OK, audit.Denied, audit.Refused)
}

func TestARepeatedRequestIsDoneOnce(t *testing.T) {
	st := newStage(t, nil)
	token, _ := programToken(t, st)
	keyed := func(key, body string) answer {
		return st.submitFile(t, body, "Authorization", "Bearer "+token, "Idempotency-Key", key)
	}
	first := keyed("ett", oneLevel)
	again := keyed("ett", oneLevel)
	if first.StatusCode != http.StatusCreated || again.StatusCode != http.StatusCreated || again.body != first.body ||
		again.Header.Get("Location") != first.Header.Get("Location") || again.Header.Get("Content-Type") != first.Header.Get("Content-Type") {
		t.Errorf("first %s\n%s\nagain %s\n%s", first.Status, first.body, again.Status, again.body)
	}
	if a := keyed("ett", strings.Replace(oneLevel, ";2", ";3", 1)); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Idempotency-Key") {
		t.Errorf("the key with another file: %s\n%s", a.Status, a.body)
	}
	if a := keyed(strings.Repeat("x", 300), oneLevel); a.StatusCode != http.StatusBadRequest {
		t.Errorf("a long key: %s", a.Status)
	}
	bad, badAgain := keyed("fel", "kommunkod;åtagande;nivå\n0780;styrning;9\n"), keyed("fel", "kommunkod;åtagande;nivå\n0780;styrning;9\n")
	if bad.StatusCode != http.StatusUnprocessableEntity || bad.body != badAgain.body {
		t.Errorf("a refused file: %s\n%s\n%s", bad.Status, bad.body, badAgain.body)
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	answers := map[int]int{}
	for range 20 {
		all.Go(func() {
			a := keyed("manga", strings.Replace(oneLevel, ";2", ";1", 1))
			mu.Lock()
			defer mu.Unlock()
			answers[a.StatusCode]++
		})
	}
	all.Wait()
	if answers[http.StatusCreated]+answers[http.StatusConflict] != 20 || st.db.Health().Submissions != 2 {
		t.Errorf("answers %v, %d submissions, want 2", answers, st.db.Health().Submissions)
	}
}

// TestACookieAloneHandsNothingIn sends the API what any page could have a browser send.
func TestACookieAloneHandsNothingIn(t *testing.T) {
	st := newStage(t, nil)
	cookie := st.signIn(t, "0780", "Kim")
	if a := st.submitFile(t, oneLevel, "Cookie", cookie); a.StatusCode != http.StatusForbidden {
		t.Errorf("%s\n%s", a.Status, a.body)
	}
	if a := st.submitFile(t, oneLevel, "Cookie", cookie, "Origin", st.at); a.StatusCode != http.StatusCreated {
		t.Errorf("from a page of ours: %s\n%s", a.Status, a.body)
	}
}

// TestATokensLifeIsBounded asks for more than the page offers.
func TestATokensLifeIsBounded(t *testing.T) {
	st := newStage(t, nil)
	at, _ := st.officer()
	w := st.walker(t)
	w.enrol(at)
	for name, typed := range map[string][]string{
		"Välj hur länge":  {"kommun", "0780", "name", "Skript", "dagar", "3650"},
		"Skriv ett namn":  {"kommun", "0780", "name", " ", "dagar", "30"},
		"inte för dig":    {"kommun", "1280", "name", "Skript", "dagar", "30"},
		"API-nycklar som": {"kommun", "0780", "name", "Skript", "dagar", "365"},
	} {
		a := w.submit(w.get("/konto/api"), "/konto/api", typed...)
		if name == "inte för dig" {
			w.wants(a, http.StatusForbidden, "/konto/api")
		} else if !strings.Contains(a.body, name) {
			t.Errorf("%q is answered %s\n%s", typed, a.Status, a.body)
		}
	}
	st.later(366 * 24 * time.Hour)
	all, err := st.site.keeper.Tokens(t.Context(), access.Session{Person: access.Person{ID: "x", Role: access.RoleStaff, State: access.StateActive}})
	if err != nil || len(all) != 1 || all[0].Valid(st.clock()) {
		t.Errorf("%v, %v", all, err)
	}
}
