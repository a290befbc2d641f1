package chart

import (
	"encoding/json"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Matrix draws every city by every commitment, a digit in each cell.
func Matrix(r analytics.Matrix, s Style) (json.RawMessage, error) {
	p := Palette(s.Theme)
	k := sheet{
		style: s, palette: p, rowWidth: 150, pitch: matrixPitch, head: matrixHead, turned: matrixTurned,
		narrowBelow: MatrixNarrowBelow,
	}
	if s.Narrow {
		k.rowWidth = 104
	}
	for _, c := range r.Commitments {
		k.columns = append(k.columns, s.columnHead(c, s.Narrow))
		k.columnLinks = append(k.columnLinks, s.link("/ataganden/"+c.Slug, ""))
	}
	for y, row := range r.Rows {
		k.rows = append(k.rows, plain(lines(row.Name, k.rowWidth)))
		k.rowLinks = append(k.rowLinks, s.link("/stader/"+row.Code, ""))
		for x, cell := range row.Cells {
			k.add(x, y, row.City, r.Commitments[x], cell)
		}
	}
	return heat(k)
}

// add places what a city says about a commitment.
func (k *sheet) add(x, y int, city analytics.City, c *data.Commitment, cell analytics.Cell) {
	s := k.style
	w := s.words()
	tip := plain(city.Name) + "\n" + plain(s.commitmentLabel(c)) + ": " + w.states[cell.State]
	if cell.Decided != "" {
		tip += "\n" + w.decided + plain(cell.Decided)
	}
	k.cells = append(k.cells, &datum{
		Value: [3]int{x, y, number(cell.State)}, Key: city.Code + "/" + c.Slug, Raw: string(cell.State), Tip: tip,
		Link: s.link("/stader/"+city.Code, c.Slug),
	})
	k.states = append(k.states, cell.State)
}

// columnHead is a commitment's name above its column: number, name and mark on lines of their own, or all on one where
// the head stands upright.
func (s Style) columnHead(c *data.Commitment, upright bool) string {
	if upright {
		return plain(s.commitmentLabel(c))
	}
	text := strconv.Itoa(c.Number) + "\n" + plain(lines(c.Label.In(s.Lang), 98))
	if mark := s.words().marks[c.Status]; mark != "" {
		text += "\n" + mark
	}
	return text
}
