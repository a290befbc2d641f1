package report

import "pionjarkollen/data"

// Columns of reports about what somebody has chosen.
var (
	columnDecided = Column{
		"beslutsdatum",
		Day,
		data.Text{SV: "Beslutsdatum", EN: "Decision date"},
		data.Text{SV: "Dagen för stadens beslut", EN: "The day of the city's decision"},
	}
	columnReference = Column{
		"diarienummer",
		Text,
		data.Text{SV: "Diarienummer", EN: "Registry number"},
		data.Text{SV: "Beslutets diarienummer", EN: "The decision's registry number"},
	}
	columnActionLevel = Column{
		"atgardsniva",
		Integer,
		data.Text{SV: "Åtgärdens nivå", EN: "Action's level"},
		data.Text{SV: "Nivån som åtgärden står under, 1–3", EN: "The level the action stands under, 1–3"},
	}
	columnAction = Column{
		"atgard",
		Text,
		data.Text{SV: "Åtgärd", EN: "Action"},
		data.Text{SV: "Åtgärdens id: åtagande, nivå, ordning", EN: "The action's id: commitment, level, ordinal"},
	}
	columnStatus = Column{
		"status",
		Word,
		data.Text{SV: "Status", EN: "Status"},
		data.Text{
			SV: "ej påbörjad, planerad, pågår eller genomförd; tom när staden inte har rapporterat",
			EN: "not started (ej påbörjad), planned (planerad), underway (pågår) or done (genomförd); empty when the city has not reported",
		},
	}
	columnSpread = Column{
		"skillnad",
		Integer,
		data.Text{SV: "Skillnad", EN: "Difference"},
		data.Text{
			SV: "Steg mellan städerna, från lägst till högst; tom när färre än två har svarat",
			EN: "Steps between the cities, from lowest to highest; empty when fewer than two have answered",
		},
	}
)
