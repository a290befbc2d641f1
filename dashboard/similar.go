package dashboard

import (
	"net/url"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// similar is the section of a city's page about the cities most like it.
type similar struct {
	Title     string
	ByAnswers []nearCity
	InCounty  []nearCity
	BySize    []nearCity
	County    string
	Files     []link
}

// similar asks for the cities most like one.
func (v *visit) similar(code string) (similar, error) {
	r, err := v.site.analyst.Similar(v.ctx, v.filter, code, report.MostSimilar)
	if err != nil {
		return similar{}, err
	}
	d := similar{Title: v.similarFinding(r), County: r.City.County, Files: v.cityFiles(report.Similar, url.Values{"stad": {code}})}
	for _, c := range r.ByAnswers {
		d.ByAnswers = append(d.ByAnswers, v.nearCity(c, v.apart(c.Apart)))
	}
	for _, c := range r.InCounty {
		d.InCounty = append(d.InCounty, v.nearCity(c, v.lang.Plural("city.population", c.Population)))
	}
	for _, c := range r.BySize {
		about := v.lang.Plural("city.population", c.Population)
		if c.SameCounty {
			about += ", " + v.T("nextstep.county")
		}
		d.BySize = append(d.BySize, v.nearCity(c, about))
	}
	return d, nil
}

func (v *visit) nearCity(c analytics.SimilarCity, about string) nearCity {
	return nearCity{link: link{c.Name, v.href("/stader/" + c.Code)}, About: about}
}

// similarFinding names the cities whose answers are nearest.
func (v *visit) similarFinding(r analytics.Similar) string {
	switch {
	case !r.HandedIn:
		return v.T("similar.missing", r.City.Name)
	case len(r.ByAnswers) == 0:
		return v.T("similar.nobody", r.City.Name)
	}
	var nearest []string
	for _, c := range r.ByAnswers {
		if c.Apart == r.ByAnswers[0].Apart {
			nearest = append(nearest, c.Name)
		}
	}
	return v.T("similar.finding", r.City.Name, v.lang.List(nearest), v.steps(r.ByAnswers[0].Apart))
}

// steps says how many steps apart two cities are: "inga steg", "ett steg", "två steg", "2–5 steg".
func (v *visit) steps(a analytics.Apart) string {
	switch {
	case a.Least != a.Most:
		return v.T("similar.steps.between", strconv.Itoa(a.Least), strconv.Itoa(a.Most))
	case a.Most == 0:
		return v.T("similar.steps.no")
	default:
		return v.lang.Plural("similar.steps", a.Most, v.lang.Word(a.Most))
	}
}

// apart puts a distance into words with what it rests on.
func (v *visit) apart(a analytics.Apart) string {
	if a.Both == a.Of {
		return locale.Sentence(v.T("similar.apart.all", v.steps(a), a.Same, a.Of))
	}
	return locale.Sentence(v.T("similar.apart", v.steps(a), a.Same, a.Both, a.Of))
}

// apiSimilar answers GET /api/v1/similar?stad=code.
func apiSimilar(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.Similar(v.ctx, v.filter, code, report.MostSimilar)
	if err != nil {
		return nil, err
	}
	type apartJSON struct {
		Both  int `json:"both_answered"`
		Same  int `json:"same_level"`
		Of    int `json:"of_commitments"`
		Least int `json:"least_steps"`
		Most  int `json:"most_steps"`
	}
	type oneJSON struct {
		cityJSON
		County     string     `json:"county"`
		SameCounty bool       `json:"same_county"`
		Population int        `json:"population"`
		Times      float64    `json:"times"` // the larger population by the smaller
		Apart      *apartJSON `json:"apart"` // null: the answers cannot be compared
	}
	lists := map[string][]oneJSON{}
	add := func(basis string, cities []analytics.SimilarCity) {
		lists[basis] = []oneJSON{}
		for _, c := range cities {
			one := oneJSON{cityJSON{c.Code, c.Name}, c.County, c.SameCounty, c.Population, c.Times, nil}
			if a := c.Apart; a.Known() {
				one.Apart = &apartJSON{a.Both, a.Same, a.Of, a.Least, a.Most}
			}
			lists[basis] = append(lists[basis], one)
		}
	}
	add("answers", r.ByAnswers)
	add("county", r.InCounty)
	add("size", r.BySize)
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "city": cityJSON{r.City.Code, r.City.Name}, "finding": v.similarFinding(r), "compared": r.Compared,
		"basis": strings.Join([]string{v.T("similar.basis"), v.T("similar.basis.silence")}, " "), "similar": lists, "example": r.Example,
	})
}

// likeness is what orders the matrix's rows by likeness in an address.
const likeness = "likhet"

// matrix asks for every city by every commitment, in the order that the address wants.
func (v *visit) matrix() (analytics.Matrix, error) {
	m, err := v.site.analyst.Matrix(v.ctx, v.filter)
	if err != nil {
		return m, err
	}
	switch order := v.query.Get("ordning"); order {
	case "":
	case likeness:
		m.Rows = m.ByLikeness()
	default:
		return m, unreadable("ordning", order, likeness)
	}
	return m, nil
}

// otherOrder leads to the matrix in the order that it is not in.
func (v *visit) otherOrder() link {
	q := v.filter.Query(v.catalogue())
	text := v.T("similar.order.names")
	if v.query.Get("ordning") != likeness {
		q.Set("ordning", likeness)
		text = v.T("similar.order.likeness")
	}
	path := "/"
	if v.lang == locale.English {
		path = "/en"
	}
	return link{text, withQuery(path, q) + "#fig-matrix"}
}
