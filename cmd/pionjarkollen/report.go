package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/dashboard/report/bundle"
	"pionjarkollen/data"
)

func reportCommand() command {
	return command{
		name:    "report",
		summary: "write the same reports as the site's, without the site",
		help:    reportHelp,
		setup: func(fs *flag.FlagSet) action {
			r := reporter{asked: url.Values{}}
			fs.StringVar(&r.what, "what", "", "`NAME` of the report, of those above")
			fs.StringVar(&r.format, "format", "csv", "how it is written: `csv|csv-excel|json|xlsx|parquet|pdf|zip`")
			fs.StringVar(&r.output, "o", "", "`FILE` to write, whole or not at all; standard output when left out")
			fs.StringVar(&r.db, "db", defaultDatabase, "`PATH` of the database")
			fs.StringVar(&r.lang, "lang", "sv", "language of headings for people: `sv|en`")
			fs.StringVar(&r.operator, "operator", "", "`NAME` of the publisher, as with serve; said in every file")
			fs.StringVar(&r.licence, "licence", dashboard.CC0Licence, "`ADDRESS` of the licence of the figures, as with serve")
			fs.StringVar(&r.publicURL, "public-url", "", "the `URL` people reach the site at, as with serve; files then name their address there as their source")
			for _, p := range slices.Concat(narrowing[:], choosing[:]) {
				p.register(fs, r.asked)
			}
			return func(ctx context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				return r.run(ctx, p)
			}
		},
	}
}

// zipFormat is the format of a whole edition.
const zipFormat = "zip"

// reporter is what one report was asked for with.
type reporter struct {
	what, format, output, db, lang string
	operator, licence, publicURL   string
	asked                          url.Values // under the names of the site's parameters
}

// tables are the reports that are tables.
func tables() []report.What {
	return slices.Concat(report.Whats[:], report.Chosen[:], report.References[:])
}

// whats are the reports that the format can write.
func (r reporter) whats() []report.What {
	switch r.format {
	case pdfFormat:
		return documents[:]
	case zipFormat:
		return []report.What{report.Whole}
	}
	return tables()
}

// check returns a usage error for what can be told without a database.
func (r reporter) check(p *program) error {
	formats := append(report.Formats[:], pdfFormat, zipFormat)
	if r.what == string(report.Whole) {
		formats = []report.Format{pdfFormat, zipFormat}
	}
	for _, err := range [...]error{
		oneOf("--format", r.format, formats...),
		oneOf("--what", r.what, r.whats()...),
		oneOf("--lang", r.lang, locale.Langs[:]...),
	} {
		if err != nil {
			return err
		}
	}
	if binary := report.Format(r.format).Binary() || r.format == pdfFormat || r.format == zipFormat; binary && r.output == "" && terminal(p.stdout) {
		return usagef("--format %s is nothing to look at in a terminal; name a file with -o", r.format)
	}
	return nil
}

func (r reporter) run(ctx context.Context, p *program) (err error) {
	if err := r.check(p); err != nil {
		return err
	}
	own, err := r.own()
	if err != nil {
		return err
	}
	home, err := dashboard.Home(r.publicURL)
	if err != nil {
		return usagef("--public-url is %q, want a scheme and a host, such as https://pionjarkollen.example.se", r.publicURL)
	}
	if err := mustExist(r.db); err != nil {
		return err
	}
	db, err := openDatabase(ctx, r.db, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	f, err := analytics.ParseFilter(r.asked, db.Catalogue(), db.Now())
	if err != nil {
		return r.mistake(db.Catalogue(), err)
	}
	q := report.Question{DB: db, Analyst: analytics.New(db), Filter: f, Own: own, Consents: dashboard.Consents(db)}
	if r.format == pdfFormat {
		return r.mistake(db.Catalogue(), r.print(ctx, p, q))
	}
	made, err := dashboard.Made(ctx, db, f)
	if err != nil {
		return err
	}
	m := report.Meta{Lang: r.lang, Source: r.source(home, q), Now: made, Publisher: r.operator, Licence: r.licence}
	return r.mistake(db.Catalogue(), writeTo(p.stdout, r.output, func(w io.Writer) error {
		if r.format == zipFormat {
			return writeEdition(ctx, w, db, q, m)
		}
		return q.Write(ctx, w, report.What(r.what), report.Format(r.format), m)
	}))
}

// writeEdition writes a whole edition.
func writeEdition(ctx context.Context, w io.Writer, db *data.DB, q report.Question, m report.Meta) error {
	b, err := bundle.New(ctx, q.Analyst, db.Catalogue(), q.Filter, m)
	if err != nil {
		return err
	}
	b.Address = bundle.Beside(m.Source)
	return b.WriteZip(ctx, w)
}

// source is where the file is found on the site, where that is known.
func (r reporter) source(home string, q report.Question) string {
	if home == "" {
		return "Pionjärkollen"
	}
	suffix := report.Format(r.format).Suffix()
	if r.format == zipFormat {
		suffix = ".zip"
	}
	address := home + report.Folder(report.What(r.what)) + r.what + suffix
	if query := q.Query(locale.Lang(r.lang)); len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// terminal tells whether what is written to w is shown to somebody.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nowhere, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, nowhere)
}

// writeTo lets write fill a file beside path, which takes path's place when it is complete; "" is stdout.
func writeTo(stdout io.Writer, path string, write func(io.Writer) error) (err error) {
	if path == "" {
		return write(stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", path, errors.Join(err, os.Remove(f.Name())))
		}
	}()
	const readableByAll = 0o644
	if err := errors.Join(write(f), f.Chmod(readableByAll), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
