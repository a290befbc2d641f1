package dashboard

import (
	"cmp"
	"net/url"
	"strings"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// onItsPage leads to the page that shows the same figures as a tool's report; no address is none.
func (v *visit) onItsPage(what report.What) link {
	q := v.filter.Query(v.catalogue())
	city, slug := "", v.query.Get("atagande")
	if len(v.filter.Cities) == 1 && (ofOwnCities(what) || what == report.Support && slug == "") {
		city = v.filter.Cities[0]
		q.Del("stad") // the path says it
	}
	path, place, own := "/samverkan", "", url.Values{}
	switch what {
	case report.NextStep:
		path = nextStepPath(city, slug)
	case report.Support:
		path, place = "/stader", ""
		if slug != "" {
			path, place = "/ataganden/"+slug, "#fig-support"
		} else if city != "" {
			path, place = "/stader/"+city, "#fig-support"
		}
	case report.Processes:
		path = "/processer"
	case report.Leads:
		place = "#register"
	case report.Matches:
		place, own = "#fig-network", v.ownQuery("atagande")
	case report.Gaps:
		place = "#luckor"
	case report.Pair:
		path, own = "/par/"+city, v.ownQuery("med")
	case report.Similar:
		path = "/stader/" + city
	case report.Outcomes:
		path, own = "/utfall", v.ownQuery("nyckeltal", "atagande", "ar")
	default:
		return link{}
	}
	for name := range own {
		q.Set(name, own.Get(name))
	}
	return link{v.T("reports.shown"), withQuery(v.lang.Prefix()+path, q) + place}
}

// ofOwnCities tells whether a report is about cities that are chosen for it: nothing else of the selection narrows it.
func ofOwnCities(what report.What) bool {
	switch what {
	case report.City, report.Comparison, report.NextStep, report.Pair, report.Similar:
		return true
	default:
		return false
	}
}

// toolAbout names what a tool's report is about, "" for the selection.
func (v *visit) toolAbout(what report.What) string {
	var names []string
	slug := v.query.Get("atagande")
	switch what {
	case report.NextStep, report.Pair, report.Similar:
		names = append(names, v.catalogue().Municipality(v.filter.Cities[0]).Name)
	case report.Matches:
		slug = cmp.Or(slug, v.filter.Edition.Commitments[0].Slug)
	case report.Outcomes:
		slug = cmp.Or(slug, v.filter.Edition.Commitments[0].Slug)
		for _, i := range data.Indicators() {
			if i.KPI == cmp.Or(v.query.Get("nyckeltal"), report.UsualIndicator) {
				names = append(names, i.Label.In(string(v.lang)))
			}
		}
	case report.Support:
	default:
		return ""
	}
	if m := v.catalogue().Municipality(v.query.Get("med")); m != nil && what == report.Pair {
		return v.lang.List(append(names, m.Name))
	}
	if c := v.filter.Edition.Commitment(slug); c != nil && what != report.Pair && what != report.Similar {
		names = append(names, v.name(c))
	}
	return strings.Join(names, ", ")
}
