package browser_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pionjarkollen/data"
)

// TestDownloadThatBreaks loses the connection in the middle of a file: nothing is saved, and trying again helps.
func TestDownloadThatBreaks(t *testing.T) {
	t.Parallel()
	r := newRoad(t, fullSite(t))
	b := newTab(t, r.site, desk)
	const path = "/rapporter/levels.xlsx"
	b.open("/rapporter/levels")
	broken := r.stop(path)
	broken.breaks = true
	b.do("click", linked(path), broken.lift())
	if got := b.saying("Förbindelsen bröts"); got.Bar != "" || len(got.Buttons) != 1 || got.Buttons[0] != "Försök igen" {
		b.Errorf("after the connection broke: %+v", got)
	}
	b.axe("connection that broke")
	b.watch.take() // the browser says so, too
	r.clear()
	b.saves("try again", path, chromedp.Click(chromedp.CSS(".fetching.shown button:not([hidden])")))
	if focus := js[string](b, `document.activeElement.getAttribute("href") ?? ""`); focus != path {
		b.Errorf("after trying again the focus is on %q", focus)
	}
}

// TestDownloadThatIsRefused shows what the server says instead of the file, in the page's language.
func TestDownloadThatIsRefused(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	for _, c := range []struct {
		page, href, want string
		status           int64
	}{
		{"/rapporter/levels", "/rapporter/levels.csv?lan=99", "Urvalet går inte att läsa. Parametern ”lan”", 400},
		{"/en/rapporter/levels", "/rapporter/levels.csv?lan=99&sprak=en", "The selection cannot be read. The parameter “lan”", 400},
		{"/rapporter/levels", "/lamna-in/mall/finns-inte.csv", "Sidan finns inte. ", 404},
		{"/en/rapporter/levels", "/en/lamna-in/mall/finns-inte.csv", "There is no such page. ", 404},
	} {
		b.open(c.page)
		b.watch.expect(c.status)
		js[bool](b, `(() => { const a = document.querySelector("main .take a[data-file]"); a.href = %s; a.click(); return true; })()`, c.href)
		b.until("the refusal", `document.querySelector(".fetching.shown [role=status]")?.innerText`)
		if got := js[fetching](b, readFetching); !strings.HasPrefix(got.Said, c.want) || got.Bar != "" || len(got.Buttons) != 0 {
			b.Errorf("%s: %+v", c.href, got)
		}
	}
}

// TestBusyServer asks for a large file while others hold every place: the page waits as long as the server says, and asks again.
func TestBusyServer(t *testing.T) {
	t.Parallel()
	b, leave := busy(t)
	b.do("click", linked(largeFile))
	if got := b.saying("försök 2 av 6"); got.Bar != "waiting" || len(got.Buttons) != 1 || !strings.Contains(got.Said, "Försöker igen om 1\u00a0s") {
		b.Errorf("while the server is busy: %+v", got)
	}
	b.saves("let the others go", largeFile, leave)
	b.saying("Klar:")
}

// TestServerThatStaysBusy asks as often as the page does by itself; its waits are cut short.
func TestServerThatStaysBusy(t *testing.T) {
	t.Parallel()
	b, leave := busy(t)
	js[bool](b, `(() => { const later = window.setTimeout; window.setTimeout = (f, wait, ...rest) => later(f, wait > 300 ? 1 : wait, ...rest); return true; })()`)
	b.do("click", linked(largeFile))
	if got := b.saying("efter 6 försök"); got.Bar != "" || len(got.Buttons) != 1 || got.Buttons[0] != "Försök igen" {
		b.Errorf("when the page has asked often enough: %+v", got)
	}
	b.axe("server that is busy")
	b.saves("try again when the others have gone", largeFile, leave, chromedp.Click(chromedp.CSS(".fetching.shown button:not([hidden])")))
}

const largeFile = "/rapporter/actions.csv"

// busy opens a page with a large file while others hold every place for one; leave has them go.
func busy(t *testing.T) (b *tab, leave chromedp.Action[chromedp.Void]) {
	t.Helper()
	s := ownSite(t, "", loadLong)
	r := newRoad(t, s)
	hurried := r.stop(largeFile)
	hurried.begin.lift()
	hurried.rest.lift()
	hurried.headers = func(h http.Header) {
		if h.Get("Retry-After") != "" {
			h.Set("Retry-After", "1") // the site says ten seconds
		}
	}
	b = newTab(t, r.site, desk)
	b.open("/rapporter")
	b.watch.expect(http.StatusServiceUnavailable)
	const strangers = 6 // places for all who have no address between them
	others := s.occupy(t, strangers)
	return b, chromedp.Func(func(context.Context, *chromedp.Target) error {
		others()
		return nil
	})
}

// loadLong records actions with long links for some cities: files that do not fit between a server and a client that does not read.
func loadLong(ctx context.Context, db *data.DB) error {
	c := db.Catalogue()
	s := data.Submission{Kind: data.Actions, Edition: c.Current().ID, Sender: data.Sender{Name: "Åsa", Role: "staff"}}
	for _, code := range []string{vaxjo, alvesta, nacka, "0580"} {
		for _, commitment := range c.Current().Commitments {
			for _, level := range commitment.Levels {
				for _, a := range level.Actions {
					s.Reports = append(s.Reports, data.ActionReport{
						Line: len(s.Reports) + 2, Municipality: code, Action: a.ID, Status: data.Underway, Link: "https://example.se/" + strings.Repeat("a", 20_000),
					})
				}
			}
		}
	}
	_, err := db.Record(ctx, s, []byte("raw"))
	return err
}

// occupy asks so many times for the large file and reads no more than that it comes; leave goes away.
func (s *site) occupy(t *testing.T, times int) (leave func()) {
	t.Helper()
	var all []net.Conn
	leave = func() {
		for _, conn := range all {
			_ = conn.Close()
		}
	}
	t.Cleanup(leave)
	for range times {
		conn := must((&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(s.url, "http://")))(t, "call the site")
		all = append(all, conn)
		if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", largeFile); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReaderSize(conn, 16).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
			t.Fatalf("%s %v", line, err)
		}
	}
	return leave
}
