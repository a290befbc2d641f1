package ingest

import (
	"strings"

	"pionjarkollen/data"
)

// statusSpelling is a status with the spellings it is read by; the first is how the templates write it. Hints are words
// that may mean it and are only suggested.
type statusSpelling struct {
	status    data.Status
	spellings []string
	hints     []string
}

func statusSpellings() []statusSpelling {
	return []statusSpelling{
		{data.NotStarted, []string{"ej påbörjad", "inte påbörjad", "ej påbörjat", "inte påbörjat", "not started", "not_started"}, []string{"nej", "ej startad", "ej startat", "inte startad", "inte startat", "ej igång", "inte igång", "no", "not begun", "todo", "to do"}},
		{data.Planned, []string{"planerad", "planerat", "planned"}, []string{"planeras", "planering", "plan", "planning", "kommande", "beslutad", "beslutat"}},
		{data.Underway, []string{"pågår", "pågående", "underway", "under way", "in progress", "ongoing"}, []string{"påbörjad", "påbörjat", "startad", "startat", "delvis", "delvis genomförd", "under arbete", "i gång", "igång", "löpande", "fortlöpande", "pågår delvis", "started", "wip"}},
		{data.Done, []string{"genomförd", "genomfört", "done"}, []string{"klar", "klart", "färdig", "avslutad", "avslutat", "slutförd", "slutfört", "utförd", "utfört", "gjord", "gjort", "uppnådd", "ja", "completed", "complete", "finished", "yes"}},
	}
}

// statusWords maps folded spellings to statuses; statusNames are what near misses are held against.
var statusWords, statusNames = func() (map[string]data.Status, []candidate) {
	words := make(map[string]data.Status)
	var names []candidate
	for _, s := range statusSpellings() {
		for _, spelling := range s.spellings {
			words[fold(spelling)] = s.status
			names = append(names, newCandidate(spelling, s.spellings[0]))
		}
		for _, hint := range s.hints {
			names = append(names, newCandidate(hint, s.spellings[0]))
		}
	}
	return words, names
}()

// statusCell is the status as a template writes it; "" for silent.
func statusCell(status data.Status) string {
	for _, s := range statusSpellings() {
		if s.status == status {
			return s.spellings[0]
		}
	}
	return ""
}

// readStatus reads one of the four statuses. An empty cell is silent.
func (r *rowReader) readStatus(cell string) data.Status {
	if isBlank(cell) || !r.visible(colStatus, cell) {
		return ""
	}
	return take(r, colStatus, cell, r.statuses.get(cell, func(string) reading[data.Status] {
		key := fold(cell)
		if isDash(key) {
			return unread[data.Status](StatusDash, "")
		}
		if s, ok := statusWords[key]; ok {
			return reading[data.Status]{value: s}
		}
		return unread[data.Status](StatusUnknown, nearStatus(key))
	}))
}

// nearStatus suggests the status that was most likely meant. What stands around it in parentheses or after a comma is left out.
func nearStatus(key string) string {
	switch strings.ReplaceAll(key, " ", "") {
	case "0%":
		return statusCell(data.NotStarted)
	case "100%":
		return statusCell(data.Done)
	}
	if near := nearest(key, statusNames); near != "" {
		return near
	}
	for _, cut := range []string{"(", ",", ";", " - ", ":"} {
		if before, _, ok := strings.Cut(key, cut); ok {
			if near := nearest(strings.TrimSpace(before), statusNames); near != "" {
				return near
			}
		}
	}
	return ""
}
