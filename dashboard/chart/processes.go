package chart

import (
	"encoding/json"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

const processLabels = 290 // px of the row names

// Processes draws how many cities work on at least one action of each process: a bar for each, in the order of the reference data.
func Processes(r analytics.Processes, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	names := make([]any, len(r.List))
	links := make([]string, len(r.List))
	items := make([]*datum, len(r.List))
	for i, one := range r.List {
		name := plain(unbroken(one.Process.Label.In(s.Lang)))
		names[i], links[i] = name, s.link("/processer/"+one.Process.Key, "")
		label := digits(p.Ink)
		label["position"] = "right"
		items[i] = &datum{
			ID: one.Process.Key, Key: one.Process.Key, Value: one.Cities, Raw: strconv.Itoa(one.Cities), Link: links[i],
			Tip: name + "\n" + w.share(one.Cities, r.Members), Label: label,
			ItemStyle: option{"color": p.Status[2], "borderRadius": 3},
		}
	}
	c := charts.NewBar()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "bar", Id: "cities", Data: items})
	left, bar, top := processLabels, 24, 2
	if s.Narrow {
		left, top = 0, 10
	}
	plot := actionPitch(s.Narrow) * len(r.List)
	return finish(c, amended(p, option{
		"grid":   []option{with(plotBox(left, top, plot), "right", 34)},
		"xAxis":  []option{hidden(r.Members)},
		"yAxis":  []option{rowAxis(p, s, names, left, bar/2+3)},
		"legend": option{"show": false},
		"series": []option{{"barWidth": bar, "emphasis": hover(p), "cursor": "pointer"}},
		"pk":     extras{Height: top + plot + 4, AxisLinks: map[string][]string{"yAxis": links}},
	}))
}

// Process draws how far the cities have come with each action of one process, commitment by commitment, as ActionStatus does.
func Process(r analytics.ProcessActions, members int, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	var names []any
	var links []string
	segments := statusSegments(p, w)
	commitment := ""
	for _, a := range r.Actions {
		if a.Commitment.Slug != commitment {
			commitment = a.Commitment.Slug
			names = append(names, option{"value": plain(s.commitmentLabel(a.Commitment)), "textStyle": levelHead(p, s)})
			links = append(links, s.link("/ataganden/"+commitment, ""))
			for i := range segments {
				segments[i].data = append(segments[i].data, nil)
			}
		}
		label := plain(strconv.Itoa(a.Action.Level) + "." + strconv.Itoa(a.Action.Ordinal) + " " + unbroken(a.Action.Label.In(s.Lang)))
		link := s.link("/atgarder/"+a.Action.ID, "")
		names, links = append(names, label), append(links, link)
		for i, n := range statusCounts(a.Counts, members) {
			status := segments[i].id
			segments[i].data = append(segments[i].data, &datum{
				Value: n, Raw: strconv.Itoa(n), Key: a.Action.ID + "/" + status, Link: link,
				Tip: label + "\n" + segments[i].name + ": " + w.share(n, members),
			})
		}
	}
	return stacked(stack{
		style: s, palette: p, names: names, links: links, segments: segments, most: members, labelWidth: processLabels,
		pitch: actionPitch(s.Narrow), percent: true,
	})
}

// ProcessesHeight is about the height in CSS pixels that Processes takes.
func ProcessesHeight(processes int, narrow bool) int { return 6 + processes*actionPitch(narrow) }

// ProcessHeight is the same for Process.
func ProcessHeight(r analytics.ProcessActions, narrow bool) int {
	heads := map[string]bool{}
	for _, a := range r.Actions {
		heads[a.Commitment.Slug] = true
	}
	return 38 + (len(heads)+len(r.Actions))*actionPitch(narrow) + 2*legendRow
}
