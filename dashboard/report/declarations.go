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
	for _, r := range q.Rows {
		for _, cell := range r.Cells {
			c := e.Commitment(cell.Commitment)
			svar, niva := position(cell.State)
			rows = append(rows, []any{
				r.Code, r.Name, role(r.City), c.Slug, c.Number, standing(c.Status), svar, niva,
				text(cell.Decided), text(cell.Reference), text(cell.Link),
				moment(cell.Since), number(cell.Submission), number(cell.Line),
			})
		}
	}
	return rows
}
