package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func levelColumns() []Column {
	return []Column{
		columnCommitment, columnNumber, columnLabel, columnStanding, columnState, columnLevel,
		{
			"stader",
			Integer,
			data.Text{SV: "Städer", EN: "Cities"},
			data.Text{SV: "Antal städer i läget", EN: "How many cities are in the state"},
		},
		{
			"andel_stader",
			Number,
			data.Text{SV: "Andel av städerna", EN: "Share of cities"},
			data.Text{SV: "Andel av urvalets medlemsstäder, 0–1", EN: "Share of the selection's member cities, 0–1"},
		},
		{
			"befolkning",
			Integer,
			data.Text{SV: "Befolkning", EN: "Population"},
			data.Text{SV: "Invånare i städerna", EN: "Inhabitants of the cities"},
		},
		{
			"andel_befolkning",
			Number,
			data.Text{SV: "Andel av befolkningen", EN: "Share of population"},
			data.Text{SV: "Andel av urvalets invånare, 0–1", EN: "Share of the selection's inhabitants, 0–1"},
		},
	}
}

func levelRows(q analytics.Levels) [][]any {
	rows := make([][]any, 0, len(q.Commitments)*len(analytics.States))
	for _, lc := range q.Commitments {
		c := lc.Commitment
		for _, n := range lc.Counts {
			svar, niva := position(n.State)
			rows = append(rows, []any{
				c.Slug, c.Number, c.Label.SV, standing(c.Status), svar, niva,
				n.Cities, n.Share, n.Population, n.PopulationShare,
			})
		}
	}
	return rows
}
