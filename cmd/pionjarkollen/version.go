package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
)

//go:embed version.sql
var versionSQL string

func versionCommand() command {
	return command{
		name:    "version",
		summary: "print the versions of the program, Go and DuckDB",
		help: `
What to say in a fault report:

    pionjarkollen version`,
		setup: func(*flag.FlagSet) action {
			return func(ctx context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				duck, err := duckVersion(ctx)
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stdout, "pionjarkollen %s\nGo            %s\nDuckDB        %s\n", buildVersion(), runtime.Version(), duck)
				return nil
			}
		},
	}
}

// buildVersion is the module's version, or the commit it was built from.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	version := cmp.Or(info.Main.Version, "(devel)")
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && version == "(devel)" {
			version += " " + s.Value
		}
	}
	return version
}

// duckVersion asks the DuckDB that is linked in.
func duckVersion(ctx context.Context) (version string, err error) {
	db, err := openDatabase(ctx, "", nil)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.Query(ctx, versionSQL)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&version); err != nil {
			return "", err
		}
	}
	return version, rows.Err()
}
