package chart

import (
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// words are the texts that charts themselves hold, in one language.
type words struct {
	states   map[analytics.State]string
	statuses map[data.Status]string
	marks    map[data.CommitmentStatus]string
	groups   map[string]string // "pionjärstäderna"
	median   string
	number   string // how many of a group
	city     [2]string
	of       string
	percent  string
	decided  string
	now      string // a rehearsal's columns
	then     string
}

var swedish = words{
	states: map[analytics.State]string{
		analytics.Level3: "3 Transformera", analytics.Level2: "2 Etablera", analytics.Level1: "1 Initiera",
		analytics.NoPart: "Deltar inte", analytics.Silent: "Inget svar", analytics.NotHandedIn: "Ej inlämnat",
	},
	statuses: map[data.Status]string{
		data.NotStarted: "Ej påbörjad", data.Planned: "Planerad", data.Underway: "Pågår", data.Done: "Genomförd",
		"": "Ej rapporterat",
	},
	marks: map[data.CommitmentStatus]string{data.Proposed: "(förslag)", data.Renaming: "(namnbyte?)"},
	groups: map[string]string{
		"all": "alla medlemsstäder", "pioneers": "pionjärstäderna", "twins": "tvillingstäderna", "county": "länets städer",
	},
	median: "Median för ", number: "Antal av ", city: [2]string{"stad", "städer"}, of: "av", percent: " %",
	decided: "beslut ", now: "I dag", then: "Tänk om",
}

var english = words{
	states: map[analytics.State]string{
		analytics.Level3: "3 Transform", analytics.Level2: "2 Establish", analytics.Level1: "1 Initiate",
		analytics.NoPart: "Does not take part", analytics.Silent: "No answer", analytics.NotHandedIn: "Not handed in",
	},
	statuses: map[data.Status]string{
		data.NotStarted: "Not started", data.Planned: "Planned", data.Underway: "Under way", data.Done: "Done",
		"": "Not reported",
	},
	marks: map[data.CommitmentStatus]string{data.Proposed: "(proposal)", data.Renaming: "(new name?)"},
	groups: map[string]string{
		"all": "all member cities", "pioneers": "the pioneer cities", "twins": "the twin cities", "county": "the county’s cities",
	},
	median: "Median of ", number: "Number of ", city: [2]string{"city", "cities"}, of: "of", percent: "%",
	decided: "decided ", now: "Today", then: "What if",
}

func (s Style) words() *words {
	if s.Lang == "en" {
		return &english
	}
	return &swedish
}

// share writes "9 av 23 städer (39 %)"; members 0 leaves the percentage out.
func (w *words) share(n, members int) string {
	noun := w.city[1]
	if members == 1 {
		noun = w.city[0]
	}
	text := strconv.Itoa(n) + " " + w.of + " " + strconv.Itoa(members) + " " + noun
	if members > 0 {
		text += " (" + strconv.Itoa((200*n+members)/(2*members)) + w.percent + ")"
	}
	return text
}

// commitmentName writes "10 Kommunikation", without the mark of its status.
func (s Style) commitmentName(c *data.Commitment) string {
	return strconv.Itoa(c.Number) + " " + unbroken(c.Label.In(s.Lang))
}

// commitmentLabel is commitmentName with "(förslag)" or "(namnbyte?)" after it.
func (s Style) commitmentLabel(c *data.Commitment) string {
	if mark := s.words().marks[c.Status]; mark != "" {
		return s.commitmentName(c) + " " + mark
	}
	return s.commitmentName(c)
}
