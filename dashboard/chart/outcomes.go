package chart

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

const (
	outcomeLabels = 150 // px of the row names
	outcomePitch  = 54
	outcomeDot    = 15
)

// Outcomes draws a key figure beside levels: a row for each state, a dot for each city at its value. Nothing is drawn between the dots,
// neither a mean nor a trend: a level is no cause of a value. A city without a value has no dot.
func Outcomes(r analytics.Outcomes, s Style) (json.RawMessage, error) {
	p, w := Palette(s.Theme), s.words()
	unit := r.Indicator.Unit.In(s.Lang)
	names := make([]any, len(analytics.States))
	for i, state := range analytics.States {
		names[i] = w.states[state]
	}
	dots := []*datum{}
	for _, c := range r.Cities {
		if c.Value == nil {
			continue
		}
		text := Decimal(s.Lang, *c.Value)
		dots = append(dots, &datum{
			ID: c.Code, Key: c.Code, Raw: strconv.FormatFloat(*c.Value, 'f', -1, 64), Link: s.link("/stader/"+c.Code, r.Commitment.Slug),
			Value: [2]any{*c.Value, slices.Index(analytics.States[:], c.State)},
			Tip:   plain(c.Name) + "\n" + strings.TrimSpace(text+" "+plain(unit)) + "\n" + w.states[c.State],
		})
	}
	c := charts.NewScatter()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "scatter", Id: "cities", Data: dots})
	top, left := 10, outcomeLabels
	if s.Narrow {
		top, left = 22, outcomeDot
	}
	plot := outcomePitch * len(analytics.States)
	down := rowAxis(p, s, names, left, outcomeDot)
	down["triggerEvent"] = false
	down["splitLine"] = option{"show": !s.Narrow, "lineStyle": option{"color": p.Line}}
	across := option{
		"type": "value", "position": "bottom", "scale": true, "splitNumber": 4, "name": plain(unit), "nameLocation": "middle", "nameGap": 30,
		"nameTextStyle": option{"color": p.Soft, "fontSize": 12, "fontFamily": fontFamily},
		"axisLabel":     option{"color": p.Soft, "fontSize": 12, "fontFamily": fontFamily, "hideOverlap": true},
		"axisLine":      option{"show": false}, "axisTick": option{"show": false}, "splitLine": option{"show": false},
	}
	grid := plotBox(left, top, plot)
	grid["right"] = outcomeDot
	return finish(c, amended(p, option{
		"grid":   []option{grid},
		"xAxis":  []option{across},
		"yAxis":  []option{down},
		"legend": option{"show": false},
		"series": []option{{
			"symbol": "circle", "symbolSize": outcomeDot, "cursor": "pointer", "emphasis": option{"scale": false},
			"itemStyle": option{"color": p.Accent, "opacity": 0.65, "borderColor": p.Paper, "borderWidth": 1},
		}},
		"pk": extras{Height: top + plot + 52},
	}))
}

// OutcomesHeight is about the height in CSS pixels that Outcomes takes.
func OutcomesHeight() int { return 10 + outcomePitch*len(analytics.States) + 52 }

// Decimal writes a key figure as the language does, with three significant digits or all of its whole ones: "2,47", "1 234 567".
func Decimal(lang string, value float64) string {
	places := 0
	if size := math.Abs(value); size > 0 && size < 100 {
		places = min(max(2-int(math.Floor(math.Log10(size))), 0), 6)
	}
	whole, part, _ := strings.Cut(strconv.FormatFloat(math.Abs(value), 'f', places, 64), ".")
	part = strings.TrimRight(part, "0")
	point, space, minus := ",", "\u00a0", ""
	if lang == "en" {
		point, space = ".", ","
	}
	if value < 0 && strings.Trim(whole+part, "0") != "" {
		minus = "−"
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + space + whole[i:]
	}
	if part == "" {
		return minus + whole
	}
	return minus + whole + point + part
}
