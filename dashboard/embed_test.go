package dashboard

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
)

// aloneQuery is what each chart needs to be asked with.
var aloneQuery = map[string]string{
	"commitment": "atagande=styrning", "actions": "atagande=finansiering", "action": "atgard=styrning-1-3", "profile": "stad=0780", "comparison": "stad=0780,1281",
	"rehearsal": "stad=0780&styrning=3", "process": "process=budget", "timeline": "atagande=styrning", "network": "atagande=upphandling",
	"next-step": "stad=0780&atagande=finansiering", "support": "atagande=styrning",
}

// alonePaths are the addresses of every chart by itself.
func alonePaths() []string {
	var paths []string
	for _, name := range chartNames {
		path := "/badda-in/" + name
		if q := aloneQuery[name]; q != "" {
			path += "?" + q
		}
		paths = append(paths, path)
	}
	return append(paths, "/badda-in/support?stad=0780", "/badda-in/matrix?ordning=likhet&roll=pioneer")
}

// TestEveryChartStandsAlone draws each chart of the API as a page for frames, in both languages and without its data.
func TestEveryChartStandsAlone(t *testing.T) {
	st, empty := onExamples(t), newStage(t, nil)
	for _, lang := range locale.Langs {
		for _, path := range alonePaths() {
			st.look(t, lang, path)
			a := st.get(t, lang.Prefix()+path)
			for _, want := range []string{`<meta name="robots" content="noindex">`, `target="_blank" rel="noopener"`, `<base target="_blank">`, lang.T("example.banner"), lang.T("embed.full")} {
				if !strings.Contains(a.body, want) {
					t.Errorf("%s lacks %s", path, want)
				}
			}
			for _, never := range []string{"<form", "<nav", "csrf", `class="top"`} {
				if strings.Contains(a.body, never) {
					t.Errorf("%s has %s", path, never)
				}
			}
			address := regexp.MustCompile(`data-chart="([^"]+)"`).FindStringSubmatch(a.body)
			if address == nil {
				if !strings.Contains(a.body, `class="empty"`) {
					t.Errorf("%s draws nothing", path)
				}
			} else {
				for _, want := range []string{lang.T("cover.live"), "2025/2026", lang.T("figure.show")} {
					if !strings.Contains(a.body, want) {
						t.Errorf("%s lacks %s", path, want)
					}
				}
				st.get(t, html.UnescapeString(address[1]))
			}
			full := regexp.MustCompile(`<a href="([^"]+)" target="_blank"`).FindStringSubmatch(a.body)
			if full == nil {
				t.Fatalf("%s leads nowhere", path)
			}
			st.get(t, html.UnescapeString(full[1]))
			empty.look(t, lang, path)
		}
	}
	for path, status := range map[string]int{"/badda-in/nej": 404, "/badda-in/levels?tema=rosa": 400, "/badda-in/profile": 400, "/badda-in/profile?stad=0780&grupp=x": 400, "/badda-in/action?atgard=x": 404} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status || strings.Contains(a.Header.Get("Content-Security-Policy"), "*") {
			t.Errorf("%s: %s, %s", path, a.Status, a.Header.Get("Content-Security-Policy"))
		}
	}
}

// TestOnlyChartsMayBeFramed: by everybody, with a policy that differs in that alone and forbids forms; all else by nobody.
func TestOnlyChartsMayBeFramed(t *testing.T) {
	st := onExamples(t)
	cookie := st.signIn(t, "", "Kim")
	want := strings.Replace(strings.Replace(contentPolicy, "frame-ancestors 'none'", "frame-ancestors *", 1), "form-action 'self'", "form-action 'none'", 1)
	plain := st.get(t, "/badda-in/levels")
	for _, headers := range [][]string{nil, {"Cookie", cookie}, {"Cookie", "pionjarkollen_session=gone"}} {
		a := st.get(t, "/badda-in/levels", headers...)
		if a.Header.Get("Content-Security-Policy") != want || a.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || a.Header.Get("X-Frame-Options") != "" {
			t.Errorf("%v: %v", headers, a.Header)
		}
		if len(a.Cookies()) > 0 || a.body != plain.body || a.Header.Get("Vary") != "Accept-Encoding" || a.Header.Get("ETag") == "" {
			t.Errorf("%v: cookies matter: %v", headers, a.Header)
		}
	}
	for _, r := range st.site.app.GetRoutes(true) {
		if r.Method != http.MethodGet || strings.Contains(r.Path, "/badda-in/") {
			continue
		}
		a := st.ask(t, http.MethodGet, someValue.Replace(r.Path), "", "Cookie", cookie)
		if !strings.Contains(a.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed: %s", r.Path, a.Header.Get("Content-Security-Policy"))
		}
	}
}

// onHome is a site that knows its own address, which is where it answers.
func onHome(t *testing.T) *stage {
	t.Helper()
	st := newStage(t, func(o *Options) { o.PublicURL = "http://pk.example.se" })
	if err := st.loadExamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	return st
}

// TestSnippets: under every figure that is drawn, with the address of a page for it and a title that stays true.
func TestSnippets(t *testing.T) {
	st := onHome(t)
	code := regexp.MustCompile(`(?s)<textarea id="([^"]+)-embed"[^>]*>(.*?)</textarea>`)
	seen := map[string]bool{}
	for _, lang := range locale.Langs {
		for template, paths := range templatePaths {
			if template == "signin" || template == "handin" {
				continue // which stand under the site's own name alone
			}
			a := st.get(t, strings.TrimSuffix(strings.Replace(lang.Prefix()+paths[0], "/en/?", "/en?", 1), map[bool]string{true: "/"}[lang == locale.English && paths[0] == "/"]))
			snippets := code.FindAllStringSubmatch(a.body, -1)
			if drawn := strings.Count(a.body, `data-save="png"`); drawn != len(snippets) {
				t.Errorf("%s: %d figures are drawn, %d have a snippet", template, drawn, len(snippets))
			}
			for _, m := range snippets {
				frame := regexp.MustCompile(`^<iframe src="([^"]+)" title="([^"]+)" width="100%" height="\d+" loading="lazy" style="border:0"></iframe>$`).FindStringSubmatch(html.UnescapeString(m[2]))
				if frame == nil {
					t.Fatalf("%s: the snippet is %s", template, m[2])
				}
				path, ok := strings.CutPrefix(html.UnescapeString(frame[1]), "http://pk.example.se"+lang.Prefix()+"/badda-in/")
				if !ok {
					t.Fatalf("%s: the snippet leads to %s", template, frame[1])
				}
				alone := st.get(t, lang.Prefix()+"/badda-in/"+path)
				if about := strings.TrimSuffix(html.UnescapeString(frame[2]), " – Pionjärkollen"); !strings.Contains(html.UnescapeString(alone.body), about) {
					t.Errorf("%s: the frame is called %q, the page in it otherwise", template, frame[2])
				}
				name, _, _ := strings.Cut(path, "?")
				seen[name] = true
			}
		}
	}
	for _, name := range chartNames {
		if !seen[name] && name != "outcomes" { // which has no figures here
			t.Errorf("no figure offers to embed %s", name)
		}
	}
	if a := onExamples(t).get(t, "/"); strings.Contains(a.body, "embed-code") || strings.Contains(a.body, "json+oembed") {
		t.Error("a site that does not know its address offers one")
	}
}

// TestOEmbed asks as a publishing tool does, from the discovery on the page to the frame.
func TestOEmbed(t *testing.T) {
	st := onHome(t)
	found := 0
	for _, lang := range locale.Langs {
		for template, paths := range templatePaths {
			if template == "signin" || template == "handin" {
				continue
			}
			path := lang.Prefix() + paths[0]
			if path == "/en/" {
				path = "/en"
			}
			a := st.get(t, path)
			m := regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" href="([^"]+)"`).FindStringSubmatch(a.body)
			if m == nil {
				continue
			}
			found++
			o := st.get(t, strings.TrimPrefix(html.UnescapeString(m[1]), "http://pk.example.se"))
			var told oembedJSON
			if err := json.Unmarshal([]byte(o.body), &told); err != nil {
				t.Fatal(err)
			}
			if told.Type != "rich" || told.Version != "1.0" || told.Title == "" || told.Width != frameWidth || o.Header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%s: %+v", template, told)
			}
			src := regexp.MustCompile(`src="http://pk\.example\.se([^"]+)"`).FindStringSubmatch(told.HTML)
			if src == nil {
				t.Fatalf("%s: %s", template, told.HTML)
			}
			if frame := st.get(t, html.UnescapeString(src[1])); !strings.Contains(html.UnescapeString(frame.body), strings.TrimSuffix(told.Title, " – Pionjärkollen")) {
				t.Errorf("%s: the frame does not show %q", template, told.Title)
			}
		}
	}
	if found < 20 {
		t.Errorf("%d pages tell what they embed", found)
	}
	ask := func(address, more string) answer {
		return st.ask(t, http.MethodGet, "/oembed?url="+url.QueryEscape(address)+more, "")
	}
	for _, c := range []struct {
		url, more string
		status    int
	}{
		{"http://pk.example.se/", "", 200},
		{"http://pk.example.se", "", 200},
		{"http://PK.example.se/en", "", 200},
		{"http://pk.example.se/stader/0780?grupp=twins", "", 200},
		{"http://pk.example.se/badda-in/matrix?ordning=likhet&x=%22%3E%3Cscript%3E", "", 200},
		{"https://pk.example.se/", "", 404},
		{"http://annan.example.se/", "", 404},
		{"http://pk.example.se@annan.se/", "", 404},
		{"http://pk.example.se/om", "", 404},
		{"http://pk.example.se/stader/9999", "", 404},
		{"http://pk.example.se/stader/", "", 404},
		{"http://pk.example.se/jamfor", "", 404},
		{"http://pk.example.se/badda-in/nej", "", 404},
		{"", "", 404},
		{"http://pk.example.se/?lan=99", "", 404},
		{"javascript:alert(1)", "", 404},
		{"http://pk.example.se/", "&format=yaml", 501},
		{"http://pk.example.se/", "&maxwidth=-1", 400},
		{"http://pk.example.se/", "&maxheight=x", 400},
	} {
		a := ask(c.url, c.more)
		if a.StatusCode != c.status {
			t.Errorf("%s %s: %s", c.url, c.more, a.Status)
		}
		if strings.Contains(a.body, "x=") || c.status >= 400 && mediaType(a.Header.Get("Content-Type")) != "application/problem+json" {
			t.Errorf("%s %s: %s %s", c.url, c.more, a.Header.Get("Content-Type"), a.body)
		}
	}
	var small oembedJSON
	a := ask("http://pk.example.se/en/karta", "&format=xml&maxwidth=480&maxheight=300")
	if err := xml.Unmarshal([]byte(a.body), &small); err != nil || mediaType(a.Header.Get("Content-Type")) != "text/xml" {
		t.Fatalf("%v: %s", err, a.body)
	}
	if small.Width != 480 || small.Height != 300 || !strings.Contains(small.HTML, `width="480" height="300"`) || !strings.Contains(small.HTML, "/en/badda-in/map") {
		t.Errorf("%+v", small)
	}
}

// TestEmbedThemes compares the tokens of pages whose look is chosen with those of the site's style sheet.
func TestEmbedThemes(t *testing.T) {
	site, err := staticFiles.ReadFile("static/css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	alone, err := staticFiles.ReadFile("static/css/embed.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := func(css []byte, selector string, at int) string {
		all := regexp.MustCompile(selector+` \{([^}]*)\}`).FindAllStringSubmatch(string(css), -1)
		if len(all) <= at {
			t.Fatalf("no %s", selector)
		}
		return strings.Join(regexp.MustCompile(`--[a-z0-9-]+: [^;]+;`).FindAllString(all[at][1], -1), "\n")
	}
	for theme, at := range map[string]int{"light": 0, "dark": 1} {
		if got, want := tokens(alone, `:root\[data-theme="`+theme+`"\]`, 0), tokens(site, ":root", at); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", theme, got, want)
		}
	}
}
