package dashboard

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"pionjarkollen/dashboard/limit"
	"pionjarkollen/data"
)

// believed is what a site with the proxies makes of a request from an address with some headers.
func believed(t *testing.T, trusted []string, from string, headers ...string) client {
	t.Helper()
	p, err := parseProxies(trusted)
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{proxies: p}
	app := fiber.New()
	fctx := &fasthttp.RequestCtx{}
	fctx.Request.Header.SetMethod(fiber.MethodGet)
	fctx.Request.SetRequestURI("http://site.example/")
	at := netip.MustParseAddrPort(from)
	fctx.SetRemoteAddr(&addr{at.String()})
	for i := 0; i+1 < len(headers); i += 2 {
		fctx.Request.Header.Add(headers[i], headers[i+1])
	}
	c := app.AcquireCtx(fctx)
	defer app.ReleaseCtx(c)
	return s.client(c)
}

// addr is an address that a connection came from.
type addr struct{ text string }

func (a *addr) Network() string { return "tcp" }
func (a *addr) String() string  { return a.text }

func TestForwardedHeadersAreBelievedOfProxiesAlone(t *testing.T) {
	const xff = "X-Forwarded-For"
	for _, c := range []struct {
		name    string
		trusted []string
		from    string
		headers []string
		want    string
	}{
		{"no proxy", nil, "192.0.2.7:1000", []string{xff, "203.0.113.1"}, "192.0.2.7"},
		{"not from the proxy", []string{"10.0.0.1"}, "192.0.2.7:1000", []string{xff, "203.0.113.1"}, "192.0.2.7"},
		{"from the proxy", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{xff, "203.0.113.1"}, "203.0.113.1"},
		{"from the proxy, without the header", []string{"10.0.0.1"}, "10.0.0.1:1000", nil, "10.0.0.1"},
		{"what the client wrote itself", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "198.51.100.9, 203.0.113.1"}, "203.0.113.1"},
		{"two proxies", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "198.51.100.9, 203.0.113.1, 10.2.3.4"}, "203.0.113.1"},
		{"the header twice", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "198.51.100.9", xff, "203.0.113.1"}, "203.0.113.1"},
		{"only proxies", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "10.9.9.9"}, "10.9.9.9"},
		{"rubbish", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{xff, "<script>"}, "10.0.0.1"},
		{"rubbish before a hop", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "unknown, 10.0.0.2"}, "10.0.0.2"},
		{"empty", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{xff, ""}, "10.0.0.1"},
		{"with a port", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{xff, "203.0.113.1:4711"}, "203.0.113.1"},
		{"IPv6", []string{"fd00::/8"}, "[fd00::1]:1000", []string{xff, "2001:db8::5"}, "2001:db8::5"},
		{"IPv6 in brackets with a port", []string{"fd00::/8"}, "[fd00::1]:1000", []string{xff, "[2001:db8::5]:4711"}, "2001:db8::5"},
		{"IPv4 in IPv6 clothes", []string{"10.0.0.1"}, "[::ffff:10.0.0.1]:1000", []string{xff, "::ffff:203.0.113.1"}, "203.0.113.1"},
		{"with a zone", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{xff, "fe80::1%eth0"}, "fe80::1"},
		{"more hops than anybody has", []string{"10.0.0.0/8"}, "10.0.0.1:1000", []string{xff, "203.0.113.1" + strings.Repeat(", 10.0.0.2", 100)}, "10.0.0.2"},
		{"another header", []string{"10.0.0.1"}, "10.0.0.1:1000", []string{"X-Real-IP", "203.0.113.1", "Forwarded", "for=203.0.113.1"}, "10.0.0.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := believed(t, c.trusted, c.from, c.headers...); got.addr.String() != c.want {
				t.Errorf("the client is %s, want %s", got.addr, c.want)
			}
		})
	}
}

func TestForwardedProtocolAndHost(t *testing.T) {
	headers := []string{"X-Forwarded-Proto", "http, https", "X-Forwarded-Host", "evil.example, Site.EXAMPLE:8443"}
	if got := believed(t, nil, "192.0.2.7:1000", headers...); got.https || got.host != "site.example" {
		t.Errorf("a stranger is believed: %+v", got)
	}
	if got := believed(t, []string{"192.0.2.7"}, "192.0.2.7:1000", headers...); !got.https || got.host != "site.example:8443" {
		t.Errorf("the proxy is not believed: %+v", got)
	}
}

func TestProxiesMustBeNamed(t *testing.T) {
	for _, bad := range []string{"", "everybody", "0.0.0.0/0", "::/0", "10.0.0.0/99", "10.0.0"} {
		if _, err := parseProxies([]string{bad}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	if _, err := New(Options{DB: onExamples(t).db, Proxies: []string{"nej"}}); err == nil {
		t.Error("a site with a proxy that is none was made")
	}
}

// public is the address of the sites below.
const public = "https://pionjarkollen.example.se"

// TestOtherHosts get what everybody gets, and nothing else.
func TestOtherHosts(t *testing.T) {
	st := newStage(t, func(o *Options) { o.PublicURL, o.Proxies = public, []string{"127.0.0.1"} })
	for _, c := range []struct {
		method, path, host string
		status             int
		header             []string
	}{
		{http.MethodGet, "/", "pionjarkollen.example.se", http.StatusOK, nil},
		{http.MethodGet, "/", "PIONJARKOLLEN.example.se:443", http.StatusOK, nil},
		{http.MethodGet, "/lamna-in", "pionjarkollen.example.se", http.StatusOK, nil},
		{http.MethodGet, "/", "evil.example", http.StatusOK, nil},
		{http.MethodGet, "/healthz", "10.1.2.3:8080", http.StatusOK, nil},
		{http.MethodGet, "/readyz", "10.1.2.3:8080", http.StatusOK, nil},
		{http.MethodGet, "/", "evil.example", http.StatusMisdirectedRequest, []string{"Cookie", "__Host-pionjarkollen_session=x"}},
		{http.MethodGet, "/api/v1/matrix", "evil.example", http.StatusMisdirectedRequest, []string{"Authorization", "Bearer x"}},
		{http.MethodGet, "/lamna-in", "evil.example", http.StatusMisdirectedRequest, nil},
		{http.MethodGet, "/en/lamna-in", "evil.example", http.StatusMisdirectedRequest, nil},
		{http.MethodGet, "/valkommen/x", "evil.example", http.StatusMisdirectedRequest, nil},
		{http.MethodPost, "/logga-ut", "evil.example", http.StatusMisdirectedRequest, nil},
		{http.MethodPost, "/api/v1/submissions", "pionjarkollen.example.se.evil.example", http.StatusMisdirectedRequest, nil},
		{http.MethodPost, "/api/v1/submissions", "127.0.0.1", http.StatusMisdirectedRequest, nil},
		{http.MethodPost, "/logga-ut", "evil.example", http.StatusUnauthorized, []string{"X-Forwarded-Host", "pionjarkollen.example.se"}},
		{http.MethodPost, "/logga-ut", "pionjarkollen.example.se", http.StatusMisdirectedRequest, []string{"X-Forwarded-Host", "evil.example"}},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, st.at+c.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = c.host
		for i := 0; i+1 < len(c.header); i += 2 {
			req.Header.Set(c.header[i], c.header[i+1])
		}
		resp, err := asker.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
		if resp.StatusCode != c.status {
			t.Errorf("%s %s of %s %v: %s, want %d", c.method, c.path, c.host, c.header, resp.Status, c.status)
		}
	}
}

// TestLinksAreThoseOfThePublicAddress whatever host was asked for.
func TestLinksAreThoseOfThePublicAddress(t *testing.T) {
	st := newStage(t, func(o *Options) { o.PublicURL, o.Proxies = public, []string{"127.0.0.1"} })
	for _, path := range []string{"/", "/rapporter", "/en/api", "/api/v1/matrix", "/rapporter/matrix.json"} {
		a := st.ask(t, http.MethodGet, path, "", "X-Forwarded-Host", "evil.example")
		if a.StatusCode != http.StatusOK || strings.Contains(a.body, "evil.example") {
			t.Errorf("%s: %s names the host it was asked for", path, a.Status)
		}
	}
	if a := st.get(t, "/rapporter"); !strings.Contains(a.body, public+"/rapporter") {
		t.Error("the citation does not name the public address")
	}
}

func TestRatesPerAddress(t *testing.T) {
	budgets := limit.Defaults()
	budgets[limit.View] = limit.Budget{Each: time.Hour, Burst: 3, Shared: 1}
	budgets[limit.DryRun] = limit.Budget{Each: time.Hour, Burst: 1, Shared: 1}
	st := newStage(t, func(o *Options) { o.Proxies, o.Rates = []string{"127.0.0.1"}, budgets })
	from := func(address string) []string { return []string{"X-Forwarded-For", address} }
	for i := range 5 {
		a := st.ask(t, http.MethodGet, "/om", "", from("203.0.113.1")...)
		if i < 3 && a.StatusCode != http.StatusOK || i >= 3 && (a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") == "") {
			t.Errorf("request %d: %s, Retry-After %q", i, a.Status, a.Header.Get("Retry-After"))
		}
		if i == 4 {
			checkHeaders(t, "/om", a)
			if !strings.Contains(a.body, "För många anrop") {
				t.Errorf("says\n%s", a.body)
			}
		}
	}
	p := checkProblem(t, "API", st.ask(t, http.MethodGet, "/api/v1/matrix?sprak=en", "", from("203.0.113.1")...), http.StatusTooManyRequests)
	if p.Title != "Too many requests" {
		t.Errorf("%+v", p)
	}
	if a := st.ask(t, http.MethodGet, "/om", "", from("203.0.113.2")...); a.StatusCode != http.StatusOK {
		t.Errorf("another address: %s", a.Status)
	}
	if a := st.ask(t, http.MethodGet, "/om", "", from("198.51.100.1, 203.0.113.1")...); a.StatusCode != http.StatusTooManyRequests {
		t.Errorf("with an invented hop before: %s", a.Status)
	}
	csv := []string{"Content-Type", "text/csv"}
	for i, want := range []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests} {
		a := st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", "x", append(from("203.0.113.3"), csv...)...)
		if a.StatusCode != want {
			t.Errorf("dry run %d: %s, want %d", i, a.Status, want)
		}
	}
}

// TestRatesPerPerson holds somebody who changes her address to the budget of a person.
func TestRatesPerPerson(t *testing.T) {
	budgets := limit.Defaults()
	budgets[limit.View] = limit.Budget{Each: time.Hour, Burst: 3, Shared: 100}
	st := newStage(t, func(o *Options) { o.Proxies, o.Rates = []string{"127.0.0.1"}, budgets })
	cookie := st.signIn(t, "0780", "Åsa")
	for i, want := range []int{200, 200, 200, 429, 429} {
		address := "203.0.113." + string(rune('1'+i))
		if a := st.ask(t, http.MethodGet, "/om", "", "Cookie", cookie, "X-Forwarded-For", address); a.StatusCode != want {
			t.Errorf("request %d: %s, want %d", i, a.Status, want)
		}
	}
	if a := st.ask(t, http.MethodGet, "/om", "", "Cookie", st.signIn(t, "0780", "Lo")); a.StatusCode != http.StatusOK {
		t.Errorf("her colleague: %s", a.Status)
	}
}

// TestUploadQuota ends what a municipality may send in a day, for all its officers, and for nobody else.
func TestUploadQuota(t *testing.T) {
	const file = "kommunkod;åtagande;nivå\n0780;styrning;2\n"
	st := newStage(t, func(o *Options) { o.Quota = limit.Amount{Files: 3, Bytes: 1 << 20} })
	send := func(cookie, body string) answer {
		return st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", body, "Content-Type", "text/csv", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
	}
	one, two, staff := st.signIn(t, "0780", "Åsa"), st.signIn(t, "0780", "Lo"), st.signIn(t, "", "Kim")
	for i, cookie := range []string{one, two, one} {
		if a := send(cookie, file); a.StatusCode != http.StatusOK {
			t.Fatalf("file %d: %s\n%s", i, a.Status, a.body)
		}
	}
	a := send(two, file)
	p := checkProblem(t, "quota", a, http.StatusTooManyRequests)
	if wait := a.Header.Get("Retry-After"); wait != "43200" || !strings.Contains(p.Detail, "dagens gräns") { // noon in Stockholm
		t.Errorf("Retry-After %q, %q", wait, p.Detail)
	}
	if a := send(staff, file); a.StatusCode != http.StatusOK {
		t.Errorf("staff: %s", a.Status)
	}
	bytes := newStage(t, func(o *Options) { o.Quota = limit.Amount{Files: 100, Bytes: 100} })
	cookie := bytes.signIn(t, "0780", "Åsa")
	if a := bytes.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", strings.Repeat("x", 101), "Content-Type", "text/csv", "Cookie", cookie, "Sec-Fetch-Site", "same-origin"); a.StatusCode != http.StatusTooManyRequests {
		t.Errorf("more bytes than the day has: %s", a.Status)
	}
}

// TestAFullDiskTakesNoUploads asks for more room than any disk has.
func TestAFullDiskTakesNoUploads(t *testing.T) {
	st := newStage(t, func(o *Options) { o.DiskFloor = 1 << 62 })
	a := st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", "x", "Content-Type", "text/csv")
	checkProblem(t, "upload", a, http.StatusInsufficientStorage)
	if a := st.ask(t, http.MethodGet, "/readyz", ""); a.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("ready: %s", a.Status)
	}
	if a := st.ask(t, http.MethodGet, "/healthz", ""); a.StatusCode != http.StatusOK {
		t.Errorf("healthy: %s", a.Status)
	}
	if !strings.Contains(st.log.String(), data.ErrStorage.Error()) {
		t.Errorf("the log does not tell why:\n%s", st.log)
	}
}
