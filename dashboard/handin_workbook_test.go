package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
)

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// TestWorkbookIsHandedIn downloads the template as a workbook, hands it in as it is, and gets the same bytes back.
func TestWorkbookIsHandedIn(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.handIn(goodLevels)
	page := p.get("/lamna-in")
	page.has(t, http.StatusOK, ".xlsx", "0780-nivaer.xlsx", "0780-atgarder.xlsx", "0780-nivaer-bred.csv", "0780-nivaer-kryss.csv")
	template := p.get("/lamna-in/mall/0780-nivaer.xlsx")
	template.has(t, http.StatusOK, "PK")
	if got := template.header.Get("Content-Type"); got != workbookType {
		t.Errorf("Content-Type %q", got)
	}
	if got := template.header.Get("Content-Disposition"); !strings.Contains(got, ".xlsx") {
		t.Errorf("Content-Disposition %q", got)
	}
	shown := p.upload("svar.xlsx", template.body)
	shown.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "Excel (.xlsx)")
	at := strings.TrimSuffix(shown.path, "/")
	p.submit(shown, at, nil).has(t, http.StatusOK, "svar.xlsx")
	raw := p.get("/inlamningar/2/fil")
	raw.has(t, http.StatusOK)
	if raw.body != template.body || raw.header.Get("Content-Type") != workbookType {
		t.Errorf("%d bytes of %q, want %d", len(raw.body), raw.header.Get("Content-Type"), len(template.body))
	}
	if got := p.get("/inlamningar/1/fil").header.Get("Content-Type"); got != "text/csv" {
		t.Errorf("Content-Type of a CSV file %q", got)
	}
}

// TestOtherFormsAreHandedIn reads the wide template and the one with crosses back.
func TestOtherFormsAreHandedIn(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.handIn(goodLevels)
	for _, form := range []string{"bred", "kryss"} {
		template := p.get("/lamna-in/mall/0780-nivaer-" + form + ".csv")
		template.has(t, http.StatusOK, "0780;Växjö")
		p.upload(form+".csv", template.body).has(t, http.StatusOK, "<h1>Filen kan sparas</h1>")
	}
	shown := p.upload("bred.csv", "kommun;1 Styrning;kommentar 1 Styrning;6 Upphandling;kommentar 6 Upphandling\nVäxjö;3;om styrning;2;om inköp\n")
	shown.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "om styrning", "om inköp")
	foreign := p.upload("bred.csv", "kommun;1 Styrning;6 Upphandling\nLund;3;2\n")
	foreign.has(t, http.StatusOK, "not-your-municipality")
	for _, path := range []string{"/lamna-in/mall/nivaer.xlsx", "/lamna-in/mall/atgarder.xlsx", "/lamna-in/mall/nivaer-bred.csv", "/lamna-in/mall/nivaer-kryss.csv"} {
		w.visitor().get(path).has(t, http.StatusOK)
	}
	w.visitor().get("/lamna-in/mall/atgarder-bred.csv").has(t, http.StatusNotFound)
}

// TestAPITakesWorkbooks sends a workbook as the body itself.
func TestAPITakesWorkbooks(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.handIn(goodLevels)
	template := p.get("/lamna-in/mall/0780-nivaer.xlsx")
	s := w.visitor().do(http.MethodPost, apiPath+"?dry_run=true", workbookType, strings.NewReader(template.body))
	s.has(t, http.StatusOK, `"file":"inlamning.xlsx"`, `"encoding":"Excel (.xlsx)"`, `"delimiter":""`, `"accepted":true`)
	w.visitor().do(http.MethodPost, apiPath+"?dry_run=true", "application/json", strings.NewReader("{}")).has(t, http.StatusUnsupportedMediaType, workbookType)
}
