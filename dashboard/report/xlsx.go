package report

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/dashboard/locale"
)

// ErrTooManyRows is a workbook of more rows than a sheet holds.
var ErrTooManyRows = errors.New("more rows than an Excel sheet holds; choose CSV or Parquet")

// mostSheetRows is how many rows a sheet holds below its headings.
const mostSheetRows = excelize.TotalRows - 1

// writeXLSX writes a workbook: the rows on a sheet of their own, a native chart where the report is about a distribution, and sheets that
// explain it. Cells have types, but ja and nej are words, as spreadsheets disagree on how to show a truth, and numbers have the 15 digits
// that Excel knows. A text is a string cell, which no spreadsheet runs as a formula whatever it begins with; so texts are exact, and
// their cells are formatted as text so that they stay texts when somebody edits them. What the file says about itself stands once, on the sheet
// that explains the file.
//
// The rows go through a temporary file, and only a bounded part of them is in memory. It returns ErrTooManyRows for more than a sheet holds.
func writeXLSX(ctx context.Context, w io.Writer, t *Table, m Meta) (err error) {
	b := &book{file: excelize.NewFile(), table: t, meta: m, lang: locale.Swedish}
	if m.Lang == string(locale.English) {
		b.lang = locale.English
	}
	defer func() { err = errors.Join(err, b.file.Close()) }() // takes the temporary file away
	for _, step := range [...]func() error{
		b.properties, b.styles, func() error { return b.data(ctx) }, b.chart, b.about, b.columns, b.method,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	b.file.SetActiveSheet(0)
	settle(b.file)
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }) // else the whole file is built in memory
	return b.file.Write(io.Discard)
}

// book is a workbook that is being written.
type book struct {
	file  *excelize.File
	table *Table
	meta  Meta
	lang  locale.Lang
	style bookStyles
	rows  int // on the data sheet, without headings

	drawing *drawing // nil when the report is not drawn
}

// date is the day the report stands for.
func (b *book) date() string {
	day, _ := b.table.about[1].(string) // per_datum
	return day
}

// title says what the workbook holds, without the date.
func (b *book) title() string {
	return "Pionjärkollen: " + titles[b.table.What].In(string(b.lang))
}

// notice is the mark of invented data, or "".
func (b *book) notice() string {
	if b.table.cover.Example {
		return exampleNotice.In(string(b.lang))
	}
	return ""
}

// properties are what file managers and screen readers tell of the file.
func (b *book) properties() error {
	made := b.meta.Now.UTC().Format(time.RFC3339)
	p := &excelize.DocProperties{
		Title: b.title() + ", " + b.date(), Creator: "Pionjärkollen", LastModifiedBy: "Pionjärkollen", Created: made, Modified: made,
		Description: b.notice(), Language: map[locale.Lang]string{locale.Swedish: "sv-SE", locale.English: "en-GB"}[b.lang],
	}
	if b.meta.Publisher != "" {
		p.Creator = b.meta.Publisher
	}
	if err := b.file.SetDocProps(p); err != nil {
		return fmt.Errorf("set properties: %w", err)
	}
	return nil
}

// sheet makes a sheet at the end and returns its name.
func (b *book) sheet(name string) (string, error) {
	_, err := b.file.NewSheet(name)
	return name, err
}
