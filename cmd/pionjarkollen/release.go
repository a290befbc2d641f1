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
		name: "release", operands: "list|verify",
		summary: "list the frozen releases, or read them through, also while the server is running",
		help: `
Is every file of every release what was frozen, and is every release there that the audit log knows of?

    pionjarkollen release verify --db /var/lib/pionjarkollen/pionjarkollen.duckdb

Which are there?

    pionjarkollen release list

Releases are frozen on the site, by staff (/personal/utgavor), and lie beside the database in pionjarkollen.duckdb.releases. A file that is
not what was frozen is sent to nobody: move the release's folder aside and restore a backup, which puts back what is missing.

Exit code 0: every release is whole, or listed. 1: one is not; each file is named. 2: they could not be read.`,
		setup: func(fs *flag.FlagSet) action {
			db := databaseFlag(fs)
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) != 1 || args[0] != "list" && args[0] != "verify" {
					return usageError("say list or verify")
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
