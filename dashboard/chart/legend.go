package chart

import "unicode/utf8"

const legendRow = 30 // px

// entry is one line of a legend.
type entry struct {
	name string
	icon string
	look option
}

// legend draws the entries from top on, as a key without a function of its own: hiding a state would mislead.
func legend(p Colors, entries []entry, top int) option {
	list := make([]option, len(entries))
	for i, e := range entries {
		list[i] = option{"name": e.name, "icon": e.icon, "itemStyle": e.look}
	}
	return option{
		"show": true, "type": "plain", "left": 0, "top": top, "padding": 0, "selectedMode": false,
		"itemWidth": 16, "itemHeight": 16, "itemGap": 14, "align": "left",
		"textStyle": option{"color": p.Soft, "fontSize": 13, "fontFamily": fontFamily, "lineHeight": 16},
		"data":      list,
	}
}

// legendHeight is how high the entries stand in the narrowest box the style is for.
func legendHeight(s Style, entries []entry) int {
	width := NarrowBelow
	if s.Narrow {
		width = 270
	}
	rows, x := 1, 0
	for _, e := range entries {
		need := 16 + 5 + 14 + (63*utf8.RuneCountInString(e.name))/10
		if x > 0 && x+need-14 > width {
			rows, x = rows+1, 0
		}
		x += need
	}
	return rows * legendRow
}
