package dashboard_test

import (
	"net/http"
	"testing"
)

func TestUndoAndUndoOfUndo(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	p.handIn("kommunkod;åtagande;nivå;kommentar\n0780;1 Styrning;1;första\n")
	second := p.handIn("kommunkod;åtagande;nivå;kommentar\n0780;1 Styrning;3;andra\n0780;2 Klimatberäkningar;2;\n").submissionID(t)

	at := "/inlamningar/" + second + "/angra"
	asked := p.get(at)
	asked.has(t, http.StatusOK, "Ångra inlämning 2: 2 svar ställs tillbaka", "3 Transformera", "1 Initiera", "Ej inlämnat")
	if w.submissions() != 2 {
		t.Fatal("asking changed something")
	}
	undone := p.submit(asked, at, nil)
	undone.has(t, http.StatusOK, "Ångrar inlämning 2", "Det här är kvittot på inlämning 3")
	if got := w.levels("0780"); got["styrning"] != "1" || got["klimatberakningar"] != "silent" {
		t.Errorf("stands: %v", got)
	}
	p.submit(asked, at, nil).has(t, http.StatusOK, "kvittot på inlämning 3") // sent twice
	p.get(at).has(t, http.StatusOK, "inget kvar att ställa tillbaka")
	p.get("/lamna-in/kvitto/2").has(t, http.StatusOK, "Inlämningen har ångrats")

	at = "/inlamningar/3/angra"
	p.submit(p.get(at), at, nil).has(t, http.StatusOK, "kvittot på inlämning 4")
	if got := w.levels("0780"); got["styrning"] != "3" || got["klimatberakningar"] != "2" {
		t.Errorf("stands: %v", got)
	}
	p.get("/lamna-in").has(t, http.StatusOK, "Ångrar inlämning 3", "Ångrar inlämning 2")
	p.get("/inlamningar/3/fil").has(t, http.StatusNotFound)
}

func TestUndoLeavesLaterChanges(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	first := p.handIn("kommunkod;åtagande;nivå\n0780;1 Styrning;1\n0780;2 Klimatberäkningar;1\n").submissionID(t)
	at := "/inlamningar/" + first + "/angra"
	early := p.get(at)
	early.lacks(t, "Står kvar</h2>")
	p.handIn("kommunkod;åtagande;nivå\n0780;1 Styrning;2\n")
	p.submit(early, at, nil).has(t, http.StatusOK, "Något har ändrats sedan du öppnade sidan", "Står kvar</h2>", "ett svar ställs tillbaka")
	p.submit(p.get(at), at, nil).has(t, http.StatusOK, "Det här är kvittot")
	if got := w.levels("0780"); got["styrning"] != "2" || got["klimatberakningar"] != "silent" {
		t.Errorf("stands: %v", got)
	}
}

func TestOthersSubmissionsAreLeftAlone(t *testing.T) {
	w := newHandWorld(t)
	staff, vaxjo, malmo := w.signIn(""), w.signIn("0780"), w.signIn("1280")
	staff.handIn("kommunkod;åtagande;nivå\n0780;1 Styrning;1\n1280;1 Styrning;2\n")
	vaxjo.handIn("kommunkod;åtagande;nivå\n0780;2 Klimatberäkningar;1\n")
	for _, path := range []string{"/inlamningar/1/angra", "/inlamningar/1/fil", "/lamna-in/kvitto/1"} {
		vaxjo.get(path).has(t, http.StatusForbidden, "annan kommun")
		w.visitor().get(path).has(t, http.StatusUnauthorized)
		staff.get(path).has(t, http.StatusOK)
	}
	malmo.get("/inlamningar/2/angra").has(t, http.StatusForbidden)
	malmo.get("/lamna-in/kvitto/99").has(t, http.StatusNotFound)
	form := malmo.get("/lamna-in").form(t, "/lamna-in")
	malmo.post("/inlamningar/2/angra", form).has(t, http.StatusForbidden)
	vaxjo.get("/lamna-in").lacks(t, "/inlamningar/1/angra", "/inlamningar/1/fil")
	staff.get("/en/inlamningar/1/angra").has(t, http.StatusOK, "Undo submission 1: 2 answers are put back", "Växjö", "Malmö")
	if n := w.submissions(); n != 2 {
		t.Errorf("%d submissions", n)
	}
}
