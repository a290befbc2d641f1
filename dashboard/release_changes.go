package dashboard

import (
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/release"
)

// changesView is how one state of the figures differs from an earlier one.
type changesView struct {
	ID       string
	Title    string
	Sentence string   // how much of what
	Lines    []string // what is no answer on a commitment
	Levels   table    // answers on commitments
	Summary  string   // of the table
	Open     bool     // the table is short
}

// fewChanges is how many rows are shown at once.
const fewChanges = 12

// changes puts changes in words.
func (v *visit) changes(id, title string, c *release.Changes) *changesView {
	out := &changesView{ID: id, Title: title, Sentence: v.T("changes.none")}
	statuses, details := total(c.Statuses), total(c.Details)
	var parts []string
	for _, p := range []struct {
		key string
		n   int
	}{
		{"changes.levels", len(c.Levels)},
		{"changes.statuses", statuses},
		{"changes.details", details},
		{"changes.joined", len(c.Joined)},
		{"changes.left", len(c.Left)},
		{"changes.roles", len(c.Roles)},
	} {
		if p.n > 0 {
			parts = append(parts, v.lang.Plural(p.key, p.n))
		}
	}
	proposed := 0
	for _, l := range c.Levels {
		if l.Proposed {
			proposed++
		}
	}
	if proposed > 0 {
		parts[0] += " " + v.T("changes.proposed", proposed)
	}
	if len(parts) > 0 {
		out.Sentence = v.lang.List(parts) + "."
	}
	for _, l := range []struct {
		key   string
		names []string
	}{
		{"changes.statuses.of", counted(c.Statuses)},
		{"changes.details.of", counted(c.Details)},
		{"changes.joined.who", named(c.Joined)},
		{"changes.left.who", named(c.Left)},
		{"changes.roles.who", named(c.Roles)},
	} {
		if len(l.names) > 0 {
			out.Lines = append(out.Lines, v.T(l.key, strings.Join(l.names, ", ")))
		}
	}
	if len(c.Levels) > 0 {
		out.Levels = v.levelChanges(title, c.Levels)
		out.Summary = v.lang.Plural("changes.levels", len(c.Levels))
		out.Open = len(out.Levels.Rows) <= fewChanges
	}
	return out
}

// levelChanges lists answers on commitments that are others. What went between two kinds of silence is told once for each city.
func (v *visit) levelChanges(title string, all []release.LevelChange) table {
	t := table{Caption: title, Head: []cell{
		{Text: v.T("column.city")},
		{Text: v.T("column.commitment")},
		{Text: v.T("column.from")},
		{Text: v.T("column.to")},
	}}
	row := func(l release.LevelChange, commitment string) []cell {
		return []cell{
			{Text: l.Name, Href: v.lang.Prefix() + "/stader/" + l.Code, Head: true},
			{Text: commitment},
			v.stateChip(analytics.State(l.From), ""),
			v.stateChip(analytics.State(l.To), ""),
		}
	}
	for len(all) > 0 {
		of := 1
		for of < len(all) && all[of].City == all[0].City {
			of++
		}
		silent := map[release.LevelChange]int{} // by city, from and to
		var kinds []release.LevelChange
		for _, l := range all[:of] {
			if quiet(l) {
				kind := release.LevelChange{City: l.City, From: l.From, To: l.To}
				if silent[kind]++; silent[kind] == 1 {
					kinds = append(kinds, kind)
				}
				continue
			}
			name := strconv.Itoa(l.Number) + " " + l.Label.In(string(v.lang))
			if l.Proposed {
				name += " (" + v.T("commitment.proposed.short") + ")"
			}
			t.Rows = append(t.Rows, row(l, name))
		}
		for _, kind := range kinds {
			t.Rows = append(t.Rows, row(kind, v.lang.Plural("changes.quiet", silent[kind])))
		}
		all = all[of:]
	}
	return t
}

// quiet tells whether no level was stated before nor after.
func quiet(l release.LevelChange) bool {
	_, then := analytics.State(l.From).Level()
	_, now := analytics.State(l.To).Level()
	return !then && !now
}

func total(all []release.CityCount) int {
	n := 0
	for _, c := range all {
		n += c.Count
	}
	return n
}

func counted(all []release.CityCount) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Name + " " + strconv.Itoa(c.Count)
	}
	return out
}

func named(all []release.City) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Name
	}
	return out
}

// releaseLog is what each release after an edition's first has changed, newest first, as it was computed when it was frozen: an entry of the
// correction log. code is a municipality, "" for all.
func (v *visit) releaseLog(code string) []releaseLogEntry {
	var out []releaseLogEntry
	for _, e := range v.site.releases.List() {
		m := e.Manifest
		if m == nil || m.Changes == nil {
			continue
		}
		c := m.Changes
		if code != "" {
			if c = c.In(code); c.None() {
				continue
			}
		}
		number := strconv.Itoa(m.Number)
		out = append(out, releaseLogEntry{
			When: v.lang.Date(m.Frozen), Release: link{v.T("release.number", number), v.releaseHref(m.Number)}, Edition: m.Edition,
			Notes: m.Notes.In(string(v.lang)), Swedish: v.lang == "en" && m.Notes.EN == "", Example: m.Example,
			Changes: v.changes("utgava-"+number, v.T("release.changes.log", number, strconv.Itoa(m.Previous)), c),
		})
	}
	return out
}

// releaseLogEntry is what one release has changed, and why.
type releaseLogEntry struct {
	When    string
	Release link
	Edition string
	Notes   string
	Swedish bool // the notes are in Swedish though the page is not
	Example bool
	Changes *changesView
}
