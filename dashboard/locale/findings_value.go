package locale

import "pionjarkollen/ingest"

// valueTexts are the texts of the codes about actions, statuses, dates, links, versions and duplicates: Swedish, then English.
var valueTexts = map[ingest.Code][2]findingText{
	ingest.ActionUnknown: {
		{
			Title:       "Okänd åtgärd",
			Message:     "”{value}” är ingen åtgärd på den här nivån. Skriv numret (1–{0}) och åtgärdens namn, som i mallen.",
			Explanation: "Åtgärden finns inte under radens åtagande och nivå.",
		},
		{
			Title:       "Unknown action",
			Message:     "“{value}” is no action on this level. Write the number (1–{0}) and the action's name, as in the template.",
			Explanation: "The action is not under the row's commitment and level.",
		},
	},
	ingest.ActionElsewhere: {
		{
			Title:       "Åtgärden står någon annanstans",
			Message:     "”{value}” är {0}, som står under åtagande {1}, nivå {3}. Det går inte ihop med radens åtagande och nivå. Rätta det som är fel.",
			Explanation: "Åtgärden hör till ett annat åtagande eller en annan nivå än raden säger.",
		},
		{
			Title:       "The action stands elsewhere",
			Message:     "“{value}” is {0}, which stands under commitment {2}, level {3}. That does not fit the row's commitment and level. Correct what is wrong.",
			Explanation: "The action belongs to another commitment or level than the row says.",
		},
	},
	ingest.ActionDisagree: {
		{
			Title:       "Åtgärdens nummer och namn säger olika",
			Message:     "”{value}” går inte ihop: nummer {0} är ”{1}”, men namnet hör till nummer {3}, ”{4}”. Skriv den du menar.",
			Explanation: "Åtgärdens nummer och namn är olika åtgärder.",
		},
		{
			Title:       "The action's number and name disagree",
			Message:     "“{value}” does not fit together: number {0} is “{2}”, but the name belongs to number {3}, “{5}”. Write the one you mean.",
			Explanation: "The action's number and name are different actions.",
		},
	},
	ingest.ActionNumberDoubtful: {
		{
			Title:       "Numret står två gånger i kontraktet",
			Message:     "Kontraktet skriver samma nummer två gånger på den här nivån. ”{value}” har lästs som punkt {0} uppifrån: ”{1}” Bekräfta, eller skriv numret och namnet som i mallen.",
			Explanation: "Ett ensamt åtgärdsnummer på en nivå där kontraktet har skrivit ett nummer två gånger.",
		},
		{
			Title:       "The contract prints the number twice",
			Message:     "The contract prints a number twice on this level. “{value}” was read as point {0} from the top: “{2}” Confirm, or write the number and the name as in the template.",
			Explanation: "A bare action number on a level where the contract prints a number twice.",
		},
	},
	ingest.StatusUnknown: {
		{
			Title:       "Okänd status",
			Message:     "”{value}” är ingen status. Skriv ej påbörjad, planerad, pågår eller genomförd, eller lämna tomt.",
			Explanation: "Statusen är inte en av de fyra.",
		},
		{
			Title:       "Unknown status",
			Message:     "“{value}” is no status. Write ej påbörjad (not started), planerad (planned), pågår (underway) or genomförd (done), or leave it empty.",
			Explanation: "The status is not one of the four.",
		},
	},
	ingest.StatusDash: {
		{
			Title:       "Streck läst som inget svar",
			Message:     "Strecket har lästs som att kommunen inte svarar om åtgärden. Är den inte påbörjad, skriv ”ej påbörjad”. Bekräfta annars.",
			Explanation: "Ett streck i statuskolumnen har lästs som inget svar, inte som ”ej påbörjad”.",
		},
		{
			Title:       "Dash read as no answer",
			Message:     "The dash was read as the municipality not answering on the action. If it is not started, write “ej påbörjad”. Otherwise confirm.",
			Explanation: "A dash in the status column was read as no answer, not as “not started”.",
		},
	},
	ingest.DateInvalid: {
		{
			Title:       "Ogiltigt datum",
			Message:     "”{value}” är inget datum som kan läsas säkert. Skriv år-månad-dag, till exempel 2026-11-22.",
			Explanation: "Beslutsdatumet finns inte eller kan inte läsas säkert.",
		},
		{
			Title:       "Invalid date",
			Message:     "“{value}” is no date that can be read safely. Write year-month-day, for example 2026-11-22.",
			Explanation: "The decision date does not exist or cannot be read safely.",
		},
	},
	ingest.DateDoubtful: {
		{
			Title:       "Dag och månad kan förväxlas",
			Message:     "”{value}” har lästs som {0}, med dagen först. Bekräfta om det stämmer, annars skriv år-månad-dag.",
			Explanation: "Ett datum där dag och månad kan bytas har lästs med dagen först.",
		},
		{
			Title:       "Day and month could be swapped",
			Message:     "“{value}” was read as {0}, with the day first. Confirm if that is right, otherwise write year-month-day.",
			Explanation: "A date whose day and month could be swapped was read with the day first.",
		},
	},
	ingest.LinkInvalid: {
		{
			Title:       "Ogiltig länk",
			Message:     "”{value}” är ingen webbadress. Skriv hela adressen, med https:// i början och utan mellanslag.",
			Explanation: "Länken är ingen http- eller https-adress.",
		},
		{
			Title:       "Invalid link",
			Message:     "“{value}” is no web address. Write the whole address, beginning with https:// and without spaces.",
			Explanation: "The link is no http or https address.",
		},
	},
	ingest.EditionUnknown: {
		{
			Title:       "Okänd version",
			Message:     "”{value}” är ingen version av klimatkontraktet som finns här. Skriv en av {0}, eller lämna tomt för den senaste.",
			Explanation: "Versionen av klimatkontraktet finns inte.",
		},
		{
			Title:       "Unknown version",
			Message:     "“{value}” is no version of the climate contract that is known here. Write one of {0}, or leave it empty for the latest.",
			Explanation: "The version of the climate contract does not exist.",
		},
	},
	ingest.EditionMixed: {
		{
			Title:       "Flera versioner i samma fil",
			Message:     "Rad {1} gäller version {0} men den här raden version {2}. Lämna in en fil per version; en tom cell betyder den senaste versionen.",
			Explanation: "Filen blandar flera versioner av klimatkontraktet.",
		},
		{
			Title:       "Several versions in one file",
			Message:     "Line {1} is about version {0} but this line about version {2}. Hand in one file per version; an empty cell means the latest version.",
			Explanation: "The file mixes several versions of the climate contract.",
		},
	},
	ingest.DuplicateIdentical: {
		{
			Title:       "Samma rad två gånger",
			Message:     "Raden säger samma sak som rad {0} ({value}) och sparas en gång. Bekräfta, eller ta bort den ena.",
			Explanation: "Två rader säger samma sak om samma åtagande eller åtgärd.",
		},
		{
			Title:       "The same row twice",
			Message:     "The row says the same as line {0} ({value}) and is saved once. Confirm, or remove one of them.",
			Explanation: "Two rows say the same about the same commitment or action.",
		},
	},
	ingest.DuplicateContradictory: {
		{
			Title:       "Två rader säger olika",
			Message:     "Raden gäller samma sak som rad {0} ({value}) men säger något annat. Behåll den som gäller.",
			Explanation: "Två rader säger olika saker om samma åtagande eller åtgärd.",
		},
		{
			Title:       "Two rows contradict each other",
			Message:     "The row is about the same as line {0} ({value}) but says something else. Keep the one that counts.",
			Explanation: "Two rows say different things about the same commitment or action.",
		},
	},
}
