package browser_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// house is what the tests share: one browser, and sites that no test writes to.
type house struct {
	browser func() (context.Context, error)
	full    func() (*site, error) // with the example submissions
	empty   func() (*site, error) // nobody has handed in

	mu      sync.Mutex
	closing []func() error
}

// shared is set once, by TestMain.
var shared *house

func TestMain(m *testing.M) {
	shared = &house{}
	shared.browser = sync.OnceValues(shared.startBrowser)
	shared.full = sync.OnceValues(func() (*site, error) { return shared.keep(startSite("", fixedClock(), loadExamples)) })
	shared.empty = sync.OnceValues(func() (*site, error) { return shared.keep(startSite("", fixedClock(), nil)) })
	code := m.Run()
	if err := shared.close(); err != nil {
		fmt.Fprintln(os.Stderr, "closing what the tests shared:", err)
		code = 1
	}
	os.Exit(code)
}

// keep closes a site when all tests are done.
func (h *house) keep(s *site, err error) (*site, error) {
	if err == nil {
		h.mu.Lock()
		h.closing = append(h.closing, s.close)
		h.mu.Unlock()
	}
	return s, err
}

func (h *house) close() error {
	var errs []error
	for _, shut := range slices.Backward(h.closing) {
		errs = append(errs, shut())
	}
	return errors.Join(errs...)
}

// programs are the names a Chromium may have.
var programs = []string{"chromium", "chromium-browser", "google-chrome"}

// program finds the browser.
func program() (string, error) {
	if named := os.Getenv("CHROMIUM"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("CHROMIUM=%s is no program: %w", named, err)
		}
		return path, nil
	}
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chromium: `make test` installs it, `apt-get install chromium` does too; CHROMIUM names another one")
}

// startBrowser starts Chromium with a user data folder of its own.
func (h *house) startBrowser() (context.Context, error) {
	path, err := program()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "sv-SE"), chromedp.WindowSize(1280, 900),
	)
	outer, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(outer)
	start := make(chan error, 1)
	go func() { start <- chromedp.Do(ctx) }()
	select {
	case err = <-start:
	case <-time.After(time.Minute):
		err = errors.New("it does not answer")
	}
	if err != nil {
		stop()
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closing = append(h.closing, func() error {
		defer stop()
		return chromedp.Cancel(ctx)
	})
	return ctx, nil
}

// fullSite is the site with the example submissions. It must not be written to.
func fullSite(t *testing.T) *site {
	t.Helper()
	return must(shared.full())(t, "start the site with the examples")
}

// emptySite is the site before anybody has handed in. It must not be written to.
func emptySite(t *testing.T) *site {
	t.Helper()
	return must(shared.empty())(t, "start the empty site")
}

// must hands on a value, or ends the test with what could not be done.
func must[T any](value T, err error) func(t *testing.T, doing string) T {
	return func(t *testing.T, doing string) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", doing, err)
		}
		return value
	}
}
