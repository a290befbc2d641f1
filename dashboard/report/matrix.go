package report

import (
	"fmt"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func matrixColumns(e *data.Edition) []Column {
	columns := []Column{columnCode, columnName, columnCounty, columnPopulation, columnRole, columnHandedIn}
	for i := range e.Commitments {
		c := &e.Commitments[i]
		columns = append(columns, Column{
			Name: c.Slug,
			Kind: Mixed,
			Label: data.Text{
				SV: fmt.Sprintf("%d %s", c.Number, heading(c.Label.SV, standing(c.Status).Text.SV, c.Status)),
				EN: fmt.Sprintf("%d %s", c.Number, heading(c.Label.EN, standing(c.Status).Text.EN, c.Status)),
			},
			About: data.Text{
				SV: "Nivå 0–3, inget_svar eller ej_inlamnat: " + c.Title,
				EN: "Level 0–3, no answer (inget_svar) or not handed in (ej_inlamnat): " + c.TitleEN,
			},
		})
	}
	return columns
}

// heading marks a label whose commitment is not plainly adopted.
func heading(label, mark string, s data.CommitmentStatus) string {
	if s == data.Adopted {
		return label
	}
	return label + " (" + mark + ")"
}

func matrixRows(q analytics.Matrix) [][]any {
	rows := make([][]any, 0, len(q.Rows))
	for _, r := range q.Rows {
		row := append(place(r.City), handedIn(r.Cells))
		for _, cell := range r.Cells {
			svar, niva := position(cell.State)
			if niva == nil {
				row = append(row, svar)
			} else {
				row = append(row, niva)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// place returns the cells of code, name, county, population and role.
func place(c analytics.City) []any {
	return []any{c.Code, c.Name, c.County, c.Population, role(c)}
}

// handedIn tells whether a city has any standing level.
func handedIn(cells []analytics.Cell) bool {
	return len(cells) > 0 && cells[0].State != analytics.NotHandedIn
}
