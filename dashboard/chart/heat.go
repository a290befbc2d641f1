package chart

import (
	"encoding/json"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

// sheet is a table of states: rows by columns, a cell with its digit for each.
type sheet struct {
	style         Style
	palette       Colors
	rows, columns []any // category labels
	rowLinks      []string
	columnLinks   []string
	cells         []*datum // Value is [column, row, number of the state]
	states        []analytics.State
	rowWidth      int // of the row names, px
	pitch         int // px from row to row
	head          int // px of the column heads
	turned        int // px of the column heads where they stand upright; 0 when they never do
	narrowBelow   int // px under which the narrow form is needed; 0 is NarrowBelow
}

// number is what a state counts as on the heatmap's scale.
func number(s analytics.State) int {
	switch s {
	case analytics.Level3, analytics.Level2, analytics.Level1, analytics.NoPart:
		n, _ := strconv.Atoi(string(s))
		return n
	case analytics.Silent:
		return -1
	default:
		return -2
	}
}

// digit is what stands in a state's cell.
func digit(s analytics.State) string {
	switch s {
	case analytics.Silent:
		return "–"
	case analytics.NotHandedIn:
		return ""
	default:
		return string(s)
	}
}

// heat draws k: a heatmap series for each state, so that each has its own pattern and its line in the legend.
func heat(k sheet) (json.RawMessage, error) {
	s, p, w := k.style, k.palette, k.style.words()
	c := charts.NewHeatMap()
	c.SetGlobalOptions(common(p)...)
	var entries []entry
	var series, pieces []option
	for _, state := range analytics.States {
		data := []*datum{}
		for i, cell := range k.cells {
			if k.states[i] == state {
				data = append(data, cell)
			}
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "heatmap", Id: string(state), Name: w.states[state], Data: data,
		})
		look := stateFill(p, state)
		pieces = append(pieces, option{"value": number(state), "color": look["color"]})
		look["borderColor"], look["borderWidth"], look["borderRadius"] = p.Paper, 2, 4
		label := digits(stateInk(p, state))
		label["formatter"] = digit(state)
		series = append(series, option{
			"itemStyle": look, "label": label, "emphasis": hover(p), "cursor": "pointer", "progressive": 0,
		})
		entries = append(entries, entry{w.states[state], "roundRect", stateKey(p, state)})
	}
	head := k.head
	if k.turned > 0 && s.Narrow {
		head = k.turned
	}
	plot := k.pitch * len(k.rows)
	down := rowAxis(p, Style{}, k.rows, k.rowWidth, 0)
	down["triggerEvent"] = true
	return finish(c, amended(p, option{
		"grid":   []option{plotBox(k.rowWidth, head, plot)},
		"xAxis":  []option{headAxis(p, k, s.Narrow && k.turned > 0), hidden(len(k.columns))},
		"yAxis":  []option{down, rowScale(len(k.rows))},
		"legend": legend(p, entries, head+plot+12),
		"series": append(series, frames(1, boxes(k))),
		"visualMap": []option{{
			"type": "piecewise", "show": false, "dimension": 2, "seriesIndex": []int{0, 1, 2, 3, 4, 5}, "pieces": pieces,
			"hoverLink": false,
		}},
		"pk": extras{
			Height: head + plot + 12 + legendHeight(s, entries), NarrowBelow: k.narrowBelow,
			AxisLinks: map[string][]string{"xAxis": k.columnLinks, "yAxis": k.rowLinks},
		},
	}))
}

// boxes are the frames of the two empty states, drawn a little inside their cells so that neighbours stay apart.
func boxes(k sheet) [][2]option {
	boxes := [][2]option{}
	inset := 0.02
	if k.style.Narrow {
		inset = 0.05
	}
	for i, cell := range k.cells {
		state := k.states[i]
		if state != analytics.Silent && state != analytics.NotHandedIn {
			continue
		}
		at, _ := cell.Value.([3]int)
		x, y := float64(at[0]), float64(at[1])
		boxes = append(boxes, frame(stateFrame(k.palette, state), x+inset, y+0.055, x+1-inset, y+0.945))
	}
	return boxes
}

// headAxis is the column heads above the plot, upright where they would not fit side by side.
func headAxis(p Colors, k sheet, turned bool) option {
	label := option{
		"interval": 0, "color": p.Ink, "fontSize": 12, "fontFamily": fontFamily, "lineHeight": 15, "margin": 8,
	}
	if turned {
		label["rotate"] = 90
		label["align"], label["verticalAlign"] = "left", "middle"
	}
	return option{
		"type": "category", "position": "top", "triggerEvent": true, "data": k.columns, "axisLabel": label,
		"axisLine": option{"show": false}, "axisTick": option{"show": false}, "splitLine": option{"show": false},
	}
}
