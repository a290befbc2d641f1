package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/pdf"
	"pionjarkollen/dashboard/report"
)

// pdfFormat is the format of documents, which are the site's own pages on paper.
const pdfFormat = "pdf"

// documents are what can be had as a document.
var documents = [...]report.What{report.Whole, report.City, report.Commitment}

// page is the path of the page that is printed.
func (r reporter) page(q report.Question) (string, error) {
	f, lang := q.Filter, locale.Lang(r.lang)
	path := lang.Prefix() + "/rapporter/utskrift"
	switch report.What(r.what) {
	case report.City:
		code, err := q.OneCity()
		if err != nil {
			return "", err
		}
		f.Cities = nil
		path = lang.Prefix() + "/stader/" + code
	case report.Commitment:
		slug, err := q.Commitment()
		if err != nil {
			return "", err
		}
		path = lang.Prefix() + "/ataganden/" + slug
	}
	if query := f.Query(q.DB.Catalogue()); len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path, nil
}

// print serves the site to this machine alone for as long as it takes to print one of its pages.
func (r reporter) print(ctx context.Context, p *program, q report.Question) (err error) {
	path, err := r.page(q)
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
		DB: q.DB, Log: slog.New(slog.DiscardHandler), PublicURL: r.publicURL, Operator: r.operator, Licence: r.licence, Version: buildVersion(),
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
