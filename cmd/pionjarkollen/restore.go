package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"

	"pionjarkollen/data"
)

func restoreCommand() command {
	return command{
		name: "restore", operands: "FOLDER",
		summary: "put a backup in place as the database",
		help: `
On a new machine:

    pionjarkollen restore --db /var/lib/pionjarkollen/pionjarkollen.duckdb /backup/pionjarkollen-2026-06-30

Over a database that is there, which is moved aside and kept. What its journal has more than the backup is kept, too:

    pionjarkollen restore --force /backup/pionjarkollen-2026-06-30

The backup is checked through first. Stop the server before.`,
		setup: func(flags *flag.FlagSet) action {
			db := databaseFlag(flags)
			force := flags.Bool("force", false, "replace the database that is there, and keep the old one beside it")
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) != 1 {
					return usageError("name the folder of one backup")
				}
				o, err := replacing(p, *db)
				if err != nil {
					return err
				}
				done, err := data.Restore(ctx, args[0], o, *force)
				if errors.Is(err, fs.ErrExist) && !*force {
					return usagef("there is a database %s already; --force replaces it and keeps the old one beside it", *db)
				}
				if err != nil {
					return err
				}
				tell(p, "restored", *db, done)
				return nil
			}
		},
	}
}

// replacing returns the options for making a database anew; what is worth knowing is logged.
func replacing(p *program, path string) (data.Options, error) {
	catalogue, err := data.LoadCatalogue()
	return data.Options{Path: path, Catalogue: catalogue, Log: slog.New(slog.NewTextHandler(p.stderr, nil))}, err
}

// tell says what the database holds now.
func tell(p *program, did, path string, r data.Replaced) {
	fmt.Fprintf(p.stdout, "%s %s: %d submissions, %d levels, %d action reports\n",
		did, path, r.Counts.Submissions, r.Counts.Declarations, r.Counts.Reports)
	if r.Aside != "" {
		fmt.Fprintf(p.stdout, "the old database is now %s\n", r.Aside)
	}
	if !r.RosterKept {
		fmt.Fprintln(p.stdout, "the list of members is the built-in one again: check it")
	}
}
