package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
)

// longestNotes bounds what is read of notes, in bytes: more than the site takes.
const longestNotes = 20_000

// freezer is what a release was asked for with.
type freezer struct {
	db, edition                  string
	notes                        release.Text
	publicURL, operator, licence string
	demo, yes                    bool
	dataVersion                  uint64
}

func (f *freezer) flags(fs *flag.FlagSet) {
	fs.StringVar(&f.edition, "edition", "", "freeze: the `EDITION` of the contract, such as 2025/2026; the newest when left out")
	fs.StringVar(&f.notes.SV, "notes-sv", "", "freeze: what has changed and why, in Swedish: `TEXT`, @FILE, or @- for standard input")
	fs.StringVar(&f.notes.EN, "notes-en", "", "freeze: the same in English, `TEXT`; may be left out")
	fs.BoolVar(&f.yes, "yes", false, "freeze: do it, and do not only tell what would be done; a release is never changed or removed")
	fs.Uint64Var(&f.dataVersion, "data-version", 0, "freeze: the `NUMBER` that was told when the figures were looked at; nothing is frozen if they have changed since")
	fs.StringVar(&f.publicURL, "public-url", "", "freeze while no server runs: the `URL` people reach the site at, as with serve")
	fs.StringVar(&f.operator, "operator", "", "freeze while no server runs: the `NAME` of the publisher, as with serve")
	fs.StringVar(&f.licence, "licence", "", "freeze while no server runs: the `ADDRESS` of the licence, as with serve; CC0 when left out")
	fs.BoolVar(&f.demo, "demo", false, "freeze while no server runs: invented answers, too; they are marked as such")
}

func (f *freezer) run(ctx context.Context, p *program) error {
	ask := release.Ask{Edition: f.edition, DataVersion: f.dataVersion}
	home, err := dashboard.Home(f.publicURL)
	if err != nil {
		return usagef("--public-url is %q, want a scheme and a host, such as https://pionjarkollen.example.se", f.publicURL)
	}
	ask.Site = release.Site{Home: home, Publisher: f.operator, Licence: f.licence}
	if ask.Notes.SV, err = p.notes("notes-sv", f.notes.SV); err != nil {
		return err
	}
	if ask.Notes.EN, err = p.notes("notes-en", f.notes.EN); err != nil {
		return err
	}
	if f.yes && strings.TrimSpace(ask.Notes.SV) == "" {
		return usageError("--notes-sv is missing: say what has changed and why")
	}
	if err := mustExist(f.db); err != nil {
		return err
	}
	told, err := f.ask(ctx, ask)
	if err != nil {
		return err
	}
	tellLook(p.stdout, told.Manifest)
	if told.Refused != "" {
		fmt.Fprintf(p.stderr, "nothing is frozen: %s\n", visible(told.Refused))
		return errRejected
	}
	if !f.yes {
		fmt.Fprintln(p.stdout, "nothing is frozen yet: with --yes it is")
		return nil
	}
	ask.Freeze, ask.DataVersion = true, told.Manifest.DataVersion
	if told, err = f.ask(ctx, ask); err != nil {
		return err
	}
	if !told.Frozen {
		fmt.Fprintf(p.stderr, "nothing is frozen: %s\n", visible(told.Refused))
		return errRejected
	}
	fmt.Fprintf(p.stdout, "release %d is frozen: %d files, %s\n", told.Manifest.Number, told.Manifest.Count(), told.Manifest.URL)
	return nil
}

// ask lets the running server answer, or answers here where none runs. What cannot be meant is a usage error.
func (f *freezer) ask(ctx context.Context, a release.Ask) (told release.Told, err error) {
	text, err := json.Marshal(a)
	if err != nil {
		return told, err
	}
	err = lookOrAsk(ctx, f.db, func(db *data.DB, l *audit.Log) (err error) {
		site := dashboard.ReleaseSite(a.Site.Home, a.Site.Publisher, a.Site.Licence)
		told, err = dashboard.NewReleaseShell(db, l, site, f.demo).Do(ctx, a)
		return err
	}, &told, release.FreezeRequest, string(text))
	if err == nil && told.Mistake != nil {
		err = mistaken(*told.Mistake)
	}
	return told, err
}

// notes is the text of a flag, or of the file that it names.
func (p *program) notes(name, value string) (string, error) {
	path, named := strings.CutPrefix(value, "@")
	if !named {
		return value, nil
	}
	from := p.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return "", fmt.Errorf("read --%s: %w", name, err)
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, longestNotes+1))
	if err != nil {
		return "", fmt.Errorf("read --%s: %w", name, err)
	}
	if len(text) > longestNotes {
		return "", usagef("--%s is longer than %d bytes", name, longestNotes)
	}
	return string(text), nil
}

// mistaken puts a mistake in the words of its flag.
func mistaken(m release.InputError) error {
	switch m.Reason {
	case "empty":
		return usagef("--%s is missing: say what has changed and why", m.Field)
	case "too-long":
		return usagef("--%s is longer than %s characters", m.Field, m.Value)
	case "control":
		return usagef("--%s holds characters that cannot be shown", m.Field)
	case "names-person":
		return usagef("--%s names a person (%s), and notes are public for ever", m.Field, m.Value)
	case "other":
		return usagef("--%s is %q, and the running server's is %q: leave it out", m.Field, m.Value, cmp.Or(m.Want, "none"))
	}
	return usagef("--%s is %q, want %s", m.Field, m.Value, m.Want)
}
