package dashboard

import (
	"archive/zip"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// tells asks for a page and looks for what it must hold, and for what follows "!".
func (st *stage) tells(t *testing.T, path string, want ...string) {
	t.Helper()
	body := html.UnescapeString(strings.ReplaceAll(st.get(t, path).body, "\u00ad", ""))
	for _, w := range want {
		if not, forbidden := strings.CutPrefix(w, "!"); forbidden == strings.Contains(body, not) {
			t.Errorf("%s: %q", path, w)
		}
	}
}

// TestRehearsalSays counts by hand: Växjö stands at styrning 3, klimatberäkningar 2, finansiering 1, rättvisa 0, and is silent on
// digitalisering and the rest. Finansiering has 3, 4 and 3 actions, styrning 4, 4 and 3.
func TestRehearsalSays(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	version := st.db.Version()
	for query, want := range map[string][]string{
		"":                  {"Pröva andra nivåer för Växjö", "Samma nivåer som i dag", "Inte inlämnat.", "!Vad det skulle innebära"},
		"?styrning=3":       {"Pröva andra nivåer för Växjö"},
		"?finansiering=2":   {"Med en annan nivå skulle Växjö åta sig fyra åtgärder till", "Ingen av åtgärderna som tillkommer", "En högre nivå"},
		"?styrning=2":       {"Med en annan nivå skulle Växjö åta sig tre åtgärder färre", "En lägre nivå"},
		"?digitalisering=0": {"åta sig lika många åtgärder som i dag", "Ett svar där det inte fanns något"},
		"?styrning=0&finansiering=3": {
			"Med två andra nivåer skulle Växjö åta sig sju åtgärder till och elva åtgärder färre", "En högre nivå och en lägre nivå",
		},
	} {
		st.tells(t, "/stader/0780/tank-om"+query, want...)
	}
	st.tells(t, "/en/stader/0780/tank-om?styrning=0&finansiering=3", "With two other levels, Växjö would take on seven more actions and eleven actions fewer", "Not handed in.")
	for _, bad := range []string{"styrning=4", "styrning=x", "styrning=01", "styrning=-1"} {
		if a := st.ask(t, http.MethodGet, "/stader/0780/tank-om?"+bad, ""); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s answers %s", bad, a.Status)
		}
	}
	if a := st.ask(t, http.MethodGet, "/stader/9999/tank-om", ""); a.StatusCode != http.StatusNotFound {
		t.Errorf("no municipality answers %s", a.Status)
	}
	if st.db.Version() != version {
		t.Error("a rehearsal changed the data")
	}
	got := getJSON[rehearsalJSON](t, st, "/api/v1/rehearsal?stad=0780&finansiering=2")
	row := got.Commitment[2]
	if got.Submitted || row.Slug != "finansiering" || row.Now != "1" || row.Then != "2" || len(row.Added) != 4 || row.Remaining != 4 {
		t.Errorf("the API says %+v", got)
	}
}

// TestRehearsalBecomesADraft follows an officer from what she tried to the preview of it.
func TestRehearsalBecomesADraft(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	version := st.db.Version()
	const at = "/stader/0780/tank-om"
	sent := func(cookie, csrf, levels string) answer {
		return st.ask(t, http.MethodPost, at, "csrf="+csrf+"&"+levels, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")
	}
	token := func(cookie string) string {
		_, rest, _ := strings.Cut(st.get(t, at+"?styrning=1", "Cookie", cookie).body, `name="csrf" value="`)
		csrf, _, _ := strings.Cut(rest, `"`)
		return url.QueryEscape(csrf)
	}
	officer, other := st.signIn(t, "0780", "Åsa"), st.signIn(t, "1280", "Bo")
	a := sent(officer, token(officer), "styrning=1&resiliens=0")
	where := a.Header.Get("Location")
	if a.StatusCode != http.StatusSeeOther || !strings.HasPrefix(where, "/lamna-in/granska/") {
		t.Fatalf("the draft: %s %s", a.Status, where)
	}
	preview := st.get(t, where, "Cookie", officer).body
	for _, want := range []string{"tank-om-0780-nivaer.csv", "1 Styrning", "8 Resiliens", "form class=\"confirm\""} {
		if !strings.Contains(strings.ReplaceAll(preview, "\u00ad", ""), want) {
			t.Errorf("the preview lacks %q", want)
		}
	}
	if strings.Contains(preview, `class="findings`) {
		t.Error("the file of a rehearsal has findings")
	}
	for name, refused := range map[string]struct {
		answer answer
		status int
	}{
		"another city's officer": {sent(other, token(other), "styrning=1"), http.StatusForbidden},
		"no token":               {sent(officer, "", "styrning=1"), http.StatusForbidden},
		"signed out":             {sent("", "", "styrning=1"), http.StatusUnauthorized},
		"no level":               {sent(officer, token(officer), "styrning=5"), http.StatusBadRequest},
		"nothing tried":          {sent(officer, token(officer), ""), http.StatusSeeOther},
	} {
		if refused.answer.StatusCode != refused.status {
			t.Errorf("%s: %s, want %d", name, refused.answer.Status, refused.status)
		}
	}
	if st.db.Version() != version {
		t.Error("a draft changed the data")
	}
}

// TestContractTextQuotes holds every headline and action of a city at level 3 to the contract's own words.
func TestContractTextQuotes(t *testing.T) {
	st := newStage(t, nil)
	s := data.Submission{Kind: data.Levels}
	e := st.db.Catalogue().Current()
	for i, c := range e.Commitments {
		s.Declarations = append(s.Declarations, data.Declaration{
			Line: i + 2, Municipality: "0780", Commitment: c.Slug, Level: new(3), Comment: "HEMLIG <b>" + c.Slug,
		})
	}
	st.record(t, s)
	signedIn := st.get(t, "/stader/0780/kontraktstext", "Cookie", st.signIn(t, "0780", "Åsa")).body
	for _, c := range e.Commitments {
		want := []string{c.Headline}
		for _, l := range c.Levels {
			for _, a := range l.Actions {
				want = append(want, strings.Split(a.Text, "\n")...)
			}
		}
		st.tells(t, "/stader/0780/kontraktstext", append(want, "!HEMLIG")...)
		if !strings.Contains(html.UnescapeString(signedIn), "HEMLIG <b>"+c.Slug) {
			t.Errorf("the comment on %s is not in the text of who is signed in", c.Slug)
		}
	}
	st.tells(t, "/stader/0780/kontraktstext", "alla 10 åtaganden har en nivå", "Växjö åtar sig att gå före")
	st.tells(t, "/stader/0114/kontraktstext", "Upplands Väsby har inte lämnat in några nivåer", "[Upplands Väsby har inte angett")
	st.tells(t, "/api/v1/contract-text?stad=0780", "Växjö åtar sig att gå före", "!HEMLIG")
}

// TestContractTextFiles sends an edited text and reads it out of the files.
func TestContractTextFiles(t *testing.T) {
	st := onExamples(t)
	form := url.Values{
		"format": {"docx"}, "resiliens": {"Vår text & <deras>.\r\nSamma stycke.\r\n\r\nVi gör:\r\n– ett\r\n  a. ett och ett halvt\r\n- två\r\nnytt stycke"},
		"kommunikation": {"  "}, "rymdfart": {"nej"},
	}
	send := func(form url.Values, headers ...string) answer {
		return st.ask(t, http.MethodPost, "/stader/0780/kontraktstext", form.Encode(), append(headers, "Content-Type", "application/x-www-form-urlencoded")...)
	}
	a := send(form)
	if a.StatusCode != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), "kontraktstext-V") || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %v", a.Status, a.Header)
	}
	z, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		">8. " + st.db.Catalogue().Current().Commitment("resiliens").Title + "<", `"Normal"/></w:pPr><w:r><w:t xml:space="preserve">Vår text &amp; &lt;deras&gt;.</w:t></w:r><w:r><w:br/>`,
		`"ListBullet"/></w:pPr><w:r><w:t xml:space="preserve">ett</w:t></w:r><w:r><w:br/><w:t xml:space="preserve">a. ett och ett halvt<`,
		`"ListBullet"/></w:pPr><w:r><w:t xml:space="preserve">två<`, `"Normal"/></w:pPr><w:r><w:t xml:space="preserve">nytt stycke<`, "Exempeldata",
	} {
		if !strings.Contains(string(body), want) {
			t.Errorf("the document lacks %s in\n%s", want, body)
		}
	}
	if strings.Contains(string(body), "nej") || strings.Contains(string(body), "Kommunikation") {
		t.Error("the document holds what was not sent")
	}
	form.Set("format", "txt")
	if a := send(form); !strings.Contains(a.body, "\r\n\r\nVår text & <deras>.\r\nSamma stycke.\r\n") || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("as text:\n%s", a.body)
	}
	for name, c := range map[string]struct {
		form    url.Values
		headers []string
		status  int
	}{
		"no format":         {url.Values{"resiliens": {"x"}}, nil, http.StatusBadRequest},
		"from another site": {form, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"too long":          {url.Values{"format": {"txt"}, "resiliens": {strings.Repeat("å", contractBytes)}}, nil, http.StatusRequestEntityTooLarge},
	} {
		if a := send(c.form, c.headers...); a.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", name, a.Status, c.status)
		}
	}
}

// TestSignalSays reads the sentences of a city that is the only one, of some of many, and of none.
func TestSignalSays(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	for path, want := range map[string][]string{
		"/ataganden/styrning/signal":            {"Den enda staden i urvalet har åtagit sig det gemensamma åtagandet om styrning", "människor, 1 % av Sveriges befolkning"},
		"/ataganden/rattvisa/signal":            {"Ingen stad i urvalet har ännu åtagit sig", "!av Sveriges befolkning."},
		"/ataganden/styrning/signal?roll=twin":  {"Inga städer motsvarar urvalet"},
		"/atgarder/styrning-1-4/signal":         {"Den enda staden i urvalet arbetar med den här åtgärden eller har genomfört den"},
		"/atgarder/styrning-1-2/signal":         {"Ingen stad i urvalet arbetar ännu med den här åtgärden"},
		"/en/ataganden/styrning/signal":         {"The only city selected has taken on the joint commitment on governance", "Our English reading"},
		"/en/atgarder/styrning-1-2/signal":      {"No city in the selection yet works on this action"},
		"/api/v1/signal?atgard=styrning-1-4":    {`"cities":1`, `"status":"done","cities":[{"code":"0780"`, `"example":false`},
		"/api/v1/signal?atagande=kommunikation": {`"cities":0`, `"action":null`},
	} {
		st.tells(t, path, want...)
	}
	st.tells(t, "/ataganden/styrning/signal", st.db.Catalogue().Current().Commitment("styrning").Headline)
	if a := st.ask(t, http.MethodGet, "/api/v1/signal", ""); a.StatusCode != http.StatusBadRequest {
		t.Errorf("a signal of nothing answers %s", a.Status)
	}
}

// TestSignalOfSome has two cities of three.
func TestSignalOfSome(t *testing.T) {
	st := newStage(t, nil)
	st.exec(t, "DELETE FROM member WHERE municipality NOT IN ('0780', '1280', '1281')")
	s := data.Submission{Kind: data.Levels}
	for i, code := range []string{"0780", "1280"} {
		s.Declarations = append(s.Declarations, data.Declaration{Line: i + 2, Municipality: code, Commitment: "upphandling", Level: new(i + 1)})
	}
	st.record(t, s)
	st.tells(t, "/ataganden/upphandling/signal", "Två av 3 städer, med ", "har åtagit sig det gemensamma åtagandet om upphandling")
}

// TestProcessesSay has one city that has one action under way and one done, both of styrning.
func TestProcessesSay(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	for path, want := range map[string][]string{
		"/processer":               {"23 åtgärder rör budgetprocessen", "Indelningen är vår egen, inte kontraktets.", "1 av 1"},
		"/processer/beslut":        {"21 av kontraktets åtgärder rör ledningen och de politiska besluten", "Den enda staden i urvalet arbetar med minst en", "<mark>beslutsforum</mark>"},
		"/processer/dialog":        {"Ingen stad i urvalet arbetar ännu med någon av åtgärderna"},
		"/en/processer/dialog":     {"17 of the contract’s actions concern the dialogue with citizens", "“citizens' assemblies”"},
		"/processer?roll=twin":     {"Inga städer motsvarar urvalet"},
		"/api/v1/processes":        {`"process":"budget"`, `"quote":"kommunens budgetprocess","cities_at_work":0`, `"members":1`},
		"/processer/budget":        {"Åtgärder i åtaganden som är förslag är med"},
		"/processer/upphandling":   {"!Åtgärder i åtaganden som är förslag är med"},
		"/processer/beslut?lan=09": {"Inga städer motsvarar urvalet"},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/processer/fiske": http.StatusNotFound, "/api/v1/charts/process?process=fiske": http.StatusBadRequest, "/api/v1/charts/process": http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s, want %d", path, a.Status, status)
		}
	}
}

// TestOutcomesSay puts values beside levels; before that the page says that there are none.
func TestOutcomesSay(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	st.tells(t, "/utfall", "Utsläpp av växthusgaser per invånare: inga värden att visa", "Sammanhang, inte effekt.", "Inga värden för nyckeltalet är inlästa")
	st.exec(t, "INSERT INTO kolada_value VALUES ('N00401', '0780', 2023, 2.5, TIMESTAMP '2026-11-22 10:00:00'), ('N00401', '2062', 2024, 9, TIMESTAMP '2026-11-22 10:00:00')")
	for path, want := range map[string][]string{
		"/utfall":                                    {"Den enda staden i urvalet har ett värde för 2023, 2,5 ton CO₂-ekv. per invånare", "hämtat 2026-11-22", "Källa för värdena: Kolada", "!Inga värden för nyckeltalet"},
		"/en/utfall":                                 {"The only city selected has a value for 2023, 2.5 tonnes CO₂e per inhabitant", "Context, not effect."},
		"/utfall?roll=outside":                       {"Inga städer motsvarar urvalet"},
		"/utfall?ar=2019":                            {"inga värden att visa", "Det finns inget värde att rita"},
		"/api/v1/outcomes":                           {`"kpi":"N00401"`, `"year":2023`, `"years":[2023]`, `"code":"0780","name":"Växjö","state":"3","value":2.5`},
		"/api/v1/charts/outcomes":                    {`"raw":"2.5"`},
		"/api/v1/outcomes?format=csv":                {"0780,Växjö,Kronobergs län,98334,pionjar,styrning,1,antaget,niva,3,N00401,", ",2023,2.5,Kolada,2026-11-22T10:00:00Z,"},
		"/api/v1/outcomes?atagande=digitalisering":   {`"state":"silent","value":2.5`},
		"/api/v1/outcomes?nyckeltal=N07702&sprak=en": {`"years":[]`, `"value":null`, "not what its value comes from"},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/utfall?nyckeltal=X": http.StatusNotFound, "/utfall?atagande=rymdfart": http.StatusNotFound, "/utfall?ar=x": http.StatusBadRequest,
		"/api/v1/outcomes?format=xlsx": http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s", path, a.Status)
		}
	}
}
