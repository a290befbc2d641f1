package ingest_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var updateWorkbooks = flag.Bool("update-workbooks", false, "write testdata/workbooks anew")

// sheetOf fills a sheet from its first row on.
func sheetOf(tb testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	tb.Helper()
	if _, err := f.NewSheet(sheet); err != nil {
		tb.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			tb.Fatal(err)
		}
		if err := f.SetSheetRow(sheet, cell, &row); err != nil {
			tb.Fatal(err)
		}
	}
}

// must fails the test at an error.
func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// format is a style with a number format of its own.
func format(tb testing.TB, f *excelize.File, code string) int {
	tb.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(tb, err)
	return id
}

// bytesOf is the workbook as a file.
func bytesOf(tb testing.TB, f *excelize.File) []byte {
	tb.Helper()
	var out bytes.Buffer
	must(tb, f.Write(&out), f.Close())
	return out.Bytes()
}

// repack changes the parts of a workbook.
func repack(tb testing.TB, raw []byte, change func(name, content string) string) []byte {
	tb.Helper()
	from, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(tb, err)
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		r, err := part.Open()
		must(tb, err)
		content, err := io.ReadAll(r)
		must(tb, err, r.Close())
		w, err := to.Create(part.Name)
		must(tb, err)
		_, err = io.WriteString(w, change(part.Name, string(content)))
		must(tb, err)
	}
	must(tb, to.Close())
	return out.Bytes()
}

// archive is a zip archive of some parts, names and contents in turn.
func archive(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		must(tb, err)
		_, err = io.WriteString(part, parts[i+1])
		must(tb, err)
	}
	must(tb, w.Close())
	return out.Bytes()
}

type row = []any

// fixtures are workbooks as people send them, built cell by cell.
func fixtures(tb testing.TB) map[string][]byte {
	tb.Helper()
	out := make(map[string][]byte)
	add := func(name string, build func(f *excelize.File)) {
		f := excelize.NewFile()
		build(f)
		out[name] = bytesOf(tb, f)
	}
	const first = "Sheet1"
	add("types", func(f *excelize.File) {
		sheetOf(tb, f, first,
			row{"kommunkod", "kommun", "åtagande", "nivå", "kommentar", "beslutsdatum", "diarienummer", "länk"},
			row{"0180", "Stockholm", 1, 2, "text", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), "KS 2026/1", "https://stockholm.se"},
			row{180, "Stockholm", 2, 2.0, "två\nrader", nil, 20261, nil},
			row{1281, nil, 6, "2,0", " blank före och efter ", nil, nil, nil},
			row{"180", nil, 7, nil, "=1+1", nil, nil, nil},
			row{180, nil, 8, 1, true, nil, nil, nil},
			row{180, nil, 9, 2.5, 0.5, 46348, nil, nil},
			row{180, nil, 10, 1, 12.5, nil, nil, nil},
			row{180, nil, "3 Finansiering", 1, nil, time.Date(2026, 11, 22, 14, 30, 0, 0, time.UTC), nil, nil},
		)
		date := format(tb, f, "yyyy-mm-dd")
		must(tb,
			f.SetCellStyle(first, "F2", "F2", date), f.SetCellStyle(first, "F9", "F9", format(tb, f, "yyyy-mm-dd hh:mm")),
			f.SetCellStyle(first, "A5", "A5", format(tb, f, "@")), f.SetCellStyle(first, "A6", "A6", format(tb, f, "0000")),
			f.SetCellStyle(first, "E7", "E7", format(tb, f, "0%")), f.SetCellStyle(first, "E8", "E8", format(tb, f, `# ##0,00 "kr"`)),
			f.SetCellRichText(first, "E2", []excelize.RichTextRun{{Text: "fet ", Font: &excelize.Font{Bold: true}}, {Text: "och vanlig"}}),
		)
	})
	add("actions", func(f *excelize.File) {
		sheetOf(tb, f, first,
			row{"kommunkod", "åtagande", "nivå", "åtgärd", "status"},
			row{"0780", 1, 1, 1, "pågår"}, row{"0780", "Styrning", "Initiera", "styrning-1-2", "klar"})
	})
	add("title-and-gaps", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"Klimatkontrakt 2030, version 2025/2026"}, row{}, row{"kommunkod", "åtagande", "nivå"}, row{"1281", 1, 2}, row{}, row{"1281", 9, 3})
		must(tb, f.MergeCell(first, "A1", "C1"))
	})
	add("wide", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommunkod", "1 Styrning", "kommentar 1 Styrning", 3, 6.0, "beslutsdatum"}, row{"1281", 2, "Bra", 1, nil, "2026-11-22"})
	})
	add("crosses", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommun", "åtagande", "Initiera", "Etablera"}, row{"Lund", 1, "x"}, row{"Lund", 6, false, true}, row{"Lund", 7, "x", "x"})
	})
	add("formulas", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommunkod", "åtagande", "nivå", "kommentar"},
			row{"1281", 1, 2, "a"}, row{"1281", 2, 2, "b"}, row{"1281", 6, 1, "c"}, row{"1281", 7, 1, "#N/A"}, row{"1281", 8, "#N/A", nil})
	})
	out["formulas"] = repack(tb, out["formulas"], func(name, content string) string {
		if name != "xl/worksheets/sheet1.xml" {
			return content
		}
		for cell, formula := range map[string]string{"C2": "1+1", "C3": "C2", "C4": "C3-1"} {
			content = strings.Replace(content, `<c r="`+cell+`"><v>`, `<c r="`+cell+`"><f>`+formula+`</f><v>`, 1)
		}
		content = strings.Replace(content, `<c r="C5"><v>1</v></c>`, `<c r="C5"><f>1/1</f></c>`, 1)
		at := strings.Index(content, `<c r="C6"`)
		end := at + strings.Index(content[at:], "</c>")
		return content[:at] + `<c r="C6" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v>` + content[end:]
	})
	add("merged", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommunkod", "kommun", "åtagande", "nivå", "kommentar"},
			row{"1281", "Lund", 1, 2, "a"}, row{nil, nil, 2, 1, nil}, row{nil, nil, 6, nil, nil}, row{"1280", "Malmö", 1, 2, nil})
		must(tb, f.MergeCell(first, "A2", "A4"), f.MergeCell(first, "B2", "B4"), f.MergeCell(first, "D3", "D4"))
	})
	add("merged-across", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommunkod", "åtagande", "nivå", "kommentar"}, row{"1281", 1, 2, nil}, row{"1281", 2, 2, nil})
		must(tb, f.MergeCell(first, "C3", "D3"))
	})
	add("hidden-rows", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"kommunkod", "åtagande", "nivå"}, row{"1281", 1, 2}, row{"1281", 2, 2}, row{"1281", 6, 2}, row{"1281", 7, 2})
		must(tb, f.SetRowVisible(first, 3, false), f.SetRowVisible(first, 4, false))
	})
	add("several-sheets", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"Läs mig"}, row{"Fyll i bladet Nivåer"})
		sheetOf(tb, f, "Nivåer", row{"kommunkod", "åtagande", "nivå"}, row{"1281", 1, 2})
		sheetOf(tb, f, "Åtgärder", row{"kommunkod", "åtagande", "nivå", "åtgärd", "status"}, row{"1281", 1, 1, 1, "pågår"})
		sheetOf(tb, f, "Gamla", row{"kommunkod", "kommun", "åtagande", "nivå", "kommentar", "länk"}, row{"1281", "Lund", 1, 1})
		must(tb, f.SetSheetVisible("Gamla", false))
	})
	add("hidden-sheet", func(f *excelize.File) {
		sheetOf(tb, f, first, row{"Se nästa blad"})
		sheetOf(tb, f, "Svar", row{"kommunkod", "åtagande", "nivå"}, row{"1281", 1, 2})
		must(tb, f.SetSheetVisible("Svar", false))
	})
	add("nothing", func(*excelize.File) {})
	add("only-header", func(f *excelize.File) { sheetOf(tb, f, first, row{"kommunkod", "åtagande", "nivå"}) })
	add("no-header", func(f *excelize.File) { sheetOf(tb, f, first, row{"1281", 1, 2}, row{"1281", 2, 2}) })
	add("index-column", func(f *excelize.File) {
		sheetOf(tb, f, first, row{nil, "kommunkod", "åtagande", "nivå"}, row{0, "1281", 1, 2}, row{1, "1281", 2, 2})
	})
	out["broken"] = bytes.Replace(out["hidden-sheet"], []byte("PK\x01\x02"), []byte("PK\x01\x03"), 1)
	out["cut-xml"] = repack(tb, out["hidden-rows"], func(name, content string) string {
		if name == "xl/worksheets/sheet1.xml" {
			content, _, _ = strings.Cut(content, `<row r="4"`)
		}
		return content
	})
	out["macro-binary"] = archive(tb, "[Content_Types].xml", "<Types/>", "xl/workbook.bin", "x")
	out["opendocument"] = archive(tb, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>")
	out["word"] = archive(tb, "[Content_Types].xml", "<Types/>", "word/document.xml", "<x/>")
	locked, err := excelize.Encrypt(out["only-header"], &excelize.Options{Password: "hemligt"})
	must(tb, err)
	out["locked"] = locked
	return out
}

// TestUpdateWorkbooks writes the fixtures to testdata when asked to; the corpus reads them from there.
func TestUpdateWorkbooks(t *testing.T) {
	dir := filepath.Join("testdata", "workbooks")
	for name, raw := range fixtures(t) {
		path := filepath.Join(dir, name+".xlsx")
		if *updateWorkbooks {
			must(t, os.MkdirAll(dir, 0o750), os.WriteFile(path, raw, 0o600))
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%v: run with -update-workbooks", err)
		}
	}
}
