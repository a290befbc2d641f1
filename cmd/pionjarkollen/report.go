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
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

func reportCommand() command {
	return command{
		name:    "report",
		summary: "write the same reports as the site's, without the site",
		help: `
Every city and commitment, for Swedish Excel:

    pionjarkollen report --what matrix --format csv-excel -o matris.csv

How the cities are distributed, as it was at the end of June, for another program:

    pionjarkollen report --what levels --format json --as-of 2026-06-30

Reports: matrix (a row per city, a column per commitment), levels (a row per commitment and state), declarations (a row
per city and commitment, in the columns of a levels file), actions (a row per city and reported action), coverage (a row per city).
Comments are never in a report. A file that rests on invented examples says so.`,
		setup: func(fs *flag.FlagSet) action {
			r := reporter{}
			fs.StringVar(&r.what, "what", "", "which report: `matrix|levels|declarations|actions|coverage`")
			fs.StringVar(&r.format, "format", "csv", "how it is written: `csv|csv-excel|json|xlsx|parquet`")
			fs.StringVar(&r.edition, "edition", "", "`EDITION` of the contract, such as 2025/2026; the newest when left out")
			fs.StringVar(&r.asOf, "as-of", "", "the answers as they stood at the end of this `DATE`, such as 2026-06-30; now when left out")
			fs.StringVar(&r.output, "o", "", "`FILE` to write, whole or not at all; standard output when left out")
			fs.StringVar(&r.db, "db", defaultDatabase, "`PATH` of the database")
			fs.StringVar(&r.lang, "lang", "sv", "language of headings for people: `sv|en`")
			return func(ctx context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				return r.run(ctx, p)
			}
		},
	}
}

// reporter is what one report was asked for with.
type reporter struct{ what, format, edition, asOf, output, db, lang string }

func (r reporter) run(ctx context.Context, p *program) (err error) {
	for _, err := range [...]error{
		oneOf("--what", r.what, report.Whats[:]...),
		oneOf("--format", r.format, report.Formats[:]...),
		oneOf("--lang", r.lang, locale.Langs[:]...),
	} {
		if err != nil {
			return err
		}
	}
	if err := mustExist(r.db); err != nil {
		return err
	}
	db, err := openDatabase(ctx, r.db, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	f, err := analytics.ParseFilter(url.Values{"version": {r.edition}, "datum": {r.asOf}}, db.Catalogue(), db.Now())
	if bad, ok := errors.AsType[*analytics.FilterError](err); ok {
		if bad.Parameter == "datum" {
			return usagef("--as-of is %q, want a day no later than %s", bad.Value, strings.Join(bad.Allowed, ", "))
		}
		return usagef("--edition is %q, want %s", bad.Value, strings.Join(bad.Allowed, ", "))
	}
	if err != nil {
		return err
	}
	return writeTo(p.stdout, r.output, func(w io.Writer) error {
		return report.Write(ctx, w, analytics.New(db), report.What(r.what), report.Format(r.format), f,
			report.Meta{Lang: r.lang, Source: "Pionjärkollen", Now: db.Now()})
	})
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
