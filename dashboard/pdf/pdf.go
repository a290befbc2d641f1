// Package pdf makes documents of the site's pages as a person would: it opens them in an installed Chromium and prints them.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Names are the names that a Chromium is looked for under, in this order.
var Names = [...]string{"chromium", "chromium-browser", "google-chrome"}

// ErrNoBrowser is that no Chromium was found.
var ErrNoBrowser = errors.New("there is no Chromium here to make a PDF with")

// patience is how long one document may take.
const patience = 2 * time.Minute

// Find returns the path of the Chromium called named, or where that is "" of the first of Names that is installed. It returns an error
// that wraps ErrNoBrowser where there is none.
func Find(named string) (string, error) {
	if named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("%w: CHROMIUM names %s, which is no program", ErrNoBrowser, named)
		}
		return path, nil
	}
	for _, name := range Names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// Unconfined tells whether Chromium runs without its sandbox: it refuses to start with it where root asks.
func Unconfined() bool { return os.Getuid() == 0 }

// Print opens one of the site's pages in the Chromium at program, waits until every chart is at hand, and returns the page as a tagged
// PDF with bookmarks, in the sizes of paper that its style asks for. A chart that does not come is an error: a document with a gap is
// worse than none.
func Print(ctx context.Context, program, address string) ([]byte, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.DisableGPU, chromedp.Flag("disable-component-update", true))
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, leave := chromedp.NewContext(ctx)
	defer leave()

	answer, err := chromedp.Run(ctx, chromedp.NavigateResponse(address))
	if err != nil {
		return nil, fmt.Errorf("open %s in %s: %w", address, program, err)
	}
	if answer.Status != http.StatusOK {
		return nil, fmt.Errorf("open %s: it answers %d", address, answer.Status)
	}
	missing, err := chromedp.Run(ctx, chromedp.Evaluate[[]string]("window.pionjarkollen.readyToPrint()", chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("wait for the charts of %s: %w", address, err)
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("print %s: the charts %s did not come", address, strings.Join(missing, ", "))
	}
	paper, err := chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		return nil, fmt.Errorf("print %s: %w", address, err)
	}
	if !bytes.HasPrefix(paper, []byte("%PDF-")) {
		return nil, fmt.Errorf("print %s: %s gave no PDF", address, program)
	}
	return paper, nil
}
