package ingest_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// codesOf are the codes of the findings, in their order.
func codesOf(findings []ingest.Finding) string {
	var codes []string
	for _, f := range findings {
		codes = append(codes, string(f.Code))
	}
	return strings.Join(codes, " ")
}

// TestBombs reads workbooks that would fill the memory: each is refused, whatever it says about itself.
func TestBombs(t *testing.T) {
	c := datatest.Catalogue(t)
	build := func(rows int, cell any) []byte {
		f := excelize.NewFile()
		w, err := f.NewStreamWriter("Sheet1")
		must(t, err, w.SetRow("A1", row{"kommunkod", "åtagande", "nivå"}))
		for i := range rows {
			must(t, w.SetRow(fmt.Sprintf("A%d", i+2), row{"1281", 1 + i%10, cell}))
		}
		must(t, w.Flush())
		return bytesOf(t, f)
	}
	far := excelize.NewFile()
	sheetOf(t, far, "Sheet1", row{"kommunkod", "åtagande", "nivå"}, row{"1281", 1, 2})
	must(t, far.SetCellStr("Sheet1", "XFD3", "x"))
	for name, k := range map[string]struct {
		raw    []byte
		limits ingest.Limits
		want   string
	}{
		"unpacked":  {build(20_000, strings.Repeat("x", 1000)), ingest.Limits{Bytes: 500_000, Rows: 200_000}, "file-too-large"},
		"packed":    {build(10, 2), ingest.Limits{Bytes: 1000, Rows: 200_000}, "file-too-large"},
		"rows":      {build(100, 2), ingest.Limits{Bytes: 500_000, Rows: 50}, "too-many-rows"},
		"one entry": {archive(t, "xl/workbook.xml", strings.Repeat(" ", 30_000_000)), ingest.Limits{Bytes: 1_000_000, Rows: 50}, "file-too-large"},
		"far away":  {bytesOf(t, far), ingest.DefaultLimits, "too-many-columns"},
	} {
		t.Run(name, func(t *testing.T) {
			s, findings, err := ingest.Parse(bytes.NewReader(k.raw), c, k.limits)
			if err != nil || ingest.Accepted(findings) || !strings.Contains(codesOf(findings), k.want) {
				t.Errorf("%v, %d rows, findings %+v", err, len(s.Rows), findings[:min(len(findings), 3)])
			}
		})
	}
}

// TestAnyByteOfAWorkbook changes every seventh byte of a workbook, one at a time: the rows stay the same or there is a finding.
func TestAnyByteOfAWorkbook(t *testing.T) {
	c := datatest.Catalogue(t)
	f := excelize.NewFile()
	sheetOf(t, f, "Sheet1", row{"kommunkod", "åtagande", "nivå"}, row{"1281", "Styrning", 2})
	raw := bytesOf(t, f)
	want, findings, err := ingest.Parse(bytes.NewReader(raw), c, ingest.DefaultLimits)
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	for i := 0; i < len(raw); i += 7 {
		changed := bytes.Clone(raw)
		changed[i] ^= 1 << (i % 8)
		s, findings, err := ingest.Parse(bytes.NewReader(changed), c, ingest.DefaultLimits)
		switch {
		case err != nil:
			t.Fatalf("byte %d: %v", i, err)
		case len(findings) > 0:
		case len(s.Rows) != 1 || s.Rows[0].Municipality != want.Rows[0].Municipality || s.Rows[0].Commitment != "styrning" || *s.Rows[0].Level != 2:
			t.Errorf("byte %d: rows %+v without a finding", i, s.Rows)
		}
	}
}

// TestWorkbookIsSaved keeps the bytes as they were sent, and what they were.
func TestWorkbookIsSaved(t *testing.T) {
	db := store(t)
	raw, err := ingest.TemplateWorkbook(t.Context(), db, data.Levels, db.Catalogue().Current(), "0780")
	must(t, err)
	s, findings, err := ingest.Parse(bytes.NewReader(raw), db.Catalogue(), ingest.DefaultLimits)
	must(t, err)
	saved, err := ingest.Save(t.Context(), db, s, findings, raw, ingest.Meta{Sender: data.Sender{Name: "Anna", Role: "staff"}, FileName: "svar.xlsx"})
	must(t, err)
	if saved.File.Name != "svar.xlsx" || saved.File.Encoding != ingest.Workbook || saved.File.Delimiter != "" || len(saved.Declarations) != 10 {
		t.Errorf("saved %+v", saved)
	}
	if _, err := ingest.TemplateWorkbook(t.Context(), db, data.Levels, db.Catalogue().Current(), "9999"); err == nil || errors.Is(err, ingest.ErrNoTemplate) {
		t.Errorf("a workbook for no municipality: %v", err)
	}
}
