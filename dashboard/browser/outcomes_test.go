package browser_test

import (
	"context"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/ingest/kolada"
)

// loadOutcomes loads the examples and invented values of a key figure for the members, but for two of them.
func loadOutcomes(ctx context.Context, db *data.DB) error {
	if err := loadExamples(ctx, db); err != nil {
		return err
	}
	var values []kolada.Value
	for i, m := range db.Catalogue().Members {
		if i%14 != 3 {
			values = append(values, kolada.Value{KPI: "N00401", Municipality: m.Municipality, Year: 2023, Value: 1 + float64(i*i%40)/7})
		}
	}
	_, err := kolada.Save(ctx, db, values)
	return err
}

// TestOutcomePages opens the page of key figures where some have been read in, and checks that its dots are what its table says.
func TestOutcomePages(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", loadOutcomes), desk)
	for _, lang := range langs {
		for _, p := range []place{
			{name: "outcomes", path: "/utfall?atagande=upphandling", charts: 1},
			{name: "outcomes-county", path: "/utfall?lan=07", charts: 1, once: true},
			{name: "outcomes-none", path: "/utfall?lan=09", once: true},
		} {
			if !p.in(lang) {
				continue
			}
			b.visit(lang, p)
			for _, d := range b.drawings() {
				d.check(b, p.name+" "+lang)
			}
		}
	}
	b.open("/utfall")
	if values := js[int](b, `document.querySelectorAll("td[data-key]").length`); values < 20 {
		b.Errorf("%d values stand in the table", values)
	}
}
