package dashboard_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestWarningsAreConfirmedOneByOne(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", "kommunkod;åtagande;nivå\n0780;3;1\n0780;4;2\n0780;5;2\n")
	shown.has(t, http.StatusOK, "Bekräfta en och en", "Rad 2: ")
	shown.lacks(t, "required aria-describedby")
	var keys []string
	for part := range strings.SplitSeq(shown.body, `name="ett" value="`) {
		if key, _, _ := strings.Cut(part, `"`); len(key) == 12 {
			keys = append(keys, key)
		}
	}
	if len(keys) != 3 {
		t.Fatalf("%d to confirm", len(keys))
	}
	form := shown.form(t, shown.path)
	form["ett"] = keys[:2]
	again := p.post(shown.path, form)
	again.has(t, http.StatusOK, "Bekräfta varje varning först", `value="`+keys[0]+`" checked`, `value="`+keys[1]+`" checked`)
	again.lacks(t, `value="`+keys[2]+`" checked`)
	if w.submissions() != 0 {
		t.Fatal("saved without confirmation")
	}
	form["ett"] = append(keys, "påhittad")
	p.post(shown.path, form).has(t, http.StatusOK, "Det här är kvittot")
}

func TestDraftsAreDownloaded(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.correct(p.upload("nivåer våren.csv", badLevels+"0780;3;x;\n"), "c-2-2", "2 – Etablera")
	shown.has(t, http.StatusOK, "/rattad.csv", "/fel.csv", "Din fil med en kolumn fel")
	corrected := p.get(shown.review() + "/rattad.csv")
	corrected.has(t, http.StatusOK, "\ufeffkommunkod;åtagande;nivå;kommentar\r\n", "2 – Etablera")
	if got := corrected.header.Get("Cache-Control") + " " + corrected.header.Get("Content-Disposition"); got != `no-store attachment; filename="nivaer varen-rattad.csv"; filename*=UTF-8''niv%C3%A5er%20v%C3%A5ren-r%C3%A4ttad.csv` {
		t.Error(got)
	}
	marked := p.get("/en" + shown.review() + "/fel.csv")
	marked.has(t, http.StatusOK, ";fel", "“x” is no level")
	if got := marked.header.Get("Content-Disposition"); !strings.Contains(got, `filename="nivaer varen-errors.csv"`) {
		t.Error(got)
	}
	p.get(shown.review()+"/fel.xlsx").has(t, http.StatusNotFound)
	p.get(shown.review()+"/annat.csv").has(t, http.StatusNotFound)
	whole, _, _ := strings.Cut(corrected.body, "0780;3;x")
	p.handIn(whole)

	book := p.upload("bok.xlsx", p.get("/lamna-in/mall/0780-nivaer.xlsx").body)
	book.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "Ingen rad har något att se över")
	book = p.correct(p.correct(p.get(book.review()+"?rader=alla"), "gor", "rad:2"), "c-2-3", "9")
	book.has(t, http.StatusOK, `name="c-2-3" value="9"`, "/fel.xlsx", "1 fel kvar")
	file := p.get(book.review() + "/fel.xlsx")
	if got := file.header.Get("Content-Type") + " " + file.header.Get("Content-Disposition"); !strings.HasPrefix(got, workbookType+" ") || !strings.Contains(got, "bok-fel.xlsx") {
		t.Error(got)
	}
	p.get(book.review()+"/fel.csv").has(t, http.StatusNotFound)
	marked = p.upload("bok-fel.xlsx", file.body) // with its column of errors, as it came
	marked.has(t, http.StatusOK, `name="c-2-3" value="9"`, "1 fel kvar", `class="name">fel<`)
	marked.lacks(t, "Vilka kolumner är det här?")
	p.correct(marked, "c-2-3", "3").has(t, http.StatusOK, "<h1>Filen kan sparas</h1>")
}

func TestWhatIsNoTableSaysWhatToDo(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	for name, content := range map[string]string{
		"a.pdf": "%PDF-1.7\n%âãÏÓ\n", "citat.csv": "kommunkod;åtagande;nivå;kommentar\n0780;1 Styrning;2;\"öppen\n0780;2 Klimatberäkningar;1;\n", "tom.csv": "",
	} {
		shown := p.upload(name, content)
		shown.has(t, http.StatusOK, "Filen går inte att visa som en tabell", "ett fel att rätta", "Ladda upp en annan fil")
		shown.lacks(t, "Kontrollera igen", "rattad.csv")
		csrf := p.get("/lamna-in").form(t, "/lamna-in")
		csrf.Set("c-2-2", "1")
		p.post(shown.review()+"/ratta", csrf).has(t, http.StatusOK, "ett fel att rätta")
		p.get(shown.review()+"/rattad.csv").has(t, http.StatusNotFound)
		p.get(shown.review()+"/fel.csv").has(t, http.StatusNotFound)
	}
}

func TestALargeFileIsShownPageByPage(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("")
	var rows strings.Builder
	rows.WriteString("kommunkod;åtagande;nivå;åtgärd;status;kommentar\n")
	line := 1
	for _, m := range w.db.Catalogue().Municipalities[:60] {
		e := w.db.Catalogue().Current()
		for i := range e.Commitments {
			for _, level := range e.Commitments[i].Levels {
				for _, a := range level.Actions {
					status := "pågår"
					if line++; line%2 == 0 {
						status = "Klar"
					}
					fmt.Fprintf(&rows, "%s;%s;%d;%s;%s;\n", m.Code, e.Commitments[i].Slug, level.Number, a.ID, status)
				}
			}
		}
	}
	shown := p.upload("alla.csv", rows.String())
	shown.has(t, http.StatusOK, "Sida 1 av", "Nästa sida", "Visa alla 6\u00a0240 rader")
	if n := strings.Count(shown.body, `<th scope="row" id="rad-`); n != 100 || len(shown.body) > 600_000 {
		t.Errorf("%d rows are shown in %d bytes", n, len(shown.body))
	}
	last := p.get(shown.review() + "?rader=alla&sida=63&rad=6241")
	last.has(t, http.StatusOK, `name="c-6241-4"`, "Sida 63 av 63", "Föregående sida")
	last.lacks(t, `name="c-6239-4"`, "Nästa sida")
	opened := p.correct(last, "gor", "rad:6239")
	opened.has(t, http.StatusOK, `name="c-6239-4"`)
	if !strings.Contains(opened.path, "sida=63") {
		t.Errorf("opening a row leads to %s", opened.path)
	}
	for _, odd := range []string{"?sida=0", "?sida=-1", "?sida=999999999999", "?rad=x", "?rader=ja"} {
		p.get(shown.review()+odd).has(t, http.StatusOK, "Filen, rad för rad")
	}
}
