package main

import (
	"context"
	"flag"

	"pionjarkollen/data"
)

func rebuildCommand() command {
	return command{
		name:    "rebuild",
		summary: "make the database again from its journal",
		help: `
When the database file is damaged or lost, but the journal beside it is there:

    pionjarkollen rebuild --db /var/lib/pionjarkollen/pionjarkollen.duckdb

The old file is moved aside and kept. Every submission comes back; the list of members comes from the old file, as far
as it can be read. Stop the server before.`,
		setup: func(flags *flag.FlagSet) action {
			db := databaseFlag(flags)
			return func(ctx context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				o, err := replacing(p, *db)
				if err != nil {
					return err
				}
				done, err := data.Rebuild(ctx, o)
				if err != nil {
					return err
				}
				tell(p, "rebuilt", *db, done)
				return nil
			}
		},
	}
}
