package dashboard

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// figure is a chart with everything that the figure contract asks for: a title that states the finding, the drawing with its
// label, a table of the same values, downloads, coverage and the date of the data.
type figure struct {
	ID     string
	Title  string // the finding
	Sub    string // what is counted, in which unit
	Chart  string // address of the option
	Height int    // CSS pixels to keep free; 0 draws nothing (an empty answer)
	Narrow int    // width in CSS pixels below which the narrow drawing is fetched; 0 is the usual one
	Note   string // coverage, date, source
	Table  table
	Files  []link
	Empty  string // said instead of the drawing when there is nothing to draw
}

// link is an address with its words.
type link struct{ Text, Href string }

// table is a real table: of a figure's values, or on its own.
type table struct {
	Caption string
	Class   string
	Head    []cell
	Rows    [][]cell
}

// cell is one cell of a table.
type cell struct {
	Text  string
	Sub   string // smaller, below
	Href  string
	Class string
	Key   string // the drawn datum's key, where the cell holds its value
	Raw   string // the drawn datum's raw value
	Chip  string // set as a small label in this style
	Head  bool   // heads its row
	File  bool   // Href is a file to save
	Num   bool   // set right
	Abbr  string // spoken instead of a sign
}

// chartAddress is where the option of a chart is fetched, with the page's filter and language.
func (v *visit) chartAddress(name string, own url.Values) string {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, own)
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return withQuery("/api/v1/charts/"+name, q)
}

// coverNote says what a figure rests on: coverage, date of the data, source.
func (v *visit) coverNote(c analytics.Cover) string {
	parts := []string{v.T("cover.handedin", c.HandedIn, c.Members), v.asOf(c, "")}
	if c.Example {
		parts = append(parts, v.T("example.banner"))
	}
	return strings.Join(append(parts, v.T("cover.source", v.filter.Edition.Title.In(string(v.lang))), v.T("cover.live")), " · ")
}

// stateLine is the line under a page's title: edition, coverage, date, and that the figures are live.
func (v *visit) stateLine(c analytics.Cover) string {
	return strings.Join([]string{
		v.filter.Edition.Title.In(string(v.lang)), v.T("cover.handedin", c.HandedIn, c.Members), v.asOf(c, v.filter.AsOf), v.T("cover.live"),
	}, " · ")
}

// asOf says of when the data is: of the chosen day where one is given, else of what was handed in last, and where nothing was, of the day
// that is looked at.
func (v *visit) asOf(c analytics.Cover, chosen string) string {
	if chosen == "" && !c.AsOf.IsZero() {
		return v.T("cover.asof", v.lang.Date(c.AsOf))
	}
	return v.T("cover.asof.chosen", cmp.Or(chosen, v.filter.AsOf, v.today()))
}

// stateText is what a state is called: "3 Transformera", "Deltar inte".
func (v *visit) stateText(s analytics.State) string { return v.T("state." + string(s)) }

// stateCell shows a state as a coloured cell that holds its sign and says its words.
func (v *visit) stateCell(s analytics.State, key, href string) cell {
	sign := string(s)
	switch s {
	case analytics.Silent:
		sign = "–"
	case analytics.NotHandedIn:
		sign = ""
	}
	return cell{Text: sign, Abbr: v.stateText(s), Href: href, Class: "state " + stateClass(s), Key: key, Raw: string(s)}
}

// stateChip is a state as a small label, for tables that are no matrix.
func (v *visit) stateChip(s analytics.State, key string) cell {
	c := v.stateCell(s, key, "")
	c.Chip, c.Class = c.Class, ""
	return c
}

// stateClass is the style of a state: s3 s2 s1 s0 silent missing.
func stateClass(s analytics.State) string {
	switch s {
	case analytics.Silent:
		return "silent"
	case analytics.NotHandedIn:
		return "missing"
	default:
		return "s" + string(s)
	}
}

// statusText is what an action's status is called; "" is not reported.
func (v *visit) statusText(s data.Status) string {
	if s == "" {
		return v.T("status.none")
	}
	return v.T("status." + string(s))
}

// name is a commitment's number and label, with the mark of its status: "10 Kommunikation (förslag)".
func (v *visit) name(c *data.Commitment) string {
	s := fmt.Sprintf("%d %s", c.Number, c.Label.In(string(v.lang)))
	if c.Status != data.Adopted {
		s += " (" + v.T("commitment."+string(c.Status)+".short") + ")"
	}
	return s
}

// prose is a commitment's label inside a sentence: "upphandling", "kommunikation (förslag)".
func (v *visit) prose(c *data.Commitment) string {
	s := strings.ToLower(c.Label.In(string(v.lang)))
	if c.Status == data.Proposed {
		s += " (" + v.T("commitment.proposed.short") + ")"
	}
	return s
}
