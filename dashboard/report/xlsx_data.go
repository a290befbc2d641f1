package report

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/dashboard/locale"
)

// mostLinks bounds how many cells of a workbook are links to click on: Excel holds each of them in memory, and so do we. The addresses of
// further ones are texts.
const mostLinks = 1000

// data writes the rows on the first sheet, as a table with a filter.
func (b *book) data(ctx context.Context) error {
	const name = "Data"
	t := b.table
	if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
		return err
	}
	if err := b.printed(name, landscape, true); err != nil { // before the stream begins
		return err
	}
	sw, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		label := c.Label.In(string(b.lang))
		if err := sw.SetColWidth(i+1, i+1, width(c, label)); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: b.style.head, Value: label}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sw.SetRow("A1", head, excelize.RowOpts{Height: 48}); err != nil {
		return err
	}
	if err := b.stream(ctx, sw, name); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), b.rows+1)
	if err != nil {
		return err
	}
	if err := sw.AddTable(&excelize.Table{Range: "A1:" + last, Name: "Rapport", StyleName: "TableStyleLight1"}); err != nil {
		return err
	}
	// Codes are texts on purpose: no green corner on each.
	if err := b.file.AddIgnoredErrors(name, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	return sw.Flush()
}

// stream writes the rows one after the other.
func (b *book) stream(ctx context.Context, sw *excelize.StreamWriter, sheet string) error {
	columns := b.table.Columns
	b.drawing = newDrawing(b)
	cells := make([]any, len(columns))
	links := 0
	for row, err := range b.table.Each() {
		if err != nil {
			return err
		}
		if b.rows == mostSheetRows {
			return ErrTooManyRows
		}
		if b.rows%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		b.rows++
		for i, v := range row {
			cells[i] = b.cell(columns[i], v)
			if link, ok := v.(string); ok && columns[i].Kind == Link && links < mostLinks {
				if target := followable(link); target != "" {
					links++
					cells[i] = excelize.Cell{StyleID: b.style.link, Value: link}
					at, err := excelize.CoordinatesToCellName(i+1, b.rows+1)
					if err != nil {
						return err
					}
					if err := b.file.SetCellHyperLink(sheet, at, target, "External"); err != nil {
						return err
					}
				}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, b.rows+1)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, cells); err != nil {
			return err
		}
		if b.drawing != nil {
			b.drawing.add(row)
		}
	}
	return nil
}

// cell is a value in its style, nil for none.
func (b *book) cell(c Column, v any) any {
	s := &b.style
	switch v := v.(type) {
	case nil:
		return nil
	case Term:
		style := s.word
		if c.Kind == Mixed {
			style = s.empty[v.Code]
		}
		return excelize.Cell{StyleID: style, Value: v.Text.In(string(b.lang))}
	case int:
		switch {
		case c.Kind == Mixed && v >= 0 && v < len(s.level):
			return excelize.Cell{StyleID: s.level[v], Value: v}
		case counts(c):
			return excelize.Cell{StyleID: s.thousands, Value: v}
		}
		return excelize.Cell{StyleID: s.integer, Value: v}
	case float64:
		v = rounded(v)
		if share(c) {
			return excelize.Cell{StyleID: s.share, Value: v}
		}
		return excelize.Cell{StyleID: s.decimal, Value: v}
	case string:
		if c.Kind == Day {
			if day, err := time.Parse(time.DateOnly, v); err == nil && day.Year() >= firstYear {
				return excelize.Cell{StyleID: s.day, Value: day}
			}
		}
		return excelize.Cell{StyleID: s.text, Value: v}
	case time.Time:
		return excelize.Cell{StyleID: s.moment, Value: wall(v)}
	}
	said := b.lang.T("workbook.no")
	if v == true {
		said = b.lang.T("workbook.yes")
	}
	return excelize.Cell{StyleID: s.word, Value: said}
}

// rounded is the number with the 15 digits that Excel shows and computes with; excelize would cut the others off.
func rounded(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// firstYear is the first whose days are numbered alike in every spreadsheet; earlier ones are texts.
const firstYear = 1901

// wall is what a clock in Stockholm shows: a spreadsheet's cell has no time zone.
func wall(t time.Time) time.Time {
	t = t.In(locale.Zone())
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// share tells whether a column holds shares of 1.
func share(c Column) bool { return c.Kind == Number && strings.HasPrefix(c.Name, "andel") }

// counts tells whether a column holds numbers that are read by their size, with thousands apart.
func counts(c Column) bool { return c.Kind == Integer && c.Name == "befolkning" }

// width is how wide a column is, in digits.
func width(c Column, label string) float64 {
	usual := map[Kind]int{Text: 22, Word: 16, Link: 40, Integer: 11, Number: 13, Boolean: 12, Day: 12, Moment: 17, Mixed: 14}[c.Kind]
	switch c.Name {
	case "kommunkod":
		usual = 13
	case "etikett":
		usual = 34
	}
	longest := 0
	for word := range strings.FieldsSeq(label) {
		longest = max(longest, utf8.RuneCountInString(word)+4) // and the filter's button
	}
	return float64(max(usual, longest))
}
