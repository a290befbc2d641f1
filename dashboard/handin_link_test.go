package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestALinkIsSpentByItsButtonAlone(t *testing.T) {
	w := newHandWorld(t)
	at := "/valkommen/" + w.token("0780", time.Hour)
	gateway := w.visitor()
	for range 3 {
		shown := gateway.get(at)
		shown.has(t, http.StatusOK, "Välkommen, Åsa Öberg", "Växjö")
		if got := shown.header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("Cache-Control %q", got)
		}
		gateway.do(http.MethodHead, at, "", nil).has(t, http.StatusOK)
	}
	gateway.get("/en"+at).has(t, http.StatusOK, "Welcome, Åsa Öberg")

	p := w.visitor()
	p.post(at, nil, "Sec-Fetch-Site", "cross-site").has(t, http.StatusForbidden, "annan webbplats")
	p.post(at, nil, "Origin", "https://evil.example").has(t, http.StatusForbidden)
	p.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	in := p.post(at, nil, "Origin", w.base, "Sec-Fetch-Site", "same-origin")
	in.has(t, http.StatusSeeOther)
	cookie := in.header.Get("Set-Cookie")
	for _, want := range []string{"pionjarkollen_session=", "HttpOnly", "SameSite=Lax", "path=/", "expires="} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %s", cookie, want)
		}
	}
	if strings.Contains(strings.ToLower(cookie), "secure") {
		t.Error("a cookie for http says Secure")
	}
	p.client.CheckRedirect = nil
	p.get("/lamna-in").has(t, http.StatusOK, "Lämna in för Växjö", "Åsa Öberg")

	w.visitor().get(at).has(t, http.StatusGone, "Länken är redan använd")
	w.visitor().post(at, nil).has(t, http.StatusGone, "Länken är redan använd")
	w.visitor().post("/en"+at, nil).has(t, http.StatusGone, "already been used")
}

func TestBadLinks(t *testing.T) {
	w := newHandWorld(t)
	p := w.visitor()
	p.get("/valkommen/"+w.token("0780", -time.Minute)).has(t, http.StatusGone, "Länken har gått ut")
	p.post("/valkommen/"+w.token("0780", -time.Minute), nil).has(t, http.StatusGone, "Länken har gått ut")
	p.get("/valkommen/nonsens").has(t, http.StatusNotFound, "Länken gäller inte")
	p.get("/valkommen/"+w.token("0780", time.Hour)+"x").has(t, http.StatusNotFound, "Länken gäller inte")
}

func TestFiftyAtOnceSpendALinkOnce(t *testing.T) {
	w := newHandWorld(t)
	at := "/valkommen/" + w.token("0780", time.Hour)
	var all sync.WaitGroup
	var in, refused atomic.Int32
	for range 50 {
		all.Go(func() {
			switch s := w.visitor().post(at, nil); s.status {
			case http.StatusOK:
				in.Add(1)
			case http.StatusGone:
				refused.Add(1)
			default:
				t.Errorf("status %d", s.status)
			}
		})
	}
	all.Wait()
	if in.Load() != 1 || refused.Load() != 49 {
		t.Errorf("%d signed in, %d refused", in.Load(), refused.Load())
	}
}

func TestSigningOutAndSigningInAgain(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	at := p.get("/lamna-in")
	at.has(t, http.StatusOK, "0780-nivaer.csv", "0780-atgarder.csv")
	p.get("/lamna-in/mall/0780-nivaer.csv").has(t, http.StatusOK, "0780;Växjö;1 Styrning")
	p.get("/lamna-in/mall/1280-nivaer.csv").has(t, http.StatusForbidden, "annan kommun")
	form := at.form(t, "/logga-ut")
	p.post("/logga-ut", url.Values{"csrf": {"fel"}}).has(t, http.StatusForbidden, "hör inte till din inloggning")
	p.post("/logga-ut", form).has(t, http.StatusOK, "Logga in", "Inte inbjuden?")
	p.get("/lamna-in/mall/0780-nivaer.csv").has(t, http.StatusUnauthorized)
	p.post("/logga-ut", form).has(t, http.StatusUnauthorized)

	next := "/valkommen/" + w.token("", time.Hour)
	p.submit(p.get(next), next, nil).has(t, http.StatusOK)
	p.get("/lamna-in").has(t, http.StatusOK, "Välj kommun", "Senast inlämnat")
	p.get("/lamna-in?kommun=1280").has(t, http.StatusOK, "1280-nivaer.csv")
	p.get("/lamna-in/mall/1280-atgarder.csv").has(t, http.StatusOK, "1280;Malmö;1 Styrning")
}

func TestSignedOutOneIsToldHow(t *testing.T) {
	w := newHandWorld(t)
	p := w.visitor()
	p.get("/lamna-in").has(t, http.StatusOK, "Så går det till", "Viable Cities", "/lamna-in/mall/nivaer.csv", `id="filformat"`, "beslutsdatum", "ambitionsnivå", "Windows-1252")
	p.get("/en/lamna-in").has(t, http.StatusOK, "How it works", "/en/lamna-in/mall/nivaer.csv", "decision date")
	for _, kind := range []string{"nivaer", "atgarder"} {
		blank := p.get("/lamna-in/mall/" + kind + ".csv")
		blank.has(t, http.StatusOK, "kommunkod;kommun;åtagande;nivå")
		filled := strings.ReplaceAll(blank.body, "\n;;", "\n0780;Växjö;")
		w.signIn("0780").upload(kind+".csv", filled).has(t, http.StatusOK, "<h1>Filen kan sparas</h1>")
	}
	p.get("/lamna-in/mall/annat.csv").has(t, http.StatusNotFound)
	kind, body := multipartBody(t, "", "fil.csv", []byte(goodLevels))
	p.do(http.MethodPost, "/lamna-in", kind, body).has(t, http.StatusUnauthorized, "Du är inte inloggad")
}
