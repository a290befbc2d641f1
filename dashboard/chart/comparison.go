package chart

import (
	"encoding/json"

	"pionjarkollen/analytics"
)

// Comparison draws the commitments by two to six cities, in the order given: the largest differences first.
func Comparison(r analytics.Comparison, s Style) (json.RawMessage, error) {
	k := sheet{style: s, palette: Palette(s.Theme), rowWidth: 216, pitch: comparisonPitch, head: comparisonHead}
	if s.Narrow {
		k.rowWidth, k.turned, k.head = 140, comparisonTurned, comparisonTurned
	}
	for _, city := range r.Cities {
		k.columns = append(k.columns, plain(city.Name))
		k.columnLinks = append(k.columnLinks, s.link("/stader/"+city.Code, ""))
	}
	for y, row := range r.Rows {
		k.rows = append(k.rows, s.richLabel(row.Commitment, k.rowWidth))
		k.rowLinks = append(k.rowLinks, s.link("/ataganden/"+row.Commitment.Slug, ""))
		for x, cell := range row.Cells {
			k.add(x, y, r.Cities[x], row.Commitment, cell)
		}
	}
	return heat(k)
}
