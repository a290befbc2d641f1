package dashboard_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
)

const goodLevels = "kommunkod;åtagande;nivå;kommentar\n" +
	"0780;1 Styrning;2 – Etablera;Beslutat i nämnden\n" +
	"0780;2 Klimatberäkningar;3;\n" +
	"0780;7 Kolinlagring;0;\n"

func TestAGoodFileIsReviewedAndSaved(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("nivåer våren.csv", goodLevels)
	shown.has(t, http.StatusOK, "<h1>Filen kan sparas</h1>", "nivåer våren.csv", "UTF-8", "semikolon", "Växjö", "Nytt: 3",
		"2 Etablera", "Deltar inte", "Beslutat i nämnden")
	if w.submissions() != 0 {
		t.Fatal("saved before it was confirmed")
	}
	p.get(shown.path).has(t, http.StatusOK, "<h1>Filen kan sparas</h1>") // can be reloaded

	receipt := p.submit(shown, shown.path, nil)
	receipt.has(t, http.StatusOK, "Det här är kvittot på inlämning 1", "Sparat: 3 svar ändrades", "Växjö", "nivåer våren.csv")
	if got := w.levels("0780"); got["styrning"] != "2" || got["klimatberakningar"] != "3" || got["kolinlagring"] != "0" || got["resiliens"] != "silent" {
		t.Errorf("stands: %v", got)
	}
	p.get("/lamna-in").has(t, http.StatusOK, "3 ändringar", "nivåer våren.csv", "/inlamningar/1/angra", "/lamna-in/kvitto/1")
	file := p.get("/inlamningar/1/fil")
	if file.body != goodLevels || file.header.Get("Cache-Control") != "no-store" ||
		!strings.Contains(file.header.Get("Content-Disposition"), "filename*=UTF-8''niv%C3%A5er%20v%C3%A5ren.csv") {
		t.Errorf("file: %q %v", file.body, file.header)
	}
	if got := shown.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("the preview is cached: %q", got)
	}
	p.submit(shown, shown.path, nil).has(t, http.StatusOK, "kvittot på inlämning 1") // sent once more from the old page
	p.get(shown.path).has(t, http.StatusOK, "Filen är sparad", "/lamna-in/kvitto/1")
	if n := w.submissions(); n != 1 {
		t.Errorf("%d submissions", n)
	}
}

func TestWarningsAreConfirmedFirst(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", "kommunkod;åtagande;nivå;färg\n780;1 Styrning;2;röd\n780;2 Klimatberäkningar;1;blå\n")
	shown.has(t, http.StatusOK, "Filen kan sparas när du har bekräftat två varningar", `value="code-lost-zero"`, `value="column-unknown"`, "2 ställen", "färg")
	p.submit(shown, shown.path, nil).has(t, http.StatusOK, "Bekräfta varje varning först")
	p.submit(shown, shown.path, []string{"code-lost-zero"}).has(t, http.StatusOK, "Bekräfta varje varning först")
	if w.submissions() != 0 {
		t.Fatal("saved without confirmation")
	}
	p.submit(shown, shown.path, []string{"code-lost-zero", "column-unknown"}).has(t, http.StatusOK, "Det här är kvittot")
	if got := w.levels("0780"); got["styrning"] != "2" {
		t.Errorf("stands: %v", got)
	}
}

func TestABrokenFileSavesNothing(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	rows := strings.Repeat("0780;17;2\n", 5)
	shown := p.upload("fil.csv", "kommunkod;åtagande;nivå\n0780;1 Styrning;5\n0780;2 Klimatberäkningar;<script>alert(1)</script>\n0780;6;3\n"+rows)
	shown.has(t, http.StatusOK, "Filen kan inte sparas ännu: sju fel att rätta", `data-code="level-unknown"`, "5–9", "&lt;script&gt;alert(1)&lt;/script&gt;", "Kasta filen")
	shown.lacks(t, "<script>alert", ">Spara<")
	form := shown.form(t, strings.Replace(shown.path, "granska", "kasta", 1))
	p.post(shown.path, form).has(t, http.StatusOK, "Filen kan inte sparas ännu")
	if w.submissions() != 0 {
		t.Error("saved")
	}
	p.post(strings.Replace(shown.path, "granska", "kasta", 1), form).has(t, http.StatusOK, "Ladda upp och granska")
	p.get(shown.path).has(t, http.StatusNotFound, "Filen väntar inte längre här")
}

func TestAFileOfAnotherMunicipalityIsAnError(t *testing.T) {
	w := newHandWorld(t)
	other := "kommunkod;åtagande;nivå\n1280;1 Styrning;2\n"
	shown := w.signIn("0780").upload("fil.csv", other)
	shown.has(t, http.StatusOK, "Filen kan inte sparas ännu: ett fel att rätta", `data-code="not-your-municipality"`)
	w.signIn("").handIn(other) // staff may
	if got := w.levels("1280"); got["styrning"] != "2" {
		t.Errorf("stands: %v", got)
	}
}

func TestNoFileIsSaidOnThePage(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	csrf := p.get("/lamna-in").form(t, "/lamna-in").Get("csrf")
	kind, body := multipartBody(t, csrf, "", nil)
	p.do(http.MethodPost, "/lamna-in", kind, body).has(t, http.StatusOK, "Ingen fil följde med", "Ladda upp och granska")
	p.upload("tom.csv", "").has(t, http.StatusOK, "ett fel att rätta", `data-code="file-empty"`)
}

func TestADraftIsItsSendersAlone(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", goodLevels)
	colleague := w.signIn("0780")
	colleague.get(shown.path).has(t, http.StatusNotFound, "Filen väntar inte längre här")
	csrf := colleague.get("/lamna-in").form(t, "/lamna-in").Get("csrf")
	colleague.post(shown.path, url.Values{"csrf": {csrf}}).has(t, http.StatusNotFound)
	w.visitor().get(shown.path).has(t, http.StatusUnauthorized, "Du är inte inloggad")
	w.visitor().get("/en"+shown.path).has(t, http.StatusUnauthorized, "You are not signed in")
	p.get("/lamna-in/granska/..%2f..%2fetc").has(t, http.StatusNotFound)
	if w.submissions() != 0 {
		t.Error("saved")
	}
}

func TestAStalePreviewIsShownAgain(t *testing.T) {
	w := newHandWorld(t)
	p, staff := w.signIn("0780"), w.signIn("")
	shown := p.upload("fil.csv", goodLevels)
	staff.handIn("kommunkod;åtagande;nivå\n0780;1 Styrning;3\n")
	again := p.submit(shown, shown.path, nil)
	again.has(t, http.StatusOK, "Något har ändrats sedan du öppnade sidan", "Ändras: 1", "sänks från 3 Transformera till 2 Etablera")
	if got := w.levels("0780"); got["styrning"] != "3" {
		t.Errorf("stands: %v", got)
	}
	staff.handIn("kommunkod;åtagande;nivå\n1280;1 Styrning;3\n") // changes nothing of what is shown
	p.submit(again, strings.TrimSuffix(again.path, "?fel=andrat"), nil).has(t, http.StatusOK, "Det här är kvittot")
	if got := w.levels("0780"); got["styrning"] != "2" {
		t.Errorf("stands: %v", got)
	}
}

func TestConfirmingManyTimesSavesOnce(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", goodLevels)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { p.submit(shown, shown.path, nil).has(t, http.StatusOK, "kvittot på inlämning 1") })
	}
	all.Wait()
	if n := w.submissions(); n != 1 {
		t.Errorf("%d submissions", n)
	}
}

func TestLoweringAndWithdrawingAreSaid(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.handIn(goodLevels)
	p.upload("fil.csv", "kommunkod;åtagande;nivå\n0780;1 Styrning;\n0780;2 Klimatberäkningar;0\n0780;7 Kolinlagring;0\n").has(t, http.StatusOK,
		"Det här sänks eller tas bort", "1 Styrning: svaret 2 Etablera tas bort", "från 3 Transformera till att inte delta", "Oförändrat: 1")
	status := p.upload("fil.csv", "kommunkod;åtagande;nivå;åtgärd;status\n0780;1 Styrning;1;1;genomförd\n")
	p.submit(status, status.path, nil).has(t, http.StatusOK, "Sparat: ett svar ändrades", "Genomförd")
	p.upload("fil.csv", "kommunkod;åtagande;nivå;åtgärd;status\n0780;1 Styrning;1;1;planerad\n").has(t, http.StatusOK, "sänks från Genomförd till Planerad")
}

func TestAFailureToSaveKeepsTheDraft(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	shown := p.upload("fil.csv", goodLevels)
	journal := w.database + ".journal"
	if err := os.Rename(journal, journal+".borta"); err != nil {
		t.Fatal(err)
	}
	failed := p.submit(shown, shown.path, nil)
	if failed.status != http.StatusInsufficientStorage || w.submissions() != 0 {
		t.Errorf("status %d, %d submissions", failed.status, w.submissions())
	}
	failed.lacks(t, journal, "no such file")
	if err := os.Rename(journal+".borta", journal); err != nil {
		t.Fatal(err)
	}
	p.submit(p.get(shown.path), shown.path, nil).has(t, http.StatusOK, "Det här är kvittot")
	if n := w.submissions(); n != 1 {
		t.Errorf("%d submissions", n)
	}
}

func TestTheWholeWayInEnglish(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.get("/en/lamna-in").has(t, http.StatusOK, "Hand in for Växjö", "Nothing has been handed in yet")
	broken := p.upload("fil.csv", "kommunkod;åtagande;nivå\n0780;1 Styrning;9\n")
	p.get("/en"+broken.path).has(t, http.StatusOK, "The file cannot be saved yet: one error to correct")
	warned := "/en" + p.upload("fil.csv", "kommunkod;åtagande;nivå\n780;1 Styrning;3\n").path
	shown := p.get(warned)
	shown.has(t, http.StatusOK, "once you have confirmed one warning", "Read rightly")
	receipt := p.submit(shown, warned, []string{"code-lost-zero"})
	receipt.has(t, http.StatusOK, "Saved: one answer changed", "This is the receipt for submission 1")
	p.get("/en/lamna-in").has(t, http.StatusOK, "1 change", "Download the file as handed in")
	undo := "/en/inlamningar/1/angra"
	p.submit(p.get(undo), undo, nil).has(t, http.StatusOK, "Undoes submission 1")
	p.get(undo).has(t, http.StatusOK, "nothing left to put back")
	form := p.get("/en/lamna-in").form(t, "/en/lamna-in")
	kind, body := multipartBody(t, form.Get("csrf"), "", nil)
	p.do(http.MethodPost, "/en/lamna-in", kind, body).has(t, http.StatusOK, "No file came along")
}
