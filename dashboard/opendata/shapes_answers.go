package opendata

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

func (a API) editions() Object {
	return a.object(property{"editions", list(a.object(
		property{"id", str, "", ""}, property{"title", ref("Both"), "", ""}, property{"commitments", count, "Antal åtaganden", "How many commitments"},
		property{"current", truth, "Den som gäller", "The current one"},
	)), "", ""})
}

func (a API) commitments() Object {
	action := a.object(
		property{"id", str, "Åtagande-nivå-ordning", "commitment-level-ordinal"}, property{"ordinal", count, "Vår ordning inom nivån", "Our order within the level"},
		property{"printed", str, "Numret som kontraktet trycker", "The number that the contract prints"},
		property{"text", str, "Officiell text", "Official text, in Swedish"}, property{"text_en", str, "Vår läsöversättning", "Our reading translation"},
		property{"label", ref("Both"), "Vår korta benämning", "Our short label"},
	)
	rung := a.object(
		property{"level", level, "", ""}, property{"name", ref("Both"), "", ""}, property{"intro?", str, "Officiell inledning", "Official introduction, in Swedish"},
		property{"actions", list(action), "", ""},
	)
	return a.object(edition, property{"commitments", list(a.object(
		property{"slug", str, "Kortnamn i adresser", "Short name in addresses"}, property{"number", count, "Nummer i brödtexten", "Number in the body"},
		property{"status", ref("Standing"), "", ""}, property{"title", str, "Officiell titel", "Official title, in Swedish"},
		property{"headline", str, "Officiell rubrik", "Official headline, in Swedish"},
		property{"title_en", str, "Vår läsöversättning", "Our reading translation"}, property{"headline_en", str, "Vår läsöversättning", "Our reading translation"},
		property{"label", ref("Both"), "Vår korta benämning", "Our short label"}, property{"levels", list(rung), "", ""},
	)), "", ""})
}

func (a API) municipalities() Object {
	return a.object(edition, property{"municipalities", list(a.object(
		property{"code", place, "Kommunkod", "Municipality code"}, property{"name", str, "", ""},
		property{"county_code", Object{{"type", "string"}, {"pattern", "^[0-9]{2}$"}}, "", ""}, property{"county", str, "", ""},
		property{"population", count, "", ""}, property{"population_year", whole, "Den 31 december detta år", "On 31 December of this year"},
		property{"lat", number, "Centralortens latitud i grader; 0 tillsammans med lon 0 är inte känd", "Latitude of the seat in degrees; 0 together with lon 0 is not known"},
		property{"lon", number, "Centralortens longitud i grader", "Longitude of the seat in degrees"},
		property{"member", truth, "Medlem i initiativet", "A member of the initiative"},
		property{"role", orNull(oneOf(string(data.Pioneer), string(data.Twin))), "null: inte medlem, eller inte bekräftad", "null: not a member, or not verified"},
		property{"twin_of", orNull(place), "Pionjärstadens kommunkod", "The pioneer city's code"},
	)), "", ""})
}

func (a API) rehearsal() Object {
	tried := list(a.object(property{"id", str, "Åtgärdens id", "The action's id"}, property{"status", orNull(ref("ActionStatus")), "null: inte rapporterad", "null: not reported"}))
	return a.object(edition, property{"city", ref("City"), "", ""},
		property{"submitted", Object{{"const", false}}, "Alltid false: ingenting lämnas in", "Always false: nothing is handed in"}, finding,
		property{"commitments", list(a.object(
			property{"slug", str, "", ""}, property{"now", ref("State"), "", ""}, property{"then", ref("State"), "Som adressen prövar", "As the address tries"},
			property{"changed", truth, "", ""}, property{"added", tried, "Åtgärder som tillkommer", "Actions that come with it"},
			property{"dropped", tried, "Åtgärder som faller bort", "Actions that fall away"}, property{"remaining", count, "Åtgärder som återstår", "Actions that remain"},
			property{"peers", list(ref("City")), "Städer som redan är där", "Cities that are there already"},
		)), "", ""}, example)
}

func (a API) contractText() Object {
	return a.object(edition, property{"city", ref("City"), "", ""}, property{"language", Object{{"const", "sv"}}, "", ""},
		property{"commitments", list(a.object(
			property{"slug", str, "", ""}, property{"state", ref("State"), "", ""}, property{"heading", str, "Officiell titel", "Official title"},
			property{"quote", str, "Officiell text", "Official text"}, property{"text", str, "Vår text, med officiella åtgärder citerade", "Our text, with official actions quoted"},
		)), "", ""}, example)
}

func (a API) outcomes() Object {
	return a.object(edition, property{"kpi", str, "Koladas id", "Kolada's id"}, property{"label", ref("Both"), "", ""}, property{"unit", ref("Both"), "Tom när den inte är bekräftad", "Empty where it is not verified"},
		property{"commitment", str, "", ""}, property{"year", whole, "0 när det inte finns några värden", "0 when there are no values"}, property{"years", list(whole), "År som det finns värden för", "Years that there are values for"},
		property{"source", str, "", ""}, property{"note", str, "Hur siffrorna får läsas", "How the figures may be read"},
		property{"cities", list(a.object(
			property{"code", place, "", ""}, property{"name", str, "", ""}, property{"state", ref("State"), "", ""},
			property{"value", orNull(number), "null: inget värde", "null: no value"},
		)), "", ""}, example)
}

func (a API) processes() Object {
	return a.object(edition, members, handed, property{"note", str, "", ""}, property{"processes", list(a.object(
		property{"process", str, "Processens namn i adresser", "The process's name in addresses"}, property{"label", ref("Both"), "", ""}, property{"about", ref("Both"), "", ""},
		property{"cities_at_work", count, "", ""}, property{"actions", list(a.object(
			property{"id", str, "", ""}, property{"commitment", str, "", ""},
			property{"quote", str, "De officiella ord som säger att åtgärden hänger på processen", "The official words that hang the action on the process"},
			property{"cities_at_work", count, "", ""}, property{"cities_reported", count, "", ""},
		)), "", ""},
	)), "", ""}, example)
}

func (a API) signal() Object {
	return a.object(edition, property{"commitment", str, "", ""}, property{"action", orNull(str), "null: hela åtagandet", "null: the whole commitment"}, finding,
		property{"quote", str, "Officiell text", "Official text, in Swedish"}, members, handed,
		property{"cities", count, "Städer bakom signalen", "Cities behind the signal"}, property{"population", count, "Invånare i dem", "Their inhabitants"},
		property{"population_share", share, "Av urvalets invånare", "Of the selection's inhabitants"},
		property{"national_population_share", share, "Av Sveriges invånare", "Of Sweden's inhabitants"},
		property{"groups", list(a.object(
			property{"level?", level, "Om ett åtagande", "About a commitment"}, property{"status?", ref("ActionStatus"), "Om en åtgärd", "About an action"},
			property{"cities", list(ref("City")), "", ""},
		)), "", ""}, example)
}

var share = Object{{"type", "number"}, {"minimum", 0}, {"maximum", 1}}

func (a API) support() Object {
	byStatus := []property{}
	for _, s := range data.Statuses {
		byStatus = append(byStatus, property{string(s), count, "", ""})
	}
	return a.object(edition, members, handed, property{"note", str, "", ""}, property{"rows", list(a.object(
		property{"code", place, "", ""}, property{"name", str, "", ""}, property{"commitment", str, "", ""}, property{"state", ref("State"), "", ""},
		property{"prompt", str, "Något att tala om", "Something to talk about"}, property{"links", count, "Länkar till underlag", "Links to evidence"},
		property{"levels", list(a.object(
			property{"level", level, "", ""}, property{"declared", truth, "Den deklarerade nivån eller under den", "The declared level or below it"},
			property{"actions", count, "", ""}, property{"at_work", count, "Pågår eller är genomförda", "Under way or done"},
			property{"statuses", a.object(byStatus...), "", ""}, property{"links", count, "", ""},
		)), "", ""},
	)), "", ""}, example)
}

func (a API) nextStep() Object {
	return a.object(edition, property{"city", ref("City"), "", ""}, property{"commitment", str, "", ""}, property{"state", ref("State"), "", ""},
		property{"next_level", orNull(level), "null: det finns ingen", "null: there is none"}, finding,
		property{"remaining", count, "Åtgärder som återstår", "Actions that remain"},
		property{"actions", list(a.object(
			property{"id", str, "", ""}, property{"status", orNull(ref("ActionStatus")), "null: inte rapporterad", "null: not reported"}, property{"link", str, "", ""},
			property{"others", list(a.object(
				property{"code", place, "", ""}, property{"name", str, "", ""}, property{"status", ref("ActionStatus"), "", ""}, property{"declared", ref("State"), "", ""},
				property{"same_county", truth, "", ""}, property{"population", count, "", ""}, property{"link", str, "", ""},
			)), "Städer som arbetar med den, genomförd först", "Cities that work on it, done first"},
		)), "", ""}, members, handed, example)
}

func (a API) similar() Object {
	apart := a.object(
		property{"both_answered", count, "", ""}, property{"same_level", count, "", ""}, property{"of_commitments", count, "", ""},
		property{"least_steps", count, "", ""}, property{"most_steps", count, "", ""},
	)
	cities := list(a.object(
		property{"code", place, "", ""}, property{"name", str, "", ""}, property{"county", str, "", ""}, property{"same_county", truth, "", ""},
		property{"population", count, "", ""}, property{"times", number, "Den större befolkningen delad med den mindre", "The larger population by the smaller"},
		property{"apart", orNull(apart), "null: svaren kan inte jämföras", "null: the answers cannot be compared"},
	))
	return a.object(edition, property{"city", ref("City"), "", ""}, finding, property{"compared", count, "Städer som jämfördes", "Cities compared with"},
		property{"basis", str, "", ""}, property{"similar", a.object(
			property{"answers", cities, "Efter svar", "By answers"}, property{"county", cities, "I samma län", "In the same county"},
			property{"size", cities, "Efter befolkning", "By population"},
		), "", ""}, example)
}

func (a API) leads() Object {
	return a.object(edition, members, handed, finding, property{"proposed", list(str), "Åtaganden som är förslag", "Commitments that are proposals"},
		property{"commitments", list(a.object(
			property{"commitment", str, "", ""}, property{"status", ref("Standing"), "", ""}, property{"leaders", list(ref("Asked")), "På nivå 3", "At level 3"},
			property{"learners", list(ref("Asked")), "På nivå 1–2", "At level 1–2"},
		)), "", ""}, example)
}

func (a API) matches() Object {
	offer := a.object(
		property{"leader", ref("City"), "", ""}, property{"twin", truth, "", ""}, property{"same_county", truth, "", ""}, property{"same_size", truth, "", ""},
		property{"actions_in_common", list(str), "", ""}, property{"leads_in_return", list(str), "Åtaganden som den lärande leder", "Commitments that the learner leads"},
	)
	return a.object(edition, property{"commitment", str, "", ""}, members, handed, finding, property{"leaders", list(ref("Asked")), "", ""},
		property{"learners", list(a.object(
			property{"code", place, "", ""}, property{"name", str, "", ""}, contact, property{"level", ref("State"), "", ""}, property{"offers", list(offer), "", ""},
		)), "", ""},
		property{"groups", list(a.object(property{"leader", ref("City"), "", ""}, property{"learners", list(ref("City")), "", ""})), "", ""}, example)
}

func (a API) gaps() Object {
	asked := a.object(
		property{"code", place, "", ""}, property{"name", str, "", ""}, property{"state", ref("State"), "", ""}, property{"planned", truth, "", ""},
		property{"actions_of_level_3_at_work", count, "", ""},
	)
	return a.object(edition, members, handed, finding, property{"gaps", list(a.object(
		property{"commitment", str, "", ""}, property{"action", orNull(str), "null: ingen stad är på nivå 3 i åtagandet", "null: no city is at level 3 in the commitment"},
		property{"ask", list(asked), "Städer att fråga", "Cities to ask"}, property{"more", count, "Fler som kunde frågas", "More that could be asked"},
	)), "", ""}, example)
}

func (a API) pair() Object {
	relations := oneOf(
		string(analytics.FirstTeaches), string(analytics.SecondTeaches), string(analytics.Together), string(analytics.OneTakesPart), string(analytics.NotKnown),
	)
	return a.object(edition, finding, property{"cities", list(ref("City")), "En eller två", "One or two"}, property{"commitments", list(a.object(
		property{"commitment", str, "", ""}, property{"status", ref("Standing"), "", ""}, property{"first", ref("State"), "", ""}, property{"second", ref("State"), "", ""},
		property{"relation", relations, "", ""}, property{"teach", list(str), "Åtgärder att lära ut", "Actions to teach"},
		property{"both", list(str), "Åtgärder som båda arbetar med", "Actions that both work on"},
	)), "", ""}, example)
}

// chart is what ECharts draws, with what the page needs to say it in words.
func (a API) chart() Object {
	return Object{
		{"type", "object"},
		{"required", []string{"series", "pk"}},
		{"description", a.in(data.Text{SV: "En option för Apache ECharts", EN: "An option for Apache ECharts"})},
	}
}
