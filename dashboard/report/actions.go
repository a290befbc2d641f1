package report

import (
	"time"

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
	layout := newActionLayout(e)
	for i := range q.Rows {
		rows = append(rows, layout.row(&q.Rows[i]))
	}
	return rows
}

// actionLayout lays rows out, of which there may be a million: cells that repeat from row to row are made once.
type actionLayout struct {
	edition  *data.Edition
	action   *data.Action // of the row before
	about    [6]any       // its cells
	since    time.Time    // of the row before
	received any          // its cell
	roles    map[string]any
	statuses map[data.Status]any
}

func newActionLayout(e *data.Edition) *actionLayout {
	l := &actionLayout{edition: e, roles: map[string]any{}, statuses: map[data.Status]any{"": status("")}}
	for _, r := range [...]Term{rolePioneer, roleTwin, roleUnknown, roleOutside} {
		l.roles[r.Code] = r
	}
	for _, s := range data.Statuses {
		l.statuses[s] = status(s)
	}
	return l
}

func (l *actionLayout) row(r *analytics.ActionRow) []any {
	if a := r.Action; a != l.action {
		c := l.edition.Commitment(a.Commitment)
		l.action, l.about = a, [...]any{c.Slug, c.Number, standing(c.Status), a.Level, a.ID, a.Label.SV}
	}
	if !r.Since.Equal(l.since) {
		l.since, l.received = r.Since, moment(r.Since)
	}
	a := &l.about
	return []any{
		r.Code, r.Name, l.roles[role(r.City).Code], a[0], a[1], a[2], a[3], a[4], a[5], l.statuses[r.Status],
		text(r.Link), l.received, number(r.Submission), number(r.Line),
	}
}
