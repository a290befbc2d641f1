package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func declarationColumns() []Column {
	return []Column{
		columnCode, columnName, columnRole, columnCommitment, columnNumber, columnStanding, columnState, columnLevel,
		{
			"beslutsdatum",
			Day,
			data.Text{SV: "Beslutsdatum", EN: "Decision date"},
			data.Text{SV: "Dagen för stadens beslut", EN: "The day of the city's decision"},
		},
		{
			"diarienummer",
			Text,
			data.Text{SV: "Diarienummer", EN: "Registry number"},
			data.Text{SV: "Beslutets diarienummer", EN: "The decision's registry number"},
		},
		columnLink, columnReceived, columnSubmission, columnLine,
	}
}

func declarationRows(q analytics.Matrix, e *data.Edition) [][]any {
	rows := make([][]any, 0, len(q.Rows)*len(e.Commitments))
	for i := range q.Rows {
		for j := range q.Rows[i].Cells {
			rows = append(rows, declarationRow(&q.Rows[i].City, &q.Rows[i].Cells[j], e))
		}
	}
	return rows
}

func declarationRow(city *analytics.City, cell *analytics.Cell, e *data.Edition) []any {
	c := e.Commitment(cell.Commitment)
	svar, niva := position(cell.State)
	return []any{
		city.Code, city.Name, role(*city), c.Slug, c.Number, standing(c.Status), svar, niva,
		text(cell.Decided), text(cell.Reference), text(cell.Link),
		moment(cell.Since), number(cell.Submission), number(cell.Line),
	}
}
