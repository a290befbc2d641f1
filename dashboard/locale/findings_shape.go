package locale

import "pionjarkollen/ingest"

// shapeTexts are the texts of the codes about quoting, rows and the header: Swedish, then English.
var shapeTexts = map[ingest.Code][2]findingText{
	ingest.QuoteUnclosed: {
		{
			Title:       "Citattecken som inte avslutas",
			Message:     "En text börjar med citattecken på den här raden men avslutas aldrig: {value}. Raden har inte lästs. Avsluta texten med ett citattecken, eller ta bort det första.",
			Explanation: "En text börjar med citattecken som inte avslutas, så att följande rader skulle ha hamnat i texten.",
		},
		{
			Title:       "Unclosed quotation mark",
			Message:     "A text begins with a quotation mark on this line but never ends: {value}. The row was not read. End the text with a quotation mark, or remove the first one.",
			Explanation: "A text begins with a quotation mark that is not closed, so that the following rows would have ended up in it.",
		},
	},
	ingest.QuoteStray: {
		{
			Title:       "Citattecken inne i en citerad text",
			Message:     "Texten {value} står inom citattecken och har ett citattecken inuti. Raden har inte lästs. Skriv det inre tecknet dubbelt (\"\").",
			Explanation: "Ett citattecken inne i en text inom citattecken behöver skrivas dubbelt.",
		},
		{
			Title:       "Quotation mark within a quoted text",
			Message:     "The text {value} stands within quotation marks and has one inside. The row was not read. Write the inner mark twice (\"\").",
			Explanation: "A quotation mark inside a quoted text needs to be written twice.",
		},
	},
	ingest.RowTooLong: {
		{
			Title:       "För många celler på raden",
			Message:     "Raden har {0} celler men rubriken bara {1}; ”{value}” hamnar utanför. Raden har inte lästs. Sätt citattecken runt en text som innehåller skiljetecknet.",
			Explanation: "En rad har fler celler än rubriken, oftast för att en kommentar innehåller skiljetecknet.",
		},
		{
			Title:       "Too many cells in the row",
			Message:     "The row has {0} cells but the header only {1}; “{value}” falls outside. The row was not read. Put quotation marks around a text that contains the delimiter.",
			Explanation: "A row has more cells than the header, mostly because a comment contains the delimiter.",
		},
	},
	ingest.HeaderMissing: {
		{
			Title:       "Rubrikrad saknas",
			Message:     "Filen har ingen rubrikrad: den börjar med ”{value}”. Skriv kolumnernas namn överst: {0}.",
			Explanation: "Filens första rad har inga kolumnnamn som känns igen.",
		},
		{
			Title:       "No header",
			Message:     "The file has no header: it begins with “{value}”. Write the columns' names at the top: {0}.",
			Explanation: "The file's first row has no column names that are recognised.",
		},
	},
	ingest.HeaderNotFirst: {
		{
			Title:       "Rubrikraden står inte överst",
			Message:     "Rubrikraden står på rad {0}. Det som står ovanför, från ”{value}” (rad {1}), har hoppats över och sparas inte. Bekräfta om det stämmer.",
			Explanation: "Det står något annat ovanför rubrikraden, som har hoppats över.",
		},
		{
			Title:       "The header is not at the top",
			Message:     "The header is on line {0}. What stands above it, from “{value}” (line {1}), was skipped and is not saved. Confirm if that is right.",
			Explanation: "Something else stands above the header and was skipped.",
		},
	},
	ingest.HeaderQuoted: {
		{
			Title:       "Hela rader inom citattecken",
			Message:     "Hela rader, från ”{value}”, står inom citattecken. De har lästs som om citattecknen inte fanns. Bekräfta att svaren står i rätt kolumner.",
			Explanation: "Varje rad står som en enda citerad text och har delats upp igen.",
		},
		{
			Title:       "Whole rows within quotation marks",
			Message:     "Whole rows, from “{value}”, stand within quotation marks. They were read as if the marks were not there. Confirm that the answers are in the right columns.",
			Explanation: "Every row stands as one quoted text and was split again.",
		},
	},
	ingest.TooManyColumns: {
		{
			Title:       "För många kolumner",
			Message:     "Rubrikraden har {0} kolumner; högst {1} läses. Använd mallens kolumner.",
			Explanation: "Rubrikraden har fler kolumner än vad som tas emot.",
		},
		{
			Title:       "Too many columns",
			Message:     "The header has {0} columns; at most {1} are read. Use the template's columns.",
			Explanation: "The header has more columns than what is accepted.",
		},
	},
	ingest.ColumnMissing: {
		{
			Title:       "Kolumn saknas",
			Message:     "Kolumnen ”{column}” saknas och behövs. Lägg till den i rubrikraden och fyll i den.",
			Explanation: "En kolumn som behövs saknas.",
		},
		{
			Title:       "Missing column",
			Message:     "The column “{column}” is missing and is needed. Add it to the header and fill it in.",
			Explanation: "A needed column is missing.",
		},
	},
	ingest.ColumnDuplicate: {
		{
			Title:       "Kolumn två gånger",
			Message:     "Rubrikerna ”{0}” och ”{column}” betyder samma sak. Behåll den ena.",
			Explanation: "Två rubriker betyder samma kolumn.",
		},
		{
			Title:       "Column twice",
			Message:     "The headers “{0}” and “{column}” mean the same thing. Keep one of them.",
			Explanation: "Two headers mean the same column.",
		},
	},
	ingest.ColumnMisspelt: {
		{
			Title:       "Felstavad rubrik",
			Message:     "Rubriken ”{column}” känns inte igen men liknar en som gör det. Rätta rubriken, så att kolumnen läses.",
			Explanation: "En rubrik är nästan, men inte riktigt, ett kolumnnamn.",
		},
		{
			Title:       "Misspelt header",
			Message:     "The header “{column}” is not recognised but resembles one that is. Correct the header, so that the column is read.",
			Explanation: "A header is nearly, but not quite, a column name.",
		},
	},
	ingest.ColumnNameless: {
		{
			Title:       "Kolumn utan rubrik",
			Message:     "Kolumn {0} har ingen rubrik men innehåller värden, det första på rad {1}: ”{value}”. Ge den en rubrik eller ta bort den.",
			Explanation: "En kolumn utan rubrik innehåller värden.",
		},
		{
			Title:       "Column without a header",
			Message:     "Column {0} has no header but contains values, the first on line {1}: “{value}”. Give it a header or remove it.",
			Explanation: "A column without a header contains values.",
		},
	},
	ingest.ColumnUnknown: {
		{
			Title:       "Okänd kolumn",
			Message:     "Kolumnen ”{column}” känns inte igen och sparas inte. Bekräfta om det är som du vill, annars byt rubrik.",
			Explanation: "En extra kolumn läses inte.",
		},
		{
			Title:       "Unknown column",
			Message:     "The column “{column}” is not recognised and is not saved. Confirm if that is what you want, otherwise change its header.",
			Explanation: "An extra column is not read.",
		},
	},
	ingest.ColumnRemembered: {
		{
			Title:       "Kolumn läst som ni valt förut",
			Message:     "Kolumnen ”{0}” läses som ”{1}”, som ni valde {2}. Bekräfta om det stämmer även för den här filen, annars välj en annan kolumn.",
			Explanation: "En egen rubrik har lästs som den kolumn som kommunen har valt för den förut.",
		},
		{
			Title:       "Column read as you chose before",
			Message:     "The column “{0}” is read as “{1}”, as you chose on {2}. Confirm if that is right for this file too, otherwise choose another column.",
			Explanation: "A header of the municipality's own was read as the column that it chose for it before.",
		},
	},
	ingest.ColumnUnused: {
		{
			Title:       "Kolumn som inte används",
			Message:     "Kolumnen ”{column}” används inte i en fil med åtgärder och sparas inte. Bekräfta om det är som du vill.",
			Explanation: "En kolumn hör till det andra filslaget och läses inte.",
		},
		{
			Title:       "Unused column",
			Message:     "The column “{column}” is not used in a file of actions and is not saved. Confirm if that is what you want.",
			Explanation: "A column belongs to the other kind of file and is not read.",
		},
	},
}
