package dashboard

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/url"
	"strings"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// templateKinds are the files to fill in, by the word in their address.
var templateKinds = [...]struct {
	word string
	kind data.Kind
}{{"nivaer", data.Levels}, {"atgarder", data.Actions}}

// templates are links to the files to fill in: with the latest answers of the municipality, or blank for "".
func (v *visit) templates(code string) []link {
	var links []link
	for _, t := range templateKinds {
		name := t.word + ".csv"
		if code != "" {
			name = code + "-" + name
		}
		links = append(links, link{v.T("handin.template." + string(t.kind)), v.href("/lamna-in/mall/" + url.PathEscape(name))})
	}
	return links
}

// templateFile answers GET /lamna-in/mall/{file}: nivaer.csv and atgarder.csv are blank, 0780-nivaer.csv has the municipality's
// latest answers, comments included, and is for those who may hand in for it.
func templateFile(v *visit) (*file, error) {
	name, ok := strings.CutSuffix(v.param("file"), ".csv")
	code, word, prefilled := strings.Cut(name, "-")
	if !prefilled {
		word = name
	}
	for _, t := range templateKinds {
		if !ok || t.word != word {
			continue
		}
		f := &file{contentType: "text/csv; charset=utf-8", name: "klimatkontrakt-" + word + ".csv"}
		if !prefilled {
			f.body = blankTemplate(t.kind, v.filter.Edition)
			return f, nil
		}
		place := v.catalogue().Municipality(code)
		switch {
		case v.session == nil:
			return nil, v.mustSignIn()
		case place == nil:
			return nil, notFound("error.notfound")
		case !v.session.MayHandIn(code):
			return nil, &problem{status: 403, key: "error.forbidden"}
		}
		f.name, f.private = fmt.Sprintf("klimatkontrakt-%s-%s.csv", word, strings.ReplaceAll(place.Name, " ", "-")), true
		var err error
		f.body, err = ingest.Template(v.ctx, v.site.db, t.kind, v.filter.Edition, code)
		return f, err
	}
	return nil, notFound("error.notfound")
}

// blankTemplate is the file to fill in for a municipality that is not known: as ingest.Template writes it, without any answers.
func blankTemplate(kind data.Kind, e *data.Edition) []byte {
	var columns []string
	for _, c := range ingest.Columns() {
		if c.In(kind) {
			columns = append(columns, c.Name)
		}
	}
	row := func(known map[string]string) []string {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = known[c]
		}
		return cells
	}
	rows := [][]string{columns}
	for i := range e.Commitments {
		c := &e.Commitments[i]
		known := map[string]string{"åtagande": fmt.Sprintf("%d %s", c.Number, c.Label.SV), "version": e.ID}
		if kind == data.Levels {
			rows = append(rows, row(known))
			continue
		}
		for _, l := range c.Levels {
			known["nivå"] = fmt.Sprintf("%d – %s", l.Number, l.Name.SV)
			for _, a := range l.Actions {
				known["åtgärd"] = fmt.Sprintf("%d – %s", a.Ordinal, a.Label.SV)
				rows = append(rows, row(known))
			}
		}
	}
	var out bytes.Buffer
	out.WriteString("\ufeff") // by which spreadsheets know UTF-8
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	_ = w.WriteAll(rows) // writing to memory cannot fail
	return out.Bytes()
}
