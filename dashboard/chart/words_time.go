package chart

import "pionjarkollen/analytics"

// timeWords are the texts of charts about time and place.
type timeWords struct {
	outOfScope  string
	twin        string // "Tvilling till "
	inhabitants string
}

var timeTexts = map[string]timeWords{
	"sv": {outOfScope: "Inte i urvalet", twin: "Tvillingstad till ", inhabitants: " invånare"},
	"en": {outOfScope: "Not selected", twin: "Twin city of ", inhabitants: " inhabitants"},
}

func (s Style) time() timeWords {
	if s.Lang == "en" {
		return timeTexts["en"]
	}
	return timeTexts["sv"]
}

// stateName is what a state is called, OutOfScope among them.
func (s Style) stateName(state analytics.State) string {
	if state == analytics.OutOfScope {
		return s.time().outOfScope
	}
	return s.words().states[state]
}
