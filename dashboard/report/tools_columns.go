package report

import "pionjarkollen/data"

// aboutCity is another city of a row than the one it begins with: how its columns' names, headings and meanings begin and end.
type aboutCity struct {
	name           string
	label, meaning data.Text
}

// The other cities of rows.
var (
	otherCity = aboutCity{"annan", data.Text{SV: "Annan stad", EN: "Other city"}, data.Text{SV: "om den andra staden", EN: "of the other city"}}
	askedCity = aboutCity{"fraga", data.Text{SV: "Att fråga", EN: "To ask"}, data.Text{SV: "om staden som kan tillfrågas; tom när ingen kan", EN: "of the city that could be asked; empty when none could"}}
	leader    = aboutCity{"ledare", data.Text{SV: "Ledare", EN: "Leader"}, data.Text{SV: "om staden som går före; tom när ingen föreslås", EN: "of the city that leads; empty when none is suggested"}}
)

// of is a column about that city.
func (o aboutCity) of(c Column) Column {
	return Column{
		o.name + "_" + c.Name,
		c.Kind,
		data.Text{SV: o.label.SV + ": " + c.Label.SV, EN: o.label.EN + ": " + c.Label.EN},
		data.Text{SV: c.About.SV + "; " + o.meaning.SV, EN: c.About.EN + "; " + o.meaning.EN},
	}
}

// place are the columns that say which city it is.
func (o aboutCity) place() []Column {
	return []Column{o.of(columnCode), o.of(columnName), o.of(columnCounty), o.of(columnPopulation)}
}

// ofPair are a pair's columns about its first or second city.
func ofPair(n, sv, en string) []Column {
	var list []Column
	for _, c := range []Column{columnCode, columnName, columnRole, columnState, columnLevel} {
		list = append(list, Column{
			c.Name + "_" + n,
			c.Kind,
			data.Text{SV: c.Label.SV + " " + n, EN: c.Label.EN + " " + n},
			data.Text{SV: c.About.SV + "; " + sv, EN: c.About.EN + "; " + en},
		})
	}
	return list
}

// Columns that tools share.
var (
	columnCitiesNotStarted = plain("stader_ej_paborjad", Integer, "Städer: ej påbörjad", "Cities: not started", "Antal städer i urvalet som inte har påbörjat åtgärden", "How many cities in the selection have not started the action")
	columnCitiesPlanned    = plain("stader_planerad", Integer, "Städer: planerad", "Cities: planned", "Antal städer i urvalet som planerar åtgärden", "How many cities in the selection plan the action")
	columnCitiesUnderway   = plain("stader_pagar", Integer, "Städer: pågår", "Cities: underway", "Antal städer i urvalet där åtgärden pågår", "In how many cities in the selection the action is under way")
	columnCitiesDone       = plain("stader_genomford", Integer, "Städer: genomförd", "Cities: done", "Antal städer i urvalet som har genomfört åtgärden", "How many cities in the selection have done the action")

	columnSameCounty = plain("samma_lan", Boolean, "Samma län", "Same county", "ja när båda städerna ligger i samma län", "yes (ja) when both cities lie in the same county")
	columnPart       = plain("del", Word, "Del", "Part", "leder (nivå 3) eller lar (nivå 1–2)", "leads at level 3 (leder) or could learn at level 1–2 (lar)")
	columnContact    = plain("kontakt", Word, "Får kontaktas", "May be contacted", "Om kommunen får kontaktas om samverkan: ja, nej eller inte_sagt", "Whether the municipality may be contacted about working together: yes (ja), no (nej) or not said (inte_sagt)")
)

// countColumns are how many cities have each status, in the order of data.Statuses.
func countColumns() []Column {
	return []Column{columnCitiesNotStarted, columnCitiesPlanned, columnCitiesUnderway, columnCitiesDone}
}
