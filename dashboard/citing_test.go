package dashboard

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// cslItem is what a reference manager reads.
type cslItem struct {
	ID, Type, Title, Version, Note, URL, Language, Publisher string
	Issued, Accessed                                         struct {
		Parts [][]int `json:"date-parts"`
	}
}

func (st *stage) csl(t *testing.T, path string) cslItem {
	t.Helper()
	a := st.get(t, path)
	var items []cslItem
	if err := json.Unmarshal([]byte(a.body), &items); err != nil || len(items) != 1 || items[0].Type != "dataset" || a.Header.Get("Content-Type") != "application/vnd.citationstyles.csl+json" {
		t.Fatalf("%s: %v, %v\n%s", path, err, a.Header, a.body)
	}
	return items[0]
}

func TestPagesAndReleasesAreCited(t *testing.T) {
	st, _ := withRelease(t, func(o *Options) { o.Operator = "Åre & Malmö" })
	live := st.csl(t, "/citera.json?sida=%2Fstader%2F0780%3Fgrupp%3Dcounty&roll=pioneer")
	if live.URL != st.at+"/stader/0780?grupp=county&roll=pioneer&version=2025/2026" || live.Version != "" || !strings.HasSuffix(live.Title, "– Växjö") || !strings.Contains(live.Note, "Löpande data per 2026-12-01") ||
		!strings.Contains(live.Note, "påhittade nivåer") || live.Publisher != "Åre & Malmö" || live.Language != "sv" || live.Accessed.Parts[0][0] != 2026 {
		t.Errorf("live: %+v", live)
	}
	if past := st.csl(t, "/citera.json?datum=2026-01-01&sprak=en"); past.URL != st.at+"/en?datum=2026-01-01&version=2025/2026" || past.Issued.Parts[0][1] != 1 || !strings.HasPrefix(past.Note, "Live data as of 2026-01-01, 0 of ") {
		t.Errorf("of a day: %+v", past)
	}
	frozen := st.csl(t, "/data/v/1/citera.json")
	if frozen.URL != st.at+"/data/v/1" || frozen.Version != "1" || frozen.ID != "pionjarkollen-utgava-1" || !strings.Contains(frozen.Note, "Utgåva 1, fryst 2026-12-01, 1 av 29 städer") {
		t.Errorf("release: %+v", frozen)
	}
	bib := st.get(t, "/data/v/1/citera.bib")
	for _, want := range []string{"@misc{pionjarkollen-utgava-1,", `{{Åre \& Malmö}}`, "{" + st.at + "/data/v/1}", "version      = {1}", "urldate      = {2026-12-01}"} {
		if !strings.Contains(bib.body, want) {
			t.Errorf("BibTeX lacks %s:\n%s", want, bib.body)
		}
	}
	if !strings.Contains(bib.Header.Get("Content-Disposition"), `filename="pionjarkollen-utgava-1.bib"`) || bib.Header.Get("Content-Type") != "application/x-bibtex; charset=utf-8" {
		t.Errorf("BibTeX: %v", bib.Header)
	}
	if en := st.get(t, "/citera.bib?sida=%2Fataganden%2Fkommunikation&sprak=en"); !strings.Contains(en.body, "10 Communication (proposal)") || !strings.Contains(en.body, "/en/ataganden/kommunikation?version=2025/2026}") {
		t.Errorf("in English: %s", en.body)
	}
	for _, bad := range []string{
		"https://evil.example/", "//evil.example/stader", "/stader/9999", "/ataganden/none", "/personal", "/api/v1/matrix", "stader", "/jamfor%3Fstad=0780", "/karta%3Fa=1%26a=2", "/" + strings.Repeat("x", 500),
		"/stader/0780%23x", "/rapporter/none", "/stader/0780/tank-om", "/stader/0780/kontraktstext", "/jamfor", "/rapporter/city", "/rapporter/matrix.csv", "/karta%3Fa=1",
		"/karta%3Fniva=9", "/par/0114", "/stader/0780/", "/data",
	} {
		st.ask(t, http.MethodGet, "/citera.bib?sida="+bad, "").wantStatus(t, http.StatusBadRequest)
	}
	page := st.get(t, "/rapporter?roll=pioneer")
	page.says(t, http.StatusOK, "Åre &amp; Malmö (2026). Pionjärkollen: Klimatkontrakt 2030", st.at+"/rapporter?roll=pioneer&amp;version=2025/2026 (hämtat 2026-12-01)", "får inte citeras som fakta", "Citera hellre utgåva 1", "siffrorna ändras")
	st.get(t, "/data/v/1").says(t, http.StatusOK, st.at+"/data/v/1 (hämtat 2026-12-01)", `href="/data/v/1/citera.bib"`)
	st.get(t, "/en/data/v/1").says(t, http.StatusOK, "(retrieved 2026-12-01)", `href="/data/v/1/citera.json?sprak=en"`)
}

// TestAReferenceNamesTheSiteOnce looks at a site that nobody has put a name to.
func TestAReferenceNamesTheSiteOnce(t *testing.T) {
	st := newStage(t, func(o *Options) { o.Operator = "" })
	st.get(t, "/").says(t, http.StatusOK, "Pionjärkollen (2026). Klimatkontrakt 2030, version 2025/2026 [datamängd].")
	st.get(t, "/en").says(t, http.StatusOK, "Pionjärkollen (2026). Climate City Contract 2030, version 2025/2026 [dataset].")
}
