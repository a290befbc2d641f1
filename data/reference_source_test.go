package data

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

const refSourceFile = "reference/source/klimatkontrakt-2025-2026.txt"

// refSource is the document as it was published, and its body from the first commitment on.
func refSource(t *testing.T) (document, body string) {
	t.Helper()
	raw, err := os.ReadFile(refSourceFile)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(raw), "1. Gemensamt åtagande om förstärkt styrning")
	if at < 0 {
		t.Fatal("the first commitment is not found")
	}
	return string(raw), string(raw[at:])
}

// refNormal makes wordings equal that differ only in where lines break and how many blanks stand between words.
func refNormal(s string) string { return strings.Join(strings.Fields(s), " ") }

// refWordings lists every official wording of an edition in the document's order, with a name for each.
func refWordings(e *Edition) (names, wordings []string) {
	add := func(name, wording string) {
		names, wordings = append(names, name), append(wordings, wording)
	}
	for _, c := range e.Commitments {
		mark := "."
		if c.Number == 5 { // printed "5:"
			mark = ":"
		}
		add(c.Slug+" number", fmt.Sprintf("%d%s", c.Number, mark))
		add(c.Slug+" title", c.Title)
		add(c.Slug+" headline", "Rubrik: "+c.Headline)
		for _, l := range c.Levels {
			add(fmt.Sprintf("%s level %d", c.Slug, l.Number), strings.ToUpper(l.Name.SV))
			if l.Intro != "" {
				add(fmt.Sprintf("%s level %d introduction", c.Slug, l.Number), l.Intro)
			}
			for _, a := range l.Actions {
				add(a.ID, a.Printed+". "+a.Text)
			}
		}
	}
	return names, wordings
}

// refCover takes the wordings off the front of the body, one after the other, until nothing is left of either.
func refCover(body string, e *Edition) error {
	rest := refNormal(body)
	names, wordings := refWordings(e)
	for i, wording := range wordings {
		after, ok := strings.CutPrefix(rest, refNormal(wording))
		if !ok || after != "" && after[0] != ' ' {
			return fmt.Errorf("%s: the data say %q, the document goes on %.200q", names[i], refNormal(wording), rest)
		}
		rest = strings.TrimPrefix(after, " ")
	}
	if rest != "" {
		return fmt.Errorf("the document goes on %.200q", rest)
	}
	return nil
}

func TestWordingsAreTheDocuments(t *testing.T) {
	document, body := refSource(t)
	whole := " " + refNormal(document) + " "
	e := refLoad(t).Current()
	names, wordings := refWordings(e)
	for i, wording := range wordings {
		if !strings.Contains(whole, " "+refNormal(wording)+" ") {
			t.Errorf("%s: the document does not say %q", names[i], wording)
		}
	}
	for _, c := range e.Commitments {
		if want := fmt.Sprintf(" ○ Åtagande %d: %s ", c.TOCNumber, c.TOCTitle); !strings.Contains(whole, want) {
			t.Errorf("%s: the table of contents does not say %q", c.Slug, want)
		}
	}
	if err := refCover(body, e); err != nil {
		t.Error(err)
	}
}

// Within a printed line not even a doubled blank is altered: each line of the body stands in one wording as it is.
func TestPrintedLinesStandUnaltered(t *testing.T) {
	_, body := refSource(t)
	_, wordings := refWordings(refLoad(t).Current())
	all := "\n" + strings.Join(wordings, "\n") + "\n"
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if number, title, ok := strings.Cut(line, " Gemensamt "); ok && len(number) <= 3 {
			line = "Gemensamt " + title
		}
		if !strings.Contains(all, line) {
			t.Errorf("no wording holds the line %q", line)
		}
	}
}

// The two tests above must be able to fail: one word changed, left out or added anywhere is found.
func TestAlteredDocumentsAreFound(t *testing.T) {
	_, body := refSource(t)
	e := refLoad(t).Current()
	words := regexp.MustCompile(`\S+`).FindAllStringIndex(body, -1)
	for i := 0; i < len(words); i += 37 {
		from, to := words[i][0], words[i][1]
		for name, altered := range map[string]string{
			"changed":  body[:from] + "x" + body[from:],
			"left out": body[:from] + body[to:],
			"added":    body[:from] + "ord " + body[from:],
		} {
			if refCover(altered, e) == nil {
				t.Errorf("the word %q at %d was %s, and nothing was found", body[from:to], from, name)
			}
		}
	}
	if refCover(body+" Och ett stycke till.", e) == nil {
		t.Error("a paragraph after the last was not found")
	}
}

// Sub-points and bullets stand on lines of their own.
func TestSubPointsStandOnTheirOwnLines(t *testing.T) {
	_, body := refSource(t)
	points := regexp.MustCompile(`(?m)^\s*(○|[a-c]\.) `)
	got := 0
	e := refLoad(t).Current()
	for _, wording := range []*Action{
		e.Action("kolinlagring-2-1"), e.Action("resiliens-1-1"), e.Action("resiliens-3-1"), e.Action("resiliens-3-2"),
	} {
		in := len(points.FindAllString(wording.Text, -1))
		if in == 0 || in != len(points.FindAllString(wording.English, -1)) || in != strings.Count(wording.Text, "\n") {
			t.Errorf("%s has %d sub-points in %q", wording.ID, in, wording.Text)
		}
		got += in
	}
	if want := len(points.FindAllString(body, -1)); got != want {
		t.Errorf("%d sub-points, the document has %d", got, want)
	}
}
