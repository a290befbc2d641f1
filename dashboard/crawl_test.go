package dashboard

import (
	"hash/fnv"
	"html"
	"maps"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// perShape is how many addresses of one shape ("/stader/…", "/en/stader/…?…") the crawler asks for. The others must only name
// something that there is.
const perShape = 6

// crawler follows the addresses of our own pages, a few at a time, and remembers what it was answered.
type crawler struct {
	t     *testing.T
	st    *stage
	mu    sync.Mutex
	got   map[string]answer   // by path and query
	how   map[string]string   // the page that leads to an address
	ids   map[string][]string // fragments asked for, by path and query
	files map[string]bool     // what is offered as a file, by path and query
	taken map[string]int      // addresses asked for, by shape
}

// crawl starts from both front pages, and from where a portal harvests.
func crawl(t *testing.T, st *stage) *crawler {
	t.Helper()
	c := &crawler{t: t, st: st, got: map[string]answer{}, how: map[string]string{"/": "", "/en": "", "/datasets/dcat": ""}, ids: map[string][]string{}, files: map[string]bool{}, taken: map[string]int{}}
	for next := []string{"/", "/en", "/datasets/dcat"}; len(next) > 0; {
		var group sync.WaitGroup
		places := make(chan struct{}, 4)
		found := map[string]bool{}
		for _, path := range next {
			group.Go(func() {
				places <- struct{}{}
				defer func() { <-places }()
				c.visit(path, found)
			})
		}
		group.Wait()
		next = c.choose(found)
	}
	return c
}

// visit asks for one address and adds the new ones that it leads to.
func (c *crawler) visit(path string, found map[string]bool) {
	a := c.st.ask(c.t, http.MethodGet, path, "")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got[path] = a
	for _, m := range headerLink.FindAllStringSubmatch(strings.Join(a.Header.Values("Link"), ", "), -1) {
		c.lead(path, m[1], found)
	}
	page := strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && !strings.Contains(path, "?")
	if !page && !strings.HasPrefix(path, "/api/v1/charts/") && !strings.HasPrefix(path, "/datasets/dcat") {
		return // the links of a filtered page would lead through the whole site again
	}
	for _, m := range offeredFile.FindAllStringSubmatch(a.body, -1) {
		c.files[html.UnescapeString(m[1])] = true
	}
	for _, to := range links(c.t, path, strings.ReplaceAll(a.body, `rdf:resource="`+c.st.at+"/", `href="/`)) {
		fragment := to.Fragment
		to.Fragment = ""
		at := to.String()
		if fragment != "" && !slices.Contains(c.ids[at], fragment) {
			c.ids[at] = append(c.ids[at], fragment)
		}
		c.lead(path, at, found)
	}
}

// lead notes that one address leads to another.
func (c *crawler) lead(from, to string, found map[string]bool) {
	if _, known := c.how[to]; !known {
		c.how[to] = from
		found[to] = true
	}
}

// headerLink is an address of ours in a Link header.
var headerLink = regexp.MustCompile(`<(/[^>]*)>; rel="`)

// addresses are what a page or a chart leads to.
var addresses = regexp.MustCompile(`\b(?:href|src|data-chart)="([^"]*)"|"link":"([^"]*)"`)

// offeredFile is a link that pages mark as one to a file.
var offeredFile = regexp.MustCompile(`<a href="([^"]*)" data-file>`)

// links returns our own addresses on a page, resolved against it.
func links(t *testing.T, page, body string) []*url.URL {
	t.Helper()
	base, err := url.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	var out []*url.URL
	for _, m := range addresses.FindAllStringSubmatch(body, -1) {
		written := html.UnescapeString(m[1]) + strings.ReplaceAll(m[2], `\u0026`, "&")
		u, err := base.Parse(written)
		if err != nil {
			t.Errorf("%s leads to %q: %v", page, written, err)
			continue
		}
		if u.Host == "" && u.Scheme == "" {
			out = append(out, u)
		}
	}
	return out
}

// shape is an address without the names of cities, actions and the like in it, or of the API's resources where it has an ending.
func shape(address string) string {
	plain, asked, query := strings.Cut(address, "?")
	parts := strings.Split(plain, "/")
	at := 2 // of the name in /stader/0780
	if parts[1] == "en" {
		at = 3
	}
	if len(parts) > at && parts[at-1] != "rapporter" && parts[1] != "static" && parts[1] != "api" {
		parts[at] = "…"
		if len(parts) > at+2 {
			parts[at+2] = "…" // of the commitment in /stader/0780/nasta-steg/styrning
		}
	}
	if form := path.Ext(parts[len(parts)-1]); parts[1] == "api" && form != "" {
		parts[len(parts)-1] = "…" + form
	}
	return strings.Join(parts, "/") + "?" + strconv.FormatBool(query) + strconv.FormatBool(strings.Contains(asked, "offset="))
}

// choose picks some new addresses of each shape, the same ones every time and from all over.
func (c *crawler) choose(found map[string]bool) []string {
	mixed := func(s string) uint32 {
		h := fnv.New32a()
		_, _ = h.Write([]byte(s))
		return h.Sum32()
	}
	var next []string
	for _, at := range slices.SortedFunc(maps.Keys(found), func(a, b string) int { return int(int64(mixed(a)) - int64(mixed(b))) }) {
		if s := shape(at); c.taken[s] < perShape || strings.HasPrefix(at, "/static/") {
			c.taken[s]++
			next = append(next, at)
		}
	}
	return next
}

// leads tells whether an address that was not asked for names something that there is: a route, and what its names stand for.
func (c *crawler) leads(address string) bool {
	u, err := url.Parse(address)
	if err != nil || !c.st.site.serves(u.Path) {
		return false
	}
	e := c.st.db.Catalogue().Current()
	city := func(code string) bool { return c.st.db.Catalogue().Municipality(code) != nil }
	commitment := func(slug string) bool { return e.Commitment(slug) != nil }
	action := func(id string) bool { return e.Action(id) != nil }
	process := func(key string) bool { return c.st.db.Catalogue().Process(key) != nil }
	indicator := func(kpi string) bool {
		return slices.ContainsFunc(data.Indicators(), func(i data.Indicator) bool { return i.KPI == kpi })
	}
	own := func(name string) bool {
		return slices.ContainsFunc([]string{"timeline", "transitions", "moves", "map", "events"}, func(what string) bool { return strings.HasPrefix(name, what) })
	}
	submission := func(name string) bool {
		id, err := strconv.ParseInt(name, 10, 64)
		if err != nil {
			return false
		}
		_, err = c.st.site.analyst.Submission(c.t.Context(), id)
		return err == nil
	}
	below := map[string]func(string) bool{
		"atgarder": action, "ataganden": commitment, "nasta-steg": commitment, "stader": city, "par": city, "processer": process,
		"utveckling": own, "karta": own, "handelser": own, "inlamningar": submission,
	}
	parts := strings.Split(strings.TrimPrefix(u.Path, "/en"), "/")
	for i, part := range parts[:len(parts)-1] {
		if known := below[part]; known != nil && !known(parts[i+1]) {
			return false
		}
	}
	asked := map[string]func(string) bool{"atgard": action, "atagande": commitment, "process": process, "nyckeltal": indicator, "med": city}
	for name, values := range u.Query() {
		if known := asked[name]; known != nil && !known(values[0]) {
			return false
		}
	}
	_, err = analytics.ParseFilter(u.Query(), c.st.db.Catalogue(), c.st.clock())
	return err == nil
}

// TestEveryLinkLeadsSomewhere walks through the site as a visitor who is not signed in, in both languages.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	st := onExamples(t)
	c, files := crawl(t, st), 0
	for path, a := range c.got {
		if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusSeeOther {
			t.Errorf("%s, found on %s, answers %s", path, c.how[path], a.Status)
		}
		if utf8.ValidString(a.body) { // neither a workbook nor an archive
			checkText(t, path, a.body)
		}
		checkHeaders(t, path, a)
		checkSecrets(t, path, a.body)
		if c.files[path] {
			files++
			if !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") {
				t.Errorf("%s is offered as a file on %s, and browsers show it", path, c.how[path])
			}
		}
		if tag := a.Header.Get("ETag"); tag != "" {
			if again := st.ask(t, http.MethodGet, path, "", "If-None-Match", tag); again.StatusCode != http.StatusNotModified {
				t.Errorf("%s asked again with its ETag answers %s", path, again.Status)
			}
		}
		if head := st.ask(t, http.MethodHead, path, ""); head.StatusCode != a.StatusCode || head.body != "" || head.Header.Get("ETag") != a.Header.Get("ETag") {
			t.Errorf("HEAD %s answers %s, GET %s", path, head.Status, a.Status)
		}
	}
	if files < 100 {
		t.Errorf("of the %d files that pages offer, %d were asked for", len(c.files), files)
	}
	for path, fragments := range c.ids {
		if a, ok := c.got[path]; ok {
			for _, f := range fragments {
				named := strings.HasPrefix(path, "/datasets/") // in RDF, after its own address
				if !named && !strings.Contains(a.body, ` id="`+html.EscapeString(f)+`"`) || named && !strings.Contains(a.body, "#"+f+`">`) {
					t.Errorf("%s has no place #%s, to which %s leads", path, f, c.how[path])
				}
			}
		}
	}
	for path, from := range c.how {
		if _, ok := c.got[path]; !ok && !c.leads(path) {
			t.Errorf("%s leads to %s, which is nothing", from, path)
		}
	}
	for _, to := range []string{`^/api/v1/.*\.json\?.*offset=`, `^/api/v1/.*\.csv\?.*offset=`, `^/data/csvw/`} { // Link headers lead there
		if !slices.ContainsFunc(slices.Collect(maps.Keys(c.got)), regexp.MustCompile(to).MatchString) {
			t.Errorf("nothing like %s was asked for", to)
		}
	}
	for _, path := range c.public() {
		if _, ok := c.how[path]; !ok {
			t.Errorf("nothing leads to %s", path)
		}
	}
}

// public are the pages and files that somebody must be able to find by following links.
func (c *crawler) public() []string {
	var paths []string
	catalogue := c.st.db.Catalogue()
	for _, lang := range [...]string{"", "/en"} {
		for _, p := range [...]string{"/ataganden", "/stader", "/jamfor", "/utveckling", "/karta", "/handelser", "/samverkan", "/rapporter", "/data", "/om", "/tillganglighet", "/api", "/lamna-in", "/lamna-in/mall/nivaer.csv", "/lamna-in/mall/atgarder.csv"} {
			paths = append(paths, lang+p)
		}
		for _, m := range catalogue.Members {
			paths = append(paths, lang+"/stader/"+m.Municipality)
		}
		for _, com := range catalogue.Current().Commitments {
			paths = append(paths, lang+"/ataganden/"+com.Slug)
			for _, l := range com.Levels {
				paths = append(paths, actionPaths(lang, l.Actions)...)
			}
		}
	}
	for _, what := range [...]string{"matrix", "levels", "declarations", "actions", "coverage", "support", "processes", "leads", "gaps"} {
		paths = append(paths, "/rapporter/"+what+".csv", "/rapporter/"+what+"-excel.csv", "/rapporter/"+what+".json?sprak=en")
	}
	return paths
}

func actionPaths(lang string, actions []data.Action) []string {
	paths := make([]string, 0, len(actions))
	for _, a := range actions {
		paths = append(paths, lang+"/atgarder/"+a.ID)
	}
	return paths
}

// TestSecretsAreThereForTheSignedIn makes sure that what the walk above looks for in vain does exist.
func TestSecretsAreThereForTheSignedIn(t *testing.T) {
	st := onExamples(t)
	cookie := st.signIn(t, "", "Kim")
	for path, secret := range map[string]string{
		"/stader/2584":           "HEMLIG-nivåkommentar",
		"/atgarder/styrning-1-3": "HEMLIG-åtgärdskommentar",
		"/lamna-in":              "HEMLIG-avsändare",
		"/en/lamna-in":           "HEMLIG-fil.csv",
	} {
		if a := st.get(t, path, "Cookie", cookie); !strings.Contains(a.body, secret) {
			t.Errorf("%s does not show %q to staff", path, secret)
		}
		checkSecrets(t, path, st.get(t, path).body)
	}
}
