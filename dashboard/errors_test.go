package dashboard

import (
	"bufio"
	"encoding/json"
	"html"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// problemAnswer is what a program reads of an error.
type problemAnswer struct {
	Type, Title, Detail string
	Status              int
	Allowed             []string
	RequestID           string `json:"request_id"`
}

// checkProblem reads an application/problem+json.
func checkProblem(t *testing.T, path string, a answer, status int) problemAnswer {
	t.Helper()
	checkHeaders(t, path, a)
	checkText(t, path, a.body)
	var p problemAnswer
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatalf("%s: %v in %s", path, err, a.body)
	}
	if kind := a.Header.Get("Content-Type"); kind != "application/problem+json; charset=utf-8" {
		t.Errorf("%s is %s", path, kind)
	}
	if a.StatusCode != status || p.Status != status || p.Type != "about:blank" || p.Title == "" || p.Detail == "" || len(p.RequestID) != 10 {
		t.Errorf("%s: %s, want %d: %s", path, a.Status, status, a.body)
	}
	return p
}

// TestGarbageInTheFilter says which parameter, what stood there and what could, in the language of whoever asks.
func TestGarbageInTheFilter(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ parameter, value, allowed string }{
		{"version", "1999", "2025/2026"},
		{"version", "<script>", "2025/2026"},
		{"datum", "igår", "2026-12-01"},
		{"datum", "2026-02-30", "2026-12-01"},
		{"datum", "2999-01-01", "2026-12-01"},
		{"roll", "kung", "pioneer"},
		{"roll", "pioneer,kung", "pioneer"},
		{"lan", "99", "12"},
		{"befolkning", "många", "under-50000"},
		{"stad", "780", "0780"},
		{"stad", "växjö", "0780"},
		{"stad", "0780,9999", "0114"},
	} {
		query := "?" + url.Values{c.parameter: {c.value}}.Encode()
		value := c.value[strings.LastIndex(c.value, ",")+1:]
		for _, lang := range locale.Langs {
			for _, path := range [...]string{"/", "/ataganden/styrning", "/stader", "/stader/0780", "/rapporter", "/lamna-in"} {
				path = strings.TrimSuffix(lang.Prefix()+path, "/")
				if path == "" {
					path = "/"
				}
				path += query
				a := st.ask(t, http.MethodGet, path, "")
				if a.StatusCode != http.StatusBadRequest {
					t.Fatalf("%s: %s", path, a.Status)
				}
				checkPage(t, lang, path, a)
				want := html.EscapeString(lang.T("error.filter.text", c.parameter, value))
				if !strings.Contains(a.body, want) || !strings.Contains(a.body, "<code>"+c.allowed) {
					t.Errorf("%s: want %q and %q in\n%s", path, want, c.allowed, a.body)
				}
			}
			for _, path := range [...]string{"/api/v1/matrix", "/api/v1/editions", "/api/v1/municipalities", "/api/v1/charts/levels", "/rapporter/levels.json"} {
				path += query + "&sprak=" + string(lang)
				p := checkProblem(t, path, st.ask(t, http.MethodGet, path, ""), http.StatusBadRequest)
				if want := lang.T("error.filter.text", c.parameter, value); p.Detail != want {
					t.Errorf("%s: %q, want %q", path, p.Detail, want)
				}
				if len(p.Allowed) == 0 {
					t.Errorf("%s says nothing that could stand there", path)
				}
			}
			path := "/rapporter/levels.csv" + query + "&sprak=" + string(lang)
			checkPage(t, lang, path, st.ask(t, http.MethodGet, path, "", "Accept", "text/html"))
		}
	}
}

// TestGarbageInOwnParameters does the same for those that only some addresses have.
func TestGarbageInOwnParameters(t *testing.T) {
	st := onExamples(t)
	for path, allowed := range map[string]string{
		"/api/v1/charts/levels?tema=rosa":                                   "ljus mork",
		"/api/v1/charts/levels?bredd=tunn":                                  "smal",
		"/api/v1/charts/levels?sprak=de":                                    "sv en",
		"/api/v1/levels?sprak=de":                                           "sv en",
		"/api/v1/charts/profile?stad=0780&grupp=alla":                       "all pioneers twins county",
		"/api/v1/charts/profile":                                            "",
		"/api/v1/charts/profile?stad=0780,1281":                             "",
		"/api/v1/charts/comparison?stad=0780":                               "",
		"/api/v1/charts/comparison?stad=0114,0115,0117,0120,0123,0125,0126": "",
	} {
		p := checkProblem(t, path, st.ask(t, http.MethodGet, path, ""), http.StatusBadRequest)
		if got := strings.Join(p.Allowed, " "); got != allowed {
			t.Errorf("%s: %q could stand there, want %q", path, got, allowed)
		}
	}
	for _, path := range [...]string{"/stader/0780?grupp=alla", "/en/stader/0780?grupp=<script>", "/?lan=%ff%zz", "/en?a=%zz"} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", path, a.Status)
		} else {
			lang := locale.Swedish
			if strings.HasPrefix(path, "/en") {
				lang = locale.English
			}
			checkPage(t, lang, path, a)
		}
	}
}

// TestWhatThereIsNot answers 404 in the page's language and says where to go.
func TestWhatThereIsNot(t *testing.T) {
	st := onExamples(t)
	for _, lang := range locale.Langs {
		for _, path := range [...]string{
			"/nowhere", "/ataganden/nej", "/ataganden/styrning/mer", "/atgarder/styrning-4-1", "/atgarder/%3Cscript%3E", "/stader/9999", "/stader/kiruna",
			"/stader/780", "/inlamningar/999999", "/inlamningar/abc", "/inlamningar/0", "/inlamningar/-1", "/inlamningar/99999999999999999999",
			"/valkommen/garbage", "/lamna-in/mall/nej.csv", "/api/v2/matrix", "/stader/..%2f..%2fgo.mod", "/ataganden/%ff",
		} {
			path = lang.Prefix() + path
			a := st.ask(t, http.MethodGet, path, "")
			if a.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %s", path, a.Status)
			}
			checkPage(t, lang, path, a)
			if !strings.Contains(a.body, `<a href="`+strings.TrimSuffix(lang.Prefix()+"/", "en/")) || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s leads nowhere or is kept:\n%s", path, a.body)
			}
		}
	}
	for _, path := range [...]string{"/rapporter/nej.csv", "/rapporter/matrix.xls", "/rapporter/-excel.csv", "/static/1/go.mod", "/static/" + st.site.static.version + "/..%2f..%2fsite.go", "/static/1/", "/.git/config"} {
		a := st.ask(t, http.MethodGet, path, "", "Accept", "text/html, */*;q=0.8")
		if a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, a.Status)
		}
		checkPage(t, locale.Swedish, path, a)
	}
	for _, path := range [...]string{"/api/v1/nowhere", "/rapporter/nej.json", "/api/v1/nowhere.json", "/api/v1/matrix.xls", "/api/v1/charts.json", "/api/v1/editions.csv", "/api/v1/submissions.json"} {
		checkProblem(t, path, st.ask(t, http.MethodGet, path, ""), http.StatusNotFound)
	}
	p := checkProblem(t, "chart", st.ask(t, http.MethodGet, "/api/v1/charts/Pie?sprak=en", ""), http.StatusNotFound)
	if p.Title != "There is no such chart" || strings.Join(p.Allowed, " ") != strings.Join(chartNames[:], " ") {
		t.Errorf("an unknown chart: %+v", p)
	}
	p = checkProblem(t, "language", st.ask(t, http.MethodGet, "/api/v1/nowhere", "", "Accept-Language", "en-GB,sv;q=0.8"), http.StatusNotFound)
	if p.Title != "There is no such page" {
		t.Errorf("asked in English: %+v", p)
	}
}

// TestWrongMethods answers 405 and says which methods would be right.
func TestWrongMethods(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ method, path, allow string }{
		{http.MethodPost, "/", "GET, HEAD"},
		{http.MethodDelete, "/stader/0780", "GET, HEAD"},
		{http.MethodPut, "/en/lamna-in", "GET, HEAD, POST"},
		{http.MethodGet, "/logga-ut", "POST"},
		{http.MethodGet, "/en/lamna-in/kasta/x", "POST"},
		{http.MethodOptions, "/rapporter/matrix.csv", "GET, HEAD"},
		{http.MethodPatch, "/api/v1/matrix", "GET, HEAD"},
		{http.MethodGet, "/api/v1/submissions", "POST"},
		{"BREW", "/", ""},
		{"BREW", "/api/v1/matrix", ""},
	} {
		a := st.ask(t, c.method, c.path, "")
		checkHeaders(t, c.path, a)
		if a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != c.allow {
			t.Errorf("%s %s: %s, Allow %q, want %q", c.method, c.path, a.Status, a.Header.Get("Allow"), c.allow)
		}
		if openAddress(c.path) {
			checkProblem(t, c.path, a, http.StatusMethodNotAllowed)
		} else if !strings.Contains(a.body, "<h1>") {
			t.Errorf("%s %s says %q", c.method, c.path, a.body)
		}
	}
	if a := st.ask(t, http.MethodPost, "/nowhere", ""); a.StatusCode != http.StatusNotFound {
		t.Errorf("POST to nowhere: %s", a.Status)
	}
}

// TestErrorsBelowTheRoutes carry the same headers: the server raises them before any of our code runs.
func TestErrorsBelowTheRoutes(t *testing.T) {
	st := newStage(t, func(o *Options) { o.Limits = ingest.Limits{Bytes: 1000, Rows: 10} })
	cookie := st.signIn(t, "", "Kim")
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"no request", "RUBBISH\r\n\r\n", http.StatusBadRequest},
		{"broken header", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", http.StatusBadRequest},
		{"endless header", "GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		{"endless address", "GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: a\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		{"compressed", "POST /lamna-in HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", http.StatusUnsupportedMediaType},
		{"too large", "POST /lamna-in HTTP/1.1\r\nHost: a\r\nCookie: " + cookie + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n" + strings.Repeat("a", 20<<10), http.StatusRequestEntityTooLarge},
		{"too large for the API", "POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\nContent-Length: 9000000\r\n\r\n" + strings.Repeat("a", 20<<10), http.StatusRequestEntityTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(st.at, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Write([]byte(c.request)); err != nil {
				t.Fatal(err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body := make([]byte, 64<<10)
			n, _ := resp.Body.Read(body)
			a := answer{resp, string(body[:n])}
			checkHeaders(t, c.name, a)
			if resp.StatusCode != c.status {
				t.Errorf("%s, want %d", resp.Status, c.status)
			}
			if !strings.Contains(a.body, "<h1>") && !strings.Contains(a.body, `"title":`) {
				t.Errorf("says %q", a.body)
			}
		})
	}
}

// TestInternalErrors tell the visitor a number, and the log what happened.
func TestInternalErrors(t *testing.T) {
	st := newStage(t, nil)
	if err := st.db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range [...]string{"/", "/en", "/api/v1/matrix", "/healthz"} {
		a := st.ask(t, http.MethodGet, path, "")
		checkHeaders(t, path, a)
		if a.StatusCode < 500 || strings.Contains(a.body, "database") || strings.Contains(a.body, "goroutine") {
			t.Errorf("%s: %s\n%s", path, a.Status, a.body)
		}
		id := a.Header.Get("X-Request-ID")
		if id == "" || path != "/healthz" && !strings.Contains(a.body, id) || !strings.Contains(st.log.String(), "id="+id) {
			t.Errorf("%s: the request %q is not in the answer or not in the log:\n%s\n%s", path, id, a.body, st.log)
		}
	}
	if !strings.Contains(st.log.String(), "closed") {
		t.Errorf("the log does not tell what happened:\n%s", st.log)
	}
}
