package ingest_test

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// code is a finding's text for these tests.
func code(f ingest.Finding) string { return string(f.Code) }

func workbook(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "workbooks", name+".xlsx"))
	must(t, err)
	return raw
}

func TestGrid(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	raw := []byte(lines("Svar;2026", "", "kommun;åtagande;nivå", "text;1-10;0-3", "Lund;1;2", "Lund;6", ";;", "Summa;;2"))
	g, ok := reader.Grid(raw, []data.Correction{{Line: 6, Column: 2, Value: "3"}}, ingest.DefaultLimits)
	want := []ingest.GridRow{
		{Line: 4, Cells: []string{"text", "1-10", "0-3"}, Skipped: true},
		{Line: 5, Cells: []string{"Lund", "1", "2"}},
		{Line: 6, Cells: []string{"Lund", "6", "3"}},
		{Line: 8, Cells: []string{"Summa", "", "2"}, Skipped: true},
	}
	same := func(a, b ingest.GridRow) bool {
		return a.Line == b.Line && a.Skipped == b.Skipped && slices.Equal(a.Cells, b.Cells)
	}
	if !ok || g.Header.Line != 3 || !slices.EqualFunc(g.Rows, want, same) {
		t.Errorf("got %t, %+v", ok, g)
	}
	var out bytes.Buffer
	must(t, g.WriteCSV(&out))
	if got := out.String(); got != "\ufeffkommun;åtagande;nivå\r\nLund;1;2\r\nLund;6;3\r\n" {
		t.Errorf("written %q", got)
	}
	for _, raw := range []string{"", "%PDF-1.7", "PK\x03\x04", "kommun;åtagande;nivå\nLund;1;\"2\nLund;6;2\n", "\xff\xfe\x00", "kommun;nivå\nLund;\"a\"b\n"} {
		if g, ok := reader.Grid([]byte(raw), nil, ingest.DefaultLimits); ok {
			t.Errorf("%q is %+v", raw, g)
		}
		if _, _, err := reader.Marked([]byte(raw), nil, nil, code, ingest.DefaultLimits); !errors.Is(err, ingest.ErrNoGrid) {
			t.Errorf("%q: %v", raw, err)
		}
	}
	if _, ok := reader.Grid(raw, nil, ingest.Limits{Bytes: 1000, Rows: 2}); ok {
		t.Error("more rows than the limit")
	}
}

func TestSettle(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	raw := []byte(lines("Svar;2026;", "Kn;Vad;Hur", "Lund;1;fyra", "", "Lund;6"))
	got := reader.Settle(raw, []data.Correction{
		{Line: 5, Column: 2, Heading: "x", Sent: "y", Value: "2"},
		{Line: 3, Column: 2, Value: "4"},
		{Line: 3, Column: 2, Value: "3"},
		{Line: 2, Column: 0, Value: "kommun"},
		{Line: 2, Column: 1, Value: "åtagande"},
		{Line: 2, Column: 2, Value: "nivå"},
		{Line: 3, Column: 0, Value: "Lund"},
		{Line: 4, Column: 0, Value: "x"},
		{Line: 99, Column: 0, Value: "x"},
		{Line: 3, Column: -1, Value: "x"},
	}, ingest.DefaultLimits)
	want := []data.Correction{
		{Line: 2, Column: 0, Heading: "Kn", Sent: "Kn", Value: "kommun"},
		{Line: 2, Column: 1, Heading: "Vad", Sent: "Vad", Value: "åtagande"},
		{Line: 2, Column: 2, Heading: "Hur", Sent: "Hur", Value: "nivå"},
		{Line: 3, Column: 2, Heading: "Hur", Sent: "fyra", Value: "3"},
		{Line: 5, Column: 2, Heading: "Hur", Value: "2"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestMarkedCSV(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	raw := []byte("Svar, 2026\r\nkommun, åtagande,nivå\r\n\"Lund\",1,fyra\r\n\r\nLund,6,2\r\nLund,\"7\",x")
	corrections := []data.Correction{{Line: 6, Column: 2, Value: "=\"1\""}, {Line: 1, Column: 0, Value: "Svar"}}
	_, findings, err := reader.ParseCorrected(raw, corrections, ingest.DefaultLimits)
	must(t, err)
	file, extension, err := reader.Marked(raw, corrections, findings, func(f ingest.Finding) string { return "=" + code(f) }, ingest.DefaultLimits)
	want := "\ufeffSvar,\" 2026\"\r\nkommun, åtagande,nivå,fel: =header-not-first\r\n\"Lund\",1,fyra,'=level-unknown\r\n\r\nLund,6,2\r\nLund,7,\"=\"\"1\"\"\",'=level-unknown"
	if err != nil || extension != ".csv" || string(file) != want {
		t.Errorf("%v, %q\n got %q\nwant %q", err, extension, file, want)
	}
	again, _, err := reader.Marked(file, nil, nil, code, ingest.DefaultLimits)
	if want := "\ufeffSvar,\" 2026\"\r\nkommun,\" åtagande\",nivå,fel\r\nLund,1,fyra,\r\n\r\nLund,6,2\r\nLund,7,\"=\"\"1\"\"\","; err != nil || string(again) != want {
		t.Errorf("%v\n got %q\nwant %q", err, again, want)
	}
}

// TestCorrectedWorkbook puts cells of workbooks right: what was told about the original cell is gone.
func TestCorrectedWorkbook(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	for _, x := range []struct {
		name        string
		corrections []data.Correction
		gone        []ingest.Code
		levels      map[int]int // by line
	}{
		{"formulas", []data.Correction{
			{Line: 2, Column: 2, Value: "3"}, {Line: 3, Column: 2, Value: "1"}, {Line: 4, Column: 2, Value: "1"}, {Line: 5, Column: 2, Value: "1"}, {Line: 6, Column: 2, Value: "2"},
		}, []ingest.Code{ingest.FormulaCached, ingest.FormulaEmpty}, map[int]int{2: 3, 3: 1, 4: 1, 5: 1, 6: 2}},
		{"merged", []data.Correction{{Line: 2, Column: 0, Value: "1280"}, {Line: 2, Column: 1, Value: ""}, {Line: 4, Column: 3, Value: "3"}, {Line: 5, Column: 2, Value: "6"}}, nil, map[int]int{2: 2, 3: 1, 4: 3}},
		{"merged-across", []data.Correction{{Line: 3, Column: 3, Value: "två"}}, []ingest.Code{ingest.MergedAcross}, map[int]int{2: 2, 3: 2}},
	} {
		raw := workbook(t, x.name)
		s, findings, err := reader.ParseCorrected(raw, x.corrections, ingest.DefaultLimits)
		must(t, err)
		for _, f := range findings {
			if slices.Contains(x.gone, f.Code) {
				t.Errorf("%s: %+v", x.name, f)
			}
		}
		check := func(s ingest.Submission) {
			t.Helper()
			levels := make(map[int]int)
			for _, r := range s.Rows {
				if r.Level != nil {
					levels[r.Line] = *r.Level
				}
			}
			maps.DeleteFunc(levels, func(line, _ int) bool { _, ok := x.levels[line]; return !ok })
			if !maps.Equal(levels, x.levels) {
				t.Errorf("%s: levels %v, findings %+v", x.name, levels, findings)
			}
		}
		check(s)
		file, extension, err := reader.Marked(raw, x.corrections, findings, code, ingest.DefaultLimits)
		if err != nil || extension != ".xlsx" {
			t.Errorf("%s: %v, %q", x.name, err, extension)
		}
		marked, _, err := reader.ParseBytes(file, ingest.DefaultLimits)
		must(t, err)
		check(marked)
		if !slices.Equal(said(marked.Rows), said(s.Rows)) {
			t.Errorf("%s: got %q\nwant %q", x.name, said(marked.Rows), said(s.Rows))
		}
	}
	s, _, err := reader.ParseCorrected(workbook(t, "merged"), []data.Correction{{Line: 2, Column: 0, Value: "1280"}, {Line: 2, Column: 1, Value: ""}}, ingest.DefaultLimits)
	must(t, err)
	if s.Rows[0].Municipality != "1280" || s.Rows[1].Municipality != "1281" {
		t.Errorf("a correction reached other cells: %+v", s.Rows)
	}
}

func TestMarkedWorkbook(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	raw := workbook(t, "types")
	_, findings, err := reader.ParseBytes(raw, ingest.DefaultLimits)
	must(t, err)
	file, _, err := reader.Marked(raw, nil, findings, code, ingest.DefaultLimits)
	must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	defer f.Close()
	was, err := excelize.OpenReader(bytes.NewReader(raw))
	must(t, err)
	defer was.Close()
	sheet := f.GetSheetName(0)
	for row := 1; row <= 9; row++ {
		for column := 1; column <= 8; column++ {
			cell, err := excelize.CoordinatesToCellName(column, row)
			must(t, err)
			got, err := f.GetCellValue(sheet, cell)
			must(t, err)
			if want, err := was.GetCellValue(sheet, cell); err != nil || got != want {
				t.Errorf("%s shows %q instead of %q, %v", cell, got, want, err)
			}
		}
	}
	filled := 0
	for _, found := range findings {
		if found.ColumnLetter() == "" {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(found.ColumnIndex+1, found.Line)
		must(t, err)
		id, err := f.GetCellStyle(sheet, cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if len(style.Fill.Color) == 0 {
			t.Errorf("%s with %s has no colour", cell, found.Code)
		}
		filled++
	}
	if heading, err := f.GetCellValue(sheet, "I1"); err != nil || heading != "fel" || filled == 0 {
		t.Errorf("header %q, %v, %d cells", heading, err, filled)
	}
}

func TestStrange(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	for text, want := range map[string][]ingest.StrangeColumn{
		"komun;Vad;nivå;;tom;\nLund;1;2;x;;\n":             {{Column: 0, Heading: "komun", Suggestion: "kommun"}, {Column: 1, Heading: "Vad"}, {Column: 3}, {Column: 4, Heading: "tom"}},
		"kommun;åtagande;nivå;fel;status quo\nLund;1;2;x;": {{Column: 4, Heading: "status quo"}},
		"kommun;åtagande;nivå\nLund;1;2;x\n":               {{Column: 3}},
		"kommun;åtagande;nivå;nivå\nLund;1;2;\n":           {{Column: 3, Heading: "nivå"}},
		";kommun;åtagande;nivå\n1;Lund;1;2\n2;Lund;2;2\n":  nil,
		"%PDF-1.7": nil,
	} {
		got, _ := reader.Strange([]byte(text), nil, ingest.DefaultLimits)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %+v", text, got)
		}
	}
	for text, want := range map[string][]string{
		"komun;Vad;nivå\nLund;1;2\n":                                 {"kommunkod", "kommun", "åtagande", "åtgärd", "status", "kommentar", "beslutsdatum", "diarienummer", "länk", "version"},
		"kommun;åtagande;nivå;x\nLund;1;2;\n":                        {"kommunkod", "kommentar", "beslutsdatum", "diarienummer", "länk", "version"},
		"kommun;åtagande;Initiera;Etablera;kommentar;X\nLund;1;x;;;": {"kommunkod", "beslutsdatum", "diarienummer", "länk", "version", "3 – Transformera", "0 – deltar inte"},
	} {
		if _, got := reader.Strange([]byte(text), nil, ingest.DefaultLimits); !slices.Equal(got, want) {
			t.Errorf("%q: got %q", text, got)
		}
	}
	_, names := reader.Strange([]byte("kommun;1 Styrning;2;kommentar 1;X\nLund;1;2;;"), nil, ingest.DefaultLimits)
	if !slices.Contains(names, "3 Finansiering") || slices.Contains(names, "1 Styrning") || slices.Contains(names, "kommentar 1 Styrning") || slices.Contains(names, "nivå") {
		t.Errorf("wide: %q", names)
	}
}

func TestRemembered(t *testing.T) {
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	names := map[string]data.ColumnName{
		"Kn": {Name: "kommun", Chosen: day}, "Hur": {Name: "nivå", Chosen: day}, "Grad": {Name: "nivå", Chosen: day}, "Vad": {Name: "åtagande", Chosen: day},
	}
	header := ingest.GridRow{Line: 3, Cells: []string{" Kn ", "åtagande", "Vad", "Hur", "Grad", "", "okänd"}}
	got := ingest.Remembered(header, names)
	want := []data.Correction{{Line: 3, Column: 0, Heading: " Kn ", Sent: " Kn ", Value: "kommun"}, {Line: 3, Column: 3, Heading: "Hur", Sent: "Hur", Value: "nivå"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	other := data.Correction{Line: 4, Sent: "Hur", Value: "nivå"}
	told := ingest.RememberedFindings(header, append(got, other), names)
	if len(told) != 2 || told[1].Line != 3 || told[1].ColumnIndex != 3 || told[1].Severity != ingest.Warning || !slices.Equal(told[1].Args, []string{"Hur", "nivå", "2026-11-22"}) {
		t.Errorf("told %+v", told)
	}
}

func TestAccept(t *testing.T) {
	_, findings := parse(t, datatest.Catalogue(t), lines("kommun;åtagande;nivå", "Vaxjo;1;2", "Lund;6;2", "Vaxjo;7;2", "Malmoe;7;2", "Lund;8;?"))
	like := findings[0]
	if alike := ingest.Alike(findings, like); len(alike) != 2 || alike[1].Line != 4 {
		t.Errorf("alike %+v", alike)
	}
	want := []data.Correction{{Line: 2, Heading: "kommun", Sent: "Vaxjo", Value: "Växjö"}, {Line: 4, Heading: "kommun", Sent: "Vaxjo", Value: "Växjö"}}
	if got := ingest.Accept(findings, like); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if got := ingest.Accept(findings, findings[len(findings)-1]); len(got) != 0 {
		t.Errorf("without a suggestion %+v", got)
	}
}

// TestSaveCorrections keeps the file as it was sent, and the corrections beside it.
func TestSaveCorrections(t *testing.T) {
	db := store(t)
	raw := []byte(lines("kommun;åtagande;nivå", "Lund;1;fyra"))
	reader := ingest.NewReader(db.Catalogue())
	corrections := reader.Settle(raw, []data.Correction{{Line: 2, Column: 2, Value: "3"}}, ingest.DefaultLimits)
	s, findings, err := reader.ParseCorrected(raw, corrections, ingest.DefaultLimits)
	must(t, err)
	saved, err := ingest.Save(t.Context(), db, s, findings, raw, ingest.Meta{Sender: data.Sender{Name: "Anna", Role: "staff"}, Corrections: corrections})
	must(t, err)
	if want := []data.Correction{{Line: 2, Column: 2, Heading: "nivå", Sent: "fyra", Value: "3"}}; !slices.Equal(saved.Corrections, want) || *saved.Declarations[0].Level != 3 {
		t.Errorf("saved %+v", saved)
	}
}
