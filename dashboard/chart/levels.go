package chart

import (
	"encoding/json"
	"strconv"

	"pionjarkollen/analytics"
)

const levelsLabels = 200 // px of the row names

// Levels draws how the cities are distributed per commitment: a stacked bar for each, the strongest level first.
func Levels(r analytics.Levels, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	names := make([]any, len(r.Commitments))
	links := make([]string, len(r.Commitments))
	for i, c := range r.Commitments {
		names[i] = s.richLabel(c.Commitment, levelsLabels)
		links[i] = s.link("/ataganden/"+c.Commitment.Slug, "")
	}
	var segments []segment
	for i, state := range analytics.States {
		one := segment{
			id: string(state), name: w.states[state], look: stateBar(p, state), ink: stateInk(p, state),
			legend: stateKey(p, state),
		}
		if state == analytics.Silent || state == analytics.NotHandedIn {
			one.frame = stateFrame(p, state)
		}
		for j, c := range r.Commitments {
			n := c.Counts[i].Cities
			one.data = append(one.data, &datum{
				Value: n, Raw: strconv.Itoa(n), Key: c.Commitment.Slug + "/" + string(state), Link: links[j],
				Tip: plain(s.commitmentLabel(c.Commitment)) + "\n" + w.states[state] + ": " + w.share(n, r.Members),
			})
		}
		segments = append(segments, one)
	}
	return stacked(stack{
		style: s, palette: p, names: names, links: links, segments: segments, most: r.Members, labelWidth: levelsLabels,
		pitch: levelsPitch(s.Narrow),
	})
}
