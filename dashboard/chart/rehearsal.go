package chart

import (
	"encoding/json"
	"strings"

	"pionjarkollen/analytics"
)

// Rehearsal draws a city's levels as they stand beside the levels it tries.
func Rehearsal(r analytics.Rehearsal, s Style) (json.RawMessage, error) {
	w := s.words()
	k := sheet{style: s, palette: Palette(s.Theme), rowWidth: 216, pitch: comparisonPitch, head: comparisonHead}
	if s.Narrow {
		k.rowWidth = 140
	}
	k.columns = []any{w.now, w.then}
	k.columnLinks = []string{"", ""}
	for y, row := range r.Rows {
		slug := row.Commitment.Slug
		k.rows = append(k.rows, s.richLabel(row.Commitment, k.rowWidth))
		k.rowLinks = append(k.rowLinks, s.link("/ataganden/"+slug, ""))
		name := plain(s.commitmentLabel(row.Commitment))
		for x, state := range [...]analytics.State{row.Now.State, row.Then} {
			key, when, link := "now/"+slug, w.now, s.link("/stader/"+r.City.Code, slug)
			if x == 1 {
				key, when, link = "then/"+slug, w.then, s.link("/ataganden/"+slug, "")
			}
			k.cells = append(k.cells, &datum{
				Value: [3]int{x, y, number(state)}, Key: key, Raw: string(state), Link: link,
				Tip: name + "\n" + strings.ReplaceAll(when, "\n", " ") + ": " + w.states[state],
			})
			k.states = append(k.states, state)
		}
	}
	return heat(k)
}
