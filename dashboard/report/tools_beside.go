package report

import "pionjarkollen/analytics"

// kolada is where the values of key figures come from.
const kolada = "Kolada"

// OfSimilar lays out the cities most like one, on each ground by itself, the nearest first.
func OfSimilar(q analytics.Similar, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	add := func(ground Term, cities []analytics.SimilarCity) {
		for i, c := range cities {
			var times any
			if c.Times > 0 {
				times = c.Times
			}
			row := append(place(q.City), ground, i+1, c.Code, c.Name, c.County, c.Population, c.SameCounty, times)
			if a := c.Apart; a.Known() {
				row = append(row, a.Least, a.Most, a.Same, a.Both, a.Of)
			} else {
				row = append(row, nobody(5)...)
			}
			rows = append(rows, append(row, q.Compared))
		}
	}
	add(byAnswers, q.ByAnswers)
	add(byCounty, q.InCounty)
	add(bySize, q.BySize)
	return own(Similar, rows, q.Cover, f, m)
}

// OfOutcomes lays out a key figure from Kolada beside the levels in one commitment, one row per city, the highest level first: context, and
// no effect of the levels.
func OfOutcomes(q analytics.Outcomes, f analytics.Filter, m Meta) *Table {
	rows := make([][]any, 0, len(q.Cities))
	c := q.Commitment
	for _, city := range q.Cities {
		svar, niva := position(city.State)
		var value any
		if city.Value != nil {
			value = *city.Value
		}
		rows = append(rows, append(place(city.City),
			c.Slug, c.Number, standing(c.Status), svar, niva, q.Indicator.KPI, q.Indicator.Label.SV, text(q.Indicator.Unit.SV),
			number(q.Year), value, kolada, moment(q.Fetched)))
	}
	return own(Outcomes, rows, q.Cover, f, m)
}
