package ingest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// TestOneTableOfColumns finds each column in everything of ingest that has columns, and no other.
func TestOneTableOfColumns(t *testing.T) {
	c := datatest.Catalogue(t)
	e := c.Current()
	var all []string
	for _, column := range Columns() {
		all = append(all, column.Name)
		if columnNamed(headerKey(column.Name)) != column.Name || column.Holds == "" || !slices.Contains(column.Synonyms, column.English) {
			t.Errorf("%+v", column)
		}
		if columnWidths[column.Name] == 0 {
			t.Errorf("a workbook's column %s has no width", column.Name)
		}
	}
	if len(columnWidths) != len(all) {
		t.Errorf("%d widths for %d columns", len(columnWidths), len(all))
	}
	var decoded []string
	for f := range reflect.TypeFor[cells]().Fields() {
		decoded = append(decoded, f.Tag.Get("csv"))
	}
	if !slices.Equal(decoded, all) {
		t.Errorf("rows are decoded into %v, the columns are %v", decoded, all)
	}
	for _, kind := range []data.Kind{data.Levels, data.Actions} {
		var fields []string
		for _, f := range Fields(kind, c, e) {
			fields = append(fields, f.Name)
		}
		a := answers{place: &data.Municipality{}, edition: e}
		if rows := a.long(kind); !slices.Equal(rows[0], fields) || len(rows[1]) != len(fields) {
			t.Errorf("the template of %s has %v, the fields are %v", kind, rows[0], fields)
		}
	}
}

// TestWordsOfFieldsAreRead reads every word that a field lists, in a row that is otherwise as a template writes it.
func TestWordsOfFieldsAreRead(t *testing.T) {
	c := datatest.Catalogue(t)
	e, reader := c.Current(), NewReader(c)
	for _, kind := range []data.Kind{data.Levels, data.Actions} {
		fields := Fields(kind, c, e)
		a := answers{place: c.Municipality("0780"), edition: e}
		rows := a.long(kind)
		for i, f := range fields {
			for _, w := range f.Words {
				read := false
				for _, row := range rows[1:] {
					row = slices.Clone(row)
					row[i] = w.Code
					_, findings, err := reader.ParseBytes([]byte(strings.Join(rows[0], ";")+"\n"+strings.Join(row, ";")+"\n"), DefaultLimits)
					if err != nil {
						t.Fatal(err)
					}
					if read = len(findings) == 0; read {
						break
					}
				}
				if !read {
					t.Errorf("%s: %s=%q is never read without a finding", kind, f.Name, w.Code)
				}
			}
		}
	}
}
