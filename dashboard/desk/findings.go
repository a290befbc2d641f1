package desk

import (
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Codes of findings about the roster, besides those of ingest. {0} of the rules is the municipality.
const (
	RosterWorkbook        ingest.Code = "roster-workbook"
	RosterDuplicate       ingest.Code = "roster-duplicate" // {0} the first line
	RosterPlaceUnknown    ingest.Code = "roster-place-unknown"
	RosterRoleUnknown     ingest.Code = "roster-role-unknown"
	RosterPeriodInvalid   ingest.Code = "roster-period-invalid"
	RosterPeriodBackwards ingest.Code = "roster-period-backwards"
	RosterTwinRole        ingest.Code = "roster-twin-role"
	RosterTwinSelf        ingest.Code = "roster-twin-self"
	RosterTwinNotPioneer  ingest.Code = "roster-twin-not-pioneer"
)

var findingTexts = map[ingest.Code]data.Text{
	RosterWorkbook: {
		SV: "Medlemslistan läses som CSV. Välj Spara som och ”CSV UTF-8” i Excel och läs in den filen.",
		EN: "The roster is read as CSV. Choose Save As and “CSV UTF-8” in Excel and load that file.",
	},
	RosterDuplicate:     {SV: "{value} står redan på rad {0}.", EN: "{value} stands on line {0} already."},
	RosterPlaceUnknown:  {SV: "Det finns ingen kommun med koden ”{value}”.", EN: "There is no municipality with the code “{value}”."},
	RosterRoleUnknown:   {SV: "”{value}” är ingen roll. Skriv pionjärstad eller tvillingstad, eller lämna tomt när rollen inte är bekräftad.", EN: "“{value}” is no role. Write pioneer city or twin city, or leave it empty while the role is not verified."},
	RosterPeriodInvalid: {SV: "”{value}” är inget datum. Skriv ett år, en månad eller en dag: 2024, 2024-12 eller 2024-12-05.", EN: "“{value}” is no date. Write a year, a month or a day: 2024, 2024-12 or 2024-12-05."},
	RosterPeriodBackwards: {
		SV: "{0} kan inte ha lämnat ({value}) innan den gick med.",
		EN: "{0} cannot have left ({value}) before it joined.",
	},
	RosterTwinRole:       {SV: "{0} har en pionjärstad ({value}) men är ingen tvillingstad.", EN: "{0} has a pioneer city ({value}) but is no twin city."},
	RosterTwinSelf:       {SV: "{0} kan inte vara sin egen tvillingstad.", EN: "{0} cannot be its own twin city."},
	RosterTwinNotPioneer: {SV: "{0} är tvillingstad till {value}, som inte är någon pionjärstad i listan.", EN: "{0} is the twin city of {value}, which is no pioneer city on the roster."},
}

// FindingText says what is wrong with a roster file or a member, and what to do about it.
func FindingText(lang locale.Lang, f ingest.Finding) string {
	text, own := findingTexts[f.Code]
	if !own {
		return locale.Finding(lang, f)
	}
	first := ""
	if len(f.Args) > 0 {
		first = f.Args[0]
	}
	return strings.NewReplacer("{value}", cut(f.Value), "{0}", first).Replace(text.In(string(lang)))
}

// cut keeps a value from filling a page, and from hiding in it.
func cut(s string) string {
	s = strings.Map(func(r rune) rune {
		if unseen(r) || r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n++; n > 120 {
			return s[:i] + "…"
		}
	}
	return s
}
