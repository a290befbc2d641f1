package locale

import "strings"

// Nouns for the cities a sentence counts, by key: singular and plural.
var nouns = map[Lang]map[string][2]string{
	Swedish: {"city": {"stad", "städer"}, "pioneer": {"pionjärstad", "pionjärstäder"}, "twin": {"tvillingstad", "tvillingstäder"}},
	English: {"city": {"city", "cities"}, "pioneer": {"pioneer city", "pioneer cities"}, "twin": {"twin city", "twin cities"}},
}

// Noun is "stad" or "städer" and the like, for key city, pioneer or twin.
func (l Lang) Noun(key string, n int) string {
	if n == 1 {
		return nouns[l][key][0]
	}
	return nouns[l][key][1]
}

// OfAll says how many of how many, as the beginning of a sentence: "Tolv av 23 pionjärstäder", "Alla 23 städer", "Ingen av 23 städer",
// and for none of none "Ingen stad".
func (l Lang) OfAll(n, all int, noun string) string {
	sv := l == Swedish
	switch {
	case all == 0 && sv:
		return "Ingen " + l.Noun(noun, 1)
	case all == 0:
		return "No " + l.Noun(noun, 1)
	case all == 1 && n == 1 && sv:
		return "Den enda " + l.definite(noun) + " i urvalet"
	case all == 1 && n == 1:
		return "The only " + l.Noun(noun, 1) + " selected"
	case all == 1 && n == 0 && sv:
		return "Ingen " + l.Noun(noun, 1) + " i urvalet"
	case all == 1 && n == 0:
		return "No " + l.Noun(noun, 1) + " in the selection"
	case n == 0 && sv:
		return "Ingen av " + l.Int(all) + " " + l.Noun(noun, all)
	case n == 0:
		return "None of " + l.Int(all) + " " + l.Noun(noun, all)
	case n == all && sv:
		return "Alla " + l.Int(all) + " " + l.Noun(noun, all)
	case n == all:
		return "All " + l.Int(all) + " " + l.Noun(noun, all)
	case sv:
		return Sentence(l.Word(n)) + " av " + l.Int(all) + " " + l.Noun(noun, all)
	default:
		return Sentence(l.Word(n)) + " of " + l.Int(all) + " " + l.Noun(noun, all)
	}
}

// definite is the Swedish noun with its article: "staden".
func (l Lang) definite(noun string) string { return l.Noun(noun, 1) + "en" }

// goes agrees the verb "go" with n for English; Swedish verbs do not change.
func (l Lang) goes(n, all int) string {
	switch {
	case l == Swedish:
		return "går"
	case n == 1 && all >= 1:
		return "goes"
	default:
		return "go"
	}
}

// Leaders states how many cities go first in at least one commitment.
func (l Lang) Leaders(n, all int, noun string) string {
	who := l.OfAll(n, all, noun)
	switch {
	case l == Swedish && n == 0:
		return who + " går före i något åtagande"
	case l == Swedish:
		return who + " går före i minst ett åtagande"
	case n == 0:
		return who + " goes first in any commitment"
	default:
		return who + " " + l.goes(n, all) + " first in at least one commitment"
	}
}

// LeadersIn states how many cities go first in one commitment.
func (l Lang) LeadersIn(n, all int, noun, commitment string) string {
	who := l.OfAll(n, all, noun)
	switch {
	case l == Swedish:
		return who + " går före i " + commitment
	case n == 0:
		return who + " goes first in " + commitment
	default:
		return who + " " + l.goes(n, all) + " first in " + commitment
	}
}

// HandedIn states how many cities have handed in.
func (l Lang) HandedIn(n, all int, noun string) string {
	who := l.OfAll(n, all, noun)
	switch {
	case l == Swedish:
		return who + " har lämnat in"
	case n <= 1:
		return who + " has handed in"
	default:
		return who + " have handed in"
	}
}

// Tally is one part of an enumeration: how many, and what they do.
type Tally struct {
	N   int
	One string // after "en"/"one"
	All string // after any other number
}

// Tallies enumerates what is not zero: "sex går före, nio etablerar och två deltar inte".
func (l Lang) Tallies(parts []Tally) string {
	var said []string
	for _, p := range parts {
		switch {
		case p.N == 1:
			said = append(said, l.Word(1)+" "+p.One)
		case p.N > 1:
			said = append(said, l.Word(p.N)+" "+p.All)
		}
	}
	return Sentence(l.List(said))
}

// Join puts two findings into one sentence, leaving out what is empty: "…; …".
func Join(findings ...string) string {
	var said []string
	for _, f := range findings {
		if f != "" {
			said = append(said, f)
		}
	}
	return strings.Join(said, "; ")
}
