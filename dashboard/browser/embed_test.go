package browser_test

import (
	"fmt"
	"html"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/access"
)

// homeSite is a site with the examples that knows the address it answers at.
func homeSite(t *testing.T) *site {
	t.Helper()
	ln := must((&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0"))(t, "listen")
	s := must(serveSite(ln, "http://"+ln.Addr().String(), "", fixedClock(), loadExamples, access.Options{Demo: true}))(t, "start a site")
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Errorf("close the site: %v", err)
		}
	})
	return s
}

// otherSite is a page of somebody else with what is given in its body.
func otherSite(t *testing.T, body string) *site {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			fmt.Fprint(w, `<!doctype html><html lang="sv"><link rel="icon" href="data:,"><title>En annan webbplats</title><body>`+body)
		}
	}))
	t.Cleanup(server.Close)
	return &site{url: server.URL}
}

// inFrame waits for a condition within the page's only frame.
func (b *tab) inFrame(what, condition string) {
	b.Helper()
	var frame *cdp.Frame
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		tree := call(b, page.GetFrameTree, cdp.Empty{}).FrameTree
		if len(tree.ChildFrames) != 1 {
			continue
		}
		frame = tree.ChildFrames[0].Frame
		world := call(b, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame.ID})
		found := call(b, runtime.Evaluate, runtime.EvaluateParams{
			Expression: "!!(" + condition + ")", ContextID: world.ExecutionContextID, ReturnByValue: new(true),
		})
		if found.Result != nil && string(found.Result.Value) == "true" {
			return
		}
	}
	b.Fatalf("the frame (%+v): waited in vain for %s", frame, what)
}

// TestChartInAFrameOfAnotherSite puts the snippet of a figure into a page on another port, where its chart is drawn; what the snippet is
// copied from may not be framed.
func TestChartInAFrameOfAnotherSite(t *testing.T) {
	t.Parallel()
	s := homeSite(t)
	b := newTab(t, s, desk)
	b.open("/")
	b.drawn()
	b.do("open the snippet", chromedp.Click(chromedp.CSS("#fig-levels .embed-code summary")))
	b.axe("open snippet")
	snippet := js[string](b, `document.querySelector("#fig-levels-embed").value`)
	if !strings.HasPrefix(snippet, `<iframe src="`+html.EscapeString(s.url)+`/badda-in/levels"`) {
		t.Fatalf("the snippet is %s", snippet)
	}
	for name, c := range map[string]struct {
		body   string
		framed bool
	}{
		"snippet":       {snippet, true},
		"dark, English": {`<iframe src="` + s.url + `/en/badda-in/map?tema=mork" title="x" width="600" height="700"></iframe>`, true},
		"the page":      {`<iframe src="` + s.url + `/" title="x"></iframe>`, false},
		"the API":       {`<iframe src="` + s.url + `/api/v1/matrix" title="x"></iframe>`, false},
		"signing in":    {`<iframe src="` + s.url + `/logga-in" title="x"></iframe>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, otherSite(t, c.body), desk)
			b.open("/")
			if c.framed {
				b.inFrame("the chart to be drawn", `document.querySelector(".chart").dataset.drawn === "true" && document.querySelector(".chart canvas").width > 200`)
				b.inFrame("links to leave the frame", `[...document.links].every((a) => (a.target || document.querySelector("base").target) === "_blank")`)
				if strings.Contains(c.body, "mork") {
					b.inFrame("dark paper", `getComputedStyle(document.body).backgroundColor === "rgb(18, 22, 20)"`)
				}
				b.watch.mu.Lock()
				b.watch.problems = slices.DeleteFunc(b.watch.problems, func(p string) bool { return strings.Contains(p, "another host: "+s.url) })
				b.watch.mu.Unlock()
				return
			}
			b.until("the frame to be refused", `document.readyState === "complete"`)
			var said string
			for end := time.Now().Add(patience); time.Now().Before(end) && !strings.Contains(said, "frame-ancestors"); time.Sleep(50 * time.Millisecond) {
				said += strings.Join(b.watch.take(), "\n")
			}
			if !strings.Contains(said, "frame-ancestors") {
				t.Errorf("%s was framed: %s", c.body, said)
			}
		})
	}
}

// TestChartAlone looks at the page in the frame at common widths, in both themes, and without scripts.
func TestChartAlone(t *testing.T) {
	t.Parallel()
	s := fullSite(t)
	for _, l := range []look{{width: 320, height: 700}, {width: 640, height: 700, dark: true}, {width: 1200, height: 700}} {
		t.Run(l.String(), func(t *testing.T) {
			b := newTab(t, s, l)
			for _, path := range []string{"/badda-in/levels", "/en/badda-in/matrix", "/badda-in/profile?stad=0780&tema=mork", "/badda-in/map", "/badda-in/next-step?stad=0780&atagande=finansiering&tema=ljus"} {
				b.open(path)
				b.drawn()
				for _, d := range b.drawings() {
					d.check(b, path)
				}
				if wide := js[int](b, `document.documentElement.scrollWidth`); int64(wide) > l.width {
					b.Errorf("%s is %d wide", path, wide)
				}
				b.axe(path)
				b.do("show the table", chromedp.Click(chromedp.CSS("[data-toggle-table]")))
				b.until("the table", `document.querySelector(".figure-table table").checkVisibility()`)
			}
		})
	}
	quiet := newTab(t, s, look{width: 640, height: 700, scripts: "off"})
	quiet.open("/badda-in/levels")
	if v := js[bare](quiet, readBare); v.Tables != 1 || v.Charts != 0 || len(v.Dead) > 0 {
		t.Errorf("without scripts: %+v", v)
	}
}
