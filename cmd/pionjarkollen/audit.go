package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

func auditCommand() command {
	return command{
		name: "audit", operands: "verify|export",
		summary: "check the audit log, or write it as CSV, also while the server is running",
		help: `
Is the log whole, with no row changed, added or taken away?

    pionjarkollen audit verify --db /var/lib/pionjarkollen/pionjarkollen.duckdb

All of May for an incident report, for Swedish Excel:

    pionjarkollen audit export --from 2026-05-01 --until 2026-05-31 -o logg.csv

Exit code 0: the log is whole, or written. 1: it is not whole; each place is named. 2: it could not be read.
Rows are sealed with the key file: with another key than theirs only their order can be checked. Exports kept on another
machine help against somebody who has both the database and the key. What was found stays found: --after leaves out what has
been looked into.`,
		setup: func(fs *flag.FlagSet) action {
			a := auditor{}
			fs.StringVar(&a.db, "db", defaultDatabase, "`PATH` of the database")
			fs.Int64Var(&a.after, "after", 0, "verify: leave out what was found up to and with this `ROW`, because it is known")
			fs.StringVar(&a.from, "from", "", "export from the beginning of this `DATE`, such as 2026-05-01")
			fs.StringVar(&a.until, "until", "", "export to the end of this `DATE`")
			fs.StringVar(&a.output, "o", "", "`FILE` to write, whole or not at all; standard output when left out")
			fs.StringVar(&a.lang, "lang", "sv", "language of the export: `sv|en`")
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) != 1 || args[0] != "verify" && args[0] != "export" {
					return usageError("say verify or export")
				}
				if err := mustExist(a.db); err != nil {
					return err
				}
				if args[0] == "verify" {
					return a.verify(ctx, p)
				}
				return a.export(ctx, p)
			}
		},
	}
}

// auditor is what audit was asked for with.
type auditor struct {
	db, from, until, output, lang string
	after                         int64
}

func (a auditor) verify(ctx context.Context, p *program) error {
	var r audit.Report
	err := lookOrAsk(ctx, a.db, func(_ *data.DB, l *audit.Log) (err error) {
		r, err = l.VerifyForShell(ctx)
		return err
	}, &r, audit.VerifyRequest)
	if err != nil {
		return err
	}
	for _, b := range r.Breaks {
		if b.ID > a.after {
			fmt.Fprintf(p.stdout, "row %d: %s [%s]\n", b.ID, b.Reason.Text().EN, b.Reason)
		}
	}
	if r.OtherEnd > a.after {
		fmt.Fprintf(p.stdout, "%d rows up to row %d are sealed with another key than the present one; only their order can be checked\n", r.OtherKey, r.OtherEnd)
	}
	if !r.WholeAfter(a.after) {
		fmt.Fprintf(p.stdout, "the audit log is NOT whole: %d rows, the newest %d\n", r.Rows, r.Last)
		return errRejected
	}
	fmt.Fprintf(p.stdout, "the audit log is whole: %d rows, the newest %d\n", r.Rows, r.Last)
	return nil
}

func (a auditor) export(ctx context.Context, p *program) (err error) {
	ask := audit.Ask{Lang: locale.Lang(a.lang)}
	if err := oneOf("--lang", a.lang, locale.Langs[:]...); err != nil {
		return err
	}
	if ask.From, err = dayIn("--from", a.from, 0); err != nil {
		return err
	}
	if ask.Until, err = dayIn("--until", a.until, 1); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "pionjarkollen-audit-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	file := filepath.Join(folder, "audit.csv")
	text, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	var rows int
	err = lookOrAsk(ctx, a.db, func(_ *data.DB, l *audit.Log) (err error) {
		rows, err = l.ExportForShell(ctx, file, ask)
		return err
	}, &rows, audit.ExportRequest, file, string(text))
	if err != nil {
		return err
	}
	return writeTo(p.stdout, a.output, func(w io.Writer) error {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
}

// dayIn returns when a day in Sweden begins, or a later one; "" is the zero time.
func dayIn(flagName, day string, later int) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	sweden, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.ParseInLocation(time.DateOnly, day, sweden)
	if err != nil {
		return time.Time{}, usagef("%s is %q, want a day such as 2026-05-01", flagName, day)
	}
	return t.AddDate(0, 0, later).UTC(), nil
}
