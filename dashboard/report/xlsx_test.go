package report_test

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

func workbook(t *testing.T, db *data.DB, what report.What, lang, query string) (*excelize.File, string) {
	t.Helper()
	content := write(t, db, what, report.XLSX, lang, query)
	f, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f, content
}

// part is one file within a workbook.
func part(t *testing.T, content, name string) string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sheetText is everything a sheet says.
func sheetText(t *testing.T, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, "|"))
	}
	return strings.Join(lines, "\n")
}

func TestWorkbookExplainsItself(t *testing.T) {
	db := store(t)
	handIn(t, db, true)
	for lang, want := range map[string]struct {
		sheets                 []string
		about, columns, method []string
	}{
		"sv": {
			[]string{"Data", "Diagram", "Om", "Kolumner", "Metod"},
			[]string{"Exempeldata – påhittade nivåer", "Klimatkontrakt 2030, version 2025/2026", "Live: uppgifterna kan ändras", "2 av 3 har lämnat in", "https://pionjarkollen.example.se/?roll=pioneer"},
			[]string{"Andel av städerna|andel_stader|Andel av urvalets medlemsstäder, 0–1|tal", "inget svar (inget_svar); ej inlämnat (ej_inlamnat)"},
			[]string{"Deltar inte (0): ett uttalat besked", "inget svar|Inget svar: staden har lämnat in", "ej inlämnat|Ej inlämnat: ", "räkna inte medelvärden"},
		},
		"en": {
			[]string{"Data", "Chart", "About", "Columns", "Method"},
			[]string{"Example data – invented levels", "Live: the figures can change", "2 of 3 have handed in"},
			[]string{"Share of cities|andel_stader|", "no answer (inget_svar); not handed in (ej_inlamnat)"},
			[]string{"Does not take part (0): said out loud", "do not make means"},
		},
	} {
		f, _ := workbook(t, db, report.Levels, lang, "")
		if got := f.GetSheetList(); !slices.Equal(got, want.sheets) {
			t.Fatalf("sheets are %q", got)
		}
		for i, texts := range [][]string{want.about, want.columns, want.method} {
			said := sheetText(t, f, want.sheets[i+2])
			for _, text := range texts {
				if !strings.Contains(said, text) {
					t.Errorf("%s lacks %q:\n%s", want.sheets[i+2], text, said)
				}
			}
		}
	}
	f, _ := workbook(t, db, report.Matrix, "sv", "")
	rows, err := f.GetRows("Data")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[3], " "); !strings.HasPrefix(got, "2321 Åre Jämtlands län 12,") || !strings.HasSuffix(got, " nej"+strings.Repeat(" ej inlämnat", 10)) {
		t.Errorf("the city that has not handed in is %q", got)
	}
}

// TestWorkbookCells looks at types and styles as they are written.
func TestWorkbookCells(t *testing.T) {
	db := store(t)
	handIn(t, db, false)
	f, content := workbook(t, db, report.Declarations, "sv", "")
	if xml := part(t, content, "xl/worksheets/sheet1.xml"); strings.Contains(xml, "<f>") || !strings.Contains(xml, `state="frozen"`) || !strings.Contains(xml, "fitToPage") {
		t.Errorf("the sheet holds a formula, or has no frozen row: %.600s", xml)
	}
	for cell, want := range map[string]struct {
		of    excelize.CellType
		shown string
	}{
		"A12": {excelize.CellTypeInlineString, "0780"}, "E12": {excelize.CellTypeUnset, "1"}, "H12": {excelize.CellTypeUnset, "3"}, "I12": {excelize.CellTypeUnset, "2026-02-01"},
		"J12": {excelize.CellTypeInlineString, "=1+1"}, "L12": {excelize.CellTypeUnset, "2026-03-01 12:00"},
	} {
		of, err := f.GetCellType("Data", cell)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue("Data", cell)
		if err != nil {
			t.Fatal(err)
		}
		if of != want.of || shown != want.shown {
			t.Errorf("%s is of type %d and shows %q, want %d and %q", cell, of, shown, want.of, want.shown)
		}
	}
	if linked, target, err := f.GetCellHyperLink("Data", "K12"); err != nil || !linked || target != "https://vaxjo.se/a?b=1&c=%3C2%3E" {
		t.Errorf("the link leads to %q (%t, %v)", target, linked, err)
	}
	_, content = workbook(t, db, report.Actions, "sv", "")
	if strings.Contains(part(t, content, "xl/worksheets/sheet1.xml"), "<hyperlink ") {
		t.Error("what is no address on the web is a link")
	}
	if names := f.GetDefinedName(); len(names) == 0 || names[0].RefersTo != "'Data'!$1:$1" {
		t.Errorf("printed without its headings: %v", names)
	}
	header, err := f.GetHeaderFooter("Data")
	if err != nil || !strings.Contains(header.OddHeader, "2026-07-01") || !strings.Contains(header.OddFooter, "Sida &P av &N") {
		t.Errorf("printed with %+v (%v)", header, err)
	}
	tables, err := f.GetTables("Data")
	if err != nil || len(tables) != 1 || !strings.HasPrefix(tables[0].Range, "A1:N") {
		t.Errorf("filters are %+v (%v)", tables, err)
	}
}

func TestWorkbookChartKeepsTheStatesApart(t *testing.T) {
	db := store(t)
	handIn(t, db, true)
	for what, series := range map[report.What]int{report.Levels: 6, report.Matrix: 6, report.Declarations: 6, report.Actions: 4, report.Coverage: 2} {
		f, content := workbook(t, db, what, "sv", "")
		chart := part(t, content, "xl/charts/chart1.xml")
		if n := strings.Count(chart, "<c:ser>") + strings.Count(chart, "<ser>"); n != series {
			t.Errorf("%s is drawn with %d series, want %d", what, n, series)
		}
		for _, text := range []string{"per 2026-07-01", "Exempeldata – påhittade nivåer"} {
			if !strings.Contains(chart, text) {
				t.Errorf("the chart of %s does not say %q", what, text)
			}
		}
		if what == report.Levels {
			rows, err := f.GetRows("Diagram", excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			figures := rows[len(rows)-10]
			if strings.Join(rows[len(rows)-11][1:], "|") != "3 Transformera|2 Etablera|1 Initiera|Deltar inte|Inget svar|Ej inlämnat" || figures[0] != "1 Styrning" ||
				!strings.HasPrefix(figures[1], "0.33333") || figures[2] != "0" || !strings.HasPrefix(figures[6], "0.33333") {
				t.Errorf("drawn from %q", figures)
			}
			if !strings.Contains(chart, "0B5D3F") && !strings.Contains(chart, "0b5d3f") {
				t.Error("level 3 has not the site's colour")
			}
		}
	}
	_, content := workbook(t, db, report.Actions, "sv", "roll=unknown")
	if strings.Contains(content, "xl/charts") {
		t.Error("nothing is drawn as a chart")
	}
}

// manyRows is a report of so many rows of one column.
func manyRows(t *testing.T, n int, failing error, use func(*report.Table)) {
	t.Helper()
	use(report.Rows(n, failing))
}

func TestWorkbookRefusesMoreRowsThanASheetHolds(t *testing.T) {
	manyRows(t, excelize.TotalRows, nil, func(table *report.Table) {
		if err := table.Write(t.Context(), io.Discard, report.XLSX, meta("sv")); !errors.Is(err, report.ErrTooManyRows) {
			t.Errorf("a sheet of %d rows and headings: %v", excelize.TotalRows, err)
		}
	})
}

// TestFailingRows lets the rows fail on the way: every format tells the error and leaves nothing behind.
func TestFailingRows(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	broken := errors.New("the disk is gone")
	for _, format := range report.Formats {
		manyRows(t, 300_000, broken, func(table *report.Table) {
			if err := table.Write(t.Context(), io.Discard, format, meta("sv")); !errors.Is(err, broken) {
				t.Errorf("%s: %v", format, err)
			}
		})
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestStreamedRowsAreTheBuiltOnes compares what is read while it is written with what is read before.
func TestStreamedRowsAreTheBuiltOnes(t *testing.T) {
	db := store(t)
	handInNasty(t, db)
	a, f := analytics.New(db), filter(t, db, "roll=pioneer,twin,unknown,outside")
	for _, what := range report.Whats {
		built, err := report.Build(t.Context(), a, what, f, meta("sv"))
		if err != nil {
			t.Fatal(err)
		}
		want := written(t, built, report.JSON)
		if got := write(t, db, what, report.JSON, "sv", "roll=pioneer,twin,unknown,outside"); got != want {
			t.Errorf("%s is streamed as\n%s\nand built as\n%s", what, got, want)
		}
		failing := errors.New("the reader left")
		if err := report.Stream(t.Context(), a, what, f, meta("sv"), func(*report.Table) error { return failing }); !errors.Is(err, failing) || err.Error() != failing.Error() {
			t.Errorf("%s: the user's error became %v", what, err)
		}
	}
	if err := report.Stream(t.Context(), a, "nej", f, meta("sv"), func(*report.Table) error { return nil }); !errors.Is(err, report.ErrWhat) {
		t.Errorf("no such report: %v", err)
	}
}
