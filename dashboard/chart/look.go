package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"pionjarkollen/analytics"
)

// fontFamily needs no quotes: ECharts would not escape them in an SVG.
const fontFamily = "Inter, system-ui, sans-serif"

// hatch is the diagonal pattern of "deltar inte".
func hatch(color string) option {
	return option{
		"symbol": "rect", "symbolSize": 1, "color": color,
		"dashArrayX": []int{1, 0}, "dashArrayY": []int{3, 4}, "rotation": -math.Pi / 4,
	}
}

// dots is the pattern of the status planned.
func dots(color string) option {
	return option{
		"symbol": "circle", "symbolSize": 0.6, "color": color,
		"dashArrayX": [][]int{{5, 5}, {0, 5, 5, 0}}, "dashArrayY": []int{5, 0},
	}
}

// stateFill is a state's surface: colour, pattern, and for the two empty states nothing but paper.
func stateFill(p Colors, s analytics.State) option {
	switch s {
	case analytics.Level1:
		return option{"color": p.Level[0]}
	case analytics.Level2:
		return option{"color": p.Level[1]}
	case analytics.Level3:
		return option{"color": p.Level[2]}
	case analytics.NoPart:
		return option{"color": p.Paper, "decal": hatch(p.Hatch)}
	default:
		return option{"color": p.Paper}
	}
}

// stateFrame is the box around the two empty states: a hairline, or dashes.
func stateFrame(p Colors, s analytics.State) option {
	if s == analytics.NotHandedIn {
		return option{"color": "transparent", "borderColor": p.Soft, "borderWidth": 1, "borderType": []int{3, 3}}
	}
	return option{"color": "transparent", "borderColor": p.Frame, "borderWidth": 1}
}

// stateInk is the colour of digits on a state.
func stateInk(p Colors, s analytics.State) string {
	switch s {
	case analytics.Level1:
		return p.OnLevel[0]
	case analytics.Level2:
		return p.OnLevel[1]
	case analytics.Level3:
		return p.OnLevel[2]
	case analytics.NoPart:
		return p.Ink
	default:
		return p.Soft
	}
}

// stateBar is the surface of a state's bar segment. ECharts keeps a bar's border inside the bar, so 1 px of paper on
// each makes the gap of 2 px between neighbours. The two empty states are drawn as frames instead.
func stateBar(p Colors, s analytics.State) option {
	look := stateFill(p, s)
	switch s {
	case analytics.Silent, analytics.NotHandedIn:
		return option{"color": "transparent"}
	default:
		look["borderColor"], look["borderWidth"], look["borderRadius"] = p.Paper, 1, 3
		return look
	}
}

// stateKey is a state's mark in a legend.
func stateKey(p Colors, s analytics.State) option {
	if s == analytics.Silent || s == analytics.NotHandedIn {
		return stateFrame(p, s)
	}
	key := stateFill(p, s)
	key["borderWidth"] = 0
	return key
}

// digits is the style of a number inside a surface.
func digits(color string) option {
	return option{"show": true, "color": color, "fontSize": 13, "fontWeight": 600, "fontFamily": fontFamily}
}

// hover is how a surface answers the pointer: an outline, never another colour.
func hover(p Colors) option {
	return option{"itemStyle": option{"borderColor": p.Ink, "borderWidth": 2, "borderType": "solid"}}
}

// common are the settings that all charts share.
func common(p Colors) []charts.GlobalOpts {
	return []charts.GlobalOpts{
		charts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Trigger: "item", BackgroundColor: p.Card, BorderColor: p.Soft,
		}),
		charts.WithAriaOpts(&opts.Aria{
			Enabled: opts.Bool(true),
			Label:   &opts.AriaLabel{Enabled: opts.Bool(false)},
			Decal:   &opts.AriaDecal{Show: opts.Bool(false)},
		}),
		charts.WithAnimation(true),
	}
}

// amended are the settings that all charts share and go-echarts has no word for; more is laid over them.
func amended(p Colors, more option) option {
	whole, _ := merge(option{
		"textStyle":               option{"fontFamily": fontFamily, "fontSize": 13, "color": p.Ink},
		"animationDuration":       350,
		"animationDurationUpdate": 350,
		"animationEasing":         "cubicOut",
		"tooltip": option{
			"renderMode": "richText", "confine": true, "padding": []int{8, 10}, "borderWidth": 1, "transitionDuration": 0,
			"textStyle": option{"color": p.Ink, "fontSize": 13, "lineHeight": 19, "fontFamily": fontFamily},
		},
	}, more).(option)
	return whole
}
