package dashboard

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"pionjarkollen/analytics"
)

// filters is the form above every view: its whole state is in the address.
type filters struct {
	Action   string // path of the page
	Editions []option
	Roles    []option
	Counties []option
	Bands    []option
	Cities   []string // codes kept as they are
	Date     string
	Today    string
	Own      map[string]string // the page's own parameters, kept
	Narrowed bool              // anything but the default is chosen
	Reset    string
}

// option is one choice of a select.
type option struct {
	Value, Text string
	Selected    bool
}

// filters offers what the visit can be narrowed by, with what is chosen now.
func (v *visit) filters() filters {
	f := v.filter
	form := filters{
		Action: v.lang.Prefix() + v.path,
		Cities: f.Cities,
		Date:   f.AsOf,
		Today:  v.today(),
		Own:    map[string]string{},
		Reset:  v.lang.Prefix() + v.path,
	}
	if form.Action == "/en/" {
		form.Action, form.Reset = "/en", "/en"
	}
	for name := range v.query {
		form.Own[name] = v.query.Get(name)
	}
	for _, e := range v.catalogue().Editions {
		form.Editions = append(form.Editions, option{e.ID, e.ID, e.ID == f.Edition.ID})
	}
	for _, r := range [...]string{"", "pioneer", "twin", "unknown", "outside"} {
		form.Roles = append(form.Roles, option{r, v.T("filter.role." + cmp.Or(r, "all")), chosen(f.Roles, r)})
	}
	for _, code := range v.counties() {
		form.Counties = append(form.Counties, option{code.Value, code.Text, chosen(f.Counties, code.Value)})
	}
	form.Bands = append(form.Bands, option{"", v.T("filter.band.all"), len(f.Bands) == 0})
	for _, b := range analytics.Bands {
		form.Bands = append(form.Bands, option{b.Key, v.T("filter.band." + b.Key), chosen(f.Bands, b.Key)})
	}
	q := f.Query(v.catalogue())
	q.Del("version")
	form.Narrowed = len(q) > 0
	return form
}

// chosen tells whether a choice is the selected one; several values of one kind can only come from a hand-written address and
// select the first.
func chosen(values []string, value string) bool {
	if value == "" {
		return len(values) == 0
	}
	return len(values) > 0 && values[0] == value
}

// counties lists the counties in Swedish order, headed by all.
func (v *visit) counties() []option {
	names := map[string]string{}
	for _, m := range v.catalogue().Municipalities {
		names[m.CountyCode] = m.County
	}
	var list []option
	for code, name := range names {
		list = append(list, option{Value: code, Text: name})
	}
	swedish := collate.New(language.Swedish)
	slices.SortFunc(list, func(a, b option) int { return swedish.CompareString(a.Text, b.Text) })
	return append([]option{{Text: v.T("filter.county.all")}}, list...)
}

// noun is what the cities in scope are called in a sentence: cities, pioneer cities, twin cities.
func (v *visit) noun() string {
	if len(v.filter.Roles) == 1 {
		switch v.filter.Roles[0] {
		case "pioneer", "twin":
			return v.filter.Roles[0]
		}
	}
	return "city"
}
