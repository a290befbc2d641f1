package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/pdf"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// pdfFormat is the format of documents, which are the site's own pages on paper.
const pdfFormat = "pdf"

// documents are what can be had as a document.
var documents = [...]report.What{"edition", "city", "commitment"}

// document is what only a document is asked for with.
type document struct{ city, commitment, operator, licence, publicURL string }

func (d *document) flags(fs *flag.FlagSet) {
	fs.StringVar(&d.city, "city", "", "`CODE` of the municipality of --what city, such as 0780")
	fs.StringVar(&d.commitment, "commitment", "", "`SLUG` of the commitment of --what commitment, such as finansiering")
	fs.StringVar(&d.operator, "operator", "", "`NAME` of the publisher, as with serve; on a document's cover")
	fs.StringVar(&d.licence, "licence", dashboard.CC0Licence, "`ADDRESS` of the licence of the figures, as with serve")
	fs.StringVar(&d.publicURL, "public-url", "", "the `URL` people reach the site at, as with serve; said as a document's source")
}

// whats are the reports that the format can write.
func (r reporter) whats() []report.What {
	if r.format == pdfFormat {
		return documents[:]
	}
	return report.Whats[:]
}

// page is the path of the page that is printed.
func (r reporter) page(c *data.Catalogue, f analytics.Filter) (string, error) {
	prefix := locale.Lang(r.lang).Prefix()
	switch r.what {
	case "city":
		if c.Municipality(r.city) == nil {
			if r.city == "" {
				return "", usagef("--what city needs --city, such as 0780")
			}
			near := nearest(c.Municipalities, r.city)
			return "", usagef("--city is %q, which is no municipality's code; the nearest is %s %s", r.city, near.Code, near.Name)
		}
		prefix += "/stader/" + r.city
	case "commitment":
		slugs := make([]string, len(f.Edition.Commitments))
		for i := range f.Edition.Commitments {
			slugs[i] = f.Edition.Commitments[i].Slug
		}
		if err := oneOf("--commitment", r.commitment, slugs...); err != nil {
			return "", err
		}
		prefix += "/ataganden/" + r.commitment
	default:
		prefix += "/rapporter/utskrift"
	}
	if q := f.Query(c); len(q) > 0 {
		prefix += "?" + q.Encode()
	}
	return prefix, nil
}

// print serves the site to this machine alone for as long as it takes to print one of its pages.
func (r reporter) print(ctx context.Context, p *program, db *data.DB, f analytics.Filter) (err error) {
	path, err := r.page(db.Catalogue(), f)
	if err != nil {
		return err
	}
	browser, err := pdf.Find(p.getenv("CHROMIUM"))
	if err != nil {
		return fmt.Errorf("%w: install Chromium (Debian: apt-get install chromium) or name one in the environment variable CHROMIUM, "+
			"or open %s on the site and choose “Save as PDF” where the browser prints", err, path)
	}
	if pdf.Unconfined() {
		fmt.Fprintln(p.stderr, "pionjarkollen report: root runs Chromium, so it runs without its sandbox; it opens nothing but the site's own page")
	}
	site, err := dashboard.New(dashboard.Options{
		DB: db, Log: slog.New(slog.DiscardHandler), PublicURL: r.publicURL, Operator: r.operator, Licence: r.licence, Version: buildVersion(),
	})
	if err != nil {
		return err
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(fmt.Errorf("serve the page to print: %w", err), site.Shutdown(ctx))
	}
	served := make(chan error, 1)
	go func() { served <- site.Serve(ln) }()
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		err = errors.Join(err, site.Shutdown(last))
		_ = ln.Close() // ends a Serve that Shutdown came too early for
		err = errors.Join(err, <-served)
	}()
	paper, err := pdf.Print(ctx, browser, "http://"+ln.Addr().String()+path)
	if err != nil {
		return err
	}
	return writeTo(p.stdout, r.output, func(w io.Writer) error {
		_, err := w.Write(paper)
		return err
	})
}

// documentHelp explains documents by example.
var documentHelp = strings.TrimSpace(`
A whole edition as a document for paper, one city for its kommunstyrelse, or one commitment; Chromium must be installed:

    pionjarkollen report --what edition --format pdf -o rapport.pdf
    pionjarkollen report --what city --city 0780 --format pdf -o vaxjo.pdf
    pionjarkollen report --what commitment --commitment finansiering --format pdf --lang en -o financing.pdf`)
