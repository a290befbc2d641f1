package report

import (
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// What a city is to others in a commitment.
var (
	leads  = Term{"leder", data.Text{SV: "går före", EN: "leads"}}
	learns = Term{"lar", data.Text{SV: "kan lära", EN: "could learn"}}
)

// What a city says to being contacted.
var (
	agrees   = Term{"ja", data.Text{SV: "ja", EN: "yes"}}
	declines = Term{"nej", data.Text{SV: "nej", EN: "no"}}
	unsaid   = Term{"inte_sagt", data.Text{SV: "inte sagt", EN: "not said"}}
)

// contact is a city's consent: what has not been said is no yes.
func contact(said string) Term {
	switch said {
	case "yes":
		return agrees
	case "no":
		return declines
	default:
		return unsaid
	}
}

// What is missing in a gap.
var (
	unled = Term{"ingen_leder", data.Text{SV: "ingen går före", EN: "nobody leads"}}
	idle  = Term{"ingen_arbetar", data.Text{SV: "ingen arbetar med åtgärden", EN: "nobody works on the action"}}
)

// relations are what two cities could have to say to each other.
var relations = map[analytics.Relation]Term{
	analytics.FirstTeaches:  {"forsta_lar_ut", data.Text{SV: "den första lär ut", EN: "the first teaches"}},
	analytics.SecondTeaches: {"andra_lar_ut", data.Text{SV: "den andra lär ut", EN: "the second teaches"}},
	analytics.Together:      {"tillsammans", data.Text{SV: "tillsammans", EN: "together"}},
	analytics.OneTakesPart:  {"nagon_deltar_inte", data.Text{SV: "minst en deltar inte", EN: "at least one takes no part"}},
	analytics.NotKnown:      {"svar_saknas", data.Text{SV: "svar saknas", EN: "answer missing"}},
}

// What cities are alike in.
var (
	byAnswers = Term{"svar", data.Text{SV: "svar", EN: "answers"}}
	byCounty  = Term{"lan", data.Text{SV: "län", EN: "county"}}
	bySize    = Term{"befolkning", data.Text{SV: "befolkning", EN: "population"}}
)

// toolWords are all that the cells of a tool's column may say; nil for a column of free cells.
func toolWords(base string) []data.Word {
	switch base {
	case "del":
		return wordsOf(leads, learns)
	case "kontakt":
		return wordsOf(agrees, declines, unsaid)
	case "lucka":
		return wordsOf(unled, idle)
	case "grund":
		return wordsOf(byAnswers, byCounty, bySize)
	case "forhallande":
		all := make([]Term, 0, len(analytics.Relations))
		for _, r := range analytics.Relations {
			all = append(all, relations[r])
		}
		return wordsOf(all...)
	}
	return nil
}

// plainName is the name of a column without what says which other city of the row it is about. always tells whether each row has that city.
func plainName(column string) (base string, always bool) {
	for _, of := range [...]string{otherCity.name, askedCity.name, leader.name} {
		if rest, ok := strings.CutPrefix(column, of+"_"); ok {
			return rest, false
		}
	}
	for _, n := range [...]string{"_1", "_2"} {
		if rest, ok := strings.CutSuffix(column, n); ok {
			return rest, true
		}
	}
	return column, true
}

// constrainTool says what a cell of a tool's field may be beyond its kind.
func constrainTool(f *data.Field, what What) {
	switch f.Name {
	case "nasta_niva":
		f.Required, f.Least, f.Most = true, new(1.0), new(3.0)
	case "andel_i_processen":
		f.Required, f.Least, f.Most = true, new(0.0), new(1.0)
	case "forslag":
		f.Least, f.Most = new(1.0), new(float64(analytics.MostOffers))
	case "antal_skal":
		f.Least = new(1.0)
	case "ganger":
		f.Least = new(1.0)
	case "ar":
		f.Least, f.Most = new(1900.0), new(2999.0)
	case "del", "kontakt", "lucka", "grund", "forhallande", "deklarerad", "atgarder", "nyckeltal", "nyckeltalets_namn", "vardets_kalla",
		"processnamn", "processnamn_en", "citat", "fler_att_fraga", "jamforda_stader":
		f.Required = true
	case "samma_lan":
		f.Required = what == Similar
	}
	if f.Kind == data.FieldInteger && (strings.HasPrefix(f.Name, "stader_") || strings.HasPrefix(f.Name, "atgarder_")) {
		f.Required = true // a count
	}
}
