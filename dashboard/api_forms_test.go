package dashboard

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/dashboard/report"
)

// endedAddresses are the API's addresses that read, with the queries of their examples.
func endedAddresses(t *testing.T, st *stage) []opendata.Operation {
	t.Helper()
	var list []opendata.Operation
	for _, o := range sampleAPI(t, st).Operations() {
		if o.Ended() {
			list = append(list, o)
		}
	}
	if len(list) < 20 {
		t.Fatalf("only %d addresses", len(list))
	}
	return list
}

// TestEveryAddressInEveryForm asks for each address of the API by its endings, by Accept and by format=, and for the page beside it.
func TestEveryAddressInEveryForm(t *testing.T) {
	t.Parallel()
	st := onExamples(t)
	for _, o := range endedAddresses(t, st) {
		_, query, _ := strings.Cut(o.Try(), "?")
		at := func(suffix, more string) string {
			return strings.TrimSuffix(o.Path+suffix+"?"+strings.Trim(query+"&"+more, "&"), "?")
		}
		for _, form := range report.Formats {
			if !slices.Contains(o.Forms(), form) {
				a := st.ask(t, http.MethodGet, at(form.Suffix(), ""), "", "Accept", mediaType(form.ContentType()))
				if p := checkProblem(t, o.Path, a, http.StatusNotFound); !slices.Contains(p.Allowed, o.Path+".json") || !slices.Contains(p.Allowed, o.Path+".html") {
					t.Errorf("%s%s is told there is %v", o.Path, form.Suffix(), p.Allowed)
				}
				continue
			}
			a := st.checkAnswer(t, at(form.Suffix(), ""), "application/pdf", form.ContentType()) // the ending counts before Accept
			if vary := a.Header.Get("Vary"); vary != "Accept-Encoding, Cookie" {
				t.Errorf("%s%s varies by %q", o.Path, form.Suffix(), vary)
			}
			if len(o.Forms()) > 1 && form != report.ExcelCSV {
				if by := st.get(t, at("", ""), "Accept", mediaType(form.ContentType())); by.body != a.body || by.Header.Get("Vary") != "Accept, Accept-Encoding, Cookie" {
					t.Errorf("%s%s is %d bytes, %d by Accept, which varies by %q", o.Path, form.Suffix(), len(a.body), len(by.body), by.Header.Get("Vary"))
				}
			}
			if _, takes := o.Parameter("format"); takes && (form == report.JSON || form == report.CSV) {
				if by := st.get(t, at("", "format="+string(form))); by.body != a.body || by.Header.Get("ETag") != a.Header.Get("ETag") {
					t.Errorf("%s%s is %d bytes, %d by format=", o.Path, form.Suffix(), len(a.body), len(by.body))
				}
				if other := st.get(t, at(form.Suffix(), "format=json")); other.body != a.body {
					t.Errorf("%s%s does not count before format=", o.Path, form.Suffix())
				}
			}
		}
		for _, lang := range []string{"", "en"} {
			st.checkPageBeside(t, at(".html", "sprak="+lang), lang)
		}
	}
	for path, methods := range map[string]string{"/api/v1/matrix.csv": "GET, HEAD", "/api/v1/submissions": "POST"} {
		if a := st.ask(t, http.MethodPut, path, ""); a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != methods {
			t.Errorf("PUT %s: %s, Allow %q", path, a.Status, a.Header.Get("Allow"))
		}
	}
}

// checkPageBeside follows the way from an address that ends with .html to its page, in the language asked for.
func (st *stage) checkPageBeside(t *testing.T, path, lang string) {
	t.Helper()
	a := st.ask(t, http.MethodGet, path, "")
	to, err := url.Parse(a.Header.Get("Location"))
	if err != nil || a.StatusCode != http.StatusSeeOther || strings.HasPrefix(to.Path, "/en/") != (lang == "en") {
		t.Errorf("%s: %s, to %s", path, a.Status, to)
		return
	}
	asked, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range asked.Query() {
		kept := slices.Equal(to.Query()[name], values) || slices.ContainsFunc(values, func(v string) bool { return strings.Contains(to.Path+"/", "/"+v+"/") })
		if !kept && values[0] != "" && !slices.Contains([]string{"sprak", "limit"}, name) {
			t.Errorf("%s leads to %s, without %s", path, to, name)
		}
	}
	if page := st.get(t, to.RequestURI()); !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
		t.Errorf("%s leads to %s, %s", path, to, page.Header.Get("Content-Type"))
	}
}

// TestPagesKeepTheirEnding walks from page to page of an address with an ending, and asks for some columns.
func TestPagesKeepTheirEnding(t *testing.T) {
	st := onExamples(t)
	for _, form := range []report.Format{report.JSON, report.CSV, report.ExcelCSV} {
		path := "/api/v1/coverage" + form.Suffix() + "?falt=kommun&limit=20"
		lines, pages := 0, 0
		for at := path; at != ""; pages++ {
			a := st.get(t, at)
			links := rowLinks(a)
			for rel, to := range links {
				if !strings.HasPrefix(to, "/api/v1/coverage"+form.Suffix()+"?falt=kommun&limit=20&offset=") {
					t.Errorf("%s leads to its %s at %s", at, rel, to)
				}
			}
			if !strings.Contains(strings.Join(a.Header.Values("Link"), ","), `</data/csvw/coverage.json>; rel="describedby"`) {
				t.Errorf("%s: Link %q", at, a.Header.Values("Link"))
			}
			lines += strings.Count(a.body, "\n") - 1
			if at = links["next"]; pages > 5 {
				t.Fatalf("%s never ends", path)
			}
		}
		whole := getJSON[reportJSON](t, st, "/api/v1/coverage")
		if pages != 2 || form != report.JSON && lines != len(whole.Rows) {
			t.Errorf("%s: %d rows on %d pages, want %d", path, lines, pages, len(whole.Rows))
		}
	}
}

// TestEndingsThatThereAreNot: what is no address of the API is 404, whatever it ends with.
func TestEndingsThatThereAreNot(t *testing.T) {
	st := onExamples(t)
	for _, path := range []string{
		"/api/v1/matrix.pdf", "/api/v1/matrix.CSV", "/api/v1/matrix.csv.gz", "/api/v1/matrix-excel.json", "/api/v1/-excel.csv", "/api/v1/.csv", "/api/v1/charts.json",
		"/api/v1/charts/levels.json", "/api/v1/submissions.json", "/api/v1/declarations.csv", "/api/v1/editions-excel.csv", "/api/v1/m%61trix.nothing", "/api/v1/matrix%2ecsv",
	} {
		a := st.ask(t, http.MethodGet, path, "")
		checkProblem(t, path, a, http.StatusNotFound)
		if a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s cannot be read from elsewhere", path)
		}
	}
	for _, path := range []string{"/api/v1/signal.html", "/api/v1/signal.html?atgard=nej", "/api/v1/matrix.html?lan=99", "/api/v1/matrix.xlsx?lan=99"} {
		checkProblem(t, path, st.ask(t, http.MethodGet, path, ""), http.StatusBadRequest)
	}
	cookie := st.signIn(t, "0780", "Åsa")
	if a := st.get(t, "/api/v1/levels.csv", "Cookie", cookie); a.Header.Get("Access-Control-Allow-Origin") != "" || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("for somebody signed in: %v", a.Header)
	}
}
