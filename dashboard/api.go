package dashboard

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/data"
)

// jsonFile answers with a value as JSON.
func jsonFile(value any) (*file, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return &file{contentType: "application/json; charset=utf-8", body: append(body, '\n')}, nil
}

// bothJSON is a wording in both languages.
type bothJSON struct {
	SV string `json:"sv"`
	EN string `json:"en"`
}

func both(t data.Text) bothJSON { return bothJSON{t.SV, t.EN} }

// apiEditions answers GET /api/v1/editions.
func apiEditions(v *visit) (*file, error) {
	type editionJSON struct {
		ID          string   `json:"id"`
		Title       bothJSON `json:"title"`
		Commitments int      `json:"commitments"`
		Current     bool     `json:"current"`
	}
	list := []editionJSON{}
	for _, e := range v.catalogue().Editions {
		list = append(list, editionJSON{e.ID, both(e.Title), len(e.Commitments), e.ID == v.catalogue().Current().ID})
	}
	return jsonFile(map[string]any{"editions": list})
}

// commitmentJSON is a commitment with its official texts (in Swedish) and our labels and reading translations.
type commitmentJSON struct {
	Slug       string      `json:"slug"`
	Number     int         `json:"number"`
	Status     string      `json:"status"`
	Title      string      `json:"title"`
	Headline   string      `json:"headline"`
	TitleEN    string      `json:"title_en"`
	HeadlineEN string      `json:"headline_en"`
	Label      bothJSON    `json:"label"`
	Levels     []levelJSON `json:"levels"`
}

type levelJSON struct {
	Level   int          `json:"level"`
	Name    bothJSON     `json:"name"`
	Intro   string       `json:"intro,omitempty"`
	Actions []actionJSON `json:"actions"`
}

type actionJSON struct {
	ID      string   `json:"id"`
	Ordinal int      `json:"ordinal"`
	Printed string   `json:"printed"`
	Text    string   `json:"text"`
	English string   `json:"text_en"`
	Label   bothJSON `json:"label"`
}

// apiCommitments answers GET /api/v1/commitments: the edition's contract as data.
func apiCommitments(v *visit) (*file, error) {
	list := []commitmentJSON{}
	for _, c := range v.filter.Edition.Commitments {
		one := commitmentJSON{
			Slug: c.Slug, Number: c.Number, Status: string(c.Status), Title: c.Title, Headline: c.Headline,
			TitleEN: c.TitleEN, HeadlineEN: c.HeadlineEN, Label: both(c.Label),
		}
		for _, l := range c.Levels {
			level := levelJSON{Level: l.Number, Name: both(l.Name), Intro: l.Intro}
			for _, a := range l.Actions {
				level.Actions = append(level.Actions, actionJSON{a.ID, a.Ordinal, a.Printed, a.Text, a.English, both(a.Label)})
			}
			one.Levels = append(one.Levels, level)
		}
		list = append(list, one)
	}
	return jsonFile(map[string]any{"edition": v.filter.Edition.ID, "commitments": list})
}

// apiMunicipalities answers GET /api/v1/municipalities: the cities in the filter's scope, and with none of its parts all 290.
func apiMunicipalities(v *visit) (*file, error) {
	type municipalityJSON struct {
		Code           string  `json:"code"`
		Name           string  `json:"name"`
		CountyCode     string  `json:"county_code"`
		County         string  `json:"county"`
		Population     int     `json:"population"`
		PopulationYear int     `json:"population_year"`
		Lat            float64 `json:"lat"`
		Lon            float64 `json:"lon"`
		Member         bool    `json:"member"`
		Role           *string `json:"role"` // null: not a member, or not verified
		TwinOf         *string `json:"twin_of"`
	}
	everyone := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	f := v.filter
	narrowed := len(f.Roles)+len(f.Counties)+len(f.Bands)+len(f.Cities) > 0
	if !narrowed {
		f = everyone
	}
	coverage, err := v.site.analyst.Coverage(v.ctx, f)
	if err != nil {
		return nil, err
	}
	scope := map[string]analytics.City{}
	for _, c := range coverage.Cities {
		scope[c.Code] = c.City
	}
	list := []municipalityJSON{}
	for _, m := range v.catalogue().Municipalities {
		c, in := scope[m.Code]
		if narrowed && !in {
			continue
		}
		one := municipalityJSON{
			Code: m.Code, Name: m.Name, CountyCode: m.CountyCode, County: m.County, Population: m.Population,
			PopulationYear: m.PopulationYear, Lat: m.Lat, Lon: m.Lon, Member: c.Member,
		}
		if c.Role != "" {
			one.Role = new(string(c.Role))
		}
		if c.TwinOf != "" {
			one.TwinOf = &c.TwinOf
		}
		list = append(list, one)
	}
	return jsonFile(map[string]any{"edition": v.filter.Edition.ID, "municipalities": list})
}

// chartNames are the charts of the API, in the order of its documentation.
var chartNames = [...]string{"levels", "matrix", "commitment", "actions", "action", "profile", "comparison", "rehearsal", "processes", "process", "outcomes", "timeline", "transitions", "map", "network", "next-step", "support"}

// apiChart answers GET /api/v1/charts/{name}: the ECharts option of a chart.
func apiChart(v *visit) (*file, error) {
	style := chart.Style{
		Lang: string(v.lang), Theme: chart.Light, Prefix: v.lang.Prefix(), Narrow: v.query.Get("bredd") == "smal",
		Query: v.filter.Query(v.catalogue()).Encode(),
	}
	if t := v.query.Get("tema"); t == "mork" {
		style.Theme = chart.Dark
	} else if t != "" && t != "ljus" {
		return nil, &problem{400, "error.filter", []string{"tema", t}, []string{"ljus", "mork"}}
	}
	if b := v.query.Get("bredd"); b != "" && !style.Narrow {
		return nil, &problem{400, "error.filter", []string{"bredd", b}, []string{"smal"}}
	}
	option, err := v.chart(v.param("name"), style)
	if err != nil {
		return nil, err
	}
	return &file{contentType: "application/json; charset=utf-8", body: option}, nil
}

// chart asks a chart's question and draws it.
func (v *visit) chart(name string, style chart.Style) (json.RawMessage, error) {
	a := v.site.analyst
	switch name {
	case "levels":
		return drawn(a.Levels(v.ctx, v.filter))(chart.Levels, style)
	case "matrix":
		return drawn(v.matrix())(chart.Matrix, style)
	case "commitment":
		return drawn(a.Commitment(v.ctx, v.filter, v.query.Get("atagande")))(func(r analytics.Commitment, s chart.Style) (json.RawMessage, error) {
			one := analytics.LevelsCommitment{Commitment: r.Commitment, Counts: r.Counts}
			return chart.Levels(analytics.Levels{Cover: r.Cover, Commitments: []analytics.LevelsCommitment{one}}, s)
		}, style)
	case "actions":
		return drawn(a.Commitment(v.ctx, v.filter, v.query.Get("atagande")))(chart.ActionStatus, style)
	case "action":
		return drawn(a.Action(v.ctx, v.filter, v.query.Get("atgard")))(chart.Action, style)
	case "profile":
		if len(v.filter.Cities) != 1 {
			return nil, badRequest("error.onecity")
		}
		group := cmp.Or(v.query.Get("grupp"), analytics.GroupAll)
		if !slices.Contains(analytics.GroupKeys[:], group) {
			return nil, &problem{400, "error.filter", []string{"grupp", group}, analytics.GroupKeys[:]}
		}
		style.Query = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue()).Encode()
		return drawn(a.City(v.ctx, v.filter, v.filter.Cities[0]))(func(r analytics.CityProfile, s chart.Style) (json.RawMessage, error) {
			return chart.Profile(r, group, s)
		}, style)
	case "outcomes":
		return drawn(v.outcomes())(chart.Outcomes, style)
	case "processes":
		return drawn(a.Processes(v.ctx, v.filter))(chart.Processes, style)
	case "process":
		r, err := a.Processes(v.ctx, v.filter)
		if err != nil {
			return nil, err
		}
		return drawn(r.Process(v.query.Get("process")))(func(p *analytics.ProcessActions, s chart.Style) (json.RawMessage, error) {
			return chart.Process(*p, r.Members, s)
		}, style)
	case "rehearsal":
		code, err := v.oneCity()
		if err != nil {
			return nil, err
		}
		style.Query = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue()).Encode()
		return drawn(v.rehearse(code))(chart.Rehearsal, style)
	case "next-step", "support":
		return v.stepChart(name, style)
	case "timeline", "transitions", "map":
		return v.ownChart(name, style)
	case "network":
		return drawn(v.matches())(chart.Network, style)
	case "comparison":
		style.Query = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue()).Encode()
		return drawn(a.Compare(v.ctx, v.filter, v.filter.Cities))(chart.Comparison, style)
	}
	return nil, &problem{404, "error.chart", []string{strings.ToLower(name)}, chartNames[:]}
}

// drawn hands an answer to the chart that draws it, or its error through.
func drawn[R any](result R, err error) func(func(R, chart.Style) (json.RawMessage, error), chart.Style) (json.RawMessage, error) {
	return func(draw func(R, chart.Style) (json.RawMessage, error), s chart.Style) (json.RawMessage, error) {
		if err != nil {
			return nil, err
		}
		return draw(result, s)
	}
}
