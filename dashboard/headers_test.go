package dashboard

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
)

// someValue stands for a route's parameter in a request.
var someValue = strings.NewReplacer(":slug", "styrning", ":id", "1", ":code", "0780", ":file", "nivaer.csv", ":draft", "AAAAAAAAAAAAAAAAAAAAAAAAAA",
	":token", "x", ":name", "levels", ":version", "x", "*", "css/site.css")

// TestEveryRouteCarriesTheHeaders asks for every route in every way, signed in and not, and holds each answer to the headers.
func TestEveryRouteCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	st := onExamples(t)
	cookie := st.signIn(t, "", "Kim")
	statuses := map[int]int{}
	for _, r := range st.site.app.GetRoutes(true) {
		path := someValue.Replace(r.Path)
		if path == "/logga-ut" || path == "/en/logga-ut" {
			continue // looked at below
		}
		if strings.HasSuffix(path, "/edition.zip") {
			continue // it takes a second, each time for who is signed in; TestTheWholeEdition looks at it
		}
		for _, method := range [...]string{r.Method, http.MethodPut, http.MethodTrace} {
			for _, headers := range [][]string{nil, {"Cookie", cookie}, {"Cookie", "pionjarkollen_session=gone"}, {"Content-Encoding", "gzip"}, {"If-None-Match", "*"}} {
				a := st.ask(t, method, path, "", headers...)
				statuses[a.StatusCode]++
				name := method + " " + path
				checkPolicy(t, name, a)
				private := len(headers) > 0 && headers[0] == "Cookie" && headers[1] == cookie && a.StatusCode == http.StatusOK
				shared := regexp.MustCompile(`^/(static/|favicon|robots|healthz|readyz|oembed|(en/)?badda-in/)`).MatchString(path)
				if private && !shared && a.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s, signed in, may be kept: %q", name, a.Header.Get("Cache-Control"))
				}
				if a.StatusCode >= 400 && a.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s: the error %d may be kept", name, a.StatusCode)
				}
				if kind := a.Header.Get("Content-Type"); a.body != "" && !strings.Contains(kind, "charset=utf-8") && !strings.HasPrefix(kind, "image/") && !strings.Contains(kind, "json") {
					t.Errorf("%s is %q", name, kind)
				}
				reads := method == http.MethodGet || method == http.MethodHead
				mine := len(headers) > 0 && headers[0] == "Cookie" && headers[1] == cookie
				if a.Header.Get("Access-Control-Allow-Origin") != "" && (mine && !describesData(path) || !reads || !openAddress(path)) || a.Header.Get("Access-Control-Allow-Credentials") != "" {
					t.Errorf("%s lets other origins read it", name)
				}
			}
		}
	}
	for _, status := range []int{200, 304, 400, 401, 403, 404, 405, 415} {
		if statuses[status] == 0 && status != 400 && status != 403 {
			t.Errorf("no answer was a %d: %v", status, statuses)
		}
	}
}

// TestStrictTransportSecurity is told over https alone, on every kind of answer.
func TestStrictTransportSecurity(t *testing.T) {
	https := newStage(t, func(o *Options) { o.PublicURL = public })
	for _, path := range []string{"/", "/nowhere", "/api/v1/matrix", "/static/1/css/site.css", "/healthz", "/lamna-in"} {
		if a := https.ask(t, http.MethodGet, path, ""); a.Header.Get("Strict-Transport-Security") != "max-age=63072000; includeSubDomains" {
			t.Errorf("%s: %q", path, a.Header.Get("Strict-Transport-Security"))
		}
		if a := onExamples(t).ask(t, http.MethodGet, path, ""); a.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s promises https over http", path)
		}
	}
	proxied := newStage(t, func(o *Options) { o.Proxies = []string{"127.0.0.1"} })
	if a := proxied.get(t, "/", "X-Forwarded-Proto", "https"); a.Header.Get("Strict-Transport-Security") == "" {
		t.Error("a trusted proxy that speaks https is not believed")
	}
}

// TestPolicyNamesWhatItForbids spells out what default-src does not cover or an auditor looks for.
func TestPolicyNamesWhatItForbids(t *testing.T) {
	a := onExamples(t).get(t, "/")
	policy := a.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	permissions := a.Header.Get("Permissions-Policy")
	for _, want := range []string{"publickey-credentials-get=(self)", "publickey-credentials-create=(self)", "camera=()", "geolocation=()"} {
		if !strings.Contains(permissions, want) {
			t.Errorf("the permissions lack %s: %s", want, permissions)
		}
	}
}

// TestNothingComesFromAThirdParty reads every page and script for addresses of other hosts that a browser would load by itself.
func TestNothingComesFromAThirdParty(t *testing.T) {
	st := onExamples(t)
	loads := regexp.MustCompile(`(?i)<(?:script|link|img|iframe|source|video|audio|object|embed)[^>]+(?:src|href|srcset|data)="(https?:)?//`)
	for _, path := range []string{"/", "/en", "/stader/0780", "/jamfor?stad=0780,1281", "/rapporter", "/lamna-in", "/tillganglighet", "/nowhere"} {
		if found := loads.FindString(st.ask(t, http.MethodGet, path, "").body); found != "" {
			t.Errorf("%s loads %s", path, found)
		}
	}
	imports := regexp.MustCompile(`(?:import|from|fetch|url)\s*\(?\s*["'(]\s*(?:https?:)?//`)
	for name, f := range st.site.static.files {
		if (strings.HasSuffix(name, ".css") || strings.HasPrefix(name, "js/")) && imports.Match(f.plain) {
			t.Errorf("%s loads %s", name, imports.Find(f.plain))
		}
	}
}

// cookiesOf are the cookies that somebody gets who signs in, as written.
func cookiesOf(t *testing.T, st *stage, headers ...string) []string {
	t.Helper()
	a := st.ask(t, http.MethodPost, st.invitation("0780", "Åsa"), "", headers...)
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign in: %s\n%s", a.Status, a.body)
	}
	return a.Header.Values("Set-Cookie")
}

func TestCookiesAreOurHostsAlone(t *testing.T) {
	for _, c := range []struct {
		name   string
		st     *stage
		header []string
		https  bool
	}{
		{"http", newStage(t, nil), nil, false},
		{"https by a proxy", newStage(t, func(o *Options) { o.Proxies = []string{"127.0.0.1"} }), []string{"X-Forwarded-Proto", "https"}, true},
		{"https claimed by a stranger", newStage(t, nil), []string{"X-Forwarded-Proto", "https"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := cookiesOf(t, c.st, c.header...)
			if len(all) == 0 {
				t.Fatal("no cookie")
			}
			for _, written := range all {
				if strings.HasPrefix(written, "__Host-") != c.https || strings.Contains(strings.ToLower(written), "; secure") != c.https {
					t.Errorf("https is %v: %s", c.https, written)
				}
				lower := strings.ToLower(written)
				for _, want := range []string{"; path=/;", "; httponly", "; samesite=lax"} {
					if !strings.Contains(lower+";", want) {
						t.Errorf("lacks %q: %s", want, written)
					}
				}
				if strings.Contains(lower, "domain=") || len(written) > 4096 {
					t.Errorf("is of more than this host, or too long: %s", written)
				}
			}
		})
	}
}

// TestTwoSessionCookiesAreNone: one of them was planted by a neighbouring host.
func TestTwoSessionCookiesAreNone(t *testing.T) {
	st := newStage(t, nil)
	cookie := st.signIn(t, "0780", "Åsa")
	if a := st.get(t, "/lamna-in", "Cookie", cookie); !strings.Contains(a.body, `name="csrf"`) {
		t.Fatal("not signed in")
	}
	for _, both := range []string{cookie + "; pionjarkollen_session=x", "pionjarkollen_session=x; " + cookie} {
		if a := st.get(t, "/lamna-in", "Cookie", both); strings.Contains(a.body, `name="csrf"`) {
			t.Errorf("%q signs in", both)
		}
	}
}

// TestSigningOutClearsTheBrowser takes the cookie, and all that the browser keeps.
func TestSigningOutClearsTheBrowser(t *testing.T) {
	st := newStage(t, nil)
	cookie := st.signIn(t, "0780", "Åsa")
	m := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(st.get(t, "/lamna-in", "Cookie", cookie).body)
	if m == nil {
		t.Fatal("no form")
	}
	a := st.ask(t, http.MethodPost, "/logga-ut", "csrf="+m[1], "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")
	checkPolicy(t, "/logga-ut", a)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Clear-Site-Data") != `"cache", "storage"` || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s %v", a.Status, a.Header)
	}
	if set := a.Header.Get("Set-Cookie"); !strings.Contains(set, "1970") {
		t.Errorf("the cookie stays: %s", set)
	}
	if a := st.get(t, "/lamna-in", "Cookie", cookie); strings.Contains(a.body, `name="csrf"`) {
		t.Error("the session goes on")
	}
}

// TestARefusedBodyIsAnsweredAtOnce declares much, sends little, and waits for what it is told.
func TestARefusedBodyIsAnsweredAtOnce(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"nothing of much", "POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 60000000\r\n\r\n", 413},
		{"little of much", "POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 60000000\r\n\r\nkommun;", 413},
		{"little of a form", "POST /logga-ut HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nc", 401},
		{"to nowhere", "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\nabc", 404},
		{"compressed", "POST /lamna-in HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 3000000\r\n\r\nabc", 415},
		{"with a length of its own", "POST /nowhere HTTP/1.1\r\nHost: x\r\nX-Pionjarkollen-Length: 5\r\nContent-Length: 3000000\r\n\r\nabc", 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(st.at, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if err := conn.SetDeadline(time.Now().Add(readTimeout / 2)); err != nil { // the answer came after readTimeout once
				t.Fatal(err)
			}
			if _, err := io.WriteString(conn, c.request); err != nil {
				t.Fatal(err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != c.status {
				t.Errorf("%s, want %d", resp.Status, c.status)
			}
		})
	}
}

// TestBodiesKeepTheirLength sends one connection several bodies, whole, one after the other and all at once.
func TestBodiesKeepTheirLength(t *testing.T) {
	st := onExamples(t)
	const file = "kommunkod;åtagande;nivå\n0780;styrning;2\n"
	request := fmt.Sprintf("POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n%s", len(file), file)
	chunked := fmt.Sprintf("POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(file), file)
	small := "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world"
	get := "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(st.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	want := []int{200, 200, 200, 404, 200, 200}
	if _, err := io.WriteString(conn, request+get+chunked+small+request+get); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(conn)
	for i, status := range want {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
		if resp.StatusCode != status {
			t.Errorf("answer %d is %s, want %d", i, resp.Status, status)
		}
	}
}

// TestMetrics tell routes as patterns, and nothing that anybody wrote.
func TestMetrics(t *testing.T) {
	st := newStage(t, nil)
	cookie := st.signIn(t, "0780", "HEMLIG")
	for _, path := range []string{"/", "/stader/0780", "/stader/9999", "/hemlig-stig", "/en/om?hemlig=1"} {
		st.ask(t, http.MethodGet, path, "", "Cookie", cookie)
	}
	st.get(t, "/om")
	st.get(t, "/om")
	st.ask(t, "HEMLIG", "/", "")
	st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", "kommunkod;åtagande;nivå\n0780;nej;2\n", "Content-Type", "text/csv")
	w := &recorder{header: http.Header{}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	st.site.Metrics().ServeHTTP(w, req)
	text := w.body.String()
	for _, want := range []string{
		`pionjarkollen_requests_total{method="GET",route="/stader/:code",status="2xx"} 1`,
		`pionjarkollen_requests_total{method="GET",route="/stader/:code",status="4xx"} 1`,
		`pionjarkollen_requests_total{method="GET",route="none",status="4xx"} 1`,
		`pionjarkollen_requests_total{method="other",route="none",status="4xx"} 1`,
		`pionjarkollen_request_seconds_bucket{method="GET",route="/om",status="2xx",le="+Inf"} 2`,
		`pionjarkollen_cache_total{hit="true"}`, `pionjarkollen_findings_total{code="commitment-unknown"} 1`, `pionjarkollen_files_examined_total 1`,
		"pionjarkollen_submissions 0", "pionjarkollen_database_questions_total ", "go_goroutines", `pionjarkollen_problems_total{reason="notfound"}`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(strings.ToLower(text), "hemlig") || strings.Contains(text, "0780") || strings.Contains(text, "127.0.0.1") {
		t.Error("tells what somebody wrote")
	}
	if t.Failed() {
		t.Log(text)
	}
	if a := st.ask(t, http.MethodGet, "/metrics", ""); a.StatusCode != fiber.StatusNotFound {
		t.Errorf("the public can read the figures: %s", a.Status)
	}
}

// recorder is an answer of net/http.
type recorder struct {
	header http.Header
	body   strings.Builder
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
func (r *recorder) WriteHeader(int)             {}
