package dashboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"pionjarkollen/dashboard/limit"
	"pionjarkollen/data"
)

// payloads reads what people, or programs, write into fields that are meant for something else.
func payloads(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		p, err := strconv.Unquote(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, p)
	}
	if len(all) < 200 {
		t.Fatalf("only %d payloads", len(all))
	}
	return all
}

// unlimited is a site that counts nothing, for tests that ask a lot.
func unlimited(o *Options) {
	o.Rates, o.Quota = map[limit.Act]limit.Budget{}, limit.Amount{Files: 1 << 30, Bytes: 1 << 50}
}

// markup is what our own pages are made of: every element with each of its attributes.
type markup map[string]bool

// learn adds what a page has. It must be a page that holds nothing hostile.
func (m markup) learn(t *testing.T, body string) {
	t.Helper()
	walk(t, body, func(n *html.Node) {
		m[n.Data] = true
		for _, a := range n.Attr {
			m[n.Data+" "+a.Key] = true
		}
	})
}

// check holds a page to markup that our own pages have, scripts to those of ours, and addresses to harmless ones.
func (m markup) check(t *testing.T, path, body string) {
	t.Helper()
	walk(t, body, func(n *html.Node) {
		if !m[n.Data] {
			t.Errorf("%s has an element <%s>", path, n.Data)
		}
		for _, a := range n.Attr {
			if !m[n.Data+" "+a.Key] {
				t.Errorf("%s has <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
			switch a.Key {
			case "href", "src", "action", "formaction", "data", "poster", "srcset":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
					t.Errorf("%s has <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
			}
		}
		if n.Data == "script" && (n.FirstChild != nil || !strings.HasPrefix(attribute(n, "src"), "/static/")) {
			t.Errorf("%s has a script that is not ours", path)
		}
	})
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// walk visits every element as a browser would build them.
func walk(t *testing.T, body string, visit func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			visit(n)
		}
	}
}

// hostileStage holds every payload as a comment, a reference, a link, a file's name and a sender's.
func hostileStage(t *testing.T) (st *stage, kept []string) {
	t.Helper()
	st = newStage(t, unlimited)
	catalogue := st.db.Catalogue()
	level := 2
	for _, p := range payloads(t) {
		if !strings.ContainsRune(p, 0) { // no field holds it: ingest refuses it, see TestPayloadsInFiles
			kept = append(kept, strings.ToValidUTF8(p, ""))
		}
	}
	link := func(p string) string { return "https://example.se/" + url.PathEscape(p) }
	for i, each := range slices.Collect(slices.Chunk(kept, 4)) {
		city := catalogue.Members[i%len(catalogue.Members)].Municipality
		sent := data.Submission{Kind: data.Levels}
		if i%2 == 1 {
			sent.Kind = data.Actions
		}
		for j, p := range each {
			commitment := catalogue.Current().Commitments[(i/len(catalogue.Members)*4+j)%10]
			if sent.Kind == data.Levels {
				sent.Declarations = append(sent.Declarations, data.Declaration{
					Line: j + 2, Municipality: city, Commitment: commitment.Slug, Level: &level, Comment: p, Reference: p, Link: link(p),
				})
				continue
			}
			sent.Reports = append(sent.Reports, data.ActionReport{
				Line: j + 2, Municipality: city, Action: commitment.Levels[1].Actions[0].ID, Status: data.Underway, Comment: p, Link: link(p),
			})
		}
		sent.Sender, sent.File.Name = data.Sender{Name: each[0], Role: "staff"}, each[len(each)-1]
		st.record(t, sent)
	}
	return st, kept
}

// TestPayloadsInFields walks through every page, file and chart of a site whose every field is hostile.
func TestPayloadsInFields(t *testing.T) {
	t.Parallel()
	st, kept := hostileStage(t)
	usual := markup{}
	cookie, other := st.signIn(t, "", `<script>hacked(901)</script>" onload="hacked(902)`), onExamples(t).signIn(t, "", "Kim")
	paths := []string{
		"/", "/en", "/ataganden", "/stader", "/rapporter", "/om", "/api", "/tillganglighet", "/lamna-in", "/jamfor?stad=0780,0114", "/en/jamfor?stad=0780,0114",
		"/stader/0780", "/en/stader/0780", "/lamna-in?kommun=0780", "/ataganden/styrning", "/atgarder/styrning-1-3", "/inlamningar/1", "/inlamningar/2",
		"/lamna-in/kvitto/1", "/lamna-in/kvitto/2", "/inlamningar/1/angra", "/inlamningar/2/angra",
	}
	for _, c := range st.db.Catalogue().Current().Commitments {
		usual.learn(t, onExamples(t).get(t, "/ataganden/"+c.Slug).body)
	}
	for _, path := range paths {
		usual.learn(t, onExamples(t).ask(t, http.MethodGet, path, "", "Cookie", other).body)
		usual.learn(t, onExamples(t).ask(t, http.MethodGet, path, "").body)
	}
	for _, m := range st.db.Catalogue().Members {
		paths = append(paths, "/stader/"+m.Municipality)
	}
	for _, c := range st.db.Catalogue().Current().Commitments {
		paths = append(paths, "/ataganden/"+c.Slug, "/atgarder/"+c.Levels[1].Actions[0].ID)
	}
	for i := range len(kept) / 4 {
		paths = append(paths, fmt.Sprintf("/lamna-in/kvitto/%d", i+1))
	}
	var shown strings.Builder // all text of all pages, to see that the payloads were there at all
	for _, path := range paths {
		for _, headers := range [][]string{nil, {"Cookie", cookie}} {
			a := st.ask(t, http.MethodGet, path, "", headers...)
			if a.StatusCode >= 500 {
				t.Errorf("%s: %s", path, a.Status)
			}
			usual.check(t, path, a.body)
			checkPolicy(t, path, a)
			if headers != nil {
				shown.WriteString(html.UnescapeString(a.body))
			}
		}
	}
	text := plainly(shown.String())
	for _, p := range kept {
		if want := plainly(p); want != "" && !strings.Contains(text, want) {
			t.Errorf("%q is shown nowhere: the test looks at the wrong places", p)
		}
	}
	checkData(t, st, cookie)
	checkLog(t, st)
}

// plainly is a text without what pages add to it or take from it: space, and the hyphens they may break at.
func plainly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00ad' || r == '\ufffd' || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// checkData looks at everything that is not a page.
func checkData(t *testing.T, st *stage, cookie string) {
	t.Helper()
	var paths []string
	for _, what := range [...]string{"matrix", "levels", "declarations", "actions", "coverage"} {
		paths = append(paths, "/rapporter/"+what+".csv", "/rapporter/"+what+"-excel.csv", "/rapporter/"+what+".json")
	}
	for _, name := range chartNames {
		for _, q := range [...]string{"", "?atagande=styrning", "?atgard=styrning-2-1", "?stad=0780", "?stad=0780,0114"} {
			paths = append(paths, "/api/v1/charts/"+name+q)
		}
	}
	paths = append(paths, "/api/v1/editions", "/api/v1/commitments", "/api/v1/municipalities", "/api/v1/matrix", "/api/v1/levels", "/api/v1/actions", "/api/v1/coverage")
	for i := range 20 {
		paths = append(paths, fmt.Sprintf("/inlamningar/%d/fil", i+1))
	}
	for _, path := range paths {
		for _, headers := range [][]string{nil, {"Cookie", cookie}} {
			a := st.ask(t, http.MethodGet, path, "", headers...)
			checkPolicy(t, path, a)
			switch kind := a.Header.Get("Content-Type"); {
			case strings.HasSuffix(path, ".json"):
				if !json.Valid([]byte(a.body)) { // exact: what keeps it from being a page is its type and nosniff
					t.Errorf("%s is no JSON", path)
				}
			case strings.Contains(kind, "json"):
				checkJSON(t, path, a.body)
				if strings.Contains(path, "/charts/") && strings.Contains(a.body, "__f__") {
					t.Errorf("%s holds a function", path)
				}
			case strings.HasSuffix(path, "-excel.csv"):
				checkFormulas(t, path, a.body)
			case strings.HasSuffix(path, "/fil") && a.StatusCode == http.StatusOK:
				if d := a.Header.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="`) || strings.Count(d, `"`) != 2 || a.Header.Get("X-Evil") != "" {
					t.Errorf("%s is sent as %q", path, d)
				}
			}
		}
	}
}

// exact are the reports, which give what was handed in letter by letter; their type and nosniff keep them from being pages.
var exact = regexp.MustCompile(`^/api/v1/(matrix|levels|actions|coverage)$`)

// checkJSON holds an answer to be JSON that is harmless also where a browser takes it for something else, and without functions.
func checkJSON(t *testing.T, path, body string) {
	t.Helper()
	if !json.Valid([]byte(body)) {
		t.Errorf("%s is no JSON", path)
	}
	if strings.ContainsAny(body, "\u2028\u2029") || strings.ContainsAny(body, "<>") && !exact.MatchString(path) {
		t.Errorf("%s could be taken for a page", path)
	}
}

// checkFormulas opens a file as a spreadsheet does: no cell may begin a formula.
func checkFormulas(t *testing.T, path, body string) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	number := regexp.MustCompile(`^-?[0-9]+(,[0-9]+)?$`)
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) && !number.MatchString(cell) {
				t.Errorf("%s has the cell %q", path, cell)
			}
		}
	}
}

// checkLog looks for lines that the site did not write.
func checkLog(t *testing.T, st *stage) {
	t.Helper()
	for line := range strings.Lines(st.log.String()) {
		if !strings.HasPrefix(line, "time=") || strings.Contains(line, "forged") && !strings.Contains(line, `\n`) && !strings.Contains(line, `\"`) {
			t.Errorf("the log has a line of its own: %s", line)
		}
		if strings.ContainsFunc(strings.TrimSuffix(line, "\n"), unicode.IsControl) {
			t.Errorf("the log has a control character: %q", line)
		}
	}
}

// TestPayloadsInFiles sends files whose every cell, and whose name, is hostile, to the page and to the API.
func TestPayloadsInFiles(t *testing.T) {
	t.Parallel()
	st := newStage(t, unlimited)
	cookie := st.signIn(t, "", `"><script>hacked(903)</script>`)
	usual := markup{}
	m := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(st.get(t, "/lamna-in", "Cookie", cookie).body)
	send := func(name, content string) (page answer) {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		if err := form.WriteField("csrf", m[1]); err != nil {
			t.Fatal(err)
		}
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		a := st.ask(t, http.MethodPost, "/lamna-in", body.String(), "Cookie", cookie, "Content-Type", form.FormDataContentType())
		if a.StatusCode == http.StatusBadRequest {
			return a // a name that no form can hold
		}
		if a.StatusCode != http.StatusSeeOther {
			t.Fatalf("upload: %s\n%s", a.Status, a.body)
		}
		return st.ask(t, http.MethodGet, a.Header.Get("Location"), "", "Cookie", cookie)
	}
	quoted := func(cells ...string) string {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = ';'
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		return b.String()
	}
	const levels = "kommunkod;kommun;åtagande;nivå;kommentar;beslutsdatum;diarienummer;länk;version\n"
	for _, harmless := range []string{
		levels + quoted("9999", "x", "x", "x", "x", "x", "x", "x", "x"),
		levels + quoted("0780", "Växjö", "3", "2", "x", "", "x", "https://example.se/", ""),
		"x;y;kommunkod;åtagande;nivå\n1;2;0780;styrning;2\n", "kommunkod;åtagande;nivå;åtgärd;status\n0780;x;x;x;x\n", "x;y\n1;2\n",
		"kommunkod;åtagande;nivå\n0780;styrning;x\nSumma;;\n",
		levels + quoted("x\ny", "x\ny", "x\ny", "x\ny", "x\ny", "x\ny", "x\ny", "x\ny", "x\ny"),
		"kommunkod;kommun;åtagande;nivå;nivåå\n0780;Lund;3;2;1\n0780;Växjö;3;1;1\n",
	} {
		usual.learn(t, send("fil.csv", harmless).body)
	}
	for i, p := range payloads(t) {
		for _, content := range []string{
			levels + quoted(p, p, p, p, p, p, p, p, p),
			[]string{
				levels + quoted("0780", "Växjö", "styrning", "2", p, "2026-01-01", p, "https://example.se/"+url.QueryEscape(p), ""),
				quoted(p, "kommunkod", "åtagande", "nivå") + quoted(p, "0780", "styrning", "2"),
			}[i%2],
		} {
			a := send(p, content)
			if a.StatusCode != http.StatusOK && !strings.ContainsFunc(p, unicode.IsControl) {
				t.Errorf("%q: %s", p, a.Status)
			}
			usual.check(t, fmt.Sprintf("the preview of %q", p), a.body)
			checkPolicy(t, p, a)
			api := st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", content, "Content-Type", "text/csv", "Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(p))
			if api.StatusCode >= 500 {
				t.Errorf("API: %q: %s", p, api.Status)
			}
			checkJSON(t, fmt.Sprintf("the answer to %q", p), api.body)
		}
	}
	checkLog(t, st)
}

// parameters are all that an address can be asked with.
var parameters = [...]string{"version", "datum", "roll", "lan", "befolkning", "stad", "grupp", "sprak", "tema", "bredd", "atagande", "atgard", "fel", "kommun", "dry_run", "accept", "finns-inte"}

// TestPayloadsInAddresses writes them into every parameter and every path.
func TestPayloadsInAddresses(t *testing.T) {
	t.Parallel()
	st := newStage(t, unlimited)
	usual := markup{}
	pages := [...]string{"/", "/en/stader/0780", "/ataganden/styrning", "/jamfor", "/lamna-in", "/rapporter"}
	for _, path := range pages {
		usual.learn(t, st.ask(t, http.MethodGet, path, "").body)
		usual.learn(t, st.ask(t, http.MethodGet, path+"?version=x", "").body)
	}
	paths := [...]string{"/", "/ataganden/", "/atgarder/", "/stader/", "/inlamningar/", "/valkommen/", "/lamna-in/mall/", "/rapporter/", "/api/v1/", "/api/v1/charts/", "/static/1/", "/en/"}
	for i, p := range payloads(t) {
		asked := []string{paths[i%len(paths)] + url.PathEscape(p)}
		for j, parameter := range parameters {
			q := "?" + url.Values{parameter: {p}}.Encode()
			asked = append(asked, pages[(i+j)%len(pages)]+q)
			if j%3 == i%3 {
				asked = append(asked, "/api/v1/charts/"+chartNames[(i+j)%len(chartNames)]+q)
			}
		}
		for _, path := range asked {
			a := st.ask(t, http.MethodGet, path, "")
			checkPolicy(t, path, a)
			if a.StatusCode >= 500 {
				t.Errorf("%s: %s", path, a.Status)
			}
			switch kind := a.Header.Get("Content-Type"); {
			case strings.Contains(kind, "json"):
				checkJSON(t, path, a.body)
			case strings.Contains(kind, "html"):
				usual.check(t, path, a.body)
			}
			if a.Header.Get("X-Evil") != "" || strings.Contains(strings.Join(a.Header.Values("Set-Cookie"), " "), "evil") {
				t.Errorf("%s writes headers", path)
			}
		}
	}
	checkLog(t, st)
}
