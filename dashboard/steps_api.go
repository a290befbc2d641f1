package dashboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
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

// stepFiles offers an address of the API as CSV and JSON, with the page's filter.
func (v *visit) stepFiles(name string, own url.Values) []link {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, own)
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return []link{
		{v.T("file.csv"), withQuery("/api/v1/"+name, with(q, "format", "csv"))}, {v.T("file.json"), withQuery("/api/v1/"+name, q)},
	}
}

// asCSV tells whether the answer is wanted as CSV.
func (v *visit) asCSV() (bool, error) {
	switch format := v.query.Get("format"); format {
	case "":
		return v.form == report.CSV, nil
	case "json":
		return false, nil
	case "csv":
		return true, nil
	default:
		return false, &problem{http.StatusBadRequest, "error.filter", []string{"format", format}, []string{"json", "csv"}}
	}
}

// csvFile writes rows under a head; every row ends with the mark of invented data.
func (v *visit) csvFile(name string, example bool, head []string, rows [][]string) (*file, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	note := ""
	if example {
		note = v.T("example.banner")
	}
	all := [][]string{append(head, "notis")}
	for _, r := range rows {
		all = append(all, append(r, note))
	}
	if err := w.WriteAll(all); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return &file{contentType: "text/csv; charset=utf-8", name: name, body: b.Bytes()}, nil
}

// apiNextStep answers GET /api/v1/next-step?stad=code&atagande=slug, without comments.
func apiNextStep(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	table, err := v.asCSV()
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.NextStep(v.ctx, v.filter, code, v.query.Get("atagande"))
	if err != nil {
		return nil, err
	}
	if table {
		return v.nextStepCSV(r)
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

// nextStepCSV has a row per action and other city, and one for an action that no other city works on.
func (v *visit) nextStepCSV(r analytics.NextStep) (*file, error) {
	var rows [][]string
	for _, a := range r.Actions {
		own := []string{
			r.City.Code, r.City.Name, r.Commitment.Slug, string(r.Cell.State), strconv.Itoa(r.Next), a.Action.ID, string(a.Status),
		}
		for _, o := range a.Others {
			rows = append(rows, append(append([]string{}, own...), o.Code, o.Name, o.County, strconv.Itoa(o.Population), string(o.Status), o.Link))
		}
		if len(a.Others) == 0 {
			rows = append(rows, append(own, "", "", "", "", "", ""))
		}
	}
	return v.csvFile("nasta-steg-"+r.City.Code+"-"+r.Commitment.Slug+".csv", r.Example, []string{
		"kommunkod", "kommun", "atagande", "niva", "nasta_niva", "atgard", "status", "annan_kommunkod", "annan_kommun", "annat_lan",
		"annan_befolkning", "annan_status", "annan_lank",
	}, rows)
}

// apiSupport answers GET /api/v1/support, with atagande of one commitment alone, without comments.
func apiSupport(v *visit) (*file, error) {
	table, err := v.asCSV()
	if err != nil {
		return nil, err
	}
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
	list, lines := []rowJSON{}, [][]string{}
	for _, c := range r.Cities {
		for _, s := range c.Rows {
			row := rowJSON{cityJSON{c.Code, c.Name}, s.Commitment.Slug, string(s.Cell.State), v.supportPrompt(s), s.Sum().Links, nil}
			for i, l := range s.Rungs {
				statuses := map[string]int{}
				line := []string{
					c.Code, c.Name, s.Commitment.Slug, string(s.Cell.State), strconv.Itoa(l.Level), strconv.FormatBool(i < len(s.Declared())),
					strconv.Itoa(l.Actions), strconv.Itoa(l.AtWork()),
				}
				for j, n := range l.Counts {
					statuses[string(data.Statuses[j])] = n
					line = append(line, strconv.Itoa(n))
				}
				row.Levels = append(row.Levels, levelJSON{l.Level, i < len(s.Declared()), l.Actions, l.AtWork(), statuses, l.Links})
				lines = append(lines, append(line, strconv.Itoa(l.Links)))
			}
			list = append(list, row)
		}
	}
	if table {
		return v.csvFile("deklarerat-och-rapporterat.csv", r.Example, []string{
			"kommunkod", "kommun", "atagande", "svar", "niva", "deklarerad", "atgarder", "i_arbete", "ej_paborjad", "planerad", "pagar", "genomford",
			"lankar",
		}, lines)
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "note": v.T("support.note"), "rows": list,
		"example": r.Example,
	})
}
