package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

func importCommand() command {
	return command{
		name: "import", operands: "FILE…",
		summary: "save files that municipalities have sent",
		help: `
Look first, then save; each file is saved whole or not at all, in the order given:

    pionjarkollen check nivåer.csv
    pionjarkollen import nivåer.csv

A file with warnings waits until you say that it was read rightly. Name the codes that check printed, or accept all:

    pionjarkollen import --accept code-lost-zero,column-unknown nivåer.csv
    pionjarkollen import --accept-warnings inlämningar/*.csv

The server must not be running on the same database: hand in on the site instead, or stop it meanwhile.

Exit code 0: all saved. 1: at least one file was rejected. 2: a file could not be read or saved.`,
		setup: func(fs *flag.FlagSet) action {
			db := databaseFlag(fs)
			lang := langFlag(fs)
			accept := fs.String("accept", "", "`CODES` of warnings that are right as read, with commas between")
			all := fs.Bool("accept-warnings", false, "every warning is right as read")
			return func(ctx context.Context, p *program, files []string) error {
				if err := oneOf("--lang", *lang, locale.Langs[:]...); err != nil {
					return err
				}
				if len(files) == 0 {
					return usageError("name at least one file, or - for standard input")
				}
				i := importer{program: p, lang: locale.Lang(*lang), all: *all, total: len(files)}
				for code := range strings.SplitSeq(*accept, ",") {
					if code = strings.TrimSpace(code); code != "" {
						i.accept = append(i.accept, ingest.Code(code))
					}
				}
				return i.run(ctx, *db, files)
			}
		},
	}
}

// importer saves files one after the other.
type importer struct {
	*program
	lang   locale.Lang
	accept []ingest.Code
	all    bool // warnings are accepted whatever their code
	sender data.Sender
	reader *ingest.Reader

	total, done, saved, rows, rejected, failed int
}

func (i *importer) run(ctx context.Context, path string, files []string) (err error) {
	db, err := openDatabase(ctx, path, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	i.reader = ingest.NewReader(db.Catalogue())
	i.sender = data.Sender{Name: shellUser(), Role: "shell"}
	for _, name := range files {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("interrupted before %s; what was reported as saved is saved: %w", name, err)
		}
		i.progress(name)
		i.one(ctx, db, name)
		i.done++
	}
	i.clear()
	fmt.Fprintf(i.stdout, "%d of %d files saved (%s), %d rejected, %d failed\n", i.saved, i.total, rows(i.rows), i.rejected, i.failed)
	switch {
	case i.failed > 0:
		return errFailed
	case i.rejected > 0:
		return errRejected
	}
	return nil
}

// one reads and saves one file and says how it went.
func (i *importer) one(ctx context.Context, db *data.DB, name string) {
	v, err := i.read(name)
	if err != nil {
		i.fail(err)
		return
	}
	v.lang = i.lang
	open := i.unconfirmed(v.findings)
	if !v.accepted() || len(open) > 0 {
		i.clear()
		i.rejected++
		if err := writeText(i.stdout, v); err != nil {
			i.fail(err)
		} else if v.accepted() {
			fmt.Fprintf(i.stdout, "  not saved: if the warnings are right as read, add --accept %s\n", join(open))
		}
		return
	}
	saved, err := ingest.Save(ctx, db, v.sent, v.findings, v.raw, ingest.Meta{
		Sender: i.sender, FileName: filepath.Base(name), Confirmed: warnings(v.findings),
	})
	if err != nil {
		i.fail(fmt.Errorf("save %s: %w", name, err))
		return
	}
	i.clear()
	i.saved++
	i.rows += v.sent.Count()
	fmt.Fprintf(i.stdout, "%s: saved as submission %d (%s)\n", name, saved.ID, rows(v.sent.Count()))
}

// read reads and parses one file; "-" is standard input. The rows of a large one are kept short, as nothing but saving them is to be done.
func (i *importer) read(name string) (verdict, error) {
	raw, err := i.whole(name)
	if err != nil {
		return verdict{}, fmt.Errorf("read %s: %w", name, err)
	}
	sent, findings, err := i.reader.ParseMany(raw, shellLimits)
	if err != nil {
		return verdict{}, fmt.Errorf("read %s: %w", name, err)
	}
	return verdict{name: name, raw: raw, sent: sent, findings: findings}, nil
}

// whole reads a file into room made for it once: growing step by step would take several times the file's size.
func (i *importer) whole(name string) ([]byte, error) {
	from, room := i.stdin, 0
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, err
		}
		from, room = f, int(min(info.Size(), shellLimits.Bytes))
	}
	raw := bytes.NewBuffer(make([]byte, 0, room+bytes.MinRead))
	_, err := raw.ReadFrom(io.LimitReader(from, shellLimits.Bytes+1))
	return raw.Bytes(), err
}

func (i *importer) fail(err error) {
	i.clear()
	i.failed++
	fmt.Fprintf(i.stderr, "pionjarkollen import: %s\n", plain(err))
}

// unconfirmed returns the warnings' codes that the command line does not accept.
func (i *importer) unconfirmed(findings []ingest.Finding) []ingest.Code {
	if i.all {
		return nil
	}
	return slices.DeleteFunc(warnings(findings), func(c ingest.Code) bool { return slices.Contains(i.accept, c) })
}

// warnings returns the warnings' codes, each once.
func warnings(findings []ingest.Finding) []ingest.Code {
	var codes []ingest.Code
	for _, f := range findings {
		if f.Severity == ingest.Warning && !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

func rows(n int) string { return count(n, wordRow.EN, wordRows.EN) }

func join(codes []ingest.Code) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = string(c)
	}
	return strings.Join(words, ",")
}

// progress shows on a terminal which file is being read; clear takes it away.
func (i *importer) progress(name string) {
	if i.onTerminal() {
		fmt.Fprintf(i.stderr, "\r\x1b[K[%d/%d] %s", i.done+1, i.total, visible(name))
	}
}

func (i *importer) clear() {
	if i.onTerminal() {
		fmt.Fprint(i.stderr, "\r\x1b[K")
	}
}

func (p *program) onTerminal() bool {
	f, ok := p.stderr.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice != 0
}

// shellUser names who runs the program.
func shellUser() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "shell"
}
