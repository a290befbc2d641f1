package report

import "pionjarkollen/data"

// Columns of reports about time and place.
var (
	columnDay = Column{
		"dag",
		Day,
		data.Text{SV: "Dag", EN: "Day"},
		data.Text{SV: "Läget i slutet av dagen", EN: "As it stood at the end of the day"},
	}
	columnMembersThen = Column{
		"stader_da",
		Integer,
		data.Text{SV: "Städer den dagen", EN: "Cities that day"},
		data.Text{SV: "Antal städer i urvalet den dagen", EN: "How many cities the selection held that day"},
	}
	columnHandedInThen = Column{
		"inlamnat_da",
		Integer,
		data.Text{SV: "Inlämnat den dagen", EN: "Handed in that day"},
		data.Text{SV: "Antal av dem som hade lämnat in", EN: "How many of them had handed in"},
	}
	columnCities = Column{
		"stader",
		Integer,
		data.Text{SV: "Städer", EN: "Cities"},
		data.Text{SV: "Antal städer", EN: "How many cities"},
	}
	columnPeople = Column{
		"befolkning",
		Integer,
		data.Text{SV: "Befolkning", EN: "Population"},
		data.Text{SV: "Invånare i städerna", EN: "Inhabitants of the cities"},
	}
	columnKind = Column{
		"overgang",
		Text,
		data.Text{SV: "Övergång", EN: "Passage"},
		data.Text{
			SV: "same, renamed, split, merged, changed, dropped, added eller uncharted; bara same och renamed kan jämföras",
			EN: "same, renamed, split, merged, changed, dropped, added or uncharted; only same and renamed can be compared",
		},
	}
	columnFromDay = Column{
		"fran_dag",
		Day,
		data.Text{SV: "Från dag", EN: "From day"},
		data.Text{SV: "Den tidigare tidpunkten, i slutet av dagen", EN: "The earlier moment, at the end of the day"},
	}
	columnFromEdition = Column{
		"fran_version",
		Text,
		data.Text{SV: "Från version", EN: "From edition"},
		data.Text{SV: "Kontraktets version vid den tidigare tidpunkten", EN: "Edition of the contract at the earlier moment"},
	}
	columnCommitmentThen = Column{
		"atagande_da",
		Text,
		data.Text{SV: "Åtagande då", EN: "Commitment then"},
		data.Text{SV: "Åtagandets kortnamn i den tidigare versionen; tomt när det inte fanns", EN: "The commitment's short name in the earlier edition; empty when it was not there"},
	}
	columnThen = Column{
		"svar_da",
		Text,
		data.Text{SV: "Svar då", EN: "Answer then"},
		data.Text{SV: "0–3, silent, not_handed_in eller out_of_scope; tomt när det inte går att jämföra", EN: "0–3, silent, not_handed_in or out_of_scope; empty when it cannot be compared"},
	}
	columnNow = Column{
		"svar_nu",
		Text,
		data.Text{SV: "Svar nu", EN: "Answer now"},
		data.Text{SV: "Som svar_da", EN: "As svar_da"},
	}
)
