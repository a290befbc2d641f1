package report

import (
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// drawing is what a workbook's chart shows: a bar per category, made of series. It is counted while the rows pass.
type drawing struct {
	title      string
	percent    bool // the values are shares of 1
	upright    bool // categories stand side by side: they are days
	categories []string
	series     []series
	values     map[[2]string]float64 // by category and the series' key

	count func(row []any) // adds a row
}

// series is one part of every bar.
type series struct{ key, label, colour string }

func (d *drawing) add(row []any) { d.count(row) }

// put adds to a value; categories come in the order they are first named.
func (d *drawing) put(category, key string, value float64) {
	if !slices.Contains(d.categories, category) {
		d.categories = append(d.categories, category)
	}
	d.values[[2]string{category, key}] += value
}

// newDrawing is the chart of a report about a distribution, nil for other reports. The states that are not one another are series of
// their own.
func newDrawing(b *book) *drawing {
	d := &drawing{values: map[[2]string]float64{}}
	at := func(name string) int {
		return slices.IndexFunc(b.table.Columns, func(c Column) bool { return c.Name == name })
	}
	members := b.lang.Int(b.table.cover.Members)
	switch b.table.What {
	case Levels:
		d.title, d.percent, d.series = b.lang.T("workbook.chart.levels", members), true, stateSeries(b.lang)
		commitment, state, level, part := at("atagande"), at("svar"), at("niva"), at("andel_stader")
		d.count = func(row []any) {
			if share, ok := row[part].(float64); ok {
				d.put(b.commitment(row[commitment]), stateKey(row[state], row[level]), share)
			}
		}
	case Declarations, Matrix:
		d.title, d.series = b.lang.T("workbook.chart.states"), stateSeries(b.lang)
		if b.table.What == Declarations {
			commitment, state, level := at("atagande"), at("svar"), at("niva")
			d.count = func(row []any) { d.put(b.commitment(row[commitment]), stateKey(row[state], row[level]), 1) }
			break
		}
		d.count = func(row []any) {
			for i, c := range b.table.Columns {
				if c.Kind == Mixed {
					d.put(c.Label.In(string(b.lang)), stateKey(row[i], row[i]), 1)
				}
			}
		}
	case Actions:
		d.title, d.series = b.lang.T("workbook.chart.actions"), statusSeries(b.lang)
		commitment, status := at("atagande"), at("status")
		d.count = func(row []any) {
			if word, ok := row[status].(Term); ok {
				d.put(b.commitment(row[commitment]), word.Code, 1)
			}
		}
	case Coverage:
		d.title = b.lang.T("workbook.chart.coverage")
		d.series = []series{
			{"true", b.lang.T("workbook.handedin"), colours().Accent},
			{"false", b.lang.T("state." + string(analytics.NotHandedIn)), stateColour(analytics.NotHandedIn)},
		}
		role, handedIn := at("roll"), at("inlamnat")
		d.count = func(row []any) {
			key := "false"
			if yes, ok := row[handedIn].(bool); ok && yes {
				key = "true"
			}
			if word, ok := row[role].(Term); ok {
				d.put(locale.Sentence(word.Text.In(string(b.lang))), key, 1)
			}
		}
	case Timeline:
		d.title, d.upright, d.series = b.lang.T("workbook.chart.timeline"), true, stateSeries(b.lang)
		day, state, level, cities := at("dag"), at("svar"), at("niva"), at("stader")
		d.count = func(row []any) {
			n, counted := row[cities].(int)
			if when, ok := row[day].(string); ok && counted {
				d.put(when, stateKey(row[state], row[level]), float64(n))
			}
		}
	default:
		return nil
	}
	return d
}

// commitment is a commitment's number and label.
func (b *book) commitment(slug any) string {
	name, _ := slug.(string)
	if b.table.edition == nil {
		return name
	}
	c := b.table.edition.Commitment(name)
	if c == nil {
		return name
	}
	for _, column := range matrixColumns(b.table.edition) {
		if column.Name == c.Slug {
			return column.Label.In(string(b.lang))
		}
	}
	return name
}

// stateSeries are the six states, strongest first.
func stateSeries(lang locale.Lang) []series {
	all := make([]series, 0, len(analytics.States))
	for _, s := range analytics.States {
		all = append(all, series{string(s), lang.T("state." + string(s)), stateColour(s)})
	}
	return all
}

// statusSeries are the statuses, the furthest first.
func statusSeries(lang locale.Lang) []series {
	var all []series
	for i, s := range slices.Backward(data.Statuses[:]) {
		all = append(all, series{s.Name().SV, lang.T("status." + string(s)), colours().Status[i]})
	}
	return all
}

// stateKey is the state that a report's answer and level tell.
func stateKey(state, level any) string {
	switch n := level.(type) {
	case int:
		return strconv.Itoa(n) // states that are levels are called by their number
	default:
		if state == any(silent) {
			return string(analytics.Silent)
		}
		return string(analytics.NotHandedIn)
	}
}
