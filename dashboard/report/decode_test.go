package report_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// Every format is read back by other means than those that wrote it, into one plain form: a row is a text per column, as machine CSV
// writes it.

// decoded is a report as it was read back.
type decoded struct {
	names []string
	rows  [][]string
}

func decodeCSV(t *testing.T, text string) decoded {
	t.Helper()
	headings, rows := records(t, text, ',')
	d := decoded{names: headings}
	for _, r := range rows {
		row := make([]string, len(headings))
		for i, name := range headings {
			row[i] = r[name]
		}
		d.rows = append(d.rows, row)
	}
	return d
}

// decodeExcelCSV turns labels, words and decimal commas back.
func decodeExcelCSV(t *testing.T, text string, columns []report.Column) decoded {
	t.Helper()
	headings, rows := records(t, strings.TrimPrefix(text, "\ufeff"), ';')
	if len(headings) != len(columns) {
		t.Fatalf("%d headings for %d columns", len(headings), len(columns))
	}
	var d decoded
	for i, c := range columns {
		if headings[i] != c.Label.SV {
			t.Errorf("heading %d is %q, want %q", i, headings[i], c.Label.SV)
		}
		d.names = append(d.names, c.Name)
	}
	for _, r := range rows {
		row := make([]string, len(columns))
		for i, c := range columns {
			cell := r[headings[i]]
			switch c.Kind {
			case report.Number:
				cell = strings.Replace(cell, ",", ".", 1)
			case report.Word, report.Mixed:
				cell = code(c, cell)
			}
			row[i] = cell
		}
		d.rows = append(d.rows, row)
	}
	return d
}

// code turns a word for people into the one for programs.
func code(c report.Column, word string) string {
	for _, w := range c.Words() {
		if w.Name.SV == word {
			return w.Code
		}
	}
	return word
}

func decodeJSON(t *testing.T, text string) decoded {
	t.Helper()
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	var doc struct {
		Columns []struct{ Namn string }
		Rows    []map[string]any
	}
	if err := in.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	var d decoded
	for _, c := range doc.Columns {
		d.names = append(d.names, c.Namn)
	}
	for _, r := range doc.Rows {
		row := make([]string, len(d.names))
		for i, name := range d.names {
			switch v := r[name].(type) {
			case nil:
			case bool:
				row[i] = map[bool]string{true: "ja", false: "nej"}[v]
			case json.Number:
				row[i] = plainNumber(t, string(v))
			default:
				row[i] = fmt.Sprint(v)
			}
		}
		d.rows = append(d.rows, row)
	}
	return d
}

func plainNumber(t *testing.T, s string) string {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// decodeXLSX reads the data sheet's raw values, not what a spreadsheet would show of them.
func decodeXLSX(t *testing.T, content string, columns []report.Column) decoded {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Data")
	if err != nil {
		t.Fatal(err)
	}
	var d decoded
	for i, c := range columns {
		if rows[0][i] != c.Label.SV {
			t.Errorf("heading %d is %q, want %q", i, rows[0][i], c.Label.SV)
		}
		d.names = append(d.names, c.Name)
	}
	for _, r := range rows[1:] {
		row := make([]string, len(columns))
		for i, c := range columns {
			if i < len(r) {
				row[i] = plainCell(t, c, r[i])
			}
		}
		d.rows = append(d.rows, row)
	}
	return d
}

// plainCell turns the number of a day or a moment, and a word, back.
func plainCell(t *testing.T, c report.Column, raw string) string {
	t.Helper()
	if raw == "" {
		return ""
	}
	switch c.Kind {
	case report.Number, report.Integer:
		return plainNumber(t, raw)
	case report.Word, report.Mixed:
		return code(c, raw)
	case report.Day, report.Moment:
		days, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			t.Fatalf("%s holds %q, no date cell", c.Name, raw)
		}
		at, err := excelize.ExcelDateToTime(days, false)
		if err != nil {
			t.Fatal(err)
		}
		if at = at.Round(time.Second); c.Kind == report.Day {
			return at.Format(time.DateOnly)
		}
		stockholm, err := time.LoadLocation("Europe/Stockholm")
		if err != nil {
			t.Fatal(err)
		}
		return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, stockholm).UTC().Format(time.RFC3339)
	}
	return raw
}

// parquetFile is a Parquet file where DuckDB may read it: in the work folder of a database of the test's own.
func parquetFile(t *testing.T, content string) (*data.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "read.duckdb")
	db := datatest.Open(t, data.Options{Path: path})
	file := filepath.Join(path+".work", "report.parquet")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return db, file
}

func decodeParquet(t *testing.T, content string) decoded {
	t.Helper()
	db, file := parquetFile(t, content)
	rows, err := db.Query(t.Context(), "SELECT * FROM read_parquet(?)", file)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var d decoded
	if d.names, err = rows.Columns(); err != nil {
		t.Fatal(err)
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells, targets := make([]any, len(d.names)), make([]any, len(d.names))
		for i := range cells {
			targets[i] = &cells[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(cells))
		for i, v := range cells {
			row[i] = plainValue(types[i], v)
		}
		d.rows = append(d.rows, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

func plainValue(of *sql.ColumnType, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: "ja", false: "nej"}[v]
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		if of.DatabaseTypeName() == "DATE" {
			return v.Format(time.DateOnly)
		}
		return v.UTC().Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

// written is a table in a format.
func written(t *testing.T, table *report.Table, format report.Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(t.Context(), &b, format, meta("sv")); err != nil {
		t.Fatalf("%s as %s: %v", table.What, format, err)
	}
	return b.String()
}
