package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"pionjarkollen/dashboard/checked"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// shellLimits bound a file read from the shell, where nobody else waits: 200 MB.
var shellLimits = ingest.Limits{Bytes: 200_000_000, Rows: 5_000_000}

func checkCommand() command {
	return command{
		name: "check", operands: "FILE…",
		summary: "read files as an upload would be read, and save nothing",
		help: `
Is this file right?

    pionjarkollen check nivåer.csv

All of a folder, in English, for another program to read (one JSON object a line):

    pionjarkollen check --lang en --format json inlämningar/*.csv

From a pipe:

    curl -s https://example.se/nivåer.csv | pionjarkollen check -

Exit code 0: every file is acceptable (warnings are to be confirmed when it is saved). 1: at least one is rejected.
2: a file could not be read, or the command line is wrong; the other files are checked all the same.`,
		setup: func(fs *flag.FlagSet) action {
			format := fs.String("format", "text", "how to answer: `text|json`")
			lang := langFlag(fs)
			return func(_ context.Context, p *program, files []string) error {
				if err := oneOf("--format", *format, "text", "json"); err != nil {
					return err
				}
				if err := oneOf("--lang", *lang, locale.Langs[:]...); err != nil {
					return err
				}
				if len(files) == 0 {
					return usageError("name at least one file, or - for standard input")
				}
				write := writeText
				if *format == "json" {
					write = writeJSON
				}
				return check(p, files, locale.Lang(*lang), write)
			}
		},
	}
}

// check reads every file and writes what it says about each.
func check(p *program, files []string, lang locale.Lang, write func(io.Writer, verdict) error) error {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	reader := ingest.NewReader(catalogue)
	var rejected, unread bool
	for _, name := range files {
		v, err := p.read(reader, name)
		if err != nil {
			fmt.Fprintf(p.stderr, "pionjarkollen check: %s\n", plain(err))
			unread = true
			continue
		}
		v.lang = lang
		rejected = rejected || !v.accepted()
		if err := write(p.stdout, v); err != nil {
			return err
		}
	}
	switch {
	case unread:
		return errFailed
	case rejected:
		return errRejected
	}
	return nil
}

// verdict is a file with what was found in it.
type verdict struct {
	name     string
	raw      []byte
	sent     ingest.Submission
	findings []ingest.Finding
	lang     locale.Lang
}

func (v verdict) accepted() bool { return ingest.Accepted(v.findings) }

// read reads and parses one file; "-" is standard input.
func (p *program) read(reader *ingest.Reader, name string) (verdict, error) {
	from := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return verdict{}, err
		}
		defer f.Close()
		from = f
	}
	raw, err := io.ReadAll(io.LimitReader(from, shellLimits.Bytes+1))
	if err != nil {
		return verdict{}, fmt.Errorf("read %s: %w", name, err)
	}
	sent, findings, err := reader.ParseBytes(raw, shellLimits)
	if err != nil {
		return verdict{}, fmt.Errorf("read %s: %w", name, err)
	}
	return verdict{name: name, raw: raw, sent: sent, findings: findings}, nil
}

// writeJSON writes the verdict as one line.
func writeJSON(w io.Writer, v verdict) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(checked.New(v.lang, v.name, v.sent, v.findings))
}
