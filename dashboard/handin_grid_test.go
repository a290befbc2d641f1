package dashboard_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// badLevels has one cell that cannot be read, and comments that a text field is hard on.
const badLevels = "kommunkod;åtagande;nivå;kommentar\r\n" +
	"0780;1 Styrning;7;\"  två rader\r\nmed \"\"citat\"\" & <b>\u00a0 \"\r\n" +
	"0780;2 Klimatberäkningar;3;\r\n"

// review is the address of a draft's page, without what it shows of it.
func (s seenPage) review() string {
	path, _, _ := strings.Cut(s.path, "?")
	return strings.TrimSuffix(path, "/ratta")
}

// correct sends the grid's form with fields changed, as a script does.
func (p *person) correct(on seenPage, fields ...string) seenPage {
	p.t.Helper()
	form := on.form(p.t, on.review()+"/ratta")
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return p.post(on.review()+"/ratta", form)
}

var field = regexp.MustCompile(`(?s)<input type="text" name="(c-[^"]+)" value="([^"]*)"|<textarea name="(c-[^"]+)"[^>]*>\n(.*?)</textarea>`)

// fields are the cells of the grid that can be edited, as a browser sends them when nobody has touched them.
func (s seenPage) fields() url.Values {
	out := url.Values{}
	for _, m := range field.FindAllStringSubmatch(s.body, -1) {
		name, value := m[1]+m[3], html.UnescapeString(m[2]+m[4])
		value = strings.ReplaceAll(strings.ReplaceAll(value, "\r\n", "\n"), "\r", "\n")
		out.Set(name, strings.ReplaceAll(value, "\n", "\r\n"))
	}
	return out
}

func TestAFileIsPutRightInTheGridAndSaved(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("våren.csv", badLevels)
	shown.has(t, http.StatusOK, "ett fel att rätta", "1 fel kvar", `id="cell-2-2"`, `name="c-2-2" value="7"`, `aria-invalid="true"`,
		`aria-label="Rad 2, C nivå"`, "C nivå", `value="2 – Etablera"`, "1 rad har något att se över", "Visa alla 2 rader")
	shown.lacks(t, `name="c-4-2"`)
	right := p.correct(shown, "c-2-2", "2")
	right.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "Inga fel kvar", "ändrad", "I filen står", "<q>7</q>", "Rättat här", "1 cell")
	back := p.correct(right, "gor", "aterstall:2-2")
	back.has(t, http.StatusOK, "1 fel kvar", `name="c-2-2" value="7"`)
	back.lacks(t, "Rättat här")
	right = p.correct(back, "c-2-2", "2")
	receipt := p.submit(right, right.review(), nil)
	receipt.has(t, http.StatusOK, "Det här är kvittot", "1 cell rättades i Pionjärkollen", "C nivå", "<td class=\"remark\">7</td>", "<td class=\"remark\">2</td>")
	if got := w.levels("0780"); got["styrning"] != "2" || got["klimatberakningar"] != "3" {
		t.Errorf("stands: %v", got)
	}
	id := receipt.submissionID(t)
	if raw := p.get("/inlamningar/" + id + "/fil").body; raw != badLevels {
		t.Errorf("the file as it was sent is %q", raw)
	}
	p.get("/inlamningar/"+id).has(t, http.StatusOK, "1 cell rättades", "I filen stod")
	public := w.visitor().get("/inlamningar/" + id)
	public.has(t, http.StatusOK, "1 cell rättades i Pionjärkollen")
	public.lacks(t, "I filen stod", "Rättat till")
	w.signIn("1280").get("/inlamningar/"+id).lacks(t, "I filen stod")
	w.signIn("").get("/inlamningar/"+id).has(t, http.StatusOK, "I filen stod")
}

func TestFieldsThatNobodyTouchedChangeNothing(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	rows := "0780;1 Styrning;7;"
	shown := p.upload("fil.csv", badLevels+rows+"\" \ta\u200bb\u00a0\"\n"+rows+"\"\n\nnytt\"\n"+rows+"=1+1 'x' \u2028 \U0001F600\n")
	fields := shown.fields()
	if len(fields) != 16 {
		t.Fatalf("%d fields: %v", len(fields), fields)
	}
	sent := []string{"gor", ""}
	for name := range fields {
		sent = append(sent, name, fields.Get(name))
	}
	after := p.correct(shown, sent...)
	after.has(t, http.StatusOK, "fel kvar")
	after.lacks(t, "Rättat här", "ändrad")
	if again := after.fields(); again.Encode() != fields.Encode() {
		t.Errorf("the fields are\n%v\nwere\n%v", again, fields)
	}
	after = p.correct(after, "c-2-3", strings.Replace(fields.Get("c-2-3"), "två", "tre", 1))
	corrected := p.get(after.review() + "/rattad.csv").body
	if want := "\"  tre rader\r\nmed \"\"citat\"\" & <b>\u00a0 \""; !strings.Contains(corrected, want) {
		t.Errorf("the corrected file lacks %q:\n%q", want, corrected)
	}
}

func TestASuggestionIsTakenForAllAlike(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	var rows strings.Builder
	for i := 1; i <= 3; i++ {
		fmt.Fprintf(&rows, "0780;1 Styrning;1;%d;Klar\n0780;1 Styrning;2;%d;Klar\n", i, i)
	}
	shown := p.upload("fil.csv", "kommunkod;åtagande;nivå;åtgärd;status\n"+rows.String())
	shown.has(t, http.StatusOK, "6 fel kvar", "Använd ”genomförd” på alla 6", `<a href="`+shown.path+`#cell-2-4">2–7</a>`)
	alone := regexp.MustCompile(`value="(ta:[0-9a-f]+:3)"`).FindStringSubmatch(shown.body)
	if alone == nil {
		t.Fatal("no button for line 3 alone")
	}
	shown = p.correct(shown, "gor", alone[1])
	shown.has(t, http.StatusOK, "5 fel kvar", "på alla 5")
	all := regexp.MustCompile(`value="(ta:[0-9a-f]+)"`).FindStringSubmatch(shown.body)
	right := p.correct(shown, "gor", all[1])
	right.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "6 celler")
	p.correct(right, "gor", all[1]).has(t, http.StatusOK, "<h1>Filen kan sparas</h1>") // pressed once more on an old page
	p.submit(right, right.review(), nil).has(t, http.StatusOK, "6 celler rättades i Pionjärkollen")
}

func TestCellsOfAnotherTabAreNotOverwritten(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	first := p.upload("fil.csv", badLevels)
	other := p.correct(first, "c-2-2", "3")
	other.has(t, http.StatusOK, "Inga fel kvar")
	said := p.correct(first, "c-2-2", "1", "c-2-0", "1280")
	said.has(t, http.StatusOK, "Rad 2, C nivå har ändrats i ett annat fönster", "”3”", `name="c-2-2" value="1"`, "inte sparat", "not-your-municipality")
	kept := p.correct(said, "c-2-2", "1", "c-2-0", "0780")
	kept.has(t, http.StatusOK, "Inga fel kvar", `name="c-2-2" value="1"`)
	kept.lacks(t, "inte sparat")

	// What is confirmed is what was shown: not a file that has been corrected since.
	p.correct(kept, "c-2-2", "2")
	p.submit(kept, kept.review(), nil).has(t, http.StatusOK, "Något har ändrats sedan du öppnade sidan")
	if w.submissions() != 0 {
		t.Error("saved what was not shown")
	}
}

func TestCorrectionsThatAreRefused(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", badLevels)
	at := shown.review() + "/ratta"
	form := shown.form(t, at)
	form.Set("c-2-2", "2")
	colleague := w.signIn("0780")
	theirs := url.Values{"csrf": {colleague.get("/lamna-in").form(t, "/lamna-in").Get("csrf")}, "c-2-2": {"2"}}
	colleague.post(at, theirs).has(t, http.StatusNotFound)
	colleague.get(shown.review()+"/rattad.csv").has(t, http.StatusNotFound)
	w.visitor().post(at, form).has(t, http.StatusUnauthorized)
	w.visitor().get(shown.review()+"/fel.csv").has(t, http.StatusUnauthorized)
	wrong := url.Values{"csrf": {"fel"}, "c-2-2": {"2"}}
	p.post(at, wrong).has(t, http.StatusForbidden)
	p.post(at, form, "Origin", "https://evil.example").has(t, http.StatusForbidden)
	form.Set("c-2-3", strings.Repeat("x", 3<<20))
	p.post(at, form).has(t, http.StatusRequestEntityTooLarge)
	p.get(shown.path).has(t, http.StatusOK, "1 fel kvar")

	long := p.correct(shown, "c-2-3", strings.Repeat("å", 10_001))
	long.has(t, http.StatusOK, "Rad 2, D kommentar: högst 10\u00a0000 tecken", "inte sparat")
	for _, name := range []string{"c-", "c-2", "c-0-0", "c--1-0", "c-2-900", "c-999-1", "c-2-2x", "c-02-2", "gor", "rad", "sida", "kolumn-0"} {
		p.correct(shown, name, "x").has(t, http.StatusOK, "1 fel kvar")
	}
	for _, press := range []string{"ta:", "ta:abc:2", "aterstall:2-2", "aterstall:", "kolumner", "rad:", "rad:x", "rad:99999"} {
		p.correct(shown, "gor", press).has(t, http.StatusOK, "1 fel kvar")
	}
	nul := p.correct(shown, "c-2-3", "a\x00b\xff")
	nul.has(t, http.StatusOK, "a\ufffdb\ufffd")
	p.post(strings.Replace(at, "granska/", "granska/../", 1), form).has(t, http.StatusNotFound)
}

func TestColumnsAreNamedAndRemembered(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	const strange = "komunkod;Område;nivån;Kommentarsfältet\n0780;1 Styrning;2;hej\n0780;2 Klimatberäkningar;1;\n"
	shown := p.upload("fil.csv", strange)
	shown.has(t, http.StatusOK, "Vilka kolumner är det här?", "B Område", "<q>1 Styrning</q>, <q>2 Klimatberäkningar</q>", "Kom ihåg det här för Växjö",
		`<option value="nivå" selected>nivå</option>`)
	p.correct(p.upload("fil.csv", strange), "gor", "kolumner", "kolumn-0", "kommunkod", "kolumn-1", "kommunkod", "kolumn-2", "finns inte").has(t, http.StatusOK,
		"Vilka kolumner är det här?", "B Område") // nobody gets a name that another has
	right := p.correct(shown, "gor", "kolumner", "kolumn-0", "kommunkod", "kolumn-1", "åtagande", "kolumn-2", "nivå", "kolumn-3", "kommentar", "minns", "ja")
	right.has(t, http.StatusOK, "Filen kan sparas", "Inga fel kvar")
	right.lacks(t, "column-remembered")
	p.submit(right, right.review(), nil).has(t, http.StatusOK, "Det här är kvittot", "rättades i Pionjärkollen")

	next := p.upload("nästa.csv", strings.ReplaceAll(strange, ";2;", ";3;"))
	next.has(t, http.StatusOK, `data-code="column-remembered"`, `value="column-remembered"`)
	w.signIn("1280").upload("fil.csv", strings.ReplaceAll(strange, "0780", "1280")).has(t, http.StatusOK, "Vilka kolumner är det här?")
	w.signIn("").upload("fil.csv", strange).lacks(t, "column-remembered", "Kom ihåg det här")
	p.correct(next, "gor", "aterstall:1-1").has(t, http.StatusOK, "Vilka kolumner är det här?") // and is forgotten
	p.upload("tredje.csv", strange).has(t, http.StatusOK, "Vilka kolumner är det här?", "B Område")
}
