package browser_test

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/access"
)

// Files as an officer in Växjö may save them.
const (
	goodFile = "kommunkod;kommun;åtagande;nivå;kommentar;beslutsdatum;diarienummer\r\n" +
		"0780;Växjö;1 Styrning;3;Beslutat i fullmäktige.;2026-06-16;KS 2026/00321\r\n" +
		"0780;Växjö;upphandling;2;;2026-06-16;KS 2026/00321\r\n"
	warnedFile = "kommunkod;åtagande;nivå\r\n0780;3;2\r\n0780;digitalisering;2\r\n"
	brokenFile = "kommunkod;åtagande;nivå;kommentar\r\n" +
		"0780;styrning;7;hela vägen\r\n" +
		"9999;upphandling;2;\r\n" +
		"0780;rymdfart;1;\r\n"
	foreignFile = "kommunkod;åtagande;nivå\r\n1280;styrning;3\r\n"
)

// signedInPlaces signs in as an officer of Växjö, hands in, and returns the pages that only she sees.
func signedInPlaces(b *tab) []place {
	b.Helper()
	invitation := b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg")
	places := []place{{name: "welcome", route: "/valkommen/:token", path: b.site.invitation(access.RoleOfficer, vaxjo, "Bo Ek")}}
	b.signIn(invitation)
	broken := b.handIn("trasig.csv", brokenFile)
	warned := b.handIn("varnad.csv", warnedFile)
	good := b.handIn("nivaer.csv", goodFile)
	b.confirm()
	receipt := b.address()
	id := receipt[strings.LastIndex(receipt, "/")+1:]
	return append(places,
		place{name: "handin", route: "/lamna-in", path: "/lamna-in"},
		place{name: "account", route: "/konto", path: "/konto"},
		place{name: "tokens", route: "/konto/api", path: "/konto/api"},
		place{name: "proof", route: "/bekrafta", path: "/bekrafta?till=%2Fkonto"},
		place{name: "handin-no-file", route: "/lamna-in", path: "/lamna-in?fel=fil", once: true},
		place{name: "preview-good", route: "/lamna-in/granska/:draft", path: b.handIn("nivaer2.csv", strings.Replace(goodFile, ";3;", ";1;", 1))},
		place{name: "preview-saved", route: "/lamna-in/granska/:draft", path: good},
		place{name: "preview-warned", route: "/lamna-in/granska/:draft", path: warned},
		place{name: "preview-errors", route: "/lamna-in/granska/:draft", path: broken},
		place{name: "receipt", route: "/lamna-in/kvitto/:id", path: receipt},
		place{name: "undo", route: "/inlamningar/:id/angra", path: "/inlamningar/" + id + "/angra"},
		place{name: "submission-own", route: "/inlamningar/:id", path: "/inlamningar/" + id},
		place{name: "city-signed-in", route: "/stader/:code", path: "/stader/" + vaxjo, charts: 2, once: true},
		place{name: "rehearsal-signed-in", route: "/stader/:code/tank-om", path: "/stader/" + vaxjo + "/tank-om?resiliens=0", charts: 1, once: true},
		place{name: "contract-text-signed-in", route: "/stader/:code/kontraktstext", path: "/stader/" + vaxjo + "/kontraktstext", once: true},
		place{name: "action-signed-in", route: "/atgarder/:id", path: "/atgarder/finansiering-1-2", charts: 1, once: true},
	)
}

// handIn hands in a file through the form and returns the address of its preview, where the tab then is.
func (b *tab) handIn(name, content string) string {
	b.Helper()
	b.open("/lamna-in")
	b.choose(name, content)
	if status := b.follow("send "+name, chromedp.Click(chromedp.CSS("form.upload button"))); status != 200 {
		b.Fatalf("after %s was sent: %d", name, status)
	}
	return b.address()
}

// staffPlaces signs in as a colleague at the initiative, hands in for two cities, and returns what looks another way for staff.
func staffPlaces(b *tab) []place {
	b.Helper()
	b.signIn(b.site.invitation(access.RoleStaff, "", "Kim Lind"))
	review := b.handIn("flera.csv", goodFile+strings.ReplaceAll(strings.SplitN(goodFile, "\r\n", 2)[1], "0780;Växjö", "0764;Alvesta"))
	return []place{
		{name: "handin-staff", route: "/lamna-in", path: "/lamna-in"},
		{name: "handin-staff-city", route: "/lamna-in", path: "/lamna-in?kommun=" + alvesta, once: true},
		{name: "preview-staff", route: "/lamna-in/granska/:draft", path: review, once: true},
		{name: "submission-staff", route: "/inlamningar/:id", path: "/inlamningar/3", once: true},
	}
}

// choose puts a file into the upload form.
func (b *tab) choose(name, content string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.Fatal(err)
	}
	b.do("choose "+name, chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"]`), []string{path}))
}

// confirm presses the preview's button, which leads to the receipt.
func (b *tab) confirm() {
	b.Helper()
	if status := b.follow("confirm", chromedp.Click(chromedp.CSS("form.confirm button"))); status != 200 {
		b.Fatalf("after confirming: %d", status)
	}
	if !strings.HasPrefix(b.address(), "/lamna-in/kvitto/") {
		b.Fatalf("confirming leads to %s, want a receipt", b.address())
	}
}
