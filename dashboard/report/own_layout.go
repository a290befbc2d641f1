package report

import "pionjarkollen/data"

func timelineColumns() []Column {
	return []Column{columnDay, columnCommitment, columnLabel, columnState, columnLevel, columnCities, columnPeople, columnMembersThen, columnHandedInThen}
}

func transitionColumns() []Column {
	return []Column{columnFromDay, columnFromEdition, columnCommitmentThen, columnCommitment, columnKind, columnThen, columnNow, columnCities, columnPeople}
}

func moveColumns() []Column {
	return []Column{
		columnFromDay, columnFromEdition, columnCode, columnName, columnCommitment, columnLabel, columnThen, columnNow, columnReceived,
		columnSubmission, columnLine,
	}
}

func eventColumns() []Column {
	return []Column{
		columnReceived, columnSubmission, columnCode, columnName, columnCommitment, columnLabel,
		{
			"atgard",
			Text,
			data.Text{SV: "Åtgärd", EN: "Action"},
			data.Text{SV: "Åtgärdens id; tomt när en nivå ändrades", EN: "The action's id; empty when a level changed"},
		},
		{
			"fran",
			Text,
			data.Text{SV: "Från", EN: "From"},
			data.Text{SV: "0–3, silent eller not_handed_in; för åtgärder en status, tom när ingen fanns", EN: "0–3, silent or not_handed_in; of actions a status, empty when there was none"},
		},
		{
			"till",
			Text,
			data.Text{SV: "Till", EN: "To"},
			data.Text{SV: "Som fran", EN: "As fran"},
		},
		{
			"gar_fore_efter",
			Integer,
			data.Text{SV: "Går före efter ändringen", EN: "At level 3 afterwards"},
			data.Text{SV: "Antal städer i urvalet på nivå 3 i åtagandet direkt efter ändringen", EN: "How many cities in the selection were at level 3 in the commitment right after the change"},
		},
		{
			"forsta",
			Boolean,
			data.Text{SV: "Första inlämningen", EN: "First submission"},
			data.Text{SV: "ja när det var stadens första nivåer", EN: "yes (ja) when they were the city's first levels"},
		},
		{
			"beslutsdatum",
			Day,
			data.Text{SV: "Beslutsdatum", EN: "Decision date"},
			data.Text{SV: "När staden beslutade", EN: "When the city decided"},
		},
		{
			"diarienummer",
			Text,
			data.Text{SV: "Diarienummer", EN: "Registry number"},
			data.Text{SV: "Stadens diarienummer", EN: "The city's registry number"},
		},
		columnLink, columnLine,
	}
}

func placeColumns() []Column {
	return []Column{
		columnCode, columnName, columnCounty, columnPopulation, columnRole, columnTwinOf,
		columnCommitment, columnState, columnLevel, columnLatitude, columnLongitude,
	}
}
