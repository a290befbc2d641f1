package dashboard

import (
	"slices"
	"strings"

	"pionjarkollen/dashboard/report"
)

// filterParameters are those of the filter, which every view has.
var filterParameters = []string{"version", "datum", "roll", "lan", "befolkning", "stad"}

// citablePages are the views that can be cited, by the first part of their paths, with what a reference adds to its title: a message key, or
// "" for nothing.
var citablePages = map[string]string{
	"": "", "ataganden": "nav.commitments", "atgarder": "", "stader": "nav.cities", "jamfor": "nav.compare", "samverkan": "leads.title", "par": "", "processer": "", "utfall": "",
	"utveckling": "nav.development", "karta": "nav.map", "handelser": "nav.events", "rapporter": "",
}

// citable tells whether there is such a view: what a reference leads to exists.
func (v *visit) citable(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, `\{}`) {
		return false
	}
	parts := strings.Split(path[1:], "/")
	if _, ok := citablePages[parts[0]]; !ok {
		return false
	}
	if len(parts) == 1 {
		return true
	}
	switch parts[0] {
	case "ataganden":
		return v.filter.Edition.Commitment(parts[1]) != nil && slices.Contains([]string{"", "signal"}, strings.Join(parts[2:], "/"))
	case "atgarder":
		return v.filter.Edition.Action(parts[1]) != nil && slices.Contains([]string{"", "signal"}, strings.Join(parts[2:], "/"))
	case "stader", "par":
		return len(parts) == 2 && v.catalogue().Municipality(parts[1]) != nil
	case "rapporter":
		return len(parts) == 2 && (parts[1] == "utskrift" || slices.Contains(offered, report.What(parts[1])))
	case "processer":
		return len(parts) == 2 && v.catalogue().Process(parts[1]) != nil
	}
	return false
}

// citedName is what a view is called in a reference, "" for what needs no name of its own.
func (v *visit) citedName(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) > 1 {
		switch parts[0] {
		case "ataganden":
			if c := v.filter.Edition.Commitment(parts[1]); c != nil {
				return v.name(c)
			}
		case "atgarder":
			if a := v.filter.Edition.Action(parts[1]); a != nil {
				return a.Label.In(string(v.lang))
			}
		case "rapporter":
			if parts[1] == "utskrift" {
				return v.T("report.edition")
			}
			return v.T("report." + parts[1])
		case "stader", "par":
			if m := v.catalogue().Municipality(parts[1]); m != nil {
				return m.Name
			}
		}
		return ""
	}
	if key := citablePages[parts[0]]; key != "" {
		return v.T(key)
	}
	return ""
}
