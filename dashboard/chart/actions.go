package chart

import (
	"encoding/json"
	"maps"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// ActionStatus draws how far the cities have come with each of a commitment's actions, level by level: stacked bars of
// the statuses as shares of the members in scope, furthest first, the rest "ej rapporterat".
func ActionStatus(r analytics.Commitment, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	var names []any
	var links []string
	segments := statusSegments(p, w)
	for _, level := range r.Levels {
		names = append(names, option{
			"value":     w.states[analytics.State(strconv.Itoa(level.Level))],
			"textStyle": levelHead(p, s),
		})
		links = append(links, "")
		for i := range segments {
			segments[i].data = append(segments[i].data, nil)
		}
		for _, a := range level.Actions {
			label := plain(strconv.Itoa(a.Action.Ordinal) + " " + unbroken(a.Action.Label.In(s.Lang)))
			names = append(names, label)
			link := s.link("/atgarder/"+a.Action.ID, "")
			links = append(links, link)
			for i, n := range statusCounts(a.Counts, r.Members) {
				status := segments[i].id
				segments[i].data = append(segments[i].data, &datum{
					Value: n, Raw: strconv.Itoa(n), Key: a.Action.ID + "/" + status, Link: link,
					Tip: label + "\n" + segments[i].name + ": " + w.share(n, r.Members),
				})
			}
		}
	}
	return stacked(stack{
		style: s, palette: p, names: names, links: links, segments: segments, most: r.Members, labelWidth: 290,
		pitch: actionPitch(s.Narrow), percent: true,
	})
}

// levelHead is the look of a level's name among its actions; ECharts takes the alignment from nowhere else.
func levelHead(p Colors, s Style) option {
	head := option{"fontWeight": 600, "color": p.Ink, "fontSize": 14, "align": "left"}
	if s.Narrow {
		head["verticalAlign"], head["padding"] = "top", 0
	}
	return head
}

// with is look and one more setting.
func with(look option, key string, value any) option {
	out := maps.Clone(look)
	out[key] = value
	return out
}

// Action draws how many cities have come how far with one action, a bar for each status, furthest first.
func Action(r analytics.Action, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	segments := statusSegments(p, w)
	names := make([]any, len(segments))
	items := make([]*datum, len(segments))
	for i, n := range statusCounts(r.Counts, r.Members) {
		g := segments[i]
		names[i] = g.name
		label := digits(p.Ink)
		label["position"] = "right"
		items[i] = &datum{
			Value: n, Raw: strconv.Itoa(n), Key: r.Action.ID + "/" + g.id, Link: s.link("/atgarder/"+r.Action.ID, ""),
			Tip: g.name + ": " + w.share(n, r.Members), ItemStyle: g.look, Label: label,
		}
		if g.frame != nil {
			items[i].ItemStyle = with(g.frame, "borderRadius", 3)
		}
		items[i].ID = items[i].Key
	}
	c := charts.NewBar()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "bar", Id: "status", Data: items})
	left, bar, top := 130, 26, 2
	if s.Narrow {
		left, top = 0, 10
	}
	plot := actionPitch(s.Narrow) * len(segments)
	down := rowAxis(p, s, names, left, bar/2+3)
	down["triggerEvent"] = false
	return finish(c, amended(p, option{
		"grid":   []option{with(plotBox(left, top, plot), "right", 34)},
		"xAxis":  []option{hidden(r.Members)},
		"yAxis":  []option{down},
		"legend": option{"show": false},
		"series": []option{{"barWidth": bar, "emphasis": hover(p)}},
		"pk":     extras{Height: top + plot + 4},
	}))
}

// shownStatuses is the order of the bars: furthest first, what is not reported last.
var shownStatuses = [...]data.Status{data.Done, data.Underway, data.Planned, data.NotStarted, ""}

// statusSegments are the five series without data; a status's id is its code, and "none" for not reported.
func statusSegments(p Colors, w *words) []segment {
	segments := make([]segment, len(shownStatuses))
	for i, status := range shownStatuses {
		g := segment{id: string(status), name: w.statuses[status], ink: p.Soft}
		if status == "" {
			g.id = "none"
			g.look = option{"color": "transparent"}
			g.frame = stateFrame(p, analytics.NotHandedIn)
			g.legend = g.frame
		} else {
			at := len(data.Statuses) - 1 - i
			g.ink = p.OnStatus[at]
			fill := option{"color": p.Status[at]}
			if status == data.Planned {
				fill["decal"] = dots(p.Dots)
			}
			g.legend = with(fill, "borderWidth", 0)
			g.look = with(with(with(fill, "borderColor", p.Paper), "borderWidth", 1), "borderRadius", 3)
		}
		segments[i] = g
	}
	return segments
}

// statusCounts is how many cities have each of shownStatuses.
func statusCounts(counts [4]analytics.StatusCount, members int) [len(shownStatuses)]int {
	var out [len(shownStatuses)]int
	none := members
	for i, c := range counts {
		out[len(counts)-1-i] = c.Cities
		none -= c.Cities
	}
	out[len(out)-1] = max(none, 0)
	return out
}
