package browser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// seenReference tells which parts of how to cite are seen: the reference, its buttons and links, and whether what is folded is open.
type seenReference struct {
	Open    bool   `json:"open"`
	Text    string `json:"text"` // "" when it is not seen
	Actions int    `json:"actions"`
}

const readReference = `(() => {
	const seen = (e) => e.checkVisibility({ contentVisibilityAuto: true }) && e.getBoundingClientRect().height > 0;
	const box = document.querySelector("#citera"), text = box.querySelector(".citation");
	return { open: box.open === true, text: seen(text) ? text.textContent : "", actions: [...box.querySelectorAll(".figure-actions > *")].filter(seen).length };
})()`

// TestReferencesAreFoldedUntilAskedFor opens how to cite a view with the keyboard, and keeps it open through a filter.
func TestReferencesAreFoldedUntilAskedFor(t *testing.T) {
	t.Parallel()
	b := newTab(t, homeSite(t), desk)
	for _, path := range []string{"/stader/" + vaxjo, "/en/karta", "/samverkan"} {
		b.open(path)
		b.drawn()
		if r := js[seenReference](b, readReference); r.Open || r.Text != "" || r.Actions > 0 {
			t.Errorf("%s: before anybody has asked: %+v", path, r)
		}
		js[bool](b, `document.querySelector("#citera > summary").focus(), true`)
		b.do("open it", chromedp.KeyEvent(kb.Enter))
		b.until("the reference to be seen", `document.querySelector("#citera").open`)
		if r := js[seenReference](b, readReference); !strings.Contains(r.Text, "version=2025/2026") || r.Actions != 3 {
			t.Errorf("%s: opened: %+v", path, r)
		}
		b.axe(path + " reference")
		for _, l := range []look{{width: 320, height: 800, dark: true}, desk} {
			b.fits(path, l)
		}
		b.targets(path)
	}
	b.changeFilterTo("/samverkan", "lan", "07")
	b.until("the reference to follow the filter", `document.querySelector("#citation").textContent.includes("lan=07")`)
	if r := js[seenReference](b, readReference); !r.Open {
		t.Errorf("the filter has closed it: %+v", r)
	}
}

// changeFilterTo chooses a value in the page's filter by its name.
func (b *tab) changeFilterTo(path, name, value string) {
	b.Helper()
	if !js[bool](b, `(([name, value]) => {
		const list = document.querySelector("form.filters select[name=" + name + "]");
		if (list) list.value = value, list.dispatchEvent(new Event("change", { bubbles: true }));
		return !!list;
	})([%s, %s])`, name, value) {
		b.Errorf("%s has no filter %s", path, name)
	}
}

// TestReferencesOnPaper prints folded references where a page is made to be handed on, with the address in words, and nowhere else.
func TestReferencesOnPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t, homeSite(t), desk)
	handedOn := []string{"/stader/" + vaxjo, "/ataganden/finansiering", "/rapporter/utskrift"}
	for _, path := range append(handedOn, "/", "/par/"+alvesta) {
		b.show(desk)
		b.open(path)
		b.drawn()
		d := readDocument(t, run(b, "print "+path, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground())))
		printed := d.on("Så citerar du", "version=2025/2026 (hämtat") > 0
		if printed != slices.Contains(handedOn, path) {
			t.Errorf("%s prints how to cite it: %t", path, printed)
		}
	}
}
