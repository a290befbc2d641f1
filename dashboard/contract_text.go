package dashboard

import (
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// contractText is a city's text for its contract: a draft to edit, copy and take along.
type contractText struct {
	City     analytics.City
	Title    string
	State    string
	Action   string // address that answers with a file of what has been edited
	Filters  filters
	Comments bool // comments are in the text: somebody is signed in
	Parts    []contractPart
	Up       string
}

// contractPart is the text for one commitment. It is in Swedish, as the contract is.
type contractPart struct {
	Slug    string
	Heading string // "6. " and the official title
	Quote   string // the official headline
	Text    string // ours, to be edited: paragraphs with a blank line between them, bullets that begin with a dash
	Rows    int    // lines to keep room for
	Level   cell
	State   string
}

// contractTextPage answers GET /stader/{code}/kontraktstext.
func contractTextPage(v *visit) (*page, error) {
	r, err := v.site.analyst.City(v.ctx, v.filter, v.param("code"))
	if err != nil {
		return nil, err
	}
	path := "/stader/" + r.City.Code
	d := contractText{
		City: r.City, State: v.stateLine(r.Cover), Action: v.href(path + "/kontraktstext"), Filters: v.filters(), Comments: v.session != nil,
		Parts: v.contractParts(r), Up: v.href(path),
	}
	stated := 0
	for _, c := range r.Commitments {
		if _, ok := c.Cell.State.Level(); ok {
			stated++
		}
	}
	switch {
	case !r.HandedIn:
		d.Title = v.T("contract.title.missing", r.City.Name)
	case stated == len(r.Commitments):
		d.Title = v.T("contract.title.all", r.City.Name, stated)
	default:
		d.Title = v.lang.Plural("contract.title", stated, v.lang.Word(stated), r.City.Name, len(r.Commitments))
	}
	return &page{Template: "contract_text", Title: r.City.Name + ": " + d.Title, Data: d, NoIndex: true}, nil
}

// contractParts writes the text of every commitment.
func (v *visit) contractParts(r analytics.CityProfile) []contractPart {
	var parts []contractPart
	for i := range r.Commitments {
		c := &r.Commitments[i]
		p := contractPart{
			Slug: c.Commitment.Slug, Heading: contractHeading(c.Commitment), Quote: c.Commitment.Headline,
			Text: v.paragraphs(r.City.Name, c), Level: v.stateCell(c.Cell.State, "", ""), State: v.stateText(c.Cell.State),
		}
		const lineLength, least = 80, 4
		for line := range strings.SplitSeq(p.Text, "\n") {
			p.Rows += 1 + len([]rune(line))/lineLength
		}
		p.Rows = min(max(p.Rows+1, least), 40)
		parts = append(parts, p)
	}
	return parts
}

// contractHeading is a commitment's number and official title, with the mark of a proposal.
func contractHeading(c *data.Commitment) string {
	s := locale.Swedish.Int(c.Number) + ". " + c.Title
	if c.Status == data.Proposed {
		s += " (" + locale.Swedish.T("contract.proposed") + ")"
	}
	return s
}

// paragraphs is the text of one commitment: what the city takes on, what the decision is, what it has come to with the actions in
// the contract's own words, and for signed-in readers the city's comment.
func (v *visit) paragraphs(city string, c *analytics.ProfileCommitment) string {
	say := locale.Swedish.T
	var out []string
	level, stated := c.Cell.State.Level()
	switch {
	case !stated:
		return say("contract.silent", city)
	case level == 0:
		out = append(out, say("contract.level.0", city, v.filter.Edition.Title.SV))
	case level == 3:
		out = append(out, say("contract.level.3", city, level, c.Commitment.Levels[2].Name.SV))
	default:
		out = append(out, say("contract.level.12", city, level, c.Commitment.Levels[level-1].Name.SV))
	}
	switch {
	case c.Cell.Decided != "" && c.Cell.Reference != "":
		out[0] += " " + say("contract.decided.reference", c.Cell.Decided, c.Cell.Reference)
	case c.Cell.Decided != "":
		out[0] += " " + say("contract.decided", c.Cell.Decided)
	case c.Cell.Reference != "":
		out[0] += " " + say("contract.reference", c.Cell.Reference)
	}
	if v.session != nil && c.Cell.Comment != "" {
		out = append(out, strings.TrimSpace(c.Cell.Comment))
	}
	lists := []struct {
		key   string
		holds func(analytics.CityAction) bool
	}{
		{"contract.done", func(a analytics.CityAction) bool { return a.Status == data.Done }},
		{"contract.underway", func(a analytics.CityAction) bool { return a.Status == data.Underway }},
		{"contract.planned", func(a analytics.CityAction) bool { return a.Status == data.Planned }},
		{"contract.rest", func(a analytics.CityAction) bool {
			return a.Action.Level <= level && (a.Status == "" || a.Status == data.NotStarted)
		}},
	}
	for _, l := range lists {
		var bullets []string
		for _, a := range c.Actions {
			if l.holds(a) {
				bullets = append(bullets, bulletMark+strings.ReplaceAll(a.Action.Text, "\n", "\n"+bulletIndent))
			}
		}
		if len(bullets) > 0 {
			out = append(out, say(l.key)+"\n"+strings.Join(bullets, "\n"))
		}
	}
	return strings.Join(out, "\n\n")
}

// What a line of the text begins with: a bullet, and its further lines.
const bulletMark, bulletIndent = "– ", "  "
