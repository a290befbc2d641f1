package dashboard

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
)

// feedEntries is how many entries the Atom feed holds, however old.
const feedEntries = 50

// atomFeed is RFC 4287, as much of it as we say.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary atomText `xml:"summary"`
}

// atomText is plain text: nothing in it is read as HTML.
type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// feedAddress is where the Atom feed of the page's selection stands.
func (v *visit) feedAddress() string {
	q := v.filter.Query(v.catalogue())
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return withQuery("/handelser/flode.atom", q)
}

// feedFile answers GET /handelser/flode.atom: the newest changes in the selection, without comments. Addresses in it are the
// configured public ones.
func feedFile(v *visit) (*file, error) {
	events, err := v.site.analyst.Events(v.ctx, v.filter, time.Time{}, feedEntries)
	if err != nil {
		return nil, err
	}
	home := v.site.publicHome()
	feed := atomFeed{
		Lang: string(v.lang), ID: home + v.feedAddress(), Title: v.T("events.feed.title"), Sub: v.T("events.feed.sub"),
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Author: "Pionjärkollen",
		Links: []atomLink{
			{"self", "application/atom+xml", home + v.feedAddress()},
			{"alternate", "text/html", home + v.href("/handelser")},
		},
	}
	if len(events) > 0 {
		feed.Updated = events[0].When.UTC().Format(time.RFC3339)
	}
	for _, e := range events {
		feed.Entries = append(feed.Entries, v.feedEntry(home, e))
	}
	body, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return &file{contentType: "application/atom+xml; charset=utf-8", body: append([]byte(xml.Header), append(body, '\n')...)}, nil
}

// publicHome is the public address, or that of the usual local one where none is configured.
func (s *Site) publicHome() string {
	if home := s.home(); home != "" {
		return home
	}
	return "http://localhost:8080"
}

// feedEntry is one city's changes in one submission, as plain text.
func (v *visit) feedEntry(home string, e analytics.Event) atomEntry {
	title := e.City.Name + ": " + lower(v.eventKind(e))
	if e.Example {
		title += " (" + v.T("example.word") + ")"
	}
	at := home + v.lang.Prefix() + "/inlamningar/" + strconv.FormatInt(e.Submission, 10)
	lines := v.eventLines(e)
	if e.Example {
		lines = append(lines, v.T("example.banner"))
	}
	return atomEntry{
		ID: at + "#" + e.City.Code, Title: title, Updated: e.When.UTC().Format(time.RFC3339),
		Link: atomLink{"alternate", "text/html", at}, Summary: atomText{"text", strings.Join(lines, "\n")},
	}
}

// eventLines are an entry's changes, one a line.
func (v *visit) eventLines(e analytics.Event) []string {
	var lines []string
	for _, c := range e.Changes[:min(len(e.Changes), mostInOne)] {
		h := v.happened(c)
		line := []string{h.What.Text + ": " + h.From + " → " + h.To}
		for _, more := range []string{h.Why, h.Note} {
			if more != "" {
				line = append(line, "("+more+")")
			}
		}
		lines = append(lines, locale.Plain(strings.Join(line, " ")))
	}
	if more := len(e.Changes) - len(lines); more > 0 {
		lines = append(lines, v.lang.Plural("events.others", more))
	}
	return lines
}

// week is what happened in the last seven days as a text to paste into a letter.
func (v *visit) week(events []analytics.Event, cover analytics.Cover) string {
	until := v.filter.Until(v.site.db.Now())
	var b strings.Builder
	write := func(line string) { b.WriteString(locale.Plain(line) + "\n") }
	write(v.T("events.week.title", v.lang.Date(v.question().DaysBefore(weekDays-1)), v.lang.Date(until)))
	if cover.Example {
		write(v.T("example.cite"))
	}
	write("")
	write(v.eventsFinding(events, cover, weekDays) + ".")
	for _, e := range events {
		write("")
		write(e.City.Name + ", " + v.lang.Date(e.When) + ": " + lower(v.eventKind(e)))
		for _, line := range v.eventLines(e) {
			write("– " + line)
		}
	}
	write("")
	write(v.T("events.week.end", cover.HandedIn, cover.Members))
	b.WriteString(v.site.publicHome() + v.href("/handelser"))
	return b.String()
}
