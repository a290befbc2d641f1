package chart

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

// Network chart measures, px.
const (
	networkPitch       = 30
	networkLabels      = 190
	networkNarrowLabel = 108
	networkHead        = 30 // from where on cities stand
	networkPoint       = 22
)

// Network draws who could learn from whom: leaders to the left, learners to the right, and a line for each suggestion, thick for the one
// with the most reasons. Where one of the sides is empty there is nothing to draw, and the page says so instead.
func Network(r analytics.Matches, s Style) (json.RawMessage, error) {
	n := network{r: r, style: s, palette: Palette(s.Theme)}
	n.place()
	return n.draw()
}

// network is a Network on its way.
type network struct {
	r        analytics.Matches
	style    Style
	palette  Colors
	learners []analytics.Learner // in the order of their first leader, so that lines cross less
	heights  map[string]int      // px from the top, by code
	height   int
}

// place orders the learners and spreads both sides over the same height.
func (n *network) place() {
	at := map[string]int{}
	for i, l := range n.r.Leaders {
		at[l.Code] = i
	}
	rank := func(l analytics.Learner) int {
		if len(l.Offers) == 0 {
			return len(n.r.Leaders)
		}
		return at[l.Offers[0].Leader.Code]
	}
	n.learners = slices.Clone(n.r.Learners)
	slices.SortStableFunc(n.learners, func(a, b analytics.Learner) int { return cmp.Compare(rank(a), rank(b)) })
	room := networkPitch * max(len(n.r.Leaders), len(n.learners), 1)
	n.height = networkHead + room
	n.heights = map[string]int{}
	for i, l := range n.r.Leaders {
		n.heights[l.Code] = networkHead + room*(2*i+1)/(2*len(n.r.Leaders))
	}
	for i, l := range n.learners {
		n.heights[l.Code] = networkHead + room*(2*i+1)/(2*len(n.learners))
	}
}

// networkNode is a city of the network.
type networkNode struct {
	Name string `json:"name"`
	datum
}

// networkLine is a suggestion of the network.
type networkLine struct {
	Source    string `json:"source"`
	Target    string `json:"target"`
	Key       string `json:"key"`
	Raw       string `json:"raw"`
	Link      string `json:"link"`
	Tip       string `json:"tip"`
	LineStyle option `json:"lineStyle"`
}

// node is a city beside its name.
func (n *network) node(c analytics.City, state analytics.State, right bool) networkNode {
	s, p := n.style, n.palette
	look := stateFill(p, state)
	look["borderWidth"] = 0
	width, side, x := networkLabels-34, "left", 0
	size := 13
	if s.Narrow {
		width, size = networkNarrowLabel-24, 12
	}
	if right {
		side, x = "right", 1
	}
	return networkNode{Name: c.Code, datum: datum{
		Value: []int{x, n.heights[c.Code]}, Key: c.Code, Raw: string(state), Link: s.link("/stader/"+c.Code, n.r.Commitment.Slug),
		Tip: plain(c.Name) + "\n" + s.stateName(state), ItemStyle: look,
		Label: option{
			"show": true, "position": side, "distance": 6, "color": p.Ink, "fontSize": size, "fontFamily": fontFamily,
			"formatter": plain(c.Name), "width": width, "overflow": "truncate",
		},
	}}
}

func (n *network) draw() (json.RawMessage, error) {
	s, p := n.style, n.palette
	nodes, lines := []networkNode{}, []networkLine{}
	for _, l := range n.r.Leaders {
		nodes = append(nodes, n.node(l, analytics.Level3, false))
	}
	for _, l := range n.learners {
		nodes = append(nodes, n.node(l.City, l.State, true))
		for i, o := range l.Offers {
			look := option{"color": p.Frame, "width": 1, "opacity": 0.55, "curveness": 0}
			if i == 0 {
				look = option{"color": p.Level[1], "width": 2.5, "opacity": 0.9, "curveness": 0}
			}
			lines = append(lines, networkLine{
				Source: o.Leader.Code, Target: l.Code, Key: l.Code + "/" + o.Leader.Code, Raw: strconv.Itoa(o.Reasons()),
				Link: s.pairLink(l.Code, o.Leader.Code), LineStyle: look,
				Tip: plain(o.Leader.Name) + " → " + plain(l.Name) + "\n" + s.reasons(o.Reasons()),
			})
		}
	}
	margin := networkLabels
	if s.Narrow {
		margin = networkNarrowLabel
	}
	c := charts.NewGraph()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "graph", Id: "network", Data: nodes, Links: lines})
	return finish(c, amended(p, option{
		"series": []option{{
			"layout": "none", "coordinateSystem": "cartesian2d",
			"symbol": "circle", "symbolSize": networkPoint, "roam": false, "draggable": false, "cursor": "pointer",
			"emphasis":    option{"focus": "none", "scale": false, "itemStyle": option{"borderColor": p.Ink, "borderWidth": 2}},
			"labelLayout": option{"hideOverlap": false},
		}},
		"grid":   []option{{"left": margin, "right": margin, "top": networkHead, "height": n.height - networkHead}},
		"xAxis":  []option{n.headings()},
		"yAxis":  []option{{"type": "value", "show": false, "inverse": true, "min": networkHead, "max": n.height}},
		"legend": option{"show": false},
		"pk":     extras{Height: n.height + 4},
	}))
}

// headings stand above either side: an axis with two places, of which nothing but the names is seen.
func (n *network) headings() option {
	w := n.style.together()
	return option{
		"type": "category", "boundaryGap": false, "position": "top", "data": []string{w.leads, w.learns}, "silent": true,
		"axisLine": option{"show": false}, "axisTick": option{"show": false}, "splitLine": option{"show": false},
		"axisLabel": option{"color": n.palette.Soft, "fontSize": 13, "fontWeight": 600, "fontFamily": fontFamily, "interval": 0, "margin": 10},
	}
}

// pairLink is the page that sets two cities side by side.
func (s Style) pairLink(code, with string) string {
	q, err := url.ParseQuery(s.Query)
	if err != nil {
		q = url.Values{}
	}
	q.Set("med", with)
	return s.Prefix + "/par/" + code + "?" + q.Encode()
}

// NetworkHeight is about the height in CSS pixels that Network draws in.
func NetworkHeight(r analytics.Matches) int {
	return networkHead + networkPitch*max(len(r.Leaders), len(r.Learners), 1) + 4
}
