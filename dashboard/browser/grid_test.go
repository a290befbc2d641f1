package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pionjarkollen/dashboard/access"
)

// Files with what the grid is for.
const (
	gridFile = "kommunkod;åtagande;nivå;kommentar\r\n" +
		"0780;styrning;7;\"Två rader\r\ni en cell\"\r\n" +
		"0780;klimatberäkningar;2;\r\n" +
		"0780;upphandling;nio;\r\n" +
		"0780;rymdfart;1;\r\n"
	alikeFile = "kommunkod;åtagande;nivå;åtgärd;status\r\n" +
		"0780;styrning;1;1;Klar\r\n0780;styrning;1;2;Klar\r\n0780;styrning;2;1;Klar\r\n0780;styrning;2;2;Klar\r\n0780;styrning;3;1;pågår\r\n"
	strangeFile = "komunkod;Område;nivån\r\n0780;styrning;2\r\n0780;upphandling;1\r\n"
)

// left waits until the page says how much is left to do, also to those who listen.
func (b *tab) left(what string) {
	b.Helper()
	b.until("the page to say "+what, `document.querySelector("[data-left]")?.textContent === %s && document.getElementById("status").textContent === %s`, what, what)
}

// focus is the name of the field that has the focus, with what stands in it.
func (b *tab) focus() string {
	b.Helper()
	return js[string](b, `(document.activeElement.name ?? document.activeElement.tagName) + "=" + (document.activeElement.value ?? "")`)
}

// TestGridByKeyboard puts a file right in the grid with the keys alone, and hands it in.
func TestGridByKeyboard(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	review := b.handIn("trasig.csv", gridFile)
	b.tabTo(`input[name="c-2-2"]`)
	b.do("type a level and go down", chromedp.KeyEvent("a"+kb.Backspace), chromedp.KeyEvent("3"+kb.Enter))
	b.left("2 fel kvar")
	if got := b.focus(); got != "c-5-2=nio" {
		b.Errorf("after enter the focus is on %s", got)
	}
	b.do("type while it is selected", chromedp.KeyEvent("1"))
	b.do("go down with the arrow, which a list of values keeps", chromedp.KeyEvent(kb.Tab))
	b.left("1 fel kvar")
	if got := b.focus(); got != "c-5-3=" {
		b.Errorf("after tab the focus is on %s", got)
	}
	b.do("go back to the commitment", chromedp.Focus(chromedp.CSS(`input[name="c-2-1"]`)), chromedp.KeyEvent(kb.ArrowDown))
	if got := b.focus(); got != "c-5-1=upphandling" {
		b.Errorf("the arrow leads to %s", got)
	}
	b.do("go on and write", chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent("digit"))
	b.do("let go, and take back", chromedp.KeyEvent(kb.Escape))
	if got := b.focus(); got != "c-6-1=rymdfart" {
		b.Errorf("escape leaves %s", got)
	}
	b.do("write another", chromedp.KeyEvent("x"))
	js[bool](b, `(document.activeElement.value = "", true)`)
	b.do("write another", chromedp.KeyEvent("digitalisering"+kb.Enter))
	b.left("Inga fel kvar")
	if got := b.focus(); got != "c-6-1=digitalisering" {
		b.Errorf("on the last row enter leads to %s", got)
	}
	if said := js[string](b, `document.querySelector("h1").innerText`); !strings.Contains(said, "kan sparas") {
		b.Errorf("the page says %q", said)
	}
	if got := b.address(); got != review {
		b.Errorf("the tab is at %s", got)
	}
	if kept := js[string](b, `document.querySelector("textarea").value`); kept != "Två rader\ni en cell" {
		b.Errorf("the comment is %q", kept)
	}
	b.axe("a grid that was put right")
	b.tabTo("form.confirm button")
	b.follow("save", chromedp.KeyEvent(kb.Enter))
	text := js[string](b, `document.querySelector("main").innerText`)
	if !strings.HasPrefix(b.address(), "/lamna-in/kvitto/") || !strings.Contains(text, "3 celler rättades i Pionjärkollen") {
		b.Errorf("saving leads to %s:\n%s", b.address(), text)
	}
	if got := b.level("styrning") + b.level("upphandling"); !strings.HasPrefix(got, "3") {
		b.Errorf("the city's page says %q", got)
	}
}

// TestGridSuggestions takes one suggestion for all that say the same, puts a cell back, and opens a row that had nothing wrong.
func TestGridSuggestions(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.handIn("klar.csv", alikeFile)
	b.do("take it for all", chromedp.Click(chromedp.CSS(".finding-table .use")))
	b.left("Inga fel kvar")
	if n := js[int](b, `document.querySelectorAll(".changed").length`); n != 4 {
		b.Errorf("%d cells are marked as changed, want 4", n)
	}
	if lost := js[bool](b, `document.activeElement === document.body`); lost {
		b.Errorf("the focus is lost")
	}
	b.do("open what was sent", chromedp.Click(chromedp.CSS(`#andrad-3-4 summary`)))
	if sent := js[string](b, `document.querySelector("#andrad-3-4 q").innerText`); sent != "Klar" {
		b.Errorf("it says that %q was sent", sent)
	}
	b.do("put it back", chromedp.Click(chromedp.CSS(`#andrad-3-4 button`)))
	b.left("1 fel kvar")
	b.follow("show all rows", chromedp.Click(chromedp.CSS(".grid-about a")))
	b.do("open a row", chromedp.Click(chromedp.CSS(`button[value="rad:6"]`)))
	b.until("the row to be open", `document.activeElement.name === "c-6-0"`)
	b.do("go to the status", chromedp.Focus(chromedp.CSS(`input[name="c-6-4"]`)))
	if options := js[[]string](b, `[...document.activeElement.list.options].map((o) => o.value)`); len(options) != 4 || options[3] != "genomförd" {
		b.Errorf("the statuses to choose among are %q", options)
	}

	// What the site does not answer stays in its field, and is sent with the next.
	b.watch.expect(403)
	js[bool](b, `(document.querySelector('form.correct [name="csrf"]').value = "fel", true)`)
	b.do("write without a session", chromedp.Focus(chromedp.CSS(`input[name="c-3-4"]`)), chromedp.KeyEvent("x"+kb.Tab))
	b.until("the failure to be said", `!document.querySelector(".grid-failed").hidden`)
	if got := js[string](b, `document.querySelector('input[name="c-3-4"]').value`); !strings.Contains(got, "x") {
		b.Errorf("what was typed is gone: %q", got)
	}
	b.watch.take()
}

// TestGridColumns says what columns are, and the next file with the same headers is read so.
func TestGridColumns(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.handIn("egna.csv", strangeFile)
	b.do("choose a column", chromedp.SetValue(chromedp.CSS("#kolumn-1"), "åtagande"))
	b.axe("strange columns")
	b.do("use them", chromedp.Click(chromedp.CSS(".columns-part button")))
	b.left("Inga fel kvar")
	b.confirm()
	b.handIn("nästa.csv", strings.Replace(strangeFile, ";2", ";3", 1))
	if n := js[int](b, `document.querySelectorAll('tr[data-code="column-remembered"]').length`); n != 3 {
		b.Errorf("%d columns are said to be remembered, want 3", n)
	}
	b.axe("remembered columns")
	b.tick()
	b.confirm()
	if got := b.level("styrning"); !strings.HasPrefix(got, "3") {
		b.Errorf("the city's page says %q", got)
	}
}

// TestGridLooks opens the grid as it is with many errors, in each look.
func TestGridLooks(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	for name, file := range map[string]string{"errors": gridFile, "alike": alikeFile, "strange": strangeFile, "warned": warnedFile + "0780;4;1\r\n0780;5;1\r\n"} {
		b.show(desk)
		path := b.handIn(name+".csv", file)
		b.do("press check", chromedp.Click(chromedp.CSS(".correct-bar button"))) // what scripts put in place is looked at too
		b.until("the check to be done", `!document.querySelector("form.correct").ariaBusy`)
		js[bool](b, `(document.querySelectorAll("details").forEach((d) => (d.open = true)), true)`)
		for _, l := range append(allLooks, look{width: 1280, height: 900, forced: true}) {
			b.show(l)
			b.settled()
			b.fits(name, l)
			b.axe(name + " " + l.String())
			b.targets(name)
		}
		b.show(desk)
		b.open(path + "?rader=alla")
		b.axe(name + " all rows")
	}
}

// TestGridWithoutScripts puts a file right with the form's own button.
func TestGridWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	off := desk
	off.scripts = "off"
	b.show(off)
	b.handIn("trasig.csv", strings.Replace(gridFile, "0780;rymdfart;1;\r\n", "", 1))
	b.do("write", chromedp.Focus(chromedp.CSS(`input[name="c-2-2"]`)))
	js[bool](b, `(document.querySelector('input[name="c-2-2"]').value = "2", document.querySelector('input[name="c-5-2"]').value = "1", true)`)
	if status := b.follow("press enter in a cell", chromedp.KeyEvent(kb.Enter)); status != 200 {
		b.Fatalf("the answer is %d", status)
	}
	text := js[string](b, `document.querySelector("main").innerText`)
	if !strings.Contains(text, "Inga fel kvar") || !strings.Contains(text, "2 celler") {
		b.Errorf("after the button the page says\n%s", text)
	}
	b.follow("put a cell back", chromedp.Click(chromedp.CSS("#andrad-2-2 summary")), chromedp.Click(chromedp.CSS("#andrad-2-2 button")))
	if text := js[string](b, `document.querySelector("[data-left]").innerText`); text != "1 fel kvar" {
		b.Errorf("the page says %q", text)
	}
}
