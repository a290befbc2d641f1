package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/ingest"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReadmeNamesEveryCommandAndFlag(t *testing.T) {
	text := readme(t)
	for _, c := range commands() {
		if !strings.Contains(text, "pionjarkollen "+c.name) && !strings.Contains(text, "`"+c.name+"`") {
			t.Errorf("README.md does not name the command %s", c.name)
		}
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.setup(fs)
		fs.VisitAll(func(f *flag.Flag) {
			name := "--" + f.Name
			if len(f.Name) == 1 {
				name = "-" + f.Name
			}
			if !strings.Contains(text, name) {
				t.Errorf("README.md does not name %s of %s", name, c.name)
			}
		})
	}
	if !strings.Contains(text, "PIONJARKOLLEN_") {
		t.Error("README.md does not tell how flags are set from the environment")
	}
}

func TestReadmeNamesEveryReport(t *testing.T) {
	text := readme(t)
	for _, what := range report.Whats {
		if !strings.Contains(text, string(what)) {
			t.Errorf("README.md does not name the report %s", what)
		}
	}
	for _, format := range report.Formats {
		if !strings.Contains(text, string(format)) {
			t.Errorf("README.md does not name the format %s", format)
		}
	}
}

func TestReadmeNamesEveryFindingCode(t *testing.T) {
	text := readme(t)
	for _, info := range ingest.Codes() {
		if !strings.Contains(text, "`"+string(info.Code)+"`") {
			t.Errorf("README.md does not name the finding %s", info.Code)
		}
	}
}
