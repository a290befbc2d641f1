package dashboard

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

var updateReadme = flag.Bool("update-readme", false, "write the reports' columns in README.md anew")

// Marks of what is written by -update-readme.
const columnsBegin, columnsEnd = "<!-- columns of reports: go test ./dashboard -run ReadmeColumns -update-readme -->\n", "<!-- end of columns -->\n"

// TestReadmeColumnsOfReports holds the table of the reports' columns to the schema that everything else is written from.
func TestReadmeColumnsOfReports(t *testing.T) {
	text := readReadme(t)
	before, rest, begun := strings.Cut(text, columnsBegin)
	now, after, ended := strings.Cut(rest, columnsEnd)
	if !begun || !ended {
		t.Fatal("README.md lacks the marks of the columns")
	}
	want := reportColumnTable(onExamples(t).db.Catalogue().Current())
	if now == want {
		return
	}
	if *updateReadme {
		if err := os.WriteFile(readmePath, []byte(before+columnsBegin+want+columnsEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README.md does not tell the reports' columns as they are; want\n%s", want)
}

// reportColumnTable has a row for each column, with the reports that it is in.
func reportColumnTable(e *data.Edition) string {
	var rows, every []string
	in := map[string][]string{}
	add := func(f data.Field, table string) {
		row := fmt.Sprintf("| `%s` | %s | %s | %s |", f.Name, f.Kind, strings.ReplaceAll(f.About.EN, "|", "\\|"), holds(f))
		if in[row] == nil {
			rows = append(rows, row)
		}
		in[row] = append(in[row], "`"+table+"`")
	}
	for _, table := range opendata.Reports(e) {
		for _, f := range table.Fields {
			if table.Name == "matrix" && e.Commitment(f.Name) != nil {
				f.Name, f.About.EN = "<commitment>", "One column per commitment, under its short name"
				if slices.Contains(every, "matrix") {
					continue
				}
				every = append(every, "matrix")
			}
			add(f, table.Name)
		}
	}
	var out strings.Builder
	out.WriteString("| Column | Kind | What it holds | May be | In |\n|---|---|---|---|---|\n")
	for _, row := range rows {
		out.WriteString(row + " " + strings.Join(in[row], ", ") + " |\n")
	}
	for _, f := range opendata.Reports(e)[0].About {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s | every file, `meta` in JSON |\n", f.Name, f.Kind, f.About.EN, holds(f))
	}
	return out.String()
}

// holds is what a cell may be.
func holds(f data.Field) string {
	var out []string
	if f.Least != nil && f.Most != nil {
		out = append(out, strconv.FormatFloat(*f.Least, 'f', -1, 64)+"–"+strconv.FormatFloat(*f.Most, 'f', -1, 64))
	} else if f.Least != nil {
		out = append(out, "≥ "+strconv.FormatFloat(*f.Least, 'f', -1, 64))
	}
	for _, w := range f.Words {
		if f.Name == "atagande" {
			out = append(out, "a commitment's short name")
			break
		}
		out = append(out, "`"+w.Code+"`")
	}
	if f.Pattern != "" {
		out = append(out, "`"+strings.ReplaceAll(f.Pattern, "|", "\\|")+"`")
	}
	if !f.Required {
		out = append(out, "empty")
	}
	return strings.Join(out, ", ")
}

// TestReadmeTellsNoOtherUploadColumn counts the rows that TestReadmeTellsEveryColumn looks for.
func TestReadmeTellsNoOtherUploadColumn(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `[a-zåäö]+` \\| (?:both|levels|actions) \\|").FindAllString(readReadme(t), -1)
	if len(rows) != len(ingest.Columns()) {
		t.Errorf("README.md tells %d columns of uploads, there are %d", len(rows), len(ingest.Columns()))
	}
}

// TestPageTellsEveryUploadColumn finds the same columns on the page that explains the files.
func TestPageTellsEveryUploadColumn(t *testing.T) {
	st := onExamples(t)
	page := st.get(t, "/lamna-in").body
	c := st.db.Catalogue()
	told := 0
	for _, table := range opendata.Uploads(c, c.Current()) {
		for _, f := range table.Fields {
			told++
			if !strings.Contains(page, `<code lang="sv">`+f.Name+"</code>") {
				t.Errorf("/lamna-in does not tell %s", f.Name)
			}
		}
	}
	if n := strings.Count(page, `<code lang="sv">`); n != told {
		t.Errorf("/lamna-in tells %d columns of %d", n, told)
	}
}
