package browser_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
)

// submissions counts what has been handed in.
func (b *tab) submissions() int {
	b.Helper()
	all := must(analytics.New(b.site.db).Submissions(b.Context(), "", 0))(b.T, "count submissions")
	return len(all)
}

// level reads from Växjö's page what it says about a commitment.
func (b *tab) level(slug string) string {
	b.Helper()
	b.open("/stader/" + vaxjo)
	return js[string](b, `document.querySelector("#"+%s+" p b").innerText.trim()`, slug)
}

// TestHandIn goes the whole way: invitation, template, a good file, preview, receipt, the city's page, undo.
func TestHandIn(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", loadExamples), desk)
	styrning, upphandling := b.level("styrning"), b.level("upphandling")
	if !strings.HasPrefix(styrning, "3") || !strings.HasPrefix(upphandling, "3") {
		t.Fatalf("the examples have changed: Växjö says %q and %q", styrning, upphandling)
	}
	invitation := b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg")
	b.signIn(invitation)
	if text := js[string](b, `document.querySelector(".signed-in").innerText`); !strings.Contains(text, "Åsa Öberg") || !strings.Contains(text, "Växjö") {
		b.Errorf("signed in as %q", text)
	}
	b.template()

	before := b.submissions()
	file := strings.NewReplacer("1 Styrning;3", "1 Styrning;2", "upphandling;2", "upphandling;1").Replace(goodFile)
	review := b.handIn("Våra nivåer.csv", file)
	if !strings.HasPrefix(review, "/lamna-in/granska/") {
		t.Fatalf("the upload leads to %s", review)
	}
	text := js[string](b, `document.querySelector("main").innerText`)
	for _, want := range []string{"Våra nivåer.csv", "Växjö", "1 Styrning", "6 Upphandling", "Etablera", "Initiera", "Beslutat i fullmäktige."} {
		if !strings.Contains(text, want) {
			b.Errorf("the preview does not say %q:\n%s", want, text)
		}
	}
	if n := b.submissions(); n != before {
		t.Fatalf("looking at the preview saved something: %d submissions, want %d", n, before)
	}
	b.confirm()
	if n := b.submissions(); n != before+1 {
		t.Fatalf("%d submissions after the receipt, want %d", n, before+1)
	}
	receipt := b.address()
	text = js[string](b, `document.querySelector("main").innerText`)
	for _, want := range []string{"Våra nivåer.csv", "Åsa Öberg", "Växjö", "1 Styrning", "6 Upphandling"} {
		if !strings.Contains(text, want) {
			b.Errorf("the receipt does not say %q:\n%s", want, text)
		}
	}
	if got := b.level("styrning") + ", " + b.level("upphandling"); !strings.HasPrefix(got, "2") || !strings.Contains(got, ", 1") {
		b.Errorf("after the receipt the city's page says %q", got)
	}
	b.again(review, receipt, before+1)

	b.open(receipt)
	b.follow("go to undo", chromedp.Click(chromedp.CSS(`main a[href$="/angra"]`)))
	b.follow("undo", chromedp.Click(chromedp.CSS("form.confirm button")))
	if got := b.address(); !strings.HasPrefix(got, "/lamna-in/kvitto/") || got == receipt {
		b.Errorf("undoing leads to %s, want a receipt of its own", got)
	}
	if n := b.submissions(); n != before+2 {
		b.Errorf("%d submissions after the undo, want %d: it is one of its own, and history stays", n, before+2)
	}
	if got := b.level("styrning"); got != styrning {
		b.Errorf("after the undo the city's page says %q, want %q", got, styrning)
	}
	if got := b.level("upphandling"); got != upphandling {
		b.Errorf("after the undo the city's page says %q, want %q", got, upphandling)
	}
}

// template downloads the file to fill in and checks that it holds the city's latest answers.
func (b *tab) template() {
	b.Helper()
	b.open("/lamna-in")
	name, content := b.download("get the template", chromedp.Click(chromedp.CSS(`ul.files a[href$="nivaer.csv"]`)))
	if !strings.HasSuffix(name, ".csv") || !strings.Contains(name, "Växjö") {
		b.Errorf("the template is called %q", name)
	}
	text, ok := strings.CutPrefix(string(content), "\ufeff")
	rows := strings.Split(strings.TrimSpace(text), "\r\n")
	if !ok || len(rows) != 11 {
		b.Fatalf("the template has %d lines, want a byte order mark, a header and ten commitments:\n%s", len(rows), text)
	}
	header := strings.Split(rows[0], ";")
	level := slices.Index(header, "nivå")
	if level < 0 {
		b.Fatalf("the template's header is %q", header)
	}
	for _, row := range rows[1:] {
		if cells := strings.Split(row, ";"); cells[0] != vaxjo || level >= len(cells) || !strings.ContainsAny(cells[level], "0123") {
			b.Errorf("the template's row is not filled in: %q", row)
		}
	}
	// The file as it came is accepted as it is, and changes nothing.
	b.handIn(name, string(content))
	if n := js[int](b, `document.querySelectorAll(".findings").length`); n != 0 {
		b.Errorf("the template, sent back as it is, has findings: %s", js[string](b, `document.querySelector(".findings").innerText`))
	}
	if n := js[int](b, `document.querySelectorAll(".lowered").length`); n != 0 {
		b.Errorf("the template, sent back as it is, lowers something")
	}
}

// again goes back to a preview whose file is saved: it leads to the receipt and saves nothing twice.
func (b *tab) again(review, receipt string, submissions int) {
	b.Helper()
	b.open(review)
	if got := js[string](b, `document.querySelector("main .button").getAttribute("href")`); got != receipt {
		b.Errorf("the preview of a saved file leads to %q, want %s", got, receipt)
	}
	if n := b.submissions(); n != submissions {
		b.Errorf("%d submissions, want %d", n, submissions)
	}
}

// TestHandInWarned hands in a bare 3, which the table of contents and the body number differently: it says how it was read and
// is saved only when that is confirmed.
func TestHandInWarned(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.handIn("varnad.csv", warnedFile)
	row := js[string](b, `document.querySelector(".findings.warnings tbody").innerText`)
	for _, want := range []string{"2", "åtagande", "3", "Finansiering"} {
		if !strings.Contains(row, want) {
			b.Errorf("the warning does not say %q: %s", want, row)
		}
	}
	// The browser asks for the tick; a form sent in spite of that is led back with a reason.
	b.do("press the button without a tick", chromedp.Click(chromedp.CSS("form.confirm button")))
	if got := b.address(); !strings.HasPrefix(got, "/lamna-in/granska/") {
		b.Errorf("unconfirmed, the preview leads to %s", got)
	}
	js[bool](b, `(document.querySelector("form.confirm").noValidate = true)`)
	b.follow("send the form without a tick", chromedp.Click(chromedp.CSS("form.confirm button")))
	if n, said := b.submissions(), js[string](b, `document.querySelector(".notice")?.innerText ?? ""`); n != 0 || said == "" {
		b.Errorf("unconfirmed, %d submissions are saved, and the page says %q", n, said)
	}
	b.tick()
	b.confirm()
	if n := b.submissions(); n != 1 {
		b.Errorf("%d submissions after confirming, want 1", n)
	}
	if got := b.level("finansiering"); !strings.HasPrefix(got, "2") {
		b.Errorf("after confirming, finansiering is %q", got)
	}
}

// TestHandInBroken hands in what cannot be saved: all that is wrong is said with its line, column and value.
func TestHandInBroken(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	for _, c := range []struct {
		name, content string
		want          [][]string // a row of the list for each: line, column, value
	}{
		{"trasig.csv", brokenFile, [][]string{{"2", "C nivå", "7"}, {"3", "A kommunkod", "9999"}, {"4", "B åtagande", "rymdfart"}}},
		{"annans.csv", foreignFile, [][]string{{"2", "A kommunkod", "1280"}}},
		{"tom.csv", "", [][]string{{}}},
		{"rubrik.csv", "kommunkod;åtagande;nivå\r\n", [][]string{{}}},
		{"bild.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", [][]string{{}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := b.in(t)
			b.handIn(c.name, c.content)
			rows := js[[][]string](b, `[...document.querySelectorAll(".findings.errors tbody tr")].map((r) => [...r.cells].map((c) => c.innerText.trim()))`)
			for _, want := range c.want {
				if !slices.ContainsFunc(rows, func(row []string) bool { return len(row) >= 4 && row[3] != "" && slices.Equal(row[:len(want)], want) }) {
					b.Errorf("no error at %q: %q", want, rows)
				}
			}
			if n := js[int](b, `document.querySelectorAll("form.confirm").length`); n != 0 {
				b.Errorf("a broken file can be confirmed")
			}
			if n := b.submissions(); n != 0 {
				b.Errorf("%d submissions are saved, want none", n)
			}
		})
	}
}

// TestInvitations opens links that cannot be used: each says why, and what to do.
func TestInvitations(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	link := b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg")
	if b.open(link); js[string](b, `document.cookie`) != "" || js[int](b, `document.querySelectorAll(".signed-in").length`) != 0 {
		b.Errorf("opening the link signs in")
	}
	b.signIn(link)
	expired := b.site.invitationUntil(access.RoleOfficer, vaxjo, "Åsa Öberg", b.site.db.Now().Add(-1))
	for _, c := range []struct {
		path   string
		status int64
		says   string
	}{
		{link, 410, "använd"},
		{"/en" + link, 410, "used"},
		{expired, 410, "gått ut"},
		{expired[:len(expired)-4] + "AAAA", 404, "länk"},
	} {
		if got := b.openExpecting(c.path, c.status); got != c.status {
			b.Errorf("%.30s… answers %d, want %d", c.path, got, c.status)
		}
		if text := js[string](b, `document.querySelector("main").innerText`); !strings.Contains(text, c.says) {
			b.Errorf("%.30s… does not say %q:\n%s", c.path, c.says, text)
		}
	}
}

// TestRestart hands in, stops the site and starts it again over the same file: the session, the answers and the template live on.
func TestRestart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pionjarkollen.duckdb")
	first := must(startSite(path, nil, nil))(t, "start a site")
	b := newTab(t, first, desk)
	b.signIn(first.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.handIn("nivaer.csv", goodFile)
	b.confirm()
	receipt := b.address()
	if err := first.close(); err != nil {
		t.Fatalf("stop the site: %v", err)
	}
	b.site = ownSite(t, path, nil)
	b.watch.moved(b.site.url)
	if status := b.open(receipt); status != 200 {
		b.Errorf("after a restart the receipt answers %d", status)
	}
	if got := b.level("styrning"); !strings.HasPrefix(got, "3") {
		b.Errorf("after a restart the city's page says %q", got)
	}
	b.drawn()
}
