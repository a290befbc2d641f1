package chart

import (
	"encoding/json"
	"net/url"
	"strconv"

	"pionjarkollen/analytics"
)

const dayLabels = 104 // px of the dates

// Timeline draws how one commitment's distribution grew: a stacked bar for each day, as long as there were cities.
func Timeline(r analytics.Timeline, s Style) (json.RawMessage, error) {
	k := stack{style: s, palette: Palette(s.Theme), labelWidth: dayLabels, pitch: levelsPitch(s.Narrow)}
	var rows []distribution
	for _, p := range r.Points {
		k.most = max(k.most, p.Members)
		rows = append(rows, distribution{p.Day, p.Day, s.onDay(p.Day).link("/ataganden/"+r.Commitment.Slug, ""), p.Members, p.Counts})
	}
	return distributions(k, rows)
}

// distribution is one row of a stack: counts of the six states.
type distribution struct {
	key, name, link string
	members         int
	counts          [6]analytics.Count
}

// distributions fills k with a bar per row and draws it. A datum's key is the row's and the state.
func distributions(k stack, rows []distribution) (json.RawMessage, error) {
	s, p, w := k.style, k.palette, k.style.words()
	for _, r := range rows {
		k.names, k.links = append(k.names, plain(r.name)), append(k.links, r.link)
	}
	for i, state := range analytics.States {
		one := segment{
			id: string(state), name: w.states[state], look: stateBar(p, state), ink: stateInk(p, state), legend: stateKey(p, state),
		}
		if state == analytics.Silent || state == analytics.NotHandedIn {
			one.frame = stateFrame(p, state)
		}
		for _, r := range rows {
			n := r.counts[i].Cities
			one.data = append(one.data, &datum{
				Value: n, Raw: strconv.Itoa(n), Key: r.key + "/" + string(state), Link: r.link,
				Tip: plain(r.name) + "\n" + s.stateName(state) + ": " + w.share(n, r.members),
			})
		}
		k.segments = append(k.segments, one)
	}
	return stacked(k)
}

// onDay is the style with links that look at another day.
func (s Style) onDay(day string) Style {
	q, err := url.ParseQuery(s.Query)
	if err != nil {
		return s // our own encoding of a filter; a link without it still leads somewhere
	}
	q.Set("datum", day)
	s.Query = q.Encode()
	return s
}

// TimelineHeight is about the height in CSS pixels that Timeline draws so many days in.
func TimelineHeight(days int) int { return 12 + days*levelsPitch(false) + 2*legendRow }
