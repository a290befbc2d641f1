package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// FuzzWorkbook reads archives as they may be sent: nothing panics, and what is accepted has rows.
func FuzzWorkbook(f *testing.F) {
	c := datatest.Catalogue(f)
	paths, err := filepath.Glob(filepath.Join("testdata", "workbooks", "*.xlsx"))
	if err != nil || len(paths) == 0 {
		f.Fatal(err, "no workbooks")
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkWorkbook(t, c, raw) })
}

// FuzzSheet puts any XML where a workbook keeps a sheet, its texts and its number formats.
func FuzzSheet(f *testing.F) {
	c := datatest.Catalogue(f)
	const head = `<row r="1"><c r="A1" t="inlineStr"><is><t>kommun</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><v>nivå</v></c></row>`
	const texts = `<sst><si><t>åtagande</t></si><si><r><t xml:space="preserve">Lu</t></r><r><t>nd</t></r></si></sst>`
	for _, rows := range []string{
		head + `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>1</v></c><c r="C2" s="1"><v>2.0</v></c></row>`,
		head + `<row><c t="s"><v>1</v></c><c><v>1E0</v></c><c><f>1+1</f><v>2</v></c></row><row r="1048576" hidden="1"><c r="XFD1048576"><v>1</v></c></row>`,
		head + `<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="d"><v>2026-11-22T00:00:00</v></c></row>`,
		`<row r="3"/><row r="2"/>`, `<row r="0"><c r="A0"/></row>`, `<row r="1"><c r="B1"/><c r="A1"/></row>`, `</sheetData><sheetData>`,
	} {
		f.Add(`<worksheet><sheetData>`+rows+`</sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>`, texts, "yyyy-mm-dd")
	}
	f.Fuzz(func(t *testing.T, sheet, texts, format string) {
		checkWorkbook(t, c, packed(t, sheet, texts, format))
	})
}

func checkWorkbook(t *testing.T, c *data.Catalogue, raw []byte) {
	t.Helper()
	s, findings, err := Parse(bytes.NewReader(raw), c, Limits{Bytes: 1 << 17, Rows: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if Accepted(findings) && len(s.Rows) == 0 {
		t.Errorf("accepted without rows: %+v", findings)
	}
	for _, r := range s.Rows {
		if r.Line < 2 || r.Line > maxSheetRow {
			t.Errorf("row on line %d", r.Line)
		}
		check(t, c, s.Kind, r, findingsOn(findings, r.Line))
	}
}

// packed is a workbook with one sheet.
func packed(t *testing.T, sheet, texts, format string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`},
		{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="` + types + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="` + types + `worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Svar" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="` +
			attribute(format) + `"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`},
		{"xl/sharedStrings.xml", texts},
		{"xl/worksheets/sheet1.xml", sheet},
	} {
		p, err := w.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// attribute writes a text as the value of an XML attribute.
func attribute(s string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s)); err != nil {
		return ""
	}
	return out.String()
}
