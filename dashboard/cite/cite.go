// Package cite writes references to data for reference managers: BibTeX and CSL-JSON. It knows no HTTP and chooses no words.
package cite

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Media types.
const (
	BibTeXType = "application/x-bibtex; charset=utf-8"
	CSLType    = "application/vnd.citationstyles.csl+json"
)

// Reference is what is cited. Texts are as people read them, in one language.
type Reference struct {
	Key       string // among a reader's references: ASCII letters, digits and hyphens
	Publisher string
	Title     string
	Edition   string // of the contract
	Version   string // number of the release; "" is live data
	Issued    string // ISO date: of the release, or the day that live data stands for
	Genre     string // what kind of thing it is: "datamängd"
	Note      string // what a reader must know besides
	URL       string // "" when the site has no public address
	Accessed  string // ISO date, "" where it does not matter: of what never changes
	Lang      string // BCP 47
}

// BibTeX returns the reference as an entry for BibTeX and biblatex, in UTF-8.
func (r Reference) BibTeX() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", r.Key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	field("author", whole(r.Publisher))
	field("title", whole(r.Title))
	if day, err := time.Parse(time.DateOnly, r.Issued); err == nil {
		field("year", strconv.Itoa(day.Year()))
		field("date", r.Issued)
	}
	field("edition", escape(r.Edition))
	field("version", escape(r.Version))
	field("publisher", whole(r.Publisher))
	field("howpublished", escape(r.Genre))
	field("note", escape(r.Note))
	field("url", address(r.URL))
	field("urldate", r.Accessed)
	field("langid", langid(r.Lang))
	b.WriteString("}\n")
	return b.String()
}

// whole is a text that no style may take for a person's name or write in small letters.
func whole(s string) string {
	if s == "" {
		return ""
	}
	return "{" + escape(s) + "}"
}

// escape writes a text so that TeX prints it.
func escape(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
		`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, "\n", " ", "\r", " ", "\t", " ",
	).Replace(s)
}

// address writes a URL, in which TeX packages take every sign for itself, but braces must match.
func address(url string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(url)
}

// langid is what babel calls a language.
func langid(lang string) string {
	if strings.HasPrefix(lang, "sv") {
		return "swedish"
	}
	return "british"
}

// cslItem is a reference as CSL-JSON has it.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author"`
	Publisher string    `json:"publisher"`
	Edition   string    `json:"edition,omitempty"`
	Version   string    `json:"version,omitempty"`
	Genre     string    `json:"genre,omitempty"`
	Note      string    `json:"note,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	Language  string    `json:"language"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][3]int `json:"date-parts"`
}

// CSL returns the reference as CSL-JSON: a list of one, as reference managers read it.
func (r Reference) CSL() ([]byte, error) {
	item := cslItem{
		ID: r.Key, Type: "dataset", Title: r.Title, Author: []cslName{{r.Publisher}}, Publisher: r.Publisher, Edition: r.Edition, Version: r.Version,
		Genre: r.Genre, Note: r.Note, URL: r.URL, Issued: date(r.Issued), Accessed: date(r.Accessed), Language: r.Lang,
	}
	text, err := json.MarshalIndent([]cslItem{item}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write CSL-JSON: %w", err)
	}
	return append(text, '\n'), nil
}

// date returns nil for a text that is no ISO date.
func date(iso string) *cslDate {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	return &cslDate{Parts: [][3]int{{day.Year(), int(day.Month()), day.Day()}}}
}
