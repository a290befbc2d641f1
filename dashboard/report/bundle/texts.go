package bundle

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

//go:embed readme.sv.txt readme.en.txt cc0.txt
var textFiles embed.FS

// CC0 is the address of the licence whose text every bundle under it holds.
const CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

const plainText = "text/plain; charset=utf-8"

// account is what a README says.
type account struct {
	Edition, Title      string
	Day, Changed        string
	Release             string // "" is live
	HandedIn, Members   int
	Example             bool
	Source, Publisher   string
	Licence, Year       string
	Reports, References []listed
}

// listed is a report with the names of its files.
type listed struct {
	What, About string
	Names       []string
}

// texts are README in both languages and the licence, which stand before the reports that they tell of.
func (b *Bundle) texts(f analytics.Filter, m report.Meta) ([]File, error) {
	t, err := template.New("").Funcs(template.FuncMap{"lines": func(s []string) string { return strings.Join(s, "\n    ") }}).ParseFS(textFiles, "readme.*.txt")
	if err != nil {
		return nil, fmt.Errorf("parse README: %w", err)
	}
	var files []File
	for _, text := range [...]struct {
		name string
		lang locale.Lang
	}{{"LAS-MIG.txt", locale.Swedish}, {"README.txt", locale.English}} {
		var out bytes.Buffer
		if err := t.ExecuteTemplate(&out, "readme."+string(text.lang)+".txt", b.account(f, m, text.lang)); err != nil {
			return nil, fmt.Errorf("write %s: %w", text.name, err)
		}
		files = append(files, textFile(text.name, out.Bytes()))
	}
	licence := []byte(m.Licence + "\n")
	if m.Licence == CC0 {
		legal, err := textFiles.ReadFile("cc0.txt")
		if err != nil {
			return nil, fmt.Errorf("read the licence: %w", err)
		}
		licence = append([]byte(m.Licence+"\n\n"), legal...)
	}
	return append(files, textFile("LICENCE.txt", licence)), nil
}

func textFile(name string, body []byte) File {
	return File{Name: name, ContentType: plainText, Write: func(_ context.Context, w io.Writer) error {
		_, err := w.Write(body)
		return err
	}}
}

// account gathers what the README in a language says.
func (b *Bundle) account(f analytics.Filter, m report.Meta, lang locale.Lang) account {
	day := report.AsOf(f, m)
	a := account{
		Edition: f.Edition.ID, Title: f.Edition.Title.In(string(lang)), Day: day, Year: day[:4], Release: m.Release,
		HandedIn: b.Cover.HandedIn, Members: b.Cover.Members, Example: b.Cover.Example,
		Source: m.Source, Publisher: cmp.Or(m.Publisher, "Pionjärkollen"), Licence: m.Licence,
	}
	if !b.Cover.AsOf.IsZero() {
		a.Changed = lang.Clock(b.Cover.AsOf)
	}
	list := func(what report.What) listed {
		one := listed{What: string(what), About: abouts[what].In(string(lang))}
		for _, file := range b.Reports(what) {
			one.Names = append(one.Names, file.Name)
		}
		return one
	}
	for _, what := range report.Whats {
		a.Reports = append(a.Reports, list(what))
	}
	for _, what := range report.References {
		a.References = append(a.References, list(what))
	}
	return a
}

// abouts say what a row of each report is.
var abouts = map[report.What]data.Text{
	report.Matrix:         {SV: "En rad per stad, en kolumn per åtagande.", EN: "A row per city, a column per commitment."},
	report.Levels:         {SV: "En rad per åtagande och läge: hur många städer och invånare.", EN: "A row per commitment and state: how many cities and inhabitants."},
	report.Declarations:   {SV: "En rad per stad och åtagande, med beslut och länk.", EN: "A row per city and commitment, with decision and link."},
	report.Actions:        {SV: "En rad per stad och rapporterad åtgärd, med status.", EN: "A row per city and reported action, with its status."},
	report.Coverage:       {SV: "En rad per stad: vad den har lämnat in och när.", EN: "A row per city: what it has handed in, and when."},
	report.Editions:       {SV: "Klimatkontraktets utgåvor.", EN: "The editions of the contract."},
	report.Commitments:    {SV: "Utgåvans åtaganden med officiell text.", EN: "The edition's commitments with their official text."},
	report.LevelTexts:     {SV: "Nivåerna under varje åtagande.", EN: "The levels of each commitment."},
	report.ActionTexts:    {SV: "Åtgärderna under varje nivå med officiell text.", EN: "The actions of each level with their official text."},
	report.Municipalities: {SV: "Sveriges kommuner, vilka som är medlemmar och i vilken roll.", EN: "Sweden's municipalities, which are members and in which role."},
	report.Dictionary:     {SV: "Varje kolumn i varje fil: typ, rubrik och betydelse.", EN: "Every column of every file: kind, heading and meaning."},
}
