package cite_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pionjarkollen/dashboard/cite"
)

func reference() cite.Reference {
	return cite.Reference{
		Key: "pionjarkollen-2", Publisher: "Malmö & Åre {AB}", Title: `Pionjärkollen: 100 % #1 under_strykning ~ ^ \ $5`, Edition: "2025/2026", Version: "2",
		Issued: "2026-12-01", Genre: "datamängd", Note: "rad ett\nrad två", URL: "https://example.se/data/v/2?a=1&b={c}%C3%A5", Accessed: "2027-01-31", Lang: "sv",
	}
}

// fields reads an entry as BibTeX does: values stand between braces that match, and a backslash takes the next sign's meaning away.
func fields(t *testing.T, entry string) map[string]string {
	t.Helper()
	head, rest, ok := strings.Cut(entry, ",\n")
	if !ok || !strings.HasPrefix(head, "@misc{") {
		t.Fatalf("no entry: %s", entry)
	}
	all := map[string]string{"key": strings.TrimPrefix(head, "@misc{")}
	for {
		rest = strings.TrimSpace(rest)
		if rest == "}" {
			return all
		}
		name, value, ok := strings.Cut(rest, "= {")
		if !ok {
			t.Fatalf("no field: %s", rest)
		}
		depth, end := 1, 0
		for end = 0; end < len(value) && depth > 0; end++ {
			switch value[end] {
			case '\\':
				end++
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		if depth != 0 || !strings.HasPrefix(value[end:], ",") {
			t.Fatalf("the braces do not match: %s", value)
		}
		all[strings.TrimSpace(name)], rest = value[:end-1], value[end+1:]
	}
}

// printed is what TeX makes of a text.
func printed(s string) string {
	return strings.NewReplacer(
		`\textbackslash{}`, `\`, `\textasciitilde{}`, `~`, `\textasciicircum{}`, `^`, `\{`, `{`, `\}`, `}`, `\$`, `$`, `\&`, `&`, `\%`, `%`, `\#`, `#`, `\_`, `_`, `{`, "", `}`, "",
	).Replace(s)
}

func TestBibTeXSaysWhatTheReferenceDoes(t *testing.T) {
	r := reference()
	f := fields(t, r.BibTeX())
	for name, want := range map[string]string{
		"key": r.Key, "author": r.Publisher, "title": r.Title, "publisher": r.Publisher, "edition": r.Edition, "version": "2", "year": "2026", "date": r.Issued,
		"howpublished": "datamängd", "note": "rad ett rad två", "urldate": r.Accessed, "langid": "swedish",
	} {
		if got := printed(f[name]); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if f["url"] != "https://example.se/data/v/2?a=1&b=%7Bc%7D%C3%A5" {
		t.Errorf("url is %s", f["url"])
	}
	if !strings.HasPrefix(f["author"], "{") || !strings.HasPrefix(f["title"], "{") {
		t.Error("a style may take the author for a person, or change the title's letters")
	}
}

func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	r := cite.Reference{Key: "k", Publisher: "P", Title: "T", Lang: "en"}
	f := fields(t, r.BibTeX())
	for _, name := range []string{"year", "version", "url", "urldate", "note", "edition"} {
		if value, ok := f[name]; ok {
			t.Errorf("%s is %q", name, value)
		}
	}
	text, err := r.CSL()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"issued", "accessed", "URL", "version", "null"} {
		if strings.Contains(string(text), name) {
			t.Errorf("CSL-JSON has %s: %s", name, text)
		}
	}
}

func TestCSLIsADataset(t *testing.T) {
	r := reference()
	text, err := r.CSL()
	if err != nil {
		t.Fatal(err)
	}
	var items []struct {
		ID, Type, Title, Publisher, Version, URL, Language, Note string
		Author                                                   []struct{ Literal string }
		Issued, Accessed                                         struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal(text, &items); err != nil || len(items) != 1 {
		t.Fatalf("%v\n%s", err, text)
	}
	i := items[0]
	if i.ID != r.Key || i.Type != "dataset" || i.Title != r.Title || i.Author[0].Literal != r.Publisher || i.Version != "2" || i.URL != r.URL || i.Note != r.Note {
		t.Errorf("got %+v", i)
	}
	if p := i.Issued.Parts; len(p) != 1 || p[0][0] != 2026 || p[0][1] != 12 || p[0][2] != 1 {
		t.Errorf("issued %v", p)
	}
	if p := i.Accessed.Parts; len(p) != 1 || p[0][0] != 2027 || p[0][1] != 1 || p[0][2] != 31 {
		t.Errorf("accessed %v", p)
	}
}
