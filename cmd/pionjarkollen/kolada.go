package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"pionjarkollen/ingest/kolada"
)

func koladaCommand() command {
	return command{
		name: "kolada", operands: "import FILE…",
		summary: "read key figures from Kolada out of files",
		help: `
Key figures stand beside the levels on /utfall, as context. Where the server may not call Kolada itself (serve --kolada), save its answer and
read it in:

    curl -o n00401.json https://api.kolada.se/v3/data/kpi/N00401/municipality/0180,0780,1280/year/2022,2023
    pionjarkollen kolada import n00401.json

A file is JSON as the API answers, one page or several in a list, or CSV with the columns kpi, municipality, year and value. It is read whole
or not at all; values that are there already are replaced. The server must not be running on the same database.`,
		setup: func(fs *flag.FlagSet) action {
			db := databaseFlag(fs)
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) < 2 || args[0] != "import" {
					return usageError("want import and at least one file")
				}
				return p.importKolada(ctx, *db, args[1:])
			}
		},
	}
}

// importKolada reads every file before it saves anything.
func (p *program) importKolada(ctx context.Context, path string, names []string) (err error) {
	var all []kolada.Value
	for _, name := range names {
		values, err := p.readKolada(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, values...)
	}
	db, err := openDatabase(ctx, path, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	n, err := kolada.Save(ctx, db, all)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%d of %d values kept; the others are of key figures or municipalities that are not shown\n", n, len(all))
	return err
}

func (p *program) readKolada(name string) (values []kolada.Value, err error) {
	from := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from = f
	}
	return kolada.Read(from)
}
