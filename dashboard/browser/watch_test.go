package browser_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// policyListener says on the console what the content security policy stopped.
const policyListener = `document.addEventListener("securitypolicyviolation", (e) =>
	console.error("content security policy: " + e.effectiveDirective + " stopped " + (e.blockedURI || "inline") + " at " + e.sourceFile + ":" + e.lineNumber));`

// watch notices what a page should not do: speak on the console, break its policy, ask another host, ask in vain.
type watch struct {
	site string

	mu       sync.Mutex
	opened   string // the address that was asked for last
	expected int64  // its status
	status   int64  // the newest page's
	asked    map[network.RequestID]string
	problems []string
}

// see is called for everything that happens in the tab.
func (w *watch) see(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if slices.Contains([]runtime.ConsoleAPICalledType{"error", "warning", "assert", "trace"}, e.Type) {
			w.note("console %s: %s", e.Type, spoken(e.Args))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		w.note("exception: %s", text)
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelError && e.Entry.Level != log.EntryLevelWarning {
			return
		}
		if w.expected >= 400 && e.Entry.Source == log.EntrySourceNetwork && strings.Contains(e.Entry.Text, strconv.FormatInt(w.expected, 10)) {
			return
		}
		w.note("console %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *network.EventRequestWillBeSent:
		w.request(e)
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			w.status = e.Response.Status
		}
		if e.Response.Status >= 400 && e.Response.Status != w.expected {
			w.note("%s answered %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
			w.note("%s failed: %s %s", w.asked[e.RequestID], e.ErrorText, e.BlockedReason)
		}
	}
}

// request notes a request to another host.
func (w *watch) request(e *network.EventRequestWillBeSent) {
	if w.asked == nil {
		w.asked = map[network.RequestID]string{}
	}
	w.asked[e.RequestID] = e.Request.URL
	u, err := url.Parse(e.Request.URL)
	if err != nil {
		w.note("request to %q: %v", e.Request.URL, err)
		return
	}
	switch u.Scheme {
	case "data", "blob", "about":
	default:
		if u.Scheme+"://"+u.Host != w.site {
			w.note("request to another host: %s", e.Request.URL)
		}
	}
}

func (w *watch) note(format string, args ...any) {
	w.problems = append(w.problems, w.opened+": "+fmt.Sprintf(format, args...))
}

// opening says which page what follows belongs to, and what it is to answer with.
func (w *watch) opening(path string, status int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.opened, w.expected = path, status
}

// expect lets the next pages answer with another status.
func (w *watch) expect(status int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.expected = status
}

// moved says that the site is at another address now.
func (w *watch) moved(site string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.site = site
}

// answered is the status of the newest page.
func (w *watch) answered() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status
}

// take hands over what was noticed, and forgets it.
func (w *watch) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	problems := w.problems
	w.problems = nil
	return problems
}

// spoken is what a console call said.
func spoken(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if text := strings.Trim(string(a.Value), `"`); text != "" {
			words = append(words, text)
		} else {
			words = append(words, a.Description)
		}
	}
	return strings.Join(words, " ")
}
