package dashboard

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/checked"
	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// apiAnswers are what the API's addresses answer with, for the examples in its document.
var apiAnswers = map[string]fileFunc{
	"editions": apiEditions, "commitments": apiCommitments, "municipalities": apiMunicipalities,
	"matrix": apiRows, "levels": apiRows, "actions": apiRows, "coverage": apiRows,
	"timeline": apiRows, "transitions": apiRows, "moves": apiRows, "events": apiRows, "map": apiRows,
	"rehearsal": apiRehearsal, "contract-text": apiContractText, "outcomes": apiOutcomes, "processes": apiProcesses, "signal": apiSignal,
	"leads": apiLeads, "matches": apiMatches, "gaps": apiGaps, "pair": apiPair, "next-step": apiNextStep, "support": apiSupport,
	"similar": apiSimilar, "charts": apiChart,
}

// exampleLength is how many elements each list of an example keeps.
const exampleLength = 2

// api is the API with an example of each answer, made from what stands in the database now.
func (v *visit) api(p opendata.Portal) (opendata.API, []opendata.Operation, error) {
	sample, err := v.sample()
	if err != nil {
		return opendata.API{}, nil, err
	}
	a := opendata.API{Portal: p, Charts: chartNames[:], Sample: sample}
	operations := a.Operations()
	examples, err := v.apiExamples(a, operations)
	for i := range operations {
		operations[i].Example = examples[operations[i].Path]
	}
	return a, operations, err
}

// apiExamples are the answers that the operations' examples get, by path. They take a second or two of questions, and are made once for each
// state of the data, as somebody who is not signed in gets them.
func (v *visit) apiExamples(a opendata.API, operations []opendata.Operation) (map[string]json.RawMessage, error) {
	key := cacheKey{version: v.site.db.Version(), day: v.today(), lang: v.lang, address: "examples of the API " + v.filter.Edition.ID}
	kept, err := v.site.cache.get(v.ctx, key, func(ctx context.Context) (*cached, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), exportTimeout)
		defer cancel()
		w := *v
		w.ctx, w.session, w.form = ctx, nil, ""
		made, err := w.makeExamples(a, operations)
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(made)
		if err != nil {
			return nil, err
		}
		return newCached("application/json", "", body), nil
	})
	if err != nil {
		return nil, err
	}
	var examples map[string]json.RawMessage
	return examples, json.Unmarshal(kept.plain, &examples)
}

// makeExamples asks for each of them.
func (v *visit) makeExamples(a opendata.API, operations []opendata.Operation) (map[string]json.RawMessage, error) {
	examples := map[string]json.RawMessage{}
	for i := range operations {
		o := &operations[i]
		var body []byte
		var err error
		switch answer := apiAnswers[o.Name]; {
		case o.Sends():
			body, err = v.dryRun(a.File())
		case answer != nil:
			body, err = v.exampleOf(*o, answer)
		default:
			continue
		}
		if err == nil {
			examples[o.Path], err = opendata.Shorten(body, exampleLength)
		}
		if err != nil {
			return nil, fmt.Errorf("example of %s: %w", o.Path, err)
		}
	}
	return examples, nil
}

// exampleOf asks what an address answers its example's query.
func (v *visit) exampleOf(o opendata.Operation, answer fileFunc) ([]byte, error) {
	w := *v
	w.path, w.query = strings.ReplaceAll(o.Path, "/{name}", ""), url.Values{}
	w.form = report.JSON
	w.ids = map[string]string{}
	w.param = func(name string) string { return o.Query.Get(name) }
	for _, known := range o.Parameters {
		if values := o.Query[known.Name]; len(values) > 0 {
			w.query[known.Name] = values
		}
	}
	var err error
	if w.filter, err = analytics.ParseFilter(o.Query, v.catalogue(), v.site.db.Now()); err != nil {
		return nil, err
	}
	w.filter.Edition = v.filter.Edition
	for _, known := range analytics.Parameters(v.catalogue()) {
		w.query.Del(known.Name)
	}
	f, err := answer(&w)
	if err != nil {
		return nil, err
	}
	if f.write == nil {
		return f.body, nil
	}
	a, err := f.made(&w)
	if err != nil {
		return nil, err
	}
	defer a.spool.close()
	return a.plain, nil
}

// dryRun reads a file and saves nothing.
func (v *visit) dryRun(text string) ([]byte, error) {
	sent, findings, err := ingest.Parse(strings.NewReader(text), v.catalogue(), v.site.limits)
	if err != nil {
		return nil, err
	}
	return json.Marshal(checked.New(v.lang, "inlamning.csv", sent, findings))
}

// sample picks what examples are about: the first city that has handed in, and another.
func (v *visit) sample() (opendata.Sample, error) {
	r, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition})
	if err != nil {
		return opendata.Sample{}, err
	}
	var codes, others []string
	for _, c := range r.Cities {
		if c.HandedIn {
			codes = append(codes, c.Code)
		} else {
			others = append(others, c.Code)
		}
	}
	codes = append(codes, others...)
	for _, m := range v.catalogue().Municipalities {
		codes = append(codes, m.Code) // in case the roster has fewer than two
	}
	other := codes[1]
	if other == codes[0] {
		other = codes[2]
	}
	first := v.filter.Edition.Commitments[0]
	s := opendata.Sample{
		City: codes[0], Other: other, Commitment: first.Slug, Action: first.Levels[0].Actions[0].ID, KPI: data.Indicators()[0].KPI,
		From: v.lang.Date(v.site.db.Now().AddDate(0, -report.SinceMonths, 0)),
	}
	if all := v.catalogue().Processes; len(all) > 0 {
		s.Process = all[0].Key
	}
	return s, nil
}
