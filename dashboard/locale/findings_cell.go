package locale

import "pionjarkollen/ingest"

// cellTexts are the texts of the codes about cells, municipalities, commitments and levels: Swedish, then English.
var cellTexts = map[ingest.Code][2]findingText{
	ingest.CellEmpty: {
		{
			Title:       "Tom cell",
			Message:     "Cellen ”{column}” är tom men behövs. Fyll i den.",
			Explanation: "En cell som behövs är tom.",
		},
		{
			Title:       "Empty cell",
			Message:     "The cell “{column}” is empty but needed. Fill it in.",
			Explanation: "A needed cell is empty.",
		},
	},
	ingest.HiddenCharacter: {
		{
			Title:       "Osynligt tecken",
			Message:     "”{value}” innehåller tecken som inte syns ({0}) och kan därför inte läsas säkert. Skriv värdet på nytt för hand.",
			Explanation: "Ett värde innehåller osynliga tecken, ofta efter inklistring.",
		},
		{
			Title:       "Invisible character",
			Message:     "“{value}” contains characters that cannot be seen ({0}) and therefore cannot be read safely. Type the value again by hand.",
			Explanation: "A value contains invisible characters, often after pasting.",
		},
	},
	ingest.TextTooLong: {
		{
			Title:       "För lång text",
			Message:     "Texten i ”{column}” är {0} tecken lång; högst {1} får plats. Korta den eller länka till ett dokument.",
			Explanation: "En text är längre än vad som får plats.",
		},
		{
			Title:       "Text too long",
			Message:     "The text in “{column}” is {0} characters long; at most {1} fit. Shorten it or link to a document.",
			Explanation: "A text is longer than what fits.",
		},
	},
	ingest.TextGarbled: {
		{
			Title:       "Förvanskade bokstäver",
			Message:     "Texten ”{value}” verkar ha tappat å, ä eller ö när filen sparades. Den sparas som den står om du bekräftar; skriv den annars på nytt.",
			Explanation: "En text ser ut att ha förlorat bokstäver på vägen.",
		},
		{
			Title:       "Garbled letters",
			Message:     "The text “{value}” seems to have lost å, ä or ö when the file was saved. It is saved as it stands if you confirm; otherwise type it again.",
			Explanation: "A text seems to have lost letters on the way.",
		},
	},
	ingest.DashEmpty: {
		{
			Title:       "Streck läst som tomt",
			Message:     "Strecket i ”{column}” har lästs som tomt. Bekräfta, eller fyll i ett värde.",
			Explanation: "Ett streck har lästs som en tom cell.",
		},
		{
			Title:       "Dash read as empty",
			Message:     "The dash in “{column}” was read as empty. Confirm, or fill in a value.",
			Explanation: "A dash was read as an empty cell.",
		},
	},
	ingest.MunicipalityUnknown: {
		{
			Title:       "Okänd kommun",
			Message:     "”{value}” är ingen kommun som känns igen. Skriv kommunens fyrsiffriga kod (till exempel 0180) eller dess namn.",
			Explanation: "Kommunkoden eller namnet finns inte bland Sveriges 290 kommuner.",
		},
		{
			Title:       "Unknown municipality",
			Message:     "“{value}” is no municipality that is recognised. Write the municipality's four-digit code (for example 0180) or its name.",
			Explanation: "The code or name is not among Sweden's 290 municipalities.",
		},
	},
	ingest.MunicipalityDisagree: {
		{
			Title:       "Kod och namn säger olika",
			Message:     "Koden säger {0} men namnet säger {1}. Rätta det som är fel.",
			Explanation: "Kommunkod och kommunnamn på samma rad gäller olika kommuner.",
		},
		{
			Title:       "Code and name disagree",
			Message:     "The code says {0} but the name says {1}. Correct the one that is wrong.",
			Explanation: "Code and name in the same row are different municipalities.",
		},
	},
	ingest.CodeMalformed: {
		{
			Title:       "Koden är skriven som ett tal",
			Message:     "”{value}” är ingen kommunkod: koden har fyra siffror och inga decimaler eller mellanslag. Formatera kolumnen som text och skriv koden på nytt.",
			Explanation: "Ett kalkylprogram har gjort om kommunkoden till ett tal.",
		},
		{
			Title:       "The code is written as a number",
			Message:     "“{value}” is no municipality code: the code has four digits and no decimals or spaces. Format the column as text and type the code again.",
			Explanation: "A spreadsheet has turned the municipality code into a number.",
		},
	},
	ingest.CodeLostZero: {
		{
			Title:       "Koden har tappat sin nolla",
			Message:     "”{value}” har lästs som {0} {1}: kalkylprogrammet har tagit bort nollan i början. Bekräfta om det stämmer.",
			Explanation: "En kommunkod som tappat sin inledande nolla har lästs som den enda kommun den kan gälla.",
		},
		{
			Title:       "The code lost its zero",
			Message:     "“{value}” was read as {0} {1}: the spreadsheet removed the zero at the beginning. Confirm if that is right.",
			Explanation: "A code that lost its leading zero was read as the only municipality it can mean.",
		},
	},
	ingest.NotYourMunicipality: {
		{
			Title:       "En annan kommun",
			Message:     "Raden gäller kommun {value}, men du lämnar in för kommun {0}. Ta bort raden.",
			Explanation: "En rad gäller en annan kommun än den du lämnar in för.",
		},
		{
			Title:       "Another municipality",
			Message:     "The row is about municipality {value}, but you hand in for municipality {0}. Remove the row.",
			Explanation: "A row is about another municipality than yours.",
		},
	},
	ingest.CommitmentUnknown: {
		{
			Title:       "Okänt åtagande",
			Message:     "”{value}” är inget åtagande som känns igen. Skriv numret (1–{0}) och namnet, som i mallen.",
			Explanation: "Åtagandet känns inte igen.",
		},
		{
			Title:       "Unknown commitment",
			Message:     "“{value}” is no commitment that is recognised. Write the number (1–{0}) and the name, as in the template.",
			Explanation: "The commitment is not recognised.",
		},
	},
	ingest.CommitmentDisagree: {
		{
			Title:       "Nummer och namn säger olika",
			Message:     "”{value}” går inte ihop: nummer {0} är {1}, men namnet hör till åtagande {3}, {4}. Kontraktets innehållsförteckning numrerar några åtaganden annorlunda; numren i kontraktets text gäller.",
			Explanation: "Åtagandets nummer och namn gäller olika åtaganden.",
		},
		{
			Title:       "Number and name disagree",
			Message:     "“{value}” does not fit together: number {0} is {2}, but the name belongs to commitment {3}, {5}. The contract's table of contents numbers some commitments differently; the numbers in the contract's body count.",
			Explanation: "The commitment's number and name are different commitments.",
		},
	},
	ingest.CommitmentNumberDoubtful: {
		{
			Title:       "Numret kan betyda två åtaganden",
			Message:     "”{value}” har lästs som åtagande {0} i kontraktets text: {1}. I innehållsförteckningen har {3} det numret. Bekräfta att du menar {1}, annars skriv namnet.",
			Explanation: "Ett ensamt nummer som kontraktets text och innehållsförteckning ger olika åtaganden.",
		},
		{
			Title:       "The number can mean two commitments",
			Message:     "“{value}” was read as commitment {0} of the contract's body: {2}. In the table of contents {4} has that number. Confirm that you mean {2}, otherwise write the name.",
			Explanation: "A bare number that the contract's body and its table of contents give to different commitments.",
		},
	},
	ingest.LevelUnknown: {
		{
			Title:       "Okänd nivå",
			Message:     "”{value}” är ingen nivå. Skriv 1 (Initiera), 2 (Etablera), 3 (Transformera), 0 om kommunen inte deltar, eller lämna tomt om ni inte vill svara.",
			Explanation: "Nivån är inte 0, 1, 2, 3 eller en nivås namn.",
		},
		{
			Title:       "Unknown level",
			Message:     "“{value}” is no level. Write 1 (Initiate), 2 (Establish), 3 (Transform), 0 if the municipality does not take part, or leave it empty if you do not want to answer.",
			Explanation: "The level is not 0, 1, 2, 3 or a level's name.",
		},
	},
	ingest.ActionLevelUnknown: {
		{
			Title:       "Okänd nivå för en åtgärd",
			Message:     "”{value}” är ingen nivå som en åtgärd kan stå under. Skriv 1 (Initiera), 2 (Etablera) eller 3 (Transformera).",
			Explanation: "I en fil med åtgärder är nivån den som åtgärden står under i kontraktet: 1, 2 eller 3.",
		},
		{
			Title:       "Unknown level for an action",
			Message:     "“{value}” is no level that an action can stand under. Write 1 (Initiate), 2 (Establish) or 3 (Transform).",
			Explanation: "In a file of actions the level is the one the action stands under in the contract: 1, 2 or 3.",
		},
	},
	ingest.LevelDisagree: {
		{
			Title:       "Nivåns nummer och namn säger olika",
			Message:     "”{value}” går inte ihop: numret är {0} men namnet är nivå {1}. Skriv det du menar.",
			Explanation: "Nivåns nummer och namn är olika nivåer.",
		},
		{
			Title:       "The level's number and name disagree",
			Message:     "“{value}” does not fit together: the number is {0} but the name is level {1}. Write the one you mean.",
			Explanation: "The level's number and name are different levels.",
		},
	},
	ingest.LevelDash: {
		{
			Title:       "Streck läst som inget svar",
			Message:     "Strecket har lästs som att kommunen inte svarar om åtagandet. Deltar ni inte, skriv 0. Bekräfta annars.",
			Explanation: "Ett streck i nivåkolumnen har lästs som inget svar, inte som ”deltar inte”.",
		},
		{
			Title:       "Dash read as no answer",
			Message:     "The dash was read as the municipality not answering on the commitment. If you do not take part, write 0. Otherwise confirm.",
			Explanation: "A dash in the level column was read as no answer, not as “does not take part”.",
		},
	},
}
