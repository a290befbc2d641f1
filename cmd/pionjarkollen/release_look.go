package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"pionjarkollen/dashboard/release"
)

// tellLook writes what a release would hold.
func tellLook(w io.Writer, m *release.Manifest) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(name, text string) { fmt.Fprintf(t, "%s\t%s\n", name, visible(text)) }
	line("release", fmt.Sprintf("%d, %s", m.Number, m.URL))
	line("edition", m.Edition)
	line("as of", m.AsOf.Format(time.RFC3339))
	line("coverage", fmt.Sprintf("%d of %d members have handed in", m.Coverage.HandedIn, m.Coverage.Members))
	if !m.Coverage.LastChanged.IsZero() {
		line("last changed", m.Coverage.LastChanged.Format(time.RFC3339))
	}
	if m.Example {
		line("answers", "invented, and marked as example data everywhere")
	}
	line("publisher", m.Publisher)
	line("licence", m.Licence)
	line("files", strconv.Itoa(m.Count()))
	line("data version", strconv.FormatUint(m.DataVersion, 10))
	_ = t.Flush() // as with every line here, nobody is there to be told
	if strings.HasPrefix(m.URL, "/") {
		fmt.Fprintln(w, "its files will not say which site they are of: there is no public address (--public-url)")
	}
	tellChanges(w, m)
}

// tellChanges writes how it differs from the release before.
func tellChanges(w io.Writer, m *release.Manifest) {
	c := m.Changes
	switch {
	case c == nil && m.Previous == 0:
		fmt.Fprintln(w, "it is the first release of the edition")
		return
	case c == nil:
		fmt.Fprintf(w, "how it differs from release %d is not known\n", m.Previous)
		return
	case c.None():
		fmt.Fprintf(w, "no answer, status or member differs from release %d\n", c.Since)
		return
	}
	fmt.Fprintf(w, "since release %d:\n", c.Since)
	for _, l := range c.Levels {
		proposed := ""
		if l.Proposed {
			proposed = " (proposed)"
		}
		fmt.Fprintf(w, "  %s: %d %s%s, %s -> %s\n", visible(l.Name), l.Number, l.Label.EN, proposed, words(l.From), words(l.To))
	}
	for _, n := range c.Statuses {
		fmt.Fprintf(w, "  %s: %s\n", visible(n.Name), count(n.Count, "1 action with another status", "%d actions with another status"))
	}
	for _, n := range c.Details {
		fmt.Fprintf(w, "  %s: %s\n", visible(n.Name), count(n.Count, "1 answer with another date, number or link", "%d answers with another date, number or link"))
	}
	for _, group := range []struct {
		what   string
		cities []release.City
	}{{"a member now", c.Joined}, {"no member any more", c.Left}, {"another role or twin", c.Roles}} {
		for _, city := range group.cities {
			fmt.Fprintf(w, "  %s: %s\n", visible(city.Name), group.what)
		}
	}
}

// words are a state's code as it is said.
func words(state string) string { return strings.ReplaceAll(state, "_", " ") }
