// Command bench measures the whole way, from a file that is handed in to a page that is shown, on the machine it runs on. make
// bench builds the program and runs it. It talks to nobody but itself, on loopback, and gives up after twenty minutes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"pionjarkollen/dashboard/report"
)

// longest is how long a run may take where the machine has much else to do.
const longest = 20 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	out     io.Writer
	program string // the built pionjarkollen
	folder  string // scratch
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	program := fs.String("program", ".bin/pionjarkollen", "the built `PROGRAM`")
	file := fs.String("import", "", "import this `FILE` and nothing else: a part of the run that has a process of its own")
	rows := fs.Int("rows", million, "how many rows the file of -import holds")
	reference := fs.String("reference", "", "the reference data for -import and -export, a `FOLDER`")
	database := fs.String("database", "", "where -import makes its database and -export reads it, a `PATH`")
	export := fs.String("export", "", "export the actions in this `FORMAT` and do nothing else: a part of the run that has a process of its own")
	to := fs.String("to", "", "where -export writes, a `FILE`")
	only := fs.String("only", "", "measure only the parts whose title holds this `TEXT`")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *file != "" {
		return importAlone(ctx, out, *file, *reference, *database, *rows)
	}
	if *export != "" {
		return exportAlone(ctx, out, report.Format(*export), *reference, *database, *to)
	}
	b := bench{out: out}
	if b.program, err = filepath.Abs(*program); err != nil {
		return err
	}
	if _, err := os.Stat(b.program); err != nil {
		return fmt.Errorf("the program is not built: %w", err)
	}
	if b.folder, err = os.MkdirTemp("", "pionjarkollen-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.folder)) }()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	fmt.Fprintf(out, "%s/%s, %d processors, %s\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	for _, part := range [...]struct {
		title   string
		measure func(context.Context) error
	}{
		{"Import of one file of 1,000,000 action rows", b.ingest},
		{"Export of action rows, each format in a process of its own", b.exports},
		{"Submissions through the API, one after another", b.submissions},
		{"Start and memory of the program, with the examples", b.start},
		{"Pages and charts over HTTP, with the examples", b.pages},
		{"The questions of the contract's tools, of the country and of 10 and 100 times as many municipalities", b.countries},
	} {
		if !strings.Contains(part.title, *only) {
			continue
		}
		fmt.Fprintf(out, "\n%s\n", part.title)
		if err := part.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.title, err)
		}
	}
	return nil
}

// line prints one figure under what it is of.
func (b bench) line(what, format string, args ...any) {
	fmt.Fprintf(b.out, "  %-46s %s\n", what, fmt.Sprintf(format, args...))
}
