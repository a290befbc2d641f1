package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func actionColumns() []Column {
	return []Column{
		columnCode, columnName, columnRole, columnCommitment, columnNumber, columnStanding,
		{
			"niva",
			Integer,
			data.Text{SV: "Nivå", EN: "Level"},
			data.Text{SV: "Nivån som åtgärden står under, 1–3", EN: "The level the action stands under, 1–3"},
		},
		{
			"atgard",
			Text,
			data.Text{SV: "Åtgärd", EN: "Action"},
			data.Text{SV: "Åtgärdens id: åtagande, nivå, ordning", EN: "The action's id: commitment, level, ordinal"},
		},
		columnLabel,
		{
			"status",
			Word,
			data.Text{SV: "Status", EN: "Status"},
			data.Text{
				SV: "ej påbörjad, planerad, pågår eller genomförd",
				EN: "not started (ej påbörjad), planned (planerad), underway (pågår) or done (genomförd)",
			},
		},
		columnLink, columnReceived, columnSubmission, columnLine,
	}
}

func actionRows(q analytics.Actions, e *data.Edition) [][]any {
	rows := make([][]any, 0, len(q.Rows))
	for i := range q.Rows {
		rows = append(rows, actionRow(&q.Rows[i], e))
	}
	return rows
}

func actionRow(r *analytics.ActionRow, e *data.Edition) []any {
	a := r.Action
	c := e.Commitment(a.Commitment)
	return []any{
		r.Code, r.Name, role(r.City), c.Slug, c.Number, standing(c.Status), a.Level, a.ID, a.Label.SV, status(r.Status),
		text(r.Link), moment(r.Since), number(r.Submission), number(r.Line),
	}
}
