package locale

import "pionjarkollen/ingest"

// rowTexts are the texts of the codes about rows that are none of the table's answers, and rows cut short: Swedish, then English.
var rowTexts = map[ingest.Code][2]findingText{
	ingest.RowTooShort: {
		{
			Title:       "Raden tar slut för tidigt",
			Message:     "Raden har {0} celler av {1} och tar slut före ”{column}”, efter ”{value}”. Den har lästs som tom därifrån. Bekräfta att inget har fallit bort, annars fyll i resten.",
			Explanation: "En rad tar slut före kolumnen med svaret och kan ha blivit avkapad.",
		},
		{
			Title:       "The row ends early",
			Message:     "The row has {0} cells of {1} and ends before “{column}”, after “{value}”. It was read as empty from there on. Confirm that nothing was lost, otherwise fill in the rest.",
			Explanation: "A row ends before the column with the answer and may have been cut off.",
		},
	},
	ingest.TooManyFindings: {
		{
			Title:       "Mycket att rätta",
			Message:     "Filen har mer än {0} fel och frågor; bara de första visas, och resten av filen har inte lästs. Rätta det som återkommer och skicka filen igen.",
			Explanation: "Filen har fler fel och frågor än vad som visas.",
		},
		{
			Title:       "Much to correct",
			Message:     "The file has more than {0} errors and questions; only the first are shown, and the rest of the file was not read. Correct what recurs and send the file again.",
			Explanation: "The file has more errors and questions than are shown.",
		},
	},
	ingest.RowAboveHeader: {
		{
			Title:       "Svar ovanför rubrikraden",
			Message:     "Raden ser ut som ett svar, ”{value}”, men står ovanför rubrikraden på rad {0} och läses därför inte. Flytta den till under rubrikraden.",
			Explanation: "En rad med svar står ovanför rubrikraden.",
		},
		{
			Title:       "An answer above the header",
			Message:     "The row looks like an answer, “{value}”, but stands above the header on line {0} and is therefore not read. Move it below the header.",
			Explanation: "A row with an answer stands above the header.",
		},
	},
	ingest.HeaderRepeated: {
		{
			Title:       "Rubrikraden en gång till",
			Message:     "Rubrikraden står här en gång till, från ”{value}”. Den har hoppats över, och raderna under den har lästs. Bekräfta om det stämmer.",
			Explanation: "Rubrikraden upprepas längre ned i filen och har hoppats över.",
		},
		{
			Title:       "The header once more",
			Message:     "The header stands here once more, from “{value}”. It was skipped, and the rows below it were read. Confirm if that is right.",
			Explanation: "The header is repeated further down in the file and was skipped.",
		},
	},
	ingest.HeaderChanged: {
		{
			Title:       "En annan rubrikrad",
			Message:     "Här börjar en ny tabell med andra rubriker, från ”{value}”. En fil kan bara ha en tabell: dela upp den, eller ordna kolumnerna lika.",
			Explanation: "En rubrikrad med andra kolumner står mitt i filen.",
		},
		{
			Title:       "Another header",
			Message:     "A new table with other headers begins here, from “{value}”. A file can only have one table: split it, or put the columns in the same order.",
			Explanation: "A header with other columns stands in the middle of the file.",
		},
	},
	ingest.ExplanationSkipped: {
		{
			Title:       "Förklarande rad",
			Message:     "Raden förklarar vad kolumnerna får innehålla, från ”{value}”. Den har hoppats över. Bekräfta om det stämmer.",
			Explanation: "En rad under rubrikraden förklarar kolumnerna och har hoppats över.",
		},
		{
			Title:       "Explaining row",
			Message:     "The row explains what the columns may contain, from “{value}”. It was skipped. Confirm if that is right.",
			Explanation: "A row below the header explains the columns and was skipped.",
		},
	},
	ingest.TotalSkipped: {
		{
			Title:       "Summering",
			Message:     "Raden ser ut att summera tabellen: ”{value}”. Den har hoppats över. Bekräfta om det stämmer.",
			Explanation: "En rad med summa, antal eller medelvärde har hoppats över.",
		},
		{
			Title:       "Total",
			Message:     "The row seems to sum up the table: “{value}”. It was skipped. Confirm if that is right.",
			Explanation: "A row with a total, count or average was skipped.",
		},
	},
	ingest.NoteSkipped: {
		{
			Title:       "Anteckning",
			Message:     "Raden ser ut som en anteckning till tabellen: ”{value}”. Den har hoppats över och sparas inte. Bekräfta om det stämmer.",
			Explanation: "En rad med källa, förklaring eller liknande har hoppats över.",
		},
		{
			Title:       "Note",
			Message:     "The row looks like a note to the table: “{value}”. It was skipped and is not saved. Confirm if that is right.",
			Explanation: "A row with a source, an explanation or the like was skipped.",
		},
	},
	ingest.RemarkSkipped: {
		{
			Title:       "Anmärkning",
			Message:     "Raden börjar med # och har hoppats över som en anmärkning: ”{value}”. Bekräfta om det stämmer.",
			Explanation: "En rad som börjar med # har hoppats över.",
		},
		{
			Title:       "Remark",
			Message:     "The row begins with # and was skipped as a remark: “{value}”. Confirm if that is right.",
			Explanation: "A row that begins with # was skipped.",
		},
	},
	ingest.IndexColumn: {
		{
			Title:       "Radnummer i första kolumnen",
			Message:     "Kolumn {0} har ingen rubrik och numrerar bara raderna. Den har hoppats över. Bekräfta om det stämmer.",
			Explanation: "En första kolumn utan rubrik numrerar bara raderna och har hoppats över.",
		},
		{
			Title:       "Row numbers in the first column",
			Message:     "Column {0} has no header and only numbers the rows. It was skipped. Confirm if that is right.",
			Explanation: "A first column without a header only numbers the rows and was skipped.",
		},
	},
	ingest.DoubleEncoded: {
		{
			Title:       "Bokstäverna har kodats två gånger",
			Message:     "”{value}” har fått sina å, ä och ö förvanskade på vägen och läses därför inte. Skriv cellen på nytt, eller spara källfilen igen som ”CSV UTF-8”.",
			Explanation: "Ett värdes å, ä och ö har kodats två gånger, som i ”MalmÃ¶”.",
		},
		{
			Title:       "Letters encoded twice",
			Message:     "The å, ä and ö of “{value}” were garbled on the way, so it is not read. Type the cell again, or save the file anew as “CSV UTF-8” from the original.",
			Explanation: "A value's å, ä and ö were encoded twice, as in “MalmÃ¶”.",
		},
	},
}
