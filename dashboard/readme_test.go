package dashboard

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

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
	var laid, english []string
	for _, r := range onExamples(t).site.app.GetRoutes(true) {
		if r.Method != http.MethodGet && r.Method != http.MethodPost {
			continue // HEAD comes with GET
		}
		if r.Path == "/en" || strings.HasPrefix(r.Path, "/en/") {
			english = append(english, r.Method+" /"+strings.Trim(strings.TrimPrefix(r.Path, "/en"), "/"))
			continue
		}
		laid = append(laid, r.Method+" "+r.Path)
	}
	var told []string
	for _, m := range regexp.MustCompile("`((?:GET|POST) /[^`?]*)(?:\\?[^`]*)?`").FindAllStringSubmatch(readReadme(t), -1) {
		told = append(told, m[1])
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

// TestReadmeTellsEveryColumn looks for each column with every name that it is read by.
func TestReadmeTellsEveryColumn(t *testing.T) {
	text := readReadme(t)
	for _, c := range ingest.Columns() {
		in := "both"
		if len(c.Kinds) == 1 {
			in = string(c.Kinds[0])
		}
		needed := "no"
		switch {
		case c.Name == "kommunkod":
			needed = "this or `kommun`"
		case c.Name == "kommun":
			needed = "this or `kommunkod`"
		case c.Needed:
			needed = "yes"
		}
		row := fmt.Sprintf("| `%s` | %s | %s | %s |\n", c.Name, in, needed, strings.Join(c.Synonyms, ", "))
		if !strings.Contains(text, row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
}

// TestReadmeTellsEveryFinding looks for each code with its severity and what it is, and for no other.
func TestReadmeTellsEveryFinding(t *testing.T) {
	text := readReadme(t)
	for _, c := range ingest.Codes() {
		row := fmt.Sprintf("| `%s` | %s | %s |\n", c.Code, c.Severity, locale.FindingExplanation(locale.English, c.Code))
		if !strings.Contains(text, row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
	if rows := regexp.MustCompile("(?m)^\\| `[a-z-]+` \\| (?:error|warning) \\|").FindAllString(text, -1); len(rows) != len(ingest.Codes()) {
		t.Errorf("README.md tells %d findings of %d", len(rows), len(ingest.Codes()))
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
