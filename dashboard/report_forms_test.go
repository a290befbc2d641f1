package dashboard

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/report"
)

// asked is what a report needs in its address.
func asked(what report.What) string {
	switch what {
	case report.City:
		return "?stad=0780"
	case report.Commitment:
		return "?atagande=styrning"
	case report.Comparison:
		return "?stad=0780&stad=1281"
	case report.NextStep:
		return "?stad=0780&atagande=finansiering"
	case report.Pair:
		return "?stad=0764"
	case report.Similar:
		return "?stad=0780"
	}
	return ""
}

// TestEveryReportInEveryForm asks for each report by its ending and by Accept, and again with what it was answered.
func TestEveryReportInEveryForm(t *testing.T) {
	st := onExamples(t)
	for _, what := range offered {
		for _, form := range append([]report.Format{""}, report.Formats[:]...) {
			kind, ending := "text/html; charset=utf-8", ".html"
			if form != "" {
				kind, ending = form.ContentType(), form.Suffix()
			}
			path := "/rapporter/" + string(what) + ending + asked(what)
			st.checkAnswer(t, path, "", kind)
			if form == report.ExcelCSV {
				continue // has no media type of its own
			}
			path = "/rapporter/" + string(what) + asked(what)
			a := st.checkAnswer(t, path, mediaType(kind)+", */*;q=0.1", kind)
			if vary := a.Header.Get("Vary"); vary != "Accept, Accept-Encoding, Cookie" {
				t.Errorf("%s varies by %q", path, vary)
			}
		}
	}
}

// checkAnswer holds one answer, its HEAD, and those to who has it already, to what open data is answered with.
func (st *stage) checkAnswer(t *testing.T, path, accept, kind string) answer {
	t.Helper()
	at := path + " as " + accept
	a := st.get(t, path, "Accept", accept)
	checkHeaders(t, at, a)
	checkSecrets(t, at, a.body)
	if got := a.Header.Get("Content-Type"); got != kind {
		t.Errorf("%s is %s, want %s", at, got, kind)
	}
	page := strings.HasPrefix(kind, "text/html")
	open := a.Header.Get("Access-Control-Allow-Origin") == "*" && strings.Contains(strings.Join(a.Header.Values("Link"), ","), `<`+CC0Licence+`>; rel="license"`)
	if open == page {
		t.Errorf("%s: Access-Control-Allow-Origin %q, Link %q", at, a.Header.Get("Access-Control-Allow-Origin"), a.Header.Values("Link"))
	}
	if named := a.Header.Get("Content-Disposition"); !page && strings.HasPrefix(path, "/rapporter/") && !strings.HasPrefix(named, `attachment; filename="pionjarkollen-`) {
		t.Errorf("%s is called %q", at, named)
	}
	changed, err := time.Parse(http.TimeFormat, a.Header.Get("Last-Modified"))
	if err != nil || changed.After(st.clock()) {
		t.Fatalf("%s last changed %q: %v", at, a.Header.Get("Last-Modified"), err)
	}
	head := st.ask(t, http.MethodHead, path, "", "Accept", accept)
	for name := range a.Header {
		if name != "Date" && name != "X-Request-Id" && !slices.Equal(head.Header.Values(name), a.Header.Values(name)) {
			t.Errorf("HEAD %s: %s is %q, GET says %q", at, name, head.Header.Values(name), a.Header.Values(name))
		}
	}
	if head.StatusCode != http.StatusOK || head.body != "" || head.ContentLength != int64(len(a.body)) {
		t.Errorf("HEAD %s: %s, %d bytes of %d", at, head.Status, head.ContentLength, len(a.body))
	}
	for _, c := range []struct {
		header, value string
		status        int
	}{
		{"If-None-Match", a.Header.Get("ETag"), http.StatusNotModified},
		{"If-None-Match", `"other"`, http.StatusOK},
		{"If-Modified-Since", a.Header.Get("Last-Modified"), http.StatusNotModified},
		{"If-Modified-Since", changed.Add(time.Hour).Format(http.TimeFormat), http.StatusNotModified},
		{"If-Modified-Since", changed.Add(-time.Second).Format(http.TimeFormat), http.StatusOK},
		{"If-Modified-Since", "yesterday", http.StatusOK},
	} {
		again := st.ask(t, http.MethodGet, path, "", "Accept", accept, c.header, c.value)
		if again.StatusCode != c.status || (again.body == "") != (c.status == http.StatusNotModified) || again.Header.Get("ETag") != a.Header.Get("ETag") {
			t.Errorf("%s with %s %s: %s", at, c.header, c.value, again.Status)
		}
	}
	both := st.ask(t, http.MethodGet, path, "", "Accept", accept, "If-None-Match", `"other"`, "If-Modified-Since", a.Header.Get("Last-Modified"))
	if both.StatusCode != http.StatusOK {
		t.Errorf("%s: the time counts where the tag is another: %s", at, both.Status)
	}
	return a
}

// TestFormsThatThereAreNot: what cannot be had is told with what can.
func TestFormsThatThereAreNot(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct {
		path, accept string
		status       int
		says         string
	}{
		{"/rapporter/matrix", "image/png", http.StatusNotAcceptable, `"allowed":["text/html","text/csv","application/json"`},
		{"/en/rapporter/matrix", "text/html;q=0", http.StatusNotAcceptable, "There is no such form"},
		{"/api/v1/matrix", "text/html", http.StatusNotAcceptable, `"allowed":["application/json","text/csv"`},
		{"/api/v1/leads", "application/pdf", http.StatusNotAcceptable, `"allowed":["application/json","text/csv","application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"`},
		{"/rapporter/nothing", "", http.StatusNotFound, `"status":404`},
		{"/rapporter/nothing", "image/png", http.StatusNotFound, `"status":404`},
		{"/rapporter/map.csv?lan=99", "", http.StatusBadRequest, `"allowed":["01"`},
		{"/rapporter/moves", "image/png", http.StatusNotAcceptable, `"allowed":["text/html","text/csv"`},
		{"/utveckling/map.html", "", http.StatusNotFound, `"status":404`},
		{"/rapporter/city.csv", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/city.json?stad=0780,1281", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/commitment.csv?atagande=nej", "", http.StatusBadRequest, `"styrning"`},
		{"/rapporter/comparison.xlsx?stad=0780", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/next-step.csv?stad=0780", "", http.StatusBadRequest, `"styrning"`},
		{"/rapporter/next-step.xlsx?atagande=styrning", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/support.csv?atagande=rymdfart", "", http.StatusBadRequest, `"styrning"`},
		{"/rapporter/matches.parquet?atagande=rymdfart", "", http.StatusBadRequest, `"styrning"`},
		{"/rapporter/pair.json", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/pair.csv?stad=0780&med=0780", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/similar.csv?stad=0780,1281", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/outcomes.csv?nyckeltal=X", "", http.StatusBadRequest, `"N00401"`},
		{"/rapporter/outcomes.csv?ar=x", "", http.StatusBadRequest, `"status":400`},
		{"/rapporter/edition.zip?version=1999", "", http.StatusBadRequest, `"2025/2026"`},
	} {
		a := st.ask(t, http.MethodGet, c.path, "", "Accept", c.accept)
		if a.StatusCode != c.status || !strings.Contains(a.body, c.says) || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json") ||
			a.Header.Get("Access-Control-Allow-Origin") != "*" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s as %q: %s %v %s", c.path, c.accept, a.Status, a.Header, a.body)
		}
		if page := st.ask(t, http.MethodGet, c.path, "", "Accept", "text/html"); !strings.HasPrefix(c.path, "/api/") && c.status != http.StatusNotAcceptable &&
			!strings.HasSuffix(strings.Split(c.path, "?")[0], ".json") && (page.StatusCode != c.status || !strings.Contains(page.body, "<h1")) {
			t.Errorf("%s is no page for who wants one: %s", c.path, page.Status)
		}
	}
	if csv := st.get(t, "/api/v1/leads", "Accept", "text/csv"); !strings.HasPrefix(csv.body, "atagande,") || csv.Header.Get("Vary") != "Accept, Accept-Encoding, Cookie" {
		t.Errorf("leads as CSV: %.100s", csv.body)
	}
	if json := st.get(t, "/api/v1/leads?format=json", "Accept", "text/csv"); !strings.HasPrefix(json.body, "{") {
		t.Errorf("format= does not count before Accept: %.100s", json.body)
	}
}

// TestReportsLeadToTheirOwnPages asks below /rapporter for those that have a page of their own, with its files beside it.
func TestReportsLeadToTheirOwnPages(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ path, accept, to string }{
		{"/rapporter/map", "text/html", "/karta"},
		{"/rapporter/map.html?atagande=styrning&niva=2&lan=12", "", "/karta?atagande=styrning&lan=12&niva=2"},
		{"/en/rapporter/timeline", "text/html", "/en/utveckling"},
		{"/rapporter/timeline?sprak=en", "text/html", "/en/utveckling"},
		{"/rapporter/moves.xlsx?fran=2026-02-01&dagar=7", "", "/utveckling/moves.xlsx?fran=2026-02-01"},
		{"/en/rapporter/events-excel.csv?dagar=365", "", "/handelser/events-excel.csv?dagar=365&sprak=en"},
		{"/rapporter/transitions", "application/json", "/utveckling/transitions.json"},
		{"/karta/map.html?niva=2", "", "/karta?niva=2"},
		{"/handelser/events.html?sprak=en", "", "/en/handelser"},
	} {
		a := st.ask(t, http.MethodGet, c.path, "", "Accept", c.accept)
		if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != c.to || a.Header.Get("Access-Control-Allow-Origin") != "*" ||
			strings.Contains(a.Header.Get("Vary"), "Accept") == strings.Contains(c.path, ".") {
			t.Errorf("%s leads to %q, want %s: %s %v", c.path, a.Header.Get("Location"), c.to, a.Status, a.Header)
		}
		st.ask(t, http.MethodGet, c.to, "").wantStatus(t, http.StatusOK)
	}
}

// TestOtherSitesMayRead tries what a browser asks before and with a request of another site's script.
func TestOtherSitesMayRead(t *testing.T) {
	st := onExamples(t)
	cookie := st.signIn(t, "0780", "Åsa")
	for _, path := range []string{"/rapporter/matrix", "/rapporter/matrix.csv", "/en/rapporter/matrix.json", "/api/v1/matrix", "/utveckling/timeline.csv", "/handelser/flode.atom"} {
		a := st.ask(t, http.MethodOptions, path, "", "Origin", "https://other.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
		if a.StatusCode != http.StatusNoContent || a.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(a.Header.Get("Access-Control-Allow-Headers"), "If-None-Match") {
			t.Errorf("%s: %s %v", path, a.Status, a.Header)
		}
		for _, method := range []string{"POST", "PUT", ""} {
			if a := st.ask(t, http.MethodOptions, path, "", "Origin", "https://other.example", "Access-Control-Request-Method", method); a.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s may be sent %s from elsewhere", path, method)
			}
		}
		if a := st.get(t, path, "Cookie", cookie, "Accept", "text/csv, application/json;q=0.9, */*;q=0.1"); a.Header.Get("Access-Control-Allow-Origin") != "" || a.Header.Get("Last-Modified") != "" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s for somebody signed in: %v", path, a.Header)
		}
	}
	for _, path := range []string{"/", "/konto", "/personal", "/lamna-in"} {
		if a := st.ask(t, http.MethodOptions, path, "", "Origin", "https://other.example", "Access-Control-Request-Method", "GET"); a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s may be read from elsewhere", path)
		}
	}
	if a := st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", "x", "Content-Type", "text/csv"); a.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("what is sent may be read from elsewhere")
	}
}

// TestLastModified follows the data, and the day where none is asked for.
func TestLastModified(t *testing.T) {
	st := newStage(t, nil)
	const live, fixed = "/rapporter/levels.csv", "/rapporter/levels.csv?datum=2026-11-01"
	changed := func(path string) string { return st.get(t, path).Header.Get("Last-Modified") }
	if got := changed(live); got != "Mon, 30 Nov 2026 23:00:00 GMT" { // midnight in Stockholm
		t.Errorf("before anything is handed in: %s", got)
	}
	st.mu.Lock()
	st.now = st.now.Add(time.Minute)
	at := st.now.Format(http.TimeFormat)
	st.mu.Unlock()
	withOneCity(t, st)
	for _, path := range []string{live, fixed} {
		if got := changed(path); got != at {
			t.Errorf("%s after a submission: %s, want %s", path, got, at)
		}
	}
	st.later(24 * time.Hour)
	if got := changed(live); got != "Tue, 01 Dec 2026 23:00:00 GMT" {
		t.Errorf("the next day: %s", got)
	}
	if got := changed(fixed); got != at {
		t.Errorf("the next day, of a day that is past: %s", got)
	}
}
