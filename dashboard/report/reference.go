package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Reference tables: what the reports' codes stand for. Editions has one row per edition of the contract; Commitments, LevelTexts and
// ActionTexts the official texts of the filter's edition; Municipalities all 290, with who is a member; Dictionary one row per column of
// every report and reference table.
const (
	Editions       What = "editions"
	Commitments    What = "commitments"
	LevelTexts     What = "level-texts"
	ActionTexts    What = "action-texts"
	Municipalities What = "municipalities"
	Dictionary     What = "dictionary"
)

// References lists the reference tables.
var References = [...]What{Editions, Commitments, LevelTexts, ActionTexts, Municipalities, Dictionary}

// OfReference lays out a reference table. The coverage is that of every member, which says who they are. It returns nil for a table
// there is not.
func OfReference(what What, catalogue *data.Catalogue, q analytics.Coverage, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	switch what {
	case Editions:
		for _, e := range catalogue.Editions {
			rows = append(rows, []any{e.ID, e.Title.SV, e.Title.EN, len(e.Commitments), e.ID == catalogue.Current().ID})
		}
	case Commitments:
		for _, c := range f.Edition.Commitments {
			rows = append(rows, []any{c.Slug, c.Number, c.TOCNumber, standing(c.Status), c.Title, c.TOCTitle, c.Headline, c.TitleEN, c.HeadlineEN, c.Label.SV, c.Label.EN})
		}
	case LevelTexts:
		for _, c := range f.Edition.Commitments {
			for _, l := range c.Levels {
				rows = append(rows, []any{c.Slug, l.Number, l.Name.SV, l.Name.EN, len(l.Actions), text(l.Intro), text(l.IntroEN)})
			}
		}
	case ActionTexts:
		for _, c := range f.Edition.Commitments {
			for _, l := range c.Levels {
				for _, a := range l.Actions {
					rows = append(rows, []any{a.ID, c.Slug, a.Level, a.Ordinal, a.Printed, a.Text, a.English, a.Label.SV, a.Label.EN})
				}
			}
		}
	case Municipalities:
		rows = municipalityRows(catalogue, q)
	case Dictionary:
		rows = dictionaryRows(f.Edition)
	default:
		return nil
	}
	return own(what, rows, q.Cover, f, m)
}

func municipalityRows(catalogue *data.Catalogue, q analytics.Coverage) [][]any {
	members := map[string]analytics.City{}
	for _, c := range q.Cities {
		members[c.Code] = c.City
	}
	rows := make([][]any, 0, len(catalogue.Municipalities))
	for i := range catalogue.Municipalities {
		k := &catalogue.Municipalities[i]
		c, member := members[k.Code]
		var lat, lon any
		if k.Located() {
			lat, lon = k.Lat, k.Lon
		}
		rows = append(rows, []any{k.Code, k.Name, k.CountyCode, k.County, k.Population, k.PopulationYear, lat, lon, member, role(c), text(c.TwinOf)})
	}
	return rows
}

// dictionaryRows explains each column of each report, and of each reference table.
func dictionaryRows(e *data.Edition) [][]any {
	rows := [][]any{}
	add := func(what string, columns []Column) {
		for i, c := range columns {
			rows = append(rows, []any{what, i + 1, c.Name, string(c.Kind), c.Label.SV, c.Label.EN, c.About.SV, c.About.EN})
		}
	}
	for _, what := range Whats {
		add(string(what), Columns(what, e))
	}
	for _, what := range Chosen {
		add(string(what), Columns(what, e))
	}
	for _, what := range References {
		add(string(what), Columns(what, e))
	}
	add("*", AboutColumns())
	return rows
}
