package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

// profileStates are a profile's columns, from left to right. Cities that have not handed in have no place there.
var profileStates = [...]analytics.State{
	analytics.Silent, analytics.NoPart, analytics.Level1, analytics.Level2, analytics.Level3,
}

// Profile draws one city against a group, "all", "pioneers", "twins" or "county": per commitment the group's
// distribution as circles (the area is the number of cities, which stands in it), its median as a tick below, and the
// city's own level as a ring. A city that has not handed in has no ring. It is an error to name another group.
func Profile(r analytics.CityProfile, group string, s Style) (json.RawMessage, error) {
	at := slices.IndexFunc(r.Groups, func(g analytics.Group) bool { return g.Key == group })
	if at < 0 {
		return nil, fmt.Errorf("draw profile: no group %q", group)
	}
	d := profile{r: r, group: at, style: s, palette: Palette(s.Theme)}
	d.collect()
	return d.draw()
}

// profile is a Profile on its way.
type profile struct {
	r       analytics.CityProfile
	group   int
	style   Style
	palette Colors

	rows                  []any
	links                 []string
	circles, ticks, rings []*datum
}

func (d *profile) collect() {
	s, w := d.style, d.style.words()
	most := 1
	for _, c := range d.r.Commitments {
		for _, count := range c.Groups[d.group].Counts {
			most = max(most, count.Cities)
		}
	}
	g := d.r.Groups[d.group]
	whom := w.groups[g.Key]
	for y, c := range d.r.Commitments {
		slug, name := c.Commitment.Slug, plain(s.commitmentLabel(c.Commitment))
		link := s.link("/ataganden/"+slug, "")
		d.rows = append(d.rows, s.richLabel(c.Commitment, profileLabels))
		d.links = append(d.links, link)
		levels := c.Groups[d.group]
		for _, count := range levels.Counts {
			x := slices.Index(profileStates[:], count.State)
			if x < 0 {
				continue
			}
			one := &datum{
				Value: [3]int{x, y, count.Cities}, Raw: strconv.Itoa(count.Cities), Key: slug + "/" + string(count.State), Link: link,
				Tip:        name + "\n" + w.states[count.State] + ": " + w.share(count.Cities, g.Members),
				SymbolSize: round(circleWidth * math.Sqrt(float64(count.Cities)/float64(most))),
			}
			if count.Cities == 0 {
				one.Label = option{"show": false}
			}
			one.ID = one.Key
			d.circles = append(d.circles, one)
		}
		if levels.Median != nil {
			d.ticks = append(d.ticks, &datum{
				ID: slug + "/median", Key: slug + "/median", Raw: strconv.Itoa(*levels.Median), Link: link,
				Value: [2]int{*levels.Median + 1, y}, Tip: name + "\n" + w.median + whom + ": " + strconv.Itoa(*levels.Median),
			})
		}
		if x := slices.Index(profileStates[:], c.Cell.State); x >= 0 {
			key := d.r.City.Code + "/" + slug
			d.rings = append(d.rings, &datum{
				ID: key, Key: key, Raw: string(c.Cell.State), Link: s.link("/stader/"+d.r.City.Code, slug),
				Value: [2]int{x, y}, Tip: name + "\n" + plain(d.r.City.Name) + ": " + w.states[c.Cell.State],
			})
		}
	}
}

const (
	profileLabels = 210 // px of the row names
	circleWidth   = 36  // px of the largest circle
	ringWidth     = 42
)

// round keeps one decimal: more would only make the bytes longer.
func round(x float64) float64 { return math.Round(10*x) / 10 }

func (d *profile) draw() (json.RawMessage, error) {
	s, p, w := d.style, d.palette, d.style.words()
	whom := w.groups[d.r.Groups[d.group].Key]
	ring := option{"color": "transparent", "borderColor": p.Accent, "borderWidth": 3}
	entries := []entry{
		{plain(d.r.City.Name), "circle", ring},
		{w.median + whom, "path://M0 6H16V10H0Z", option{"color": p.Ink, "borderWidth": 0}},
		{w.number + whom, "circle", option{"color": p.Bubble, "borderWidth": 0}},
	}
	c := charts.NewScatter()
	c.SetGlobalOptions(common(p)...)
	for i, data := range [][]*datum{d.rings, d.ticks, d.circles} {
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "scatter", Id: []string{"city", "median", "group"}[i], Name: entries[i].name, Data: data,
		})
	}
	shown := entries
	if len(d.rings) == 0 {
		shown = entries[1:]
	}
	number := digits(p.Ink)
	number["formatter"], number["position"], number["fontWeight"] = "{@[2]}", "inside", 500
	still := option{"scale": false}
	series := []option{
		{"symbol": "circle", "symbolSize": ringWidth, "itemStyle": ring, "z": 3, "emphasis": still},
		{
			"symbol": "rect", "symbolSize": []int{20, 3}, "symbolOffset": []int{0, ringWidth/2 + 5},
			"itemStyle": option{"color": p.Ink}, "z": 4, "emphasis": still,
		},
		{
			"symbol": "circle", "itemStyle": option{"color": p.Bubble},
			"label": number, "z": 2, "emphasis": still,
		},
	}
	top, left, pitch := profileHead, profileLabels, profilePitch
	if s.Narrow {
		top, left, pitch = profileHead+18, 0, profileNarrowPitch
	}
	columns := make([]any, len(profileStates))
	for i, state := range profileStates {
		columns[i] = profileColumn(w.states[state], state, s.Narrow)
	}
	across := headAxis(p, sheet{columns: columns}, false)
	across["triggerEvent"] = false
	down := rowAxis(p, s, d.rows, left, ringWidth/2+6)
	down["splitLine"] = option{"show": !s.Narrow, "lineStyle": option{"color": p.Line}}
	plot := pitch * len(d.rows)
	return finish(c, amended(p, option{
		"grid":   []option{plotBox(left, top, plot)},
		"xAxis":  []option{across},
		"yAxis":  []option{down},
		"legend": legend(p, shown, top+plot+14),
		"series": series,
		"pk": extras{
			Height:    top + plot + 14 + legendHeight(s, shown),
			AxisLinks: map[string][]string{"yAxis": d.links},
		},
	}))
}

// profileColumn names a column; "deltar inte" has its number there like the levels.
func profileColumn(name string, state analytics.State, narrow bool) string {
	if state == analytics.NoPart {
		name = "0 " + name
	}
	if !narrow {
		return lines(name, 110)
	}
	return lines(name, 58)
}
