package dashboard

import (
	"encoding/json"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/data"
)

// stepChart draws the charts of next steps and of what stands behind a level.
func (v *visit) stepChart(name string, style chart.Style) (json.RawMessage, error) {
	alone := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue()).Encode()
	slug := v.query.Get("atagande")
	if name == "support" && slug != "" {
		return drawn(v.site.analyst.Supports(v.ctx, v.filter, slug))(func(r analytics.Supports, s chart.Style) (json.RawMessage, error) {
			return chart.Support(r, true, s)
		}, style)
	}
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	style.Query = alone
	if name == "support" {
		return drawn(v.site.analyst.City(v.ctx, v.filter, code))(func(r analytics.CityProfile, s chart.Style) (json.RawMessage, error) {
			return chart.Support(r.Supports(), false, s)
		}, style)
	}
	return drawn(v.site.analyst.NextStep(v.ctx, v.filter, code, slug))(func(r analytics.NextStep, s chart.Style) (json.RawMessage, error) {
		return chart.Process(nextStepBars(r), r.Members, s)
	}, style)
}

// apiNextStep answers GET /api/v1/next-step?stad=code&atagande=slug, without comments.
func apiNextStep(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.NextStep(v.ctx, v.filter, code, v.query.Get("atagande"))
	if err != nil {
		return nil, err
	}
	type otherJSON struct {
		cityJSON
		Status     string `json:"status"`
		Declared   string `json:"declared"`
		SameCounty bool   `json:"same_county"`
		Population int    `json:"population"`
		Link       string `json:"link"`
	}
	type actionJSON struct {
		ID     string      `json:"id"`
		Status *string     `json:"status"` // null: not reported
		Link   string      `json:"link"`
		Others []otherJSON `json:"others"` // done first, then the same county, then the nearest in size
	}
	actions := []actionJSON{}
	for i, a := range triedActs(stepActions(r)) {
		one := actionJSON{ID: a.ID, Status: a.Status, Link: r.Actions[i].Link, Others: []otherJSON{}}
		for _, o := range r.Actions[i].Others {
			one.Others = append(one.Others, otherJSON{
				cityJSON{o.Code, o.Name}, string(o.Status), string(o.Declared), o.SameCounty, o.Population, o.Link,
			})
		}
		actions = append(actions, one)
	}
	var next *int
	if r.Next > 0 {
		next = &r.Next
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "city": cityJSON{r.City.Code, r.City.Name}, "commitment": r.Commitment.Slug,
		"state": string(r.Cell.State), "next_level": next, "finding": v.nextStepFinding(r), "remaining": r.Remaining(), "actions": actions,
		"members": r.Members, "handed_in": r.Cover.HandedIn, "example": r.Example,
	})
}

// stepActions are the next level's actions with the city's own statuses.
func stepActions(r analytics.NextStep) []analytics.CityAction {
	out := make([]analytics.CityAction, 0, len(r.Actions))
	for i := range r.Actions {
		out = append(out, r.Actions[i].CityAction)
	}
	return out
}

// apiSupport answers GET /api/v1/support, with atagande of one commitment alone, without comments.
func apiSupport(v *visit) (*file, error) {
	r, err := v.site.analyst.Supports(v.ctx, v.filter, v.query.Get("atagande"))
	if err != nil {
		return nil, err
	}
	type levelJSON struct {
		Level    int            `json:"level"`
		Declared bool           `json:"declared"` // the declared level or below it
		Actions  int            `json:"actions"`
		AtWork   int            `json:"at_work"` // under way or done
		Statuses map[string]int `json:"statuses"`
		Links    int            `json:"links"`
	}
	type rowJSON struct {
		cityJSON
		Commitment string      `json:"commitment"`
		State      string      `json:"state"`
		Prompt     string      `json:"prompt"`
		Links      int         `json:"links"` // of the declared levels' actions and of the declaration itself
		Levels     []levelJSON `json:"levels"`
	}
	list := []rowJSON{}
	for _, c := range r.Cities {
		for _, s := range c.Rows {
			row := rowJSON{cityJSON{c.Code, c.Name}, s.Commitment.Slug, string(s.Cell.State), v.supportPrompt(s), s.Sum().Links, nil}
			for i, l := range s.Rungs {
				statuses := map[string]int{}
				for j, n := range l.Counts {
					statuses[string(data.Statuses[j])] = n
				}
				row.Levels = append(row.Levels, levelJSON{l.Level, i < len(s.Declared()), l.Actions, l.AtWork(), statuses, l.Links})
			}
			list = append(list, row)
		}
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "note": v.T("support.note"), "rows": list,
		"example": r.Example,
	})
}
