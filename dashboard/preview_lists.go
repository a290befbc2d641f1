package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// valueList is the values of a column that has few.
type valueList struct {
	ID     string
	Values []string
}

// listedColumns are the columns that have few values.
var listedColumns = []string{"kommunkod", "kommun", "åtagande", "nivå", "status"}

// canonical is the canonical name of a column by its header, "" for one that is not read by it.
func canonical(heading string) string {
	key := strings.ToLower(strings.Join(strings.Fields(heading), " "))
	if key == "" {
		return ""
	}
	for _, c := range ingest.Columns() {
		if key == c.Name || slices.Contains(c.Synonyms, key) {
			return c.Name
		}
	}
	return ""
}

// usedLists are the lists that the cells of the page choose from. Values are Swedish: that is how files are written.
func (w *gridWriter) usedLists() []valueList {
	var lists []valueList
	for i, name := range listedColumns {
		if w.lists[name] {
			lists = append(lists, valueList{"values-" + strconv.Itoa(i), w.values(name)})
		}
	}
	return lists
}

// values are what may stand in a column.
func (w *gridWriter) values(column string) []string {
	var out []string
	e := w.catalogue().Edition(w.r.sent.Edition)
	if e == nil {
		e = w.catalogue().Current()
	}
	switch column {
	case "åtagande":
		for i := range e.Commitments {
			out = append(out, strconv.Itoa(e.Commitments[i].Number)+" "+e.Commitments[i].Label.SV)
		}
	case "nivå":
		for _, l := range e.Commitments[0].Levels {
			out = append(out, strconv.Itoa(l.Number)+" – "+l.Name.SV)
		}
		if w.r.sent.Kind != data.Actions {
			out = append(out, "0 – Deltar inte")
		}
	case "status":
		for _, s := range data.Statuses {
			out = append(out, s.Name().SV)
		}
	default:
		out = w.placeValues(column)
	}
	return out
}

// placeValues are the municipalities that the visitor may hand in for, of those on the roster.
func (w *gridWriter) placeValues(column string) []string {
	var codes []string
	if m := w.session.Home(); m != "" {
		codes = []string{m}
	} else if coverage, err := w.site.analyst.Coverage(w.ctx, analytics.Filter{Edition: w.filter.Edition}); err == nil { // without, there is nothing to choose from
		for _, c := range coverage.Cities {
			codes = append(codes, c.Code)
		}
	}
	var out []string
	for _, code := range codes {
		if m := w.catalogue().Municipality(code); m != nil && column == "kommun" {
			out = append(out, m.Name)
		} else if m != nil {
			out = append(out, m.Code)
		}
	}
	return out
}
