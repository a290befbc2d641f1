package opendata

import (
	"slices"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Table is one table that the site gives out or takes in.
type Table struct {
	Name   string // in addresses: "matrix", "inlamning-nivaer"
	Title  data.Text
	Path   string // of its CSV file
	Fields []data.Field
	About  []data.Field // columns that each row of a report ends with; in JSON they stand apart
	Key    []string     // columns that no two rows share and that are never empty
	Once   []string     // as Key, but some may be empty
	Asks   []string     // parameters that must be chosen before there is a file

	Upload bool // handed in by municipalities, its file is a blank template
}

// columns are those of the CSV file.
func (t Table) columns() []data.Field { return slices.Concat(t.Fields, t.About) }

// Pointer says that every value of a column stands in the key of another table.
type Pointer struct{ Column, Table, Key string }

// pointers are a table's.
func (t Table) pointers() []Pointer {
	var list []Pointer
	for _, f := range t.Fields {
		what, key := report.Explains(f.Name)
		if t.Upload || what == "" || string(what) == t.Name && f.Name == key {
			continue
		}
		list = append(list, Pointer{f.Name, string(what), key})
	}
	return list
}

// Reports are the tables of an edition that the site gives out.
func Reports(e *data.Edition) []Table {
	var tables []Table
	for _, what := range slices.Concat(report.Whats[:], report.Chosen[:], report.References[:]) {
		tables = append(tables, Table{
			Name: string(what), Title: capital(report.Title(what)), Path: report.Folder(what) + string(what) + ".csv",
			Fields: report.Fields(what, e), About: report.AboutFields(e),
			Key: report.Key(what), Once: report.OnceEach(what), Asks: report.Asks(what),
		})
	}
	return tables
}

// Uploads are the tables of an edition that municipalities hand in.
func Uploads(c *data.Catalogue, e *data.Edition) []Table {
	return []Table{
		{
			Name: "inlamning-nivaer", Title: data.Text{SV: "Inlämning av nivåer", EN: "Levels to hand in"}, Path: "/lamna-in/mall/nivaer.csv",
			Fields: uploadFields(data.Levels, c, e), Upload: true,
		},
		{
			Name: "inlamning-atgarder", Title: data.Text{SV: "Inlämning av åtgärder", EN: "Actions to hand in"}, Path: "/lamna-in/mall/atgarder.csv",
			Fields: uploadFields(data.Actions, c, e), Upload: true,
		},
	}
}

// Named is the table of that name, or nil.
func Named(name string, c *data.Catalogue, e *data.Edition) *Table {
	for _, t := range slices.Concat(Reports(e), Uploads(c, e)) {
		if t.Name == name {
			return &t
		}
	}
	return nil
}

// uploadKeys are the ends of the message keys that tell what may stand in each column.
var uploadKeys = map[string]string{
	"kommunkod": "code", "kommun": "municipality", "åtagande": "commitment", "nivå": "level", "åtgärd": "action", "status": "status",
	"kommentar": "comment", "beslutsdatum": "decided", "diarienummer": "reference", "länk": "link", "version": "edition",
}

// UploadKey is the end of the message key handin.values.… that tells what may stand in a column of a file of that kind. A level file's
// nivå may be empty or 0, an action file's may not.
func UploadKey(column string, kind data.Kind) string {
	if column == "nivå" && kind == data.Actions {
		return "actionlevel"
	}
	return uploadKeys[column]
}

func uploadFields(kind data.Kind, c *data.Catalogue, e *data.Edition) []data.Field {
	fields := ingest.Fields(kind, c, e)
	for i := range fields {
		key := "handin.values." + UploadKey(fields[i].Name, kind)
		fields[i].About = data.Text{SV: locale.Swedish.T(key, c.Current().ID), EN: locale.English.T(key, c.Current().ID)}
	}
	return fields
}

func capital(t data.Text) data.Text {
	return data.Text{SV: locale.Sentence(t.SV), EN: locale.Sentence(t.EN)}
}
