package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Words returns the words that the cells of a Word column hold, and those of a Mixed column beside its levels; nil for other columns.
func (c Column) Words() []data.Word {
	switch c.Kind {
	case Word:
		return words(c.Name, nil)
	case Mixed:
		return wordsOf(silent, notHandedIn)
	default:
		return nil
	}
}

// words are all that the cells of a column may say, from the same values as the cells themselves; nil for a column of free cells.
func words(column string, e *data.Edition) []data.Word {
	switch base, _ := plainName(column); base {
	case "roll":
		return wordsOf(rolePioneer, roleTwin, roleUnknown, roleOutside)
	case "svar":
		return wordsOf(stated, noPart, silent, notHandedIn)
	case "atagandestatus":
		return wordsOf(standing(data.Adopted), standing(data.Proposed), standing(data.Renaming))
	case "status":
		return statusWords()
	case "atagande":
		var list []data.Word
		for _, c := range e.Commitments {
			list = append(list, data.Word{Code: c.Slug, Name: c.Label})
		}
		return list
	case "overgang":
		return passageWords()
	case "svar_da", "svar_nu":
		return append(stateWords(), data.Word{Code: string(analytics.OutOfScope), Name: data.Text{SV: "utanför urvalet", EN: "not in the selection"}})
	case "fran", "till":
		list := stateWords()
		for _, s := range data.Statuses {
			list = append(list, data.Word{Code: string(s), Name: s.Name()})
		}
		return list
	default:
		return toolWords(base)
	}
}

func wordsOf(terms ...Term) []data.Word {
	list := make([]data.Word, 0, len(terms))
	for _, t := range terms {
		list = append(list, data.Word{Code: t.Code, Name: t.Text})
	}
	return list
}

// statusWords are an action's statuses in the words that a handed-in file uses.
func statusWords() []data.Word {
	var list []data.Word
	for _, s := range data.Statuses {
		if t, ok := status(s).(Term); ok {
			list = append(list, data.Word{Code: t.Code, Name: t.Text})
		}
	}
	return list
}

// stateWords are the states as they stand in addresses.
func stateWords() []data.Word {
	var list []data.Word
	for _, s := range analytics.States {
		svar, level := position(s)
		name := svar.Text
		if n, ok := level.(int); ok && n > 0 {
			name = data.Text{SV: "nivå " + string(s), EN: "level " + string(s)}
		}
		list = append(list, data.Word{Code: string(s), Name: name})
	}
	return list
}

// passageWords are the ways in which a commitment of one edition stands to one of another.
func passageWords() []data.Word {
	list := []data.Word{
		{Code: string(data.Same), Name: data.Text{SV: "samma", EN: "the same"}},
		{Code: string(data.Renamed), Name: data.Text{SV: "nytt namn", EN: "renamed"}},
		{Code: string(data.Split), Name: data.Text{SV: "delat", EN: "split"}},
		{Code: string(data.Merged), Name: data.Text{SV: "sammanslaget", EN: "merged"}},
		{Code: string(data.Changed), Name: data.Text{SV: "ändrat", EN: "changed"}},
		{Code: string(data.Dropped), Name: data.Text{SV: "borttaget", EN: "dropped"}},
		{Code: string(data.Added), Name: data.Text{SV: "tillkommet", EN: "added"}},
		{Code: string(data.Uncharted), Name: data.Text{SV: "inte beskrivet", EN: "not charted"}},
	}
	return list
}
