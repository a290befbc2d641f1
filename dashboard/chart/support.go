package chart

import (
	"encoding/json"
	"strconv"

	"pionjarkollen/analytics"
)

// Support draws what is reported on the actions of declared levels and the levels below them: a stacked bar for each declared level, as
// long as it has actions. byCity names the bars by city, for one commitment; otherwise by commitment, for one city.
func Support(r analytics.Supports, byCity bool, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	var names []any
	var links []string
	segments := statusSegments(p, w)
	most := 0
	for _, one := range r.Declared(byCity) {
		name, link := s.commitmentLabel(one.Commitment), s.link("/stader/"+one.City.Code, one.Commitment.Slug)
		if byCity {
			name = unbroken(one.City.Name)
		}
		label := plain(name + " · " + w.states[one.Cell.State])
		names, links = append(names, label), append(links, link)
		sum := one.Sum()
		most = max(most, sum.Actions)
		var counts [4]analytics.StatusCount
		for i, n := range sum.Counts {
			counts[i].Cities = n
		}
		for i, n := range statusCounts(counts, sum.Actions) {
			segments[i].data = append(segments[i].data, &datum{
				Value: n, Raw: strconv.Itoa(n), Key: one.City.Code + "/" + one.Commitment.Slug + "/" + segments[i].id, Link: link,
				Tip: label + "\n" + segments[i].name + ": " + w.actions(n, sum.Actions, s.Lang),
			})
		}
	}
	return stacked(stack{
		style: s, palette: p, names: names, links: links, segments: segments, most: max(most, 1), labelWidth: processLabels,
		pitch: actionPitch(s.Narrow),
	})
}

// actions writes "2 av 4 åtgärder".
func (w *words) actions(n, all int, lang string) string {
	nouns := [2]string{"åtgärd", "åtgärder"}
	if lang == "en" {
		nouns = [2]string{"action", "actions"}
	}
	noun := nouns[1]
	if all == 1 {
		noun = nouns[0]
	}
	return strconv.Itoa(n) + " " + w.of + " " + strconv.Itoa(all) + " " + noun
}

// SupportHeight is about the height in CSS pixels that Support takes.
func SupportHeight(bars int, narrow bool) int { return 12 + bars*actionPitch(narrow) + 2*legendRow }
