package browser_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// road is a way to a site on which a test may stop answers: real HTTP between the browser and the site.
type road struct {
	*site // as the browser sees it, at the road's address

	mu    sync.Mutex
	stops map[string]*halt // by path
}

// halt is where the answers of one path wait: before their headers, and in the middle of their body.
type halt struct {
	begin, rest gate
	breaks      bool              // the connection ends in the middle instead of going on
	headers     func(http.Header) // changes them; nil leaves them as they are
	asked       atomic.Int32      // how often the browser has asked
}

// newRoad opens a road to a site until the test ends.
func newRoad(t *testing.T, s *site) *road {
	t.Helper()
	target := must(url.Parse(s.url))(t, "read the site's address")
	r := &road{stops: map[string]*halt{}}
	server := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(target)
			p.Out.Host = p.In.Host
		},
		FlushInterval:  -1,
		ModifyResponse: r.pass,
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) {}, // the browser has gone
	})
	t.Cleanup(server.Close)
	seen := *s
	seen.url = server.URL
	r.site = &seen
	return r
}

// stop makes the answers of a path wait from now on.
func (r *road) stop(path string) *halt {
	s := &halt{begin: newGate(), rest: newGate()}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stops[path] = s
	return s
}

// clear lets all answers pass that are asked for from now on.
func (r *road) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.stops)
}

func (r *road) pass(a *http.Response) error {
	r.mu.Lock()
	s := r.stops[a.Request.URL.Path]
	r.mu.Unlock()
	if s == nil {
		return nil
	}
	s.asked.Add(1)
	if s.headers != nil {
		s.headers(a.Header)
	}
	ctx := a.Request.Context()
	a.Body = &halted{ReadCloser: a.Body, stop: s, left: a.ContentLength / 2, ctx: ctx}
	return s.begin.pass(ctx)
}

// lift lets everything pass.
func (h *halt) lift() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(context.Context, *chromedp.Target) error {
		h.begin.lift()
		h.rest.lift()
		return nil
	})
}

// halted is a body that waits in the middle.
type halted struct {
	io.ReadCloser
	stop *halt
	left int64           // bytes before the middle
	ctx  context.Context //nolint:containedctx // of the request whose answer this is
}

func (h *halted) Read(p []byte) (int, error) {
	if h.left > 0 {
		n, err := h.ReadCloser.Read(p[:min(int64(len(p)), h.left)])
		h.left -= int64(n)
		return n, err
	}
	if err := h.stop.rest.pass(h.ctx); err != nil {
		return 0, err
	}
	if h.stop.breaks {
		return 0, io.ErrUnexpectedEOF
	}
	return h.ReadCloser.Read(p)
}

// gate is shut until it is opened.
type gate struct {
	open chan struct{}
	once *sync.Once
}

func newGate() gate { return gate{make(chan struct{}), &sync.Once{}} }

// lift opens the gate for good.
func (g gate) lift() { g.once.Do(func() { close(g.open) }) }

// pass waits for the gate to open, as long as somebody wants to get through.
func (g gate) pass(ctx context.Context) error {
	select {
	case <-g.open:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
