package dashboard

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
)

// viewPaths are examples of the pages that have names in their addresses.
var viewPaths = map[string]string{
	"/ataganden/:slug": "/ataganden/kommunikation", "/ataganden/:slug/signal": "/ataganden/styrning/signal",
	"/atgarder/:id": "/atgarder/styrning-1-3", "/atgarder/:id/signal": "/atgarder/kolinlagring-2-1/signal",
	"/stader/:code": "/stader/0780", "/stader/:code/nasta-steg/:slug": "/stader/0780/nasta-steg/finansiering",
	"/stader/:code/tank-om": "/stader/0780/tank-om?styrning=0", "/stader/:code/kontraktstext": "/stader/0780/kontraktstext",
	"/jamfor": "/jamfor?stad=0780,0764", "/par/:code": "/par/0764", "/processer/:process": "/processer/budget", "/rapporter/:file": "/rapporter/matrix",
	"/inlamningar/:id": "/inlamningar/2", "/badda-in/:name": "/badda-in/levels", "/data/v/:number": "/data/v/1",
}

// uncited are the public pages that do not say how to cite them, with why.
var uncited = map[string]string{
	"/stader/:code/tank-om":       "shows levels that somebody tries, which nobody has said",
	"/stader/:code/kontraktstext": "is a draft of a text, for who edits it to answer for",
	"/inlamningar/:id":            "shows what one file said and when: the receipt behind a figure, which is cited with the figure",
	"/rattelser":                  "tells of corrections; the releases before and after are what is cited",
	"/badda-in/:name":             "is a figure of a page that it leads to, which is cited",
	"/om":                         "is about the site, with a figure from the list of cities",
	"/tillganglighet":             "has no figures", "/api": "has no figures", "/lamna-in": "has no figures", "/logga-in": "has no figures",
}

// stateless are the public pages that do not say of what and when figures are, with why.
var stateless = map[string]string{
	"/inlamningar/:id": "says of what edition and moment the file is, which never changes",
	"/rattelser":       "says of each correction when it was made, and of each release its edition",
	"/tillganglighet":  "has no figures", "/api": "has no figures", "/lamna-in": "has no figures", "/logga-in": "has no figures",
}

// publicPages are the routes of pages that everybody sees, with an example of each.
func publicPages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, r := range permissions {
		if r.method != get || r.who != everybody || strings.Contains(r.path, ".") || r.path == "/oembed" || strings.Contains(r.path, "*") || strings.HasPrefix(r.path, "/api/") {
			continue
		}
		if example, known := viewPaths[r.path]; known {
			pages[r.path] = example
		} else if !strings.Contains(r.path, ":") {
			pages[r.path] = r.path
		} else if !strings.HasSuffix(r.path, ":file") && !strings.HasPrefix(r.path, "/valkommen/") && !strings.HasPrefix(r.path, "/logga-in/") && !strings.HasPrefix(r.path, "/lamna-in/") {
			t.Errorf("%s has no example among viewPaths", r.path)
		}
	}
	return pages
}

// citedStage is a site that knows its address, with the examples and a release.
func citedStage(t *testing.T) *stage {
	t.Helper()
	st := newStage(t, unlimited)
	home, err := url.Parse(st.at)
	if err != nil {
		t.Fatal(err)
	}
	st.site.public = home // nobody has asked anything yet
	if err := st.loadExamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	st.freezer(t).frozen("Det första läget.", "The first state.")
	return st
}

var (
	aTag      = regexp.MustCompile(`<[^>]*>`)
	reference = regexp.MustCompile(`<p class="citation" id="citation">([^<]*)</p>`)
	folded    = regexp.MustCompile(`(?s)<details class="cite(?: handed-on)?" id="citera">.*?</details>`)
	oneTitle  = regexp.MustCompile(`<title>([^<]*)</title>`)
	managers  = regexp.MustCompile(`href="(/citera\.(?:bib|json)[^"]*)"`)
)

// plainText is what a part of a page says.
func plainText(part string) string {
	text := html.UnescapeString(aTag.ReplaceAllString(part, " "))
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00ad", "")), " ")
}

// TestCitingEveryView cites every view of one site.
func TestCitingEveryView(t *testing.T) {
	t.Parallel()
	st := citedStage(t)
	t.Run("said", func(t *testing.T) { everyViewSaysHowToCiteIt(t, st) })
	t.Run("leads", func(t *testing.T) { referencesLeadToWhatTheyCite(t, st) })
	t.Run("chosen", func(t *testing.T) { referencesSayWhatThePageChose(t, st) })
}

// everyViewSaysHowToCiteIt goes to every public page: what shows figures says how to cite them, of what they are, and from when.
func everyViewSaysHowToCiteIt(t *testing.T, st *stage) {
	t.Helper()
	bare := newStage(t, unlimited)
	seen := 0
	for route, path := range publicPages(t) {
		a := st.ask(t, http.MethodGet, path, "", "Accept", "text/html")
		if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			continue
		}
		seen++
		_, without := uncited[route]
		if got := strings.Count(a.body, `id="citera"`); (got == 0) != without || got > 1 {
			t.Errorf("%s says %d times how to cite it: see uncited", route, got)
		}
		if folded.MatchString(a.body) && !strings.Contains(mainOf(a.body), "</details>") {
			t.Errorf("%s says how to cite it outside its content, which filters exchange", route)
		}
		if _, without := stateless[route]; without {
			continue
		}
		saysState(t, path, a.body)
		if route != "/data/v/:number" {
			saysState(t, path+" without data", bare.get(t, path, "Accept", "text/html").body)
		}
	}
	if seen < 25 {
		t.Errorf("there are %d public pages", seen)
	}
	for _, reasons := range []map[string]string{uncited, stateless} {
		for route := range reasons {
			if !slices.ContainsFunc(permissions, func(r row) bool { return r.path == route && r.method == get && r.who == everybody }) {
				t.Errorf("there is no public page %s", route)
			}
		}
	}
}

// saysState looks for edition, coverage, day, live or release, and source, outside the reference.
func saysState(t *testing.T, path, body string) {
	t.Helper()
	_, content, _ := strings.Cut(folded.ReplaceAllString(reference.ReplaceAllString(body, ""), ""), "<main")
	text := plainText(content)
	for what, want := range map[string]string{
		"edition": `Klimatkontrakt 2030, version 2025/2026`, "coverage": `\d+ av \d+ (städer )?ha(r|de) lämnat in`,
		"day":             `(uppgifter per|läget den|löpande data per|uppgifter från|uppgifterna som de var) \d{4}-\d\d-\d\d`,
		"live or release": `löpande data|[Uu]tgåva \d`, "source": `Käll(a|or)( för nivåerna)?: städernas inlämningar`,
	} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("%s does not say its %s: %s", path, what, text[:min(len(text), 700)])
		}
	}
}

// referencesLeadToWhatTheyCite follows the reference of every view, in prose and in both formats: one address, of the same page.
func referencesLeadToWhatTheyCite(t *testing.T, st *stage) {
	t.Helper()
	var paths []string
	for _, template := range slices.Sorted(maps.Keys(templatePaths)) {
		paths = append(paths, templatePaths[template][:min(2, len(templatePaths[template]))]...)
	}
	cited := 0
	for i, path := range append(paths, "/rapporter/comparison?stad=0780,0764", "/rapporter/commitment?atagande=styrning", "/karta?niva=2&storlek=befolkning", "/?ordning=likhet&lan=12,14") {
		lang := locale.Langs[i%2]
		page := st.get(t, atLang(lang, path))
		text := reference.FindStringSubmatch(page.body)
		files := managers.FindAllStringSubmatch(page.body, -1)
		if text == nil || len(files) == 0 {
			continue // everyViewSaysHowToCiteIt knows which may
		}
		cited++
		said := html.UnescapeString(text[1])
		item := st.csl(t, html.UnescapeString(files[1][1]))
		bib := st.get(t, html.UnescapeString(files[0][1])).body
		note := strings.TrimSuffix(item.Note, ". "+lang.T("example.cite"))
		for _, part := range []string{item.Publisher + " (", item.Title + " [", note + ".", item.URL + " ("} {
			if !strings.Contains(said, part) {
				t.Errorf("%s: the reference lacks %q of its CSL-JSON: %s", path, part, said)
			}
		}
		if !strings.Contains(bib, "{"+item.URL+"}") || item.Language != string(lang) {
			t.Errorf("%s: BibTeX and CSL-JSON (%s, %s) differ: %s", path, item.URL, item.Language, bib)
		}
		to, ours := strings.CutPrefix(item.URL, st.at)
		shown := st.get(t, to)
		if !ours || shown.StatusCode != http.StatusOK || oneTitle.FindString(shown.body) != oneTitle.FindString(page.body) {
			t.Errorf("%s: %s is answered %s and called %s, not %s", path, item.URL, shown.Status, oneTitle.FindString(shown.body), oneTitle.FindString(page.body))
		}
		if again := reference.FindStringSubmatch(shown.body); again == nil || again[1] != text[1] {
			t.Errorf("%s: the page cited is cited in another way: %q, not %q", path, again, text[1])
		}
		if !strings.Contains(page.body, `/data/v/1">`) {
			t.Errorf("%s does not say which release to cite instead", path)
		}
	}
	if cited < 30 {
		t.Errorf("%d views have references", cited)
	}
}

// atLang is a page's address in a language.
func atLang(lang locale.Lang, path string) string {
	return strings.Replace(strings.TrimSuffix(lang.Prefix()+path, "/"), "/en/?", "/en?", 1)
}

// referencesSayWhatThePageChose looks at the addresses of pages that choose for themselves where nobody has, and otherwise another day.
func referencesSayWhatThePageChose(t *testing.T, st *stage) {
	t.Helper()
	for path, want := range map[string]string{
		"/":                             "/?version=2025/2026",
		"/utveckling":                   "/utveckling?atagande=styrning&fran=2026-06-01&version=2025/2026",
		"/utveckling?fran=2026-01-31":   "/utveckling?atagande=styrning&fran=2026-01-31&version=2025/2026",
		"/karta?niva=2":                 "/karta?atagande=styrning&niva=2&version=2025/2026",
		"/samverkan?lan=07":             "/samverkan?atagande=styrning&lan=07&version=2025/2026",
		"/utfall":                       "/utfall?atagande=styrning&nyckeltal=N00401&version=2025/2026",
		"/par/0764":                     "/par/0764?med=0780&version=2025/2026",
		"/par/0780?med=1280":            "/par/0780?med=1280&version=2025/2026",
		"/stader/0780?datum=2026-03-01": "/stader/0780?datum=2026-03-01&version=2025/2026",
		"/en":                           "/en?version=2025/2026",
	} {
		text := reference.FindStringSubmatch(st.get(t, path).body)
		if text == nil || !strings.Contains(html.UnescapeString(text[1]), " "+st.at+want+" (") {
			t.Errorf("%s is cited as %q, want %s", path, text, want)
		}
	}
	outcomes := st.get(t, "/utfall?nyckeltal=N07702")
	outcomes.says(t, http.StatusOK, "är från Kolada och citeras därifrån", "N07702")
	if text := reference.FindStringSubmatch(outcomes.body)[1]; !strings.Contains(text, "Kolada") {
		t.Errorf("the reference takes Kolada's values for ours: %s", text)
	}
}
