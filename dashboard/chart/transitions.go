package chart

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

// Flow chart measures, px.
const (
	flowHeight, flowPad, flowNode = 400, 8, 18
	flowLabels                    = 150
)

// flowStates are the states of either moment from above.
var flowStates = append(slices.Clone(analytics.States[:]), analytics.OutOfScope)

// Transitions draws one commitment of r between its two moments: bands from the states of the earlier one, left, to those of the
// later one, right, as broad as there are cities. What cannot be compared is drawn as its two distributions, without bands.
//
// It is an error to ask for a commitment that r does not have.
func Transitions(r analytics.Transitions, at int, s Style) (json.RawMessage, error) {
	if at < 0 || at >= len(r.Commitments) {
		return nil, fmt.Errorf("draw transitions: no commitment %d", at)
	}
	c := r.Commitments[at]
	if !c.Kind.Comparable() {
		return apart(r, c, s)
	}
	f := flows{r: r, c: c, style: s, palette: Palette(s.Theme)}
	return f.draw()
}

// apart draws the two distributions of what cannot be compared.
func apart(r analytics.Transitions, c analytics.TransitionCommitment, s Style) (json.RawMessage, error) {
	k := stack{style: s, palette: Palette(s.Theme), labelWidth: dayLabels + 60, pitch: levelsPitch(s.Narrow), most: max(r.Members, r.Before.Members)}
	var rows []distribution
	if c.Before != nil {
		rows = append(rows, distribution{"then", r.FromDay + "\n" + r.From.ID, "", r.Before.Members, c.Then})
	}
	if c.After != nil {
		rows = append(rows, distribution{"now", r.Day + "\n" + r.To.ID, s.link("/ataganden/"+c.After.Slug, ""), r.Members, c.Now})
	}
	return distributions(k, rows)
}

// flows is a Transitions on its way.
type flows struct {
	r       analytics.Transitions
	c       analytics.TransitionCommitment
	style   Style
	palette Colors
}

// node is a state at one of the moments.
type node struct {
	Name  string `json:"name"`
	Depth int    `json:"depth"`
	datum
}

// band is how many went from a state to a state.
type band struct {
	Source    string `json:"source"`
	Target    string `json:"target"`
	Value     int    `json:"value"`
	Key       string `json:"key"`
	Raw       string `json:"raw"`
	Tip       string `json:"tip"`
	LineStyle option `json:"lineStyle"`
}

func (f flows) draw() (json.RawMessage, error) {
	s, p, w := f.style, f.palette, f.style.words()
	then, now := map[analytics.State]int{}, map[analytics.State]int{}
	all := 0
	for _, b := range f.c.Flows {
		then[b.From] += b.Cities
		now[b.To] += b.Cities
		all += b.Cities
	}
	nodes, bands := []node{}, []band{}
	for depth, side := range []struct {
		key, day string
		counts   map[analytics.State]int
	}{{"then", f.r.FromDay, then}, {"now", f.r.Day, now}} {
		for _, state := range flowStates {
			if n := side.counts[state]; n > 0 {
				nodes = append(nodes, f.node(side.key, side.day, depth, state, n, w.share(n, all)))
			}
		}
	}
	for _, from := range flowStates {
		for _, to := range flowStates {
			i := slices.IndexFunc(f.c.Flows, func(b analytics.Flow) bool { return b.From == from && b.To == to })
			if i < 0 {
				continue
			}
			n := f.c.Flows[i].Cities
			bands = append(bands, band{
				Source: "then/" + string(from), Target: "now/" + string(to), Value: n, Raw: strconv.Itoa(n),
				Key:       "flow/" + string(from) + "/" + string(to),
				Tip:       s.stateName(from) + " → " + s.stateName(to) + "\n" + w.share(n, all),
				LineStyle: option{"color": f.bandColor(to), "opacity": f.bandOpacity(from, to)},
			})
		}
	}
	left, right := flowLabels, flowLabels
	if s.Narrow {
		left, right = 0, 1
	}
	c := charts.NewSankey()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "sankey", Id: "flows", Data: nodes, Links: bands})
	const head = 6
	return finish(c, amended(p, option{
		"series": []option{{
			"left": left, "right": right, "top": head, "height": flowHeight, "nodeWidth": flowNode, "nodeGap": flowPad, "nodeAlign": "justify",
			"layoutIterations": 0, "draggable": false, "emphasis": option{"focus": "none"}, "cursor": "default",
			"lineStyle": option{"curveness": 0.5},
		}},
		"legend": option{"show": false},
		"pk":     extras{Height: head + flowHeight + 8},
	}))
}

// node is one state at one moment, with its name and number beside it.
func (f flows) node(side, day string, depth int, state analytics.State, n int, share string) node {
	s, p := f.style, f.palette
	key := side + "/" + string(state)
	text := s.stateName(state) + "  " + strconv.Itoa(n)
	label := option{"show": true, "position": "left", "color": p.Ink, "fontSize": 13, "fontFamily": fontFamily, "formatter": text, "distance": 8}
	if depth == 1 {
		label["position"] = "right"
	}
	if s.Narrow { // on the bands, which are pale enough
		label["position"] = []string{"right", "left"}[depth]
		label["formatter"] = lines(text, 140)
	}
	look := stateFill(p, state)
	switch state {
	case analytics.Silent, analytics.NotHandedIn, analytics.OutOfScope:
		look = stateFrame(p, state)
		look["color"] = p.Paper
		if state == analytics.OutOfScope {
			look["borderType"] = "dotted"
		}
	default:
		look["borderWidth"] = 0
	}
	link := s.onDay(day).link("/ataganden/"+f.c.Before.Slug, "")
	if depth == 1 {
		link = s.link("/ataganden/"+f.c.After.Slug, "")
	} else if f.r.From != f.r.To {
		link = "" // another edition's page, of which the filter on hand says nothing
	}
	return node{Name: key, Depth: depth, datum: datum{
		Value: n, Key: key, Link: link, Raw: strconv.Itoa(n), ItemStyle: look, Label: label,
		Tip: day + "\n" + s.stateName(state) + ": " + share,
	}}
}

// bandColor is the colour of what a band leads to; those that lead to no answer are grey.
func (f flows) bandColor(to analytics.State) string {
	switch to {
	case analytics.Level1, analytics.Level2, analytics.Level3:
		return f.palette.Level[1]
	default:
		return f.palette.Frame
	}
}

// bandOpacity lets what stays as it was recede.
func (f flows) bandOpacity(from, to analytics.State) float64 {
	if from == to {
		return 0.16
	}
	return 0.42
}

// TransitionsHeight is about the height in CSS pixels that Transitions draws in.
func TransitionsHeight(together bool) int {
	if !together {
		return 12 + 2*levelsPitch(false) + 2*legendRow
	}
	return flowHeight + 14
}
