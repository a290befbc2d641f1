package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Reports about what somebody has chosen. City has one row per commitment and action, with the city's answer and the action's status;
// Commitment one per city; Comparison one per city and commitment, and one per city and action: the same columns whatever the cities.
const (
	City       What = "city"
	Commitment What = "commitment"
	Comparison What = "comparison"
)

// Chosen lists the reports that Build does not make, because they need more than a filter: cities, a commitment, or two moments; or
// because what they lay out is the answer of a tool.
var Chosen = [...]What{
	City, Commitment, Comparison, Timeline, Transitions, Moves, Events, Map,
	NextStep, Support, Processes, Leads, Matches, Gaps, Pair, Similar, Outcomes,
}

// OfCity lays out one city: each action of each commitment, reported or not, with what the city has said about the commitment. The cover
// is that of the city alone.
func OfCity(q analytics.CityProfile, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, p := range q.Commitments {
		c := p.Commitment
		svar, niva := position(p.Cell.State)
		for _, a := range p.Actions {
			rows = append(rows, []any{
				q.City.Code, q.City.Name, role(q.City), c.Slug, c.Number, standing(c.Status), svar, niva,
				a.Action.Level, a.Action.ID, a.Action.Label.SV, status(a.Status),
				text(p.Cell.Decided), text(p.Cell.Reference), text(p.Cell.Link), moment(p.Cell.Since), number(p.Cell.Submission), number(p.Cell.Line),
				text(a.Link), moment(a.Since), number(a.Submission), number(a.Line),
			})
		}
	}
	return own(City, rows, cover, f, m)
}

// OfCommitment lays out what each city has said about one commitment, the highest level first.
func OfCommitment(q analytics.Commitment, f analytics.Filter, m Meta) *Table {
	rows := make([][]any, 0, len(q.Cities))
	for _, r := range q.Cities {
		svar, niva := position(r.Cell.State)
		rows = append(rows, append(place(r.City),
			q.Commitment.Slug, q.Commitment.Number, standing(q.Commitment.Status), svar, niva,
			text(r.Cell.Decided), text(r.Cell.Reference), text(r.Cell.Link), moment(r.Cell.Since), number(r.Cell.Submission), number(r.Cell.Line)))
	}
	return own(Commitment, rows, q.Cover, f, m)
}

// OfComparison lays out some cities side by side, the commitments and actions in which they differ most first.
func OfComparison(q analytics.Comparison, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, r := range q.Rows {
		c := r.Commitment
		for i, city := range q.Cities {
			svar, niva := position(r.Cells[i].State)
			rows = append(rows, []any{
				c.Slug, c.Number, standing(c.Status), nil, nil, c.Label.SV, city.Code, city.Name, role(city), svar, niva, nil, steps(r.Spread),
			})
		}
		for _, a := range r.Actions {
			for i, city := range q.Cities {
				rows = append(rows, []any{
					c.Slug, c.Number, standing(c.Status), a.Action.Level, a.Action.ID, a.Action.Label.SV, city.Code, city.Name, role(city),
					nil, nil, status(a.Statuses[i]), steps(a.Spread),
				})
			}
		}
	}
	return own(Comparison, rows, q.Cover, f, m)
}

// steps is how far apart cities are; nil where too few have said anything.
func steps(spread int) any {
	if spread < 0 {
		return nil
	}
	return spread
}

// chosenColumns returns the columns of a report of Chosen; nil is none of them.
func chosenColumns(what What) []Column {
	switch what {
	case City:
		return []Column{
			columnCode, columnName, columnRole, columnCommitment, columnNumber, columnStanding, columnState, columnLevel,
			columnActionLevel, columnAction, columnLabel, columnStatus,
			columnDecided, columnReference, columnLink, columnReceived, columnSubmission, columnLine,
			ofAction(columnLink), ofAction(columnReceived), ofAction(columnSubmission), ofAction(columnLine),
		}
	case Commitment:
		return []Column{
			columnCode, columnName, columnCounty, columnPopulation, columnRole, columnCommitment, columnNumber, columnStanding,
			columnState, columnLevel, columnDecided, columnReference, columnLink, columnReceived, columnSubmission, columnLine,
		}
	case Comparison:
		return []Column{
			columnCommitment, columnNumber, columnStanding, columnActionLevel, columnAction, columnLabel, columnCode, columnName, columnRole,
			columnState, columnLevel, columnStatus, columnSpread,
		}
	case Timeline:
		return timelineColumns()
	case Transitions:
		return transitionColumns()
	case Moves:
		return moveColumns()
	case Events:
		return eventColumns()
	case Map:
		return placeColumns()
	}
	return toolColumns(what)
}

// ofAction names a column that a row has twice: of the city's answer on the commitment, and of its report on the action.
func ofAction(c Column) Column {
	return Column{
		"atgard_" + c.Name,
		c.Kind,
		data.Text{SV: "Åtgärd: " + c.Label.SV, EN: "Action: " + c.Label.EN},
		data.Text{SV: c.About.SV + "; för åtgärdens status", EN: c.About.EN + "; for the action's status"},
	}
}
