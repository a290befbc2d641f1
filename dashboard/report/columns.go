package report

import "pionjarkollen/data"

// Columns that several reports share.
var (
	columnCode = Column{
		"kommunkod",
		Text,
		data.Text{SV: "Kommunkod", EN: "Municipality code"},
		data.Text{SV: "Kommunkod med fyra siffror, som text", EN: "Four-digit municipality code, as text"},
	}
	columnName = Column{
		"kommun",
		Text,
		data.Text{SV: "Kommun", EN: "Municipality"},
		data.Text{SV: "Kommunens namn", EN: "The municipality's name"},
	}
	columnCounty = Column{
		"lan",
		Text,
		data.Text{SV: "Län", EN: "County"},
		data.Text{SV: "Länets namn", EN: "The county's name"},
	}
	columnPopulation = Column{
		"befolkning",
		Integer,
		data.Text{SV: "Befolkning", EN: "Population"},
		data.Text{SV: "Invånare", EN: "Inhabitants"},
	}
	columnRole = Column{
		"roll",
		Word,
		data.Text{SV: "Roll", EN: "Role"},
		data.Text{
			SV: "pionjar, tvilling, overifierad (rollen är inte bekräftad) eller utanfor (inte medlem)",
			EN: "pioneer city (pionjar), twin city (tvilling), not verified (overifierad) or not a member (utanfor)",
		},
	}
	columnHandedIn = Column{
		"inlamnat",
		Boolean,
		data.Text{SV: "Inlämnat", EN: "Handed in"},
		data.Text{SV: "ja när staden har lämnat in minst en nivå", EN: "yes (ja) when the city has handed in at least one level"},
	}
	columnCommitment = Column{
		"atagande",
		Text,
		data.Text{SV: "Åtagande", EN: "Commitment"},
		data.Text{SV: "Åtagandets kortnamn i adresser och filer", EN: "The commitment's short name in addresses and files"},
	}
	columnNumber = Column{
		"nummer",
		Integer,
		data.Text{SV: "Nummer", EN: "Number"},
		data.Text{SV: "Åtagandets nummer i kontraktets brödtext", EN: "The commitment's number in the body of the contract"},
	}
	columnLabel = Column{
		"etikett",
		Text,
		data.Text{SV: "Etikett", EN: "Label"},
		data.Text{SV: "Vår korta svenska benämning", EN: "Our short label, in Swedish"},
	}
	columnStanding = Column{
		"atagandestatus",
		Word,
		data.Text{SV: "Åtagandets status", EN: "Commitment's status"},
		data.Text{
			SV: "antaget, forslag (ännu inte antaget) eller namnbyte (namnet kan ändras)",
			EN: "adopted (antaget), proposed (forslag) or may be renamed (namnbyte)",
		},
	}
	columnState = Column{
		"svar",
		Word,
		data.Text{SV: "Svar", EN: "Answer"},
		data.Text{
			SV: "niva (1–3), deltar_inte (0), inget_svar eller ej_inlamnat",
			EN: "level 1–3 (niva), takes no part (deltar_inte), no answer (inget_svar) or not handed in (ej_inlamnat)",
		},
	}
	columnLevel = Column{
		"niva",
		Integer,
		data.Text{SV: "Nivå", EN: "Level"},
		data.Text{SV: "0–3; tom när ingen nivå är angiven", EN: "0–3; empty when no level was stated"},
	}
	columnLink = Column{
		"lank",
		Link,
		data.Text{SV: "Länk", EN: "Link"},
		data.Text{SV: "Stadens länk till beslut eller underlag", EN: "The city's link to its decision or evidence"},
	}
	columnReceived = Column{
		"inlamnad",
		Moment,
		data.Text{SV: "Inlämnad", EN: "Received"},
		data.Text{SV: "När uppgiften kom in", EN: "When the answer was received"},
	}
	columnSubmission = Column{
		"inlamning",
		Integer,
		data.Text{SV: "Inlämning", EN: "Submission"},
		data.Text{SV: "Inlämningens nummer", EN: "The submission's number"},
	}
	columnLine = Column{
		"rad",
		Integer,
		data.Text{SV: "Rad", EN: "Line"},
		data.Text{SV: "Raden i den inlämnade filen", EN: "The line in the file handed in"},
	}
)
