package browser_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long one step in the browser may take. It is reached only by what has gone wrong.
const patience = 30 * time.Second

// look is how a page is shown.
type look struct {
	width, height int64
	dark          bool
	moving        bool   // without the wish for reduced motion
	forced        bool   // forced colours
	print         bool   // as on paper
	scripts       string // "off" switches them off
}

// String names a look in a failure: "dark 1280".
func (l look) String() string {
	theme := "light"
	if l.dark {
		theme = "dark"
	}
	return fmt.Sprintf("%s %d", theme, l.width)
}

var desk = look{width: 1280, height: 900}

// tab is one tab of a browser profile of its own, looking at one site.
type tab struct {
	*testing.T
	site  *site
	ctx   context.Context //nolint:containedctx // the tab is this context
	watch *watch
	told  map[string]string // what axe found, and where first
}

// newTab opens a tab with a fresh profile. What it notices and nobody took fails the test when it ends.
func newTab(t *testing.T, s *site, l look) *tab {
	t.Helper()
	browser := must(shared.browser())(t, "start the browser")
	b := &tab{T: t, site: s, watch: &watch{site: s.url}, told: map[string]string{}}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.watch.see))
	t.Cleanup(cancel)
	b.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: policyListener})
	b.show(l)
	t.Cleanup(func() {
		for _, p := range b.watch.take() {
			t.Errorf("%s", p)
		}
	})
	return b
}

// in is the same tab for a subtest.
func (b *tab) in(t *testing.T) *tab {
	c := *b
	c.T = t
	return &c
}

// do runs steps in the tab.
func (b *tab) do(doing string, steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatalf("%s: %v", doing, err)
	}
}

// run runs one step in the tab and hands back what it found.
func run[T any](b *tab, doing string, step chromedp.Action[T]) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, step)
	if err != nil {
		b.Fatalf("%s: %v", doing, err)
	}
	return value
}

// call sends a command to the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// js evaluates a script in the page. A promise is waited for.
func js[T any](b *tab, script string, args ...any) T {
	b.Helper()
	return run(b, "evaluate "+script, chromedp.Evaluate[T](fill(b, script, args), chromedp.EvalAwaitPromise))
}

// fill replaces each %s of a script by an argument as JSON.
func fill(b *tab, script string, args []any) string {
	b.Helper()
	if len(args) == 0 {
		return script
	}
	texts := make([]any, len(args))
	for i, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			b.Fatalf("write %v as JSON: %v", a, err)
		}
		texts[i] = string(text)
	}
	return fmt.Sprintf(script, texts...)
}

// until waits for a condition in the page, also across pages.
func (b *tab) until(what, condition string, args ...any) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	look := chromedp.Evaluate[bool]("!!(" + fill(b, condition, args) + ")")
	for {
		holds, err := chromedp.Run(ctx, look)
		if holds && err == nil {
			return
		}
		if ctx.Err() != nil {
			b.Fatalf("%s: waited in vain for %s (%v)", b.address(), what, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// show sets how pages are shown from now on.
func (b *tab) show(l look) {
	b.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: l.height, DeviceScaleFactor: 1})
	scheme, motion, colours, media := "light", "reduce", "none", ""
	if l.dark {
		scheme = "dark"
	}
	if l.moving {
		motion = "no-preference"
	}
	if l.forced {
		colours = "active"
	}
	if l.print {
		media = "print"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: motion},
		{Name: "forced-colors", Value: colours},
	}})
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.scripts == "off"})
}

// open goes to an address of the site and returns the answer's status.
func (b *tab) open(path string) int64 { b.Helper(); return b.openExpecting(path, 200) }

// openExpecting opens a page that may answer with an error.
func (b *tab) openExpecting(path string, status int64) int64 {
	b.Helper()
	b.watch.opening(path, status)
	return b.follow("open "+path, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		answer, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: b.site.url + path})
		if err == nil && answer.ErrorText != "" {
			return errors.New(answer.ErrorText)
		}
		return err
	}))
}

// follow does what leads to another page, waits for it, and returns its status. A click that scrolls changes the history too,
// so the new page is known by the moment at which it began.
func (b *tab) follow(doing string, steps ...chromedp.Action[chromedp.Void]) int64 {
	b.Helper()
	began := js[float64](b, "performance.timeOrigin")
	b.do(doing, steps...)
	b.until("another page after: "+doing, `performance.timeOrigin !== %s && document.readyState === "complete"`, began)
	return b.watch.answered()
}

// address is where the tab is.
func (b *tab) address() string {
	b.Helper()
	return run(b, "read the address", chromedp.Location())[len(b.site.url):]
}

// drawn waits until every chart of the page is drawn and stands still.
func (b *tab) drawn() {
	b.Helper()
	b.until("every chart to be drawn", `document.readyState === "complete" &&
		[...document.querySelectorAll("[data-chart]")].every((e) => e.dataset.drawn === "true" && !e.hasAttribute("aria-busy"))`)
}

// signIn uses an invitation as a person does.
func (b *tab) signIn(invitation string) {
	b.Helper()
	if status := b.open(invitation); status != 200 {
		b.Fatalf("the invitation answers %d", status)
	}
	if status := b.follow("press the invitation's button", chromedp.Click(chromedp.CSS("main form button"))); status != 200 {
		b.Fatalf("after the invitation's button: %d", status)
	}
}
