package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/analytics"
)

// filterParameters are those of the filter, which every view has.
var filterParameters = []string{"version", "datum", "roll", "lan", "befolkning", "stad"}

// citableView is a view that can be cited: where it stands below the language, how its page is made, and the page's own parameters.
type citableView struct {
	path  string
	build pageFunc
	own   []string
}

// citableViews are the views of the site map that can be cited, the pages of reports apart: those are one of the forms of their addresses.
func citableViews() []citableView {
	return []citableView{
		{"/", overviewPage, []string{"ordning"}},
		{"/ataganden", commitmentsPage, nil},
		{"/ataganden/:slug", commitmentPage, nil},
		{"/ataganden/:slug/signal", commitmentSignalPage, nil},
		{"/atgarder/:id", actionPage, nil},
		{"/atgarder/:id/signal", actionSignalPage, nil},
		{"/stader", citiesPage, nil},
		{"/stader/:code", cityPage, []string{"grupp"}},
		{"/stader/:code/nasta-steg/:slug", nextStepPage, nil},
		{"/jamfor", comparePage, nil},
		{"/samverkan", togetherPage, []string{"atagande"}},
		{"/par/:code", pairPage, []string{"med"}},
		{"/processer", processesPage, nil},
		{"/processer/:process", processPage, nil},
		{"/utfall", outcomesPage, []string{"nyckeltal", "atagande", "ar"}},
		{"/utveckling", developmentPage, developmentQuery},
		{"/karta", mapPage, mapQuery},
		{"/handelser", eventsPage, eventsQuery},
		{"/rapporter", reportsPage, nil},
		{"/rapporter/utskrift", editionPaperPage, nil},
	}
}

// citedReportPage is a report's page under the one address that the page has.
func citedReportPage(v *visit) (*page, error) {
	if what, _, ended := reportName(v.param("file")); ended || !slices.Contains(offered, what) {
		return nil, notFound("error.notfound")
	}
	return reportPage(v)
}

// citable turns the visit into one of the page at an address, and is what that page is cited by; nil where there is no such page, or
// nothing on it to cite.
func (v *visit) citable(at *url.URL) (*cited, error) {
	asked := at.Query()
	for name, values := range asked {
		if len(values) > 1 || slices.Contains(filterParameters, name) {
			return nil, nil //nolint:nilnil // nothing to cite is an answer, not a fault
		}
	}
	for _, view := range append(citableViews(), citableView{"/rapporter/:file", citedReportPage, reportQuery}) {
		names, ok := matched(view.path, at.Path)
		if !ok {
			continue
		}
		v.path, v.query, v.ids = at.Path, url.Values{}, names
		v.param = func(name string) string { return names[name] }
		for name, values := range asked {
			if !slices.Contains(view.own, name) {
				return nil, nil //nolint:nilnil // as above
			}
			v.query[name] = values
		}
		p, err := view.build(v)
		if err != nil {
			return nil, err
		}
		return p.Cite, nil
	}
	return nil, nil //nolint:nilnil // as above
}

// matched reads the names that a path has where the site map has :name.
func matched(pattern, path string) (names map[string]string, ok bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	names = map[string]string{}
	for i, part := range want {
		if name, named := strings.CutPrefix(part, ":"); named && got[i] != "" {
			names[name] = got[i]
		} else if part != got[i] {
			return nil, false
		}
	}
	return names, true
}

// citedAs is what a page is cited by that is made from the filter and its address alone.
func citedAs(name string, c analytics.Cover) *cited { return &cited{Name: name, Cover: c} }

// viewOf names a view and what it is of: "Karta: 3 Finansiering".
func viewOf(view, what string) string { return view + ": " + what }
