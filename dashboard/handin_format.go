package dashboard

import (
	"strings"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// formatTable says what one kind of file looks like.
type formatTable struct {
	Kind    string
	Columns []formatColumn
	Example string // header and a row, as a spreadsheet saves it
}

// formatColumn is one column of a file.
type formatColumn struct {
	Name     string
	Needed   string // "ja", "en av dem", ""
	Synonyms string
	Values   string // what may stand in it
}

// formats describes both kinds of file from ingest's own list of columns.
func (v *visit) formats() []formatTable {
	var tables []formatTable
	for _, t := range templateKinds {
		f := formatTable{Kind: v.kindText(t.kind), Example: v.T("handin.example." + string(t.kind))}
		for _, c := range ingest.Columns() {
			if !c.In(t.kind) {
				continue
			}
			f.Columns = append(f.Columns, formatColumn{
				Name: c.Name, Needed: v.needed(c), Synonyms: strings.Join(c.Synonyms, ", "), Values: v.columnValues(c, t.kind),
			})
		}
		tables = append(tables, f)
	}
	return tables
}

func (v *visit) needed(c ingest.Column) string {
	switch {
	case c.Name == "kommunkod" || c.Name == "kommun":
		return v.T("handin.needed.either")
	case c.Needed:
		return v.T("handin.needed.yes")
	}
	return v.T("handin.needed.no")
}

// columnValues is what may stand in a column.
func (v *visit) columnValues(c ingest.Column, kind data.Kind) string {
	return v.T("handin.values."+opendata.UploadKey(c.Name, kind), v.catalogue().Current().ID)
}
