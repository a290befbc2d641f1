package report_test

import (
	"testing"

	"pionjarkollen/dashboard/report"
)

func TestParseFile(t *testing.T) {
	for name, want := range map[string]struct {
		what   report.What
		format report.Format
	}{
		"matrix.csv": {report.Matrix, report.CSV}, "matrix-excel.csv": {report.Matrix, report.ExcelCSV}, "levels.xlsx": {report.Levels, report.XLSX},
		"actions.parquet": {report.Actions, report.Parquet}, "map.json": {report.Map, report.JSON}, "-excel.csv": {"", report.ExcelCSV}, "a.b.csv": {"a.b", report.CSV},
	} {
		if what, format, ok := report.ParseFile(name); !ok || what != want.what || format != want.format {
			t.Errorf("%s is %q as %q, %t", name, what, format, ok)
		}
	}
	for _, name := range []string{"", "matrix", "matrix.xls", "csv", "matrix.CSV", "matrix.csv.gz"} {
		if what, format, ok := report.ParseFile(name); ok || format != "" {
			t.Errorf("%s is %q as %q", name, what, format)
		}
	}
	for _, f := range report.Formats {
		if f.Suffix() == "" || f.ContentType() == "" {
			t.Errorf("%s has suffix %q and type %q", f, f.Suffix(), f.ContentType())
		}
		if what, format, ok := report.ParseFile("levels" + f.Suffix()); !ok || what != report.Levels || format != f {
			t.Errorf("levels%s is %q as %q", f.Suffix(), what, format)
		}
	}
}
