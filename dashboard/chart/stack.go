package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// segment is one series of a stack: one datum per row, nil where the row has no bar.
type segment struct {
	id, name string
	look     option
	ink      string
	legend   option
	frame    option // drawn around each bar instead of a surface; nil is none
	data     []*datum
}

// stack is a chart of stacked horizontal bars, one per row.
type stack struct {
	style      Style
	palette    Colors
	names      []any // category labels
	links      []string
	segments   []segment
	most       int // length of the longest possible bar
	labelWidth int // of the names, px
	pitch      int // px from row to row
	percent    bool
}

// stacked draws k with go-echarts.
func stacked(k stack) (json.RawMessage, error) {
	s, p := k.style, k.palette
	bar, top, left := 28, 2, k.labelWidth
	if s.Narrow {
		bar, top, left = 26, 10, 0
	}
	plot := k.pitch * len(k.names)
	entries := make([]entry, len(k.segments))
	series := make([]option, len(k.segments))
	c := charts.NewBar()
	for i, g := range k.segments {
		entries[i] = entry{g.name, "roundRect", g.legend}
		for _, d := range g.data {
			fit(d, k.most, s.Narrow)
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "bar", Id: g.id, Name: g.name, Stack: "all", Data: g.data,
		})
		series[i] = option{
			"barWidth": bar, "itemStyle": g.look, "label": digits(g.ink), "emphasis": hover(p), "cursor": "pointer",
		}
	}
	c.SetGlobalOptions(common(p)...)
	across, bottom := []option{hidden(k.most)}, 10
	if k.percent {
		across, bottom = append(across, percentAxis(p)), 36
	}
	return finish(c, amended(p, option{
		"grid":   []option{plotBox(left, top, plot)},
		"xAxis":  across,
		"yAxis":  []option{rowAxis(p, s, k.names, k.labelWidth, bar/2+3), rowScale(len(k.names))},
		"legend": legend(p, entries, top+plot+bottom),
		"series": append(series, frames(0, k.frames(float64(bar)))),
		"pk": extras{
			Height:    top + plot + bottom + legendHeight(s, entries),
			AxisLinks: map[string][]string{"yAxis": k.links},
		},
	}))
}

// frames are the boxes of the segments that have no surface, 1 or 2 px inside their bars.
func (k stack) frames(bar float64) [][2]option {
	gap := float64(k.most) * 0.003
	half := (bar/2 - 1) / float64(k.pitch)
	boxes := [][2]option{}
	for row := range k.names {
		end := 0.0
		for _, g := range k.segments {
			d := g.data[row]
			if d == nil {
				continue
			}
			n, _ := d.Value.(int)
			start := end
			end += float64(n)
			if n > 0 && g.frame != nil {
				y := float64(row) + 0.5
				boxes = append(boxes, frame(g.frame, start+gap, y-half, end-gap, y+half))
			}
		}
	}
	return boxes
}

// percentAxis is a scale under the plot; the bars themselves count cities on the hidden axis of the same length.
func percentAxis(p Colors) option {
	return option{
		"type": "value", "position": "bottom", "min": 0, "max": 100, "interval": 25,
		"axisLabel": option{
			"formatter": "{value} %", "color": p.Soft, "fontSize": 12, "fontFamily": fontFamily,
			"alignMinLabel": "left", "alignMaxLabel": "right",
		},
		"axisLine": option{"show": false}, "axisTick": option{"show": false}, "splitLine": option{"show": false},
	}
}

// fit hides a bar without length, and a number that is wider than its bar: the tooltip and the table still have it.
func fit(d *datum, most int, narrow bool) {
	if d == nil {
		return
	}
	n, _ := d.Value.(int)
	width := 340
	if narrow {
		width = 270
	}
	d.ID = d.Key
	switch {
	case n == 0:
		d.ItemStyle, d.Label = option{"opacity": 0}, option{"show": false}
	case n*width < (8*len(d.Raw)+3)*max(most, 1):
		d.Label = option{"show": false}
	}
}
