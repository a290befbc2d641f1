package chart

import "strconv"

// togetherWords are the texts of the network of leaders and learners.
type togetherWords struct {
	leads, learns string
	reason        [2]string
}

var togetherTexts = map[string]togetherWords{
	"sv": {leads: "Går före", learns: "Vill lära", reason: [2]string{"skäl", "skäl"}},
	"en": {leads: "Lead", learns: "Want to learn", reason: [2]string{"reason", "reasons"}},
}

func (s Style) together() togetherWords {
	if s.Lang == "en" {
		return togetherTexts["en"]
	}
	return togetherTexts["sv"]
}

// reasons writes "3 skäl".
func (s Style) reasons(n int) string {
	word := s.together().reason[1]
	if n == 1 {
		word = s.together().reason[0]
	}
	return strconv.Itoa(n) + " " + word
}
