package chart

import (
	"math"
	"strconv"

	"pionjarkollen/data"
)

// rowAxis is a category axis downwards with the names left of the plot, or in a narrow box above each row.
// Rich style "s" is for quiet words after a name.
func rowAxis(p Colors, s Style, names []any, labelWidth, lift int) option {
	label := option{
		"interval": 0, "align": "left", "color": p.Ink, "fontSize": 13, "fontFamily": fontFamily, "lineHeight": 16,
		"margin": labelWidth,
		"rich":   option{"s": option{"color": p.Soft, "fontSize": 12, "lineHeight": 16, "fontFamily": fontFamily}},
	}
	if s.Narrow {
		label["inside"], label["margin"] = true, 0
		label["verticalAlign"], label["padding"] = "bottom", []int{0, 0, lift, 0}
	}
	return option{
		"type": "category", "inverse": true, "triggerEvent": true, "data": names, "axisLabel": label,
		"axisLine": option{"show": false}, "axisTick": option{"show": false}, "splitLine": option{"show": false},
	}
}

// hidden is a value axis from 0 to most that draws nothing.
func hidden(most int) option {
	return option{"type": "value", "show": false, "min": 0, "max": max(most, 1)}
}

// rowScale counts rows downwards on a hidden axis, for what is drawn at fractions of a row.
func rowScale(rows int) option { return with(hidden(rows), "inverse", true) }

// plotBox places the plot exactly: labels never push it.
func plotBox(left, top, height int) option {
	return option{
		"left": left, "right": 1, "top": top, "height": height, "containLabel": false, "outerBoundsMode": "none",
	}
}

// frame is an outline between two corners on the hidden scales.
func frame(look option, x0, y0, x1, y1 float64) [2]option {
	return [2]option{{"xAxis": fine(x0), "yAxis": fine(y0), "itemStyle": look}, {"xAxis": fine(x1), "yAxis": fine(y1)}}
}

// fine keeps four decimals: more would only make the bytes longer.
func fine(x float64) float64 { return math.Round(10_000*x) / 10_000 }

// frames is a series that draws outlines and nothing else: no datum, no pointer, no tooltip.
func frames(xAxis int, boxes [][2]option) option {
	return option{
		"type": "scatter", "id": "frames", "xAxisIndex": xAxis, "yAxisIndex": 1, "data": []any{}, "silent": true,
		"markArea": option{"silent": true, "z": 3, "animation": false, "data": boxes},
	}
}

// richLabel is commitmentLabel in lines of width px, with the mark in the quiet style of rowAxis.
func (s Style) richLabel(c *data.Commitment, width int) string {
	mark := s.words().marks[c.Status]
	name := plain(lines(strconv.Itoa(c.Number)+" "+c.Label.In(s.Lang), width))
	if mark == "" {
		return name
	}
	if whole := s.commitmentLabel(c); lines(whole, width) == whole {
		return name + " {s|" + mark + "}"
	}
	return name + "\n{s|" + mark + "}"
}

// extras are what the page reads beside the option: the height to draw in, and where axis labels lead by their index.
type extras struct {
	Height      int                 `json:"height"`
	NarrowBelow int                 `json:"narrowBelow,omitempty"` // px; the page's own limit where 0
	AxisLinks   map[string][]string `json:"axisLinks,omitempty"`
	Maps        []string            `json:"maps,omitempty"` // to be known to ECharts before it draws
}
