package dashboard

import (
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// hostileName is what a person or a file might be called to break a page, as long as a name may be.
var hostileName = hostile[:120]

// hostile is what a municipality might send to break a page.
var hostile = `<script>alert("å")</script>{{.}}' onclick=x {0}⟩ ` + strings.Repeat("Mycketlångtordutanmellanslag", 400)

// withOneCity puts one member on the roster, who has stated every state there is and reported every status.
func withOneCity(t *testing.T, st *stage) {
	t.Helper()
	st.exec(t, "DELETE FROM member WHERE municipality <> '0780'")
	s := data.Submission{Kind: data.Levels}
	for i, level := range []*int{new(3), new(2), new(1), new(0), nil} {
		s.Declarations = append(s.Declarations, data.Declaration{
			Line: i + 2, Municipality: "0780", Commitment: st.db.Catalogue().Current().Commitments[i].Slug, Level: level,
		})
	}
	st.record(t, s)
	a := data.Submission{Kind: data.Actions}
	for i, status := range data.Statuses {
		a.Reports = append(a.Reports, data.ActionReport{Line: i + 2, Municipality: "0780", Action: fmt.Sprintf("styrning-1-%d", i+1), Status: status})
	}
	st.record(t, a)
}

// withEverybody makes all 290 members, who have answered everything with hostile texts.
func withEverybody(t *testing.T, st *stage) {
	t.Helper()
	st.exec(t, "DELETE FROM member")
	st.exec(t, "INSERT INTO member SELECT code, 'pioneer', '', '', '' FROM municipality")
	e := st.db.Catalogue().Current()
	sender := data.Sender{Name: hostileName, Role: "staff"}
	levels := data.Submission{Kind: data.Levels, Sender: sender, File: data.File{Name: hostileName}}
	actions := data.Submission{Kind: data.Actions, Sender: sender, File: data.File{Name: hostileName}}
	for i, m := range st.db.Catalogue().Municipalities {
		for j, c := range e.Commitments {
			levels.Declarations = append(levels.Declarations, data.Declaration{
				Line: i*10 + j + 2, Municipality: m.Code, Commitment: c.Slug, Level: new((i + j) % 4),
				Decided: "2026-02-28", Link: "https://example.se/?a=1&b=\"><script>",
			})
			if i == 0 {
				d := &levels.Declarations[len(levels.Declarations)-1]
				d.Comment, d.Reference = hostile, hostile
			}
			for _, l := range c.Levels {
				for k, a := range l.Actions {
					actions.Reports = append(actions.Reports, data.ActionReport{
						Line: len(actions.Reports) + 2, Municipality: m.Code, Action: a.ID, Status: data.Statuses[(i+k)%4],
						Link: "javascript:alert(1)",
					})
					if i == 0 {
						actions.Reports[len(actions.Reports)-1].Comment = hostile
					}
				}
			}
		}
	}
	st.record(t, levels)
	st.record(t, actions)
}

// templatePaths are addresses that between them draw every template with a signed-out visitor and any data, by template.
var templatePaths = map[string][]string{
	"overview":      {"/", "/?roll=twin", "/?lan=12", "/?datum=2026-01-01", "/?befolkning=200000-"},
	"commitments":   {"/ataganden"},
	"commitment":    {"/ataganden/styrning", "/ataganden/kommunikation", "/ataganden/resiliens?datum=2026-01-01", "/ataganden/kolinlagring"},
	"action":        {"/atgarder/styrning-1-3", "/atgarder/kolinlagring-1-1", "/atgarder/resiliens-3-1?roll=outside"},
	"cities":        {"/stader", "/stader?roll=outside"},
	"city":          {"/stader/0780", "/stader/0780?grupp=county", "/stader/0114", "/stader/2584", "/stader/1480?grupp=twins&datum=2026-01-01"},
	"compare":       {"/jamfor", "/jamfor?stad=0780", "/jamfor?stad=0780,0114", "/jamfor?stad=0114,0115,0117,0120,0123,0125", "/jamfor?stad=0114,0115,0117,0120,0123,0125,0126"},
	"development":   {"/utveckling?fran=2026-01-31", "/utveckling?atagande=kommunikation", "/utveckling?roll=outside&datum=2026-01-31"},
	"map":           {"/karta", "/karta?niva=1&storlek=befolkning&atagande=kommunikation", "/karta?roll=outside"},
	"events":        {"/handelser?dagar=365", "/handelser", "/handelser?roll=outside&datum=2026-01-31"},
	"releases":      {"/data"},
	"reports":       {"/rapporter", "/rapporter?roll=twin"},
	"report":        {"/rapporter/matrix", "/rapporter/city?stad=0780", "/rapporter/actions"},
	"edition":       {"/rapporter/utskrift"},
	"about":         {"/om"},
	"accessibility": {"/tillganglighet"},
	"api":           {"/api"},
	"handin":        {"/lamna-in", "/lamna-in?fel=fil"},
	"signin":        {"/logga-in", "/logga-in?till=/konto"},
	"nextstep":      {"/stader/0780/nasta-steg/finansiering", "/stader/0114/nasta-steg/kommunikation", "/stader/1480/nasta-steg/styrning?datum=2026-01-01"},
	"rehearsal": {
		"/stader/0780/tank-om?styrning=0&upphandling=2&resiliens=3", "/stader/0780/tank-om", "/stader/0114/tank-om?styrning=1",
		"/stader/2584/tank-om?datum=2026-01-01&kommunikation=3", "/stader/0780/tank-om?styrning=3&klimatberakningar=1&finansiering=2",
	},
	"together":      {"/samverkan", "/samverkan?atagande=kommunikation", "/samverkan?lan=09", "/samverkan?stad=0780&datum=2026-03-01"},
	"pair":          {"/par/0764", "/par/0780", "/par/0182", "/par/0780?med=1280", "/par/0114?med=2062&datum=2026-01-01"},
	"processes":     {"/processer", "/processer?lan=09", "/processer?roll=twin&datum=2026-03-01"},
	"process":       {"/processer/budget", "/processer/kommunikation?lan=07", "/processer/dialog?datum=2025-01-01"},
	"outcomes":      {"/utfall", "/utfall?nyckeltal=N07702&atagande=kommunikation", "/utfall?lan=09", "/utfall?ar=1999"},
	"embed":         {"/badda-in/levels", "/badda-in/matrix?tema=mork", "/badda-in/profile?stad=0780", "/badda-in/next-step?stad=0780&atagande=styrning"},
	"contract_text": {"/stader/0780/kontraktstext", "/stader/0114/kontraktstext", "/stader/1480/kontraktstext?datum=2026-01-01"},
	"signal": {
		"/ataganden/styrning/signal", "/ataganden/kommunikation/signal?roll=pioneer", "/ataganden/upphandling/signal?datum=2026-01-01",
		"/atgarder/styrning-1-3/signal", "/atgarder/kolinlagring-2-1/signal?lan=09",
	},
}

// TestPages draws every template in both languages over no data, the usual, one city and more than there will ever be, for
// visitors and for staff.
func TestPages(t *testing.T) {
	t.Parallel()
	usual := func(t *testing.T, st *stage) {
		t.Helper()
		if err := st.loadExamples(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for name, fill := range map[string]func(*testing.T, *stage){
		"empty":      func(*testing.T, *stage) {},
		"usual":      usual,
		"one city":   withOneCity,
		"everything": withEverybody,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := newStage(t, nil)
			fill(t, st)
			drawn := map[string]bool{}
			cookie := st.signIn(t, "", "Kim <b>Lind</b>")
			for _, lang := range locale.Langs {
				for template, paths := range templatePaths {
					if lang == locale.English || name == "usual" {
						paths = paths[:1] // the walk through all links sees the rest
					}
					for _, path := range paths {
						st.look(t, lang, path)
					}
					drawn[template] = true
				}
				for _, paths := range templatePaths {
					if lang == locale.Swedish {
						st.look(t, lang, paths[0], "Cookie", cookie)
					}
				}
				for template, path := range accountPaths {
					st.look(t, lang, path, "Cookie", cookie)
					drawn[template] = true
				}
				for _, template := range st.lookAtDesk(t, lang) {
					drawn[template] = true
				}
				for _, template := range st.lookAtSigningIn(t, lang) {
					drawn[template] = true
				}
				drawn["release"] = true // TestTheCorrectionLogSaysWhatReleasesChanged draws it: there is nothing to freeze in some of these
				for _, template := range st.lookAtHandIn(t, lang, cookie) {
					drawn[template] = true
				}
			}
			if got, want := slices.Sorted(maps.Keys(drawn)), slices.Sorted(maps.Keys(st.site.views.pages)); !slices.Equal(got, want) {
				t.Errorf("drawn are %v of %v", got, want)
			}
			if log := st.log.String(); strings.Contains(log, "level=ERROR") {
				t.Errorf("the log says %s", log[:min(len(log), 2000)])
			}
		})
	}
}

// TestPagesWithoutRoster draws what counts members where there are none.
func TestPagesWithoutRoster(t *testing.T) {
	st := newStage(t, nil)
	st.exec(t, "DELETE FROM member")
	for _, lang := range locale.Langs {
		for _, path := range [...]string{"/", "/ataganden/styrning", "/atgarder/styrning-1-3", "/stader", "/stader/0780", "/jamfor", "/rapporter"} {
			st.look(t, lang, path)
		}
	}
}

// look asks for a page and looks for what no page may hold.
func (st *stage) look(t *testing.T, lang locale.Lang, path string, headers ...string) {
	t.Helper()
	path = lang.Prefix() + strings.TrimSuffix(path, "/")
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "/?") {
		path = "/" + strings.TrimPrefix(path, "/")
	}
	a := st.get(t, strings.Replace(path, "/en/?", "/en?", 1), headers...)
	checkPage(t, lang, path, a)
}

// lang is what a document says its language is.
var documentLang = regexp.MustCompile(`^<!doctype html>\n<html lang="(\w+)"`)

// checkPage looks at a whole page, whatever its status.
func checkPage(t *testing.T, lang locale.Lang, path string, a answer) {
	t.Helper()
	checkHeaders(t, path, a)
	checkText(t, path, strings.ReplaceAll(a.body, "{0}⟩", ""))
	for _, never := range [...]string{"<script>", `="javascript:`, "onclick=x&#39;", `"><script`, "<b>Lind"} {
		if strings.Contains(a.body, never) {
			t.Errorf("%s holds %q", path, never)
		}
	}
	if m := documentLang.FindStringSubmatch(a.body); m == nil || m[1] != string(lang) {
		t.Errorf("%s: want a document in %q", path, lang)
	}
	for tag, want := range map[string]int{"<h1": 1, "<main": 1, "</html>": 1, "<title>": 1} {
		if got := strings.Count(a.body, tag); got != want {
			t.Errorf("%s has %d of %s", path, got, tag)
		}
	}
	for _, tag := range [...]string{"table", "figure", "section", "form", "ul", "ol", "p", "a", "details", "div", "select"} {
		opened := len(regexp.MustCompile(`<`+tag+`[ >]`).FindAllString(a.body, -1))
		if closed := strings.Count(a.body, "</"+tag+">"); opened != closed {
			t.Errorf("%s opens %d and closes %d of <%s>", path, opened, closed, tag)
		}
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(a.body, -1) {
		if seen[m[1]] {
			t.Errorf("%s has the id %q twice", path, m[1])
		}
		seen[m[1]] = true
	}
}

// lookAtHandIn draws what only handing in leads to: invitation, preview, receipt, undo, submission, and an error.
func (st *stage) lookAtHandIn(t *testing.T, lang locale.Lang, cookie string) (templates []string) {
	t.Helper()
	checkPage(t, lang, "/nowhere", st.ask(t, http.MethodGet, lang.Prefix()+"/nowhere", ""))
	st.look(t, lang, st.invitation("0780", "Åsa <b>Lind</b>"))
	for _, file := range [...]string{
		"kommunkod;åtagande;nivå;kommentar\n780;upphandling;3;\"" + strings.ReplaceAll(hostile[:200], `"`, `""`) + "\"\n",
		"kommunkod;åtagande;nivå\n9999;<script>;7\n",
		"",
	} {
		review := st.upload(t, lang, cookie, file)
		st.look(t, lang, strings.TrimPrefix(review, lang.Prefix()), "Cookie", cookie)
	}
	saved := st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{
		{Line: 2, Municipality: "0780", Commitment: "upphandling", Level: new(2), Comment: hostile},
	}})
	at := fmt.Sprintf("/inlamningar/%d", saved.ID)
	st.look(t, lang, at)
	st.look(t, lang, at, "Cookie", cookie)
	st.look(t, lang, at+"/angra", "Cookie", cookie)
	st.look(t, lang, fmt.Sprintf("/lamna-in/kvitto/%d", saved.ID), "Cookie", cookie)
	return []string{"error", "welcome", "preview", "submission", "undo", "receipt"}
}

// upload sends a file and returns the path of its review.
func (st *stage) upload(t *testing.T, lang locale.Lang, cookie, content string) string {
	t.Helper()
	form := st.get(t, lang.Prefix()+"/lamna-in", "Cookie", cookie)
	token := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(form.body)
	if token == nil {
		t.Fatal("the form has no token")
	}
	var body strings.Builder
	w := multipart.NewWriter(&body)
	part := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	part(w.WriteField("csrf", token[1]))
	file, err := w.CreateFormFile("file", "<script>.csv")
	part(err)
	_, err = file.Write([]byte(content))
	part(err)
	part(w.Close())
	a := st.ask(t, http.MethodPost, lang.Prefix()+"/lamna-in", body.String(), "Cookie", cookie, "Content-Type", w.FormDataContentType())
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("upload: %s\n%s", a.Status, a.body)
	}
	return a.Header.Get("Location")
}
