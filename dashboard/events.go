package dashboard

import (
	"strconv"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// happenings is what the cities have changed lately.
type happenings struct {
	Title   string
	State   string
	Filters filters
	Days    []option
	Kept    map[string]string
	Action  string
	Events  []happening
	More    string // said where there were more than are shown
	Files   []link
	Feed    link
	Week    string // summary of the last seven days, to copy
	Rows    int    // of Week
}

// happening is one city's changes in one submission.
type happening struct {
	ID      string
	City    link
	When    time.Time
	Kind    string
	Href    string // of the submission
	Example bool
	Changes []happened
	More    int
}

// happened is one change, why it matters, and what stands behind it.
type happened struct {
	What     link
	From, To string
	Why      string
	Note     string
	Evidence cell
	Comment  string // for signed-in readers
}

// What the page shows of each entry, and the days that its summary is of.
const (
	mostInOne = 10 // levels come first
	weekDays  = 7
)

// eventsPage answers GET /handelser.
func eventsPage(v *visit) (*page, error) {
	days, err := v.question().Days()
	if err != nil {
		return nil, err
	}
	events, cover, err := v.question().Events(v.ctx, report.MostEvents+1)
	if err != nil {
		return nil, err
	}
	d := happenings{
		Title: v.eventsFinding(events, cover, days), State: v.stateLine(cover), Filters: v.filters(), Kept: v.kept(),
		Action: v.lang.Prefix() + v.path, Files: v.ownLinks(report.Events),
		Feed: link{v.T("events.feed"), v.feedAddress()},
	}
	for _, n := range report.EventDays {
		d.Days = append(d.Days, option{strconv.Itoa(n), v.T("events.days", n), n == days})
	}
	if len(events) > report.MostEvents {
		events, d.More = events[:report.MostEvents], v.T("events.more", report.MostEvents)
	}
	for _, e := range events {
		d.Events = append(d.Events, v.happening(e))
	}
	week, err := v.site.analyst.Events(v.ctx, v.filter, v.question().DaysBefore(weekDays), 0)
	if err != nil {
		return nil, err
	}
	d.Week = v.week(week, cover)
	d.Rows = min(max(strings.Count(d.Week, "\n")+2, 6), 20)
	return &page{Template: "events", Title: v.T("nav.events") + ": " + d.Title, Data: d, Cite: citedAs(v.T("nav.events"), cover)}, nil
}

// eventsFinding says how many cities changed anything, and how many of them went up or down in an adopted commitment.
func (v *visit) eventsFinding(events []analytics.Event, cover analytics.Cover, days int) string {
	if cover.Members == 0 {
		return v.T("overview.nobody")
	}
	all, raised, lowered, first := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range events {
		all[e.City.Code] = true
		if e.First {
			first[e.City.Code] = true
		}
		for _, c := range e.Changes {
			n, stated := c.Steps()
			if !stated || c.Commitment.Status == data.Proposed {
				continue
			}
			if n > 0 {
				raised[e.City.Code] = true
			} else {
				lowered[e.City.Code] = true
			}
		}
	}
	return locale.Join(v.lang.Changed(len(all), cover.Members, v.noun(), days),
		v.also("events.first", len(first)), v.also("events.raised", len(raised)), v.also("events.lowered", len(lowered)))
}

// happening lays out one entry.
func (v *visit) happening(e analytics.Event) happening {
	h := happening{
		ID: eventID(e), City: link{e.City.Name, v.href("/stader/" + e.City.Code)}, When: e.When, Kind: v.eventKind(e),
		Href: v.submissionPath(e.Submission), Example: e.Example,
	}
	for _, c := range e.Changes[:min(len(e.Changes), mostInOne)] {
		h.Changes = append(h.Changes, v.happened(c))
	}
	h.More = len(e.Changes) - len(h.Changes)
	return h
}

// eventID names an entry in addresses: submission and city.
func eventID(e analytics.Event) string {
	return "h" + strconv.FormatInt(e.Submission, 10) + "-" + e.City.Code
}

// eventKind says what kind of entry it is.
func (v *visit) eventKind(e analytics.Event) string {
	switch {
	case e.First:
		return v.T("events.kind.first")
	case e.Kind == data.Undo:
		return v.T("events.kind.undo")
	case e.Kind == data.Actions:
		return v.T("events.kind.actions")
	default:
		return v.T("events.kind.levels")
	}
}

// happened lays out one change.
func (v *visit) happened(c analytics.EventChange) happened {
	text := v.changeText(analytics.Change{Commitment: c.Commitment, Action: c.Action, From: c.From, To: c.To})
	h := happened{
		What: link{text.What, v.href("/ataganden/" + c.Commitment.Slug)}, From: text.From, To: text.To, Why: v.why(c),
		Note: v.eventNote(c), Evidence: v.evidence(c.Link),
	}
	if c.Action != nil {
		h.What.Href = v.href("/atgarder/" + c.Action.ID)
	}
	if v.session != nil {
		h.Comment = c.Comment
	}
	return h
}

// why says what a change means for the others, "" where nothing needs saying.
func (v *visit) why(c analytics.EventChange) string {
	steps, _ := c.Steps()
	switch {
	case c.FirstLeader():
		return v.T("events.firstleader")
	case c.LastLeader():
		return v.T("events.lastleader")
	case c.Action == nil && c.To == string(analytics.Level3):
		return v.lang.Plural("events.leaders", c.Leaders)
	case c.Action == nil && c.To == string(analytics.NoPart):
		return v.T("events.nopart")
	case steps < 0:
		return v.T("events.down")
	default:
		return ""
	}
}

// eventNote is the decision behind a change.
func (v *visit) eventNote(c analytics.EventChange) string {
	var parts []string
	if c.Decided != "" {
		parts = append(parts, v.T("events.decided", c.Decided))
	}
	if c.Reference != "" {
		parts = append(parts, c.Reference)
	}
	return strings.Join(parts, ", ")
}
