package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// errBroken means that a workbook is not what its format says.
var errBroken = errors.New("broken workbook")

// workbook is an opened .xlsx file.
type workbook struct {
	file     *excelize.File
	sheets   []sheetPart
	strings  []string // shared by the sheets' cells
	formats  []numberFormat
	date1904 bool // days are counted from 1904
	fixes    fixes
}

// sheetPart is where a sheet is kept.
type sheetPart struct {
	name, path string
	hidden     bool
}

// openWorkbook opens an inspected archive. Whatever the library makes of a damaged one is errBroken.
func openWorkbook(raw []byte, limit int64) (b *workbook, err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			b, err = nil, fmt.Errorf("%w: %v", errBroken, trouble)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	b = &workbook{file: f}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	b.date1904 = props.Date1904 != nil && *props.Date1904
	if err := b.findSheets(); err != nil {
		return nil, err
	}
	b.readFormats()
	if b.strings, err = readShared(b.part("xl/sharedStrings.xml")); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *workbook) close() error { return b.file.Close() }

// part is one of the files that the workbook consists of; nil where there is none.
func (b *workbook) part(name string) []byte {
	if content, ok := b.file.Pkg.Load(name); ok {
		raw, _ := content.([]byte)
		return raw
	}
	return nil
}

// findSheets lists the worksheets in the order of their tabs.
func (b *workbook) findSheets() error {
	var relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := xml.Unmarshal(b.part("xl/_rels/workbook.xml.rels"), &relations); err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	targets := make(map[string]string)
	for _, r := range relations.Relationship {
		if !strings.HasSuffix(r.Type, "/worksheet") {
			continue
		}
		if target, ok := strings.CutPrefix(r.Target, "/"); ok {
			targets[r.ID] = target
		} else {
			targets[r.ID] = path.Join("xl", r.Target)
		}
	}
	if b.file.WorkBook == nil {
		return errBroken
	}
	for _, s := range b.file.WorkBook.Sheets.Sheet {
		if target, ok := targets[s.ID]; ok {
			b.sheets = append(b.sheets, sheetPart{s.Name, target, s.State == "hidden" || s.State == "veryHidden"})
		}
	}
	return nil
}

// readFormats takes the number format of each cell style.
func (b *workbook) readFormats() {
	styles := b.file.Styles
	if styles == nil || styles.CellXfs == nil {
		return
	}
	codes := make(map[int]string)
	if styles.NumFmts != nil {
		for _, n := range styles.NumFmts.NumFmt {
			if n != nil {
				codes[n.NumFmtID] = n.FormatCode
			}
		}
	}
	for _, x := range styles.CellXfs.Xf {
		format := general
		if x.NumFmtID != nil {
			format = formatOf(*x.NumFmtID, codes[*x.NumFmtID])
		}
		b.formats = append(b.formats, format)
	}
}
