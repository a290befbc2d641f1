package dashboard

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

var updateReadme = flag.Bool("update-readme", false, "rewrite the tables of README.md that follow from the code")

const readmePath = "../README.md"

func readReadme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(readmePath)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeNamesEveryRoute holds the table of routes to the router, in both directions.
func TestReadmeNamesEveryRoute(t *testing.T) {
	site, err := New(Options{DB: onExamples(t).db})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := site.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	var laid, english []string
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, r := range site.app.GetRoutes(true) {
		if r.Method != "GET" && r.Method != "POST" {
			continue // HEAD comes with GET
		}
		path := strings.ReplaceAll(parameter.ReplaceAllString(r.Path, "{$1}"), "*", "{name}")
		if path == "/en" || strings.HasPrefix(path, "/en/") {
			english = append(english, r.Method+" "+max("/", strings.TrimPrefix(path, "/en")))
			continue
		}
		laid = append(laid, r.Method+" "+path)
	}
	var told []string
	for _, m := range regexp.MustCompile("(?m)^\\| (GET|POST) \\| `([^`]+)` \\|").FindAllStringSubmatch(readReadme(t), -1) {
		told = append(told, m[1]+" "+m[2])
	}
	for _, route := range laid {
		if !slices.Contains(told, route) {
			t.Errorf("README.md does not name %s", route)
		}
	}
	for _, route := range told {
		if !slices.Contains(laid, route) {
			t.Errorf("README.md names %s, which there is not", route)
		}
	}
	for _, route := range english {
		if !slices.Contains(laid, route) {
			t.Errorf("%s is there in English only", route)
		}
	}
	if len(english) < 20 {
		t.Errorf("only %d routes in English", len(english))
	}
}

// columnTable is how README.md tells the columns of the files that are handed in.
func columnTable() string {
	var b strings.Builder
	b.WriteString("| Column | Levels | Actions | Also read as |\n|---|---|---|---|\n")
	for _, c := range ingest.Columns() {
		in := func(kind data.Kind) string {
			switch {
			case !c.In(kind):
				return ""
			case c.Name == "kommunkod" || c.Name == "kommun":
				return "one of the two"
			case c.Needed:
				return "needed"
			}
			return "optional"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.Name, in(data.Levels), in(data.Actions), strings.Join(c.Synonyms, ", "))
	}
	return b.String()
}

// findingTable is how README.md tells the finding codes.
func findingTable() string {
	var b strings.Builder
	b.WriteString("| Code | Severity | Means |\n|---|---|---|\n")
	for _, c := range ingest.Codes() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Code, c.Severity, locale.FindingTitle(locale.English, c.Code))
	}
	return b.String()
}

// TestReadmeTables holds the tables to the code they are made from; -update-readme rewrites them.
func TestReadmeTables(t *testing.T) {
	text := readReadme(t)
	for name, table := range map[string]string{"columns": columnTable(), "findings": findingTable()} {
		begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->"
		before, rest, ok := strings.Cut(text, begin)
		stands, after, closed := strings.Cut(rest, end)
		switch {
		case !ok || !closed:
			t.Errorf("README.md has no %q … %q", begin, end)
		case *updateReadme:
			text = before + begin + table + end + after
		case stands != table:
			t.Errorf("the %s in README.md are old; rewrite them with: go test ./dashboard -run TestReadmeTables -update-readme\nwant\n%s", name, table)
		}
	}
	if *updateReadme {
		if err := os.WriteFile(readmePath, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmeTellsThePicture makes sure that the screenshot is there and not too heavy.
func TestReadmeTellsThePicture(t *testing.T) {
	for _, m := range regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`).FindAllStringSubmatch(readReadme(t), -1) {
		info, err := os.Stat("../" + m[1])
		if err != nil {
			t.Error(err)
		} else if info.Size() > 300_000 {
			t.Errorf("%s is %d bytes", m[1], info.Size())
		}
	}
}
