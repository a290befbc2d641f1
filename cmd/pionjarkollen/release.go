package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
)

func releaseCommand() command {
	return command{
		name: "release", operands: "list|verify|freeze",
		summary: "list the frozen releases, read them through, or freeze one, also while the server is running",
		help: `
Is every file of every release what was frozen, and is every release there that the audit log knows of?

    pionjarkollen release verify --db /var/lib/pionjarkollen/pionjarkollen.duckdb

Which are there?

    pionjarkollen release list

What would be frozen now, and how does it differ from the release before? Nothing is frozen by this:

    pionjarkollen release freeze

Freeze it. The notes say what has changed and why; they are public for ever, and name nobody. @FILE reads them from a file, @- from
standard input:

    pionjarkollen release freeze --yes --notes-sv "Alla städer har lämnat in." --notes-en "Every city has handed in."
    pionjarkollen release freeze --yes --edition 2025/2026 --notes-sv @anteckning.txt --data-version 412

While the server runs, it freezes the release, with the address, publisher and licence that it was given, as it does for staff
(/personal/utgavor). While it does not, name them as with serve:

    pionjarkollen release freeze --yes --notes-sv @anteckning.txt --public-url https://pionjarkollen.example.se --operator Exempelmyndigheten

Releases lie beside the database in pionjarkollen.duckdb.releases. A file that is
not what was frozen is sent to nobody: move the release's folder aside and restore a backup, which puts back what is missing.

Exit code 0: every release is whole, or listed; the release is frozen, or would be. 1: one is not whole, and each file is named; or
nothing is frozen, and why. 2: they could not be read, or what was asked cannot be meant.`,
		setup: func(fs *flag.FlagSet) action {
			db := databaseFlag(fs)
			f := freezer{}
			f.flags(fs)
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) != 1 || args[0] != "list" && args[0] != "verify" && args[0] != "freeze" {
					return usageError("say list, verify or freeze")
				}
				f.db = *db
				if args[0] == "freeze" {
					return f.run(ctx, p)
				}
				if f.yes || f.notes != (release.Text{}) {
					return usagef("--yes, --notes-sv and --notes-en go with freeze, not with %s", args[0])
				}
				if err := mustExist(*db); err != nil {
					return err
				}
				if args[0] == "list" {
					return listReleases(ctx, p, *db)
				}
				return verifyReleases(ctx, p, *db)
			}
		},
	}
}

func listReleases(ctx context.Context, p *program, path string) error {
	var all []release.Checked
	err := lookOrAsk(ctx, path, func(db *data.DB, l *audit.Log) error {
		s := release.Open(release.Options{DB: db, Audit: l})
		all = s.Overview()
		return nil
	}, &all, release.ListRequest)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Edition == "" {
			fmt.Fprintf(p.stdout, "%d  DAMAGED: see pionjarkollen release verify\n", r.Number)
			continue
		}
		mark := ""
		if r.Example {
			mark = "  example data"
		}
		fmt.Fprintf(p.stdout, "%d  %s  %s  %d files%s\n", r.Number, r.Frozen.Format(time.RFC3339), r.Edition, r.Files, mark)
	}
	if len(all) == 0 {
		fmt.Fprintln(p.stdout, "there are no releases")
	}
	return nil
}

func verifyReleases(ctx context.Context, p *program, path string) error {
	var found release.Report
	err := lookOrAsk(ctx, path, func(db *data.DB, l *audit.Log) (err error) {
		s := release.Open(release.Options{DB: db, Audit: l})
		found, err = s.Verify(ctx)
		return err
	}, &found, release.VerifyRequest)
	if err != nil {
		return err
	}
	for _, f := range found.Faults {
		if f.Name == "" {
			fmt.Fprintf(p.stdout, "release %d: %s\n", f.Number, f.Reason)
		} else {
			fmt.Fprintf(p.stdout, "release %d, %s: %s\n", f.Number, f.Name, f.Reason)
		}
	}
	if n := len(found.Faults); n > 0 {
		fmt.Fprintf(p.stdout, "%d releases, NOT all what was frozen: %d faults\n", len(found.Releases), n)
		return errRejected
	}
	fmt.Fprintf(p.stdout, "%d releases, every file is what was frozen\n", len(found.Releases))
	return nil
}
