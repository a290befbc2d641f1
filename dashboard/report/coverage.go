package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func coverageColumns() []Column {
	return []Column{
		columnCode, columnName, columnCounty, columnPopulation, columnRole, columnHandedIn,
		{
			"besvarade",
			Integer,
			data.Text{SV: "Besvarade åtaganden", EN: "Commitments answered"},
			data.Text{SV: "Åtaganden med nivå 0–3", EN: "Commitments with level 0–3"},
		},
		{
			"ataganden",
			Integer,
			data.Text{SV: "Åtaganden", EN: "Commitments"},
			data.Text{SV: "Åtaganden i versionen", EN: "Commitments in the edition"},
		},
		{
			"rapporterade_atgarder",
			Integer,
			data.Text{SV: "Rapporterade åtgärder", EN: "Actions reported"},
			data.Text{SV: "Åtgärder med status", EN: "Actions with a status"},
		},
		{
			"senast",
			Moment,
			data.Text{SV: "Senast inlämnat", EN: "Last handed in"},
			data.Text{SV: "När staden senast lämnade in", EN: "When the city last handed in"},
		},
		columnSubmission,
	}
}

// coverageRows lists the members and then those that have handed in without being members, whose figures are not asked for.
func coverageRows(q analytics.Coverage) [][]any {
	rows := make([][]any, 0, len(q.Cities)+len(q.Outside))
	for _, c := range q.Cities {
		rows = append(rows, append(place(c.City),
			c.HandedIn, c.Answered, c.Asked, c.Reported, moment(c.Last), number(c.Submission)))
	}
	for _, c := range q.Outside {
		rows = append(rows, append(place(c), true, nil, nil, nil, nil, nil))
	}
	return rows
}
