package dashboard

import (
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// rawInt is a number as a chart's datum has it.
func (v *visit) rawInt(n int) string { return strconv.Itoa(n) }

// neuter writes a number of commitments as a word: "ett" for 1.
func (v *visit) neuter(n int) string {
	if n == 1 {
		return v.T("word.one.neuter")
	}
	return v.lang.Word(n)
}

// reasons puts what speaks for an offer into a sentence.
func (v *visit) reasons(o analytics.Offer) string { return locale.Sentence(v.reasonsWithin(o)) }

// reasonsWithin is reasons inside a sentence.
func (v *visit) reasonsWithin(o analytics.Offer) string {
	var said []string
	if o.Twin {
		said = append(said, v.T("reason.twin"))
	}
	if o.County {
		said = append(said, v.T("reason.county", o.Leader.County))
	}
	if o.Band {
		said = append(said, v.T("reason.band", v.bandText(o.Leader.Population)))
	}
	if n := len(o.Actions); n > 0 {
		said = append(said, v.lang.Plural("reason.actions", n, v.lang.Word(n), v.actionPlaces(o.Actions)))
	}
	if len(o.Complements) > 0 {
		said = append(said, v.T("reason.complements", v.lang.List(v.proses(o.Complements))))
	}
	return strings.Join(said, "; ")
}

// groupReasons puts what all of a group share into words, "" for nothing.
func (v *visit) groupReasons(g analytics.MatchGroup) string {
	var said []string
	if g.County {
		said = append(said, v.T("reason.county", g.Leader.County))
	}
	if g.Band {
		said = append(said, v.T("reason.band", v.bandText(g.Leader.Population)))
	}
	if n := len(g.Actions); n > 0 {
		said = append(said, v.lang.Plural("reason.actions.all", n, v.lang.Word(n), v.actionPlaces(g.Actions)))
	}
	return locale.Sentence(strings.Join(said, "; "))
}

// bandText is the band that a population lies in, as the filter calls it.
func (v *visit) bandText(population int) string {
	b := analytics.BandOf(population)
	if b == nil {
		return ""
	}
	return strings.ToLower(v.T("filter.band." + b.Key))
}

// actionPlaces are actions by level and ordinal: "1.2 och 3.1".
func (v *visit) actionPlaces(actions []*data.Action) string {
	list := make([]string, len(actions))
	for i, a := range actions {
		list[i] = actionPlace(a)
	}
	return v.lang.List(list)
}

// actionPlace is an action's level and ordinal: "1.2".
func actionPlace(a *data.Action) string { return strconv.Itoa(a.Level) + "." + strconv.Itoa(a.Ordinal) }

// proses are commitments inside a sentence.
func (v *visit) proses(list []*data.Commitment) []string {
	said := make([]string, len(list))
	for i, c := range list {
		said[i] = v.prose(c)
	}
	return said
}
