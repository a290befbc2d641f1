package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// chartRows is how many rows of a sheet the chart covers; its figures stand below.
const chartRows = 27

// chart draws the report as a native chart, with the figures it is drawn from below it.
func (b *book) chart() error {
	d := b.drawing
	if d == nil || len(d.categories) == 0 {
		return nil
	}
	sheet, err := b.sheet(b.lang.T("workbook.sheet.chart"))
	if err != nil {
		return err
	}
	first := 3 + chartRows // of the figures, their headings
	if err := b.figures(sheet, first); err != nil {
		return err
	}
	title := d.title + ", " + b.lang.T("workbook.asof", b.date())
	if notice := b.notice(); notice != "" {
		title += " (" + notice + ")"
	}
	if err := b.file.SetCellStr(sheet, "A1", title); err != nil {
		return err
	}
	if err := b.file.SetCellStyle(sheet, "A1", "A1", b.style.title); err != nil {
		return err
	}
	if err := b.file.AddChart(sheet, "A3", b.native(sheet, title, first)); err != nil {
		return fmt.Errorf("draw chart: %w", err)
	}
	return b.printed(sheet, landscape, false)
}

// figures writes the values that the chart shows: a row per category, a column per series.
func (b *book) figures(sheet string, first int) error {
	d := b.drawing
	style := b.style.integer
	if d.percent {
		style = b.style.share
	}
	for column, s := range d.series {
		if err := b.put(sheet, column+2, first, b.style.head, s.label); err != nil {
			return err
		}
	}
	if err := b.put(sheet, 1, first, b.style.head, ""); err != nil {
		return err
	}
	for i, category := range d.categories {
		if err := b.put(sheet, 1, first+1+i, b.style.label, category); err != nil {
			return err
		}
		for column, s := range d.series {
			if err := b.put(sheet, column+2, first+1+i, style, d.values[[2]string{category, s.key}]); err != nil {
				return err
			}
		}
	}
	if err := b.file.SetColWidth(sheet, "A", "A", 42); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(d.series) + 1)
	if err != nil {
		return err
	}
	return b.file.SetColWidth(sheet, "B", last, 17)
}

// put sets one cell.
func (b *book) put(sheet string, column, row, style int, value any) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if err := b.file.SetCellValue(sheet, at, value); err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, at, at, style)
}

// native is the chart over the figures.
func (b *book) native(sheet, title string, first int) *excelize.Chart {
	d := b.drawing
	reference := func(fromColumn, fromRow, toRow int) string {
		name, _ := excelize.ColumnNumberToName(fromColumn)
		from := fmt.Sprintf("'%s'!$%s$%d", sheet, name, fromRow)
		if toRow == fromRow {
			return from
		}
		return fmt.Sprintf("%s:$%s$%d", from, name, toRow)
	}
	last := first + len(d.categories)
	ink := excelize.Font{Size: 10, Color: "1C211E"}
	c := &excelize.Chart{
		Type:      excelize.BarStacked,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Size: 13, Bold: true, Color: ink.Color}}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &ink},
		Dimension: excelize.ChartDimension{Width: 980, Height: 500},
		Format:    excelize.GraphicOptions{AltText: title + ". " + b.lang.T("workbook.chart.alt"), Name: title},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: ink},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Font: ink, Minimum: new(0.0), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
		GapWidth:  new(uint(40)),
		Overlap:   new(100),
	}
	if d.percent {
		c.YAxis.Maximum, c.YAxis.NumFmt = new(1.0), excelize.ChartNumFmt{CustomNumFmt: "0%"}
	}
	if d.upright {
		c.Type, c.XAxis.ReverseOrder = excelize.ColStacked, false
	}
	for i, s := range d.series {
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       reference(i+2, first, first),
			Categories: reference(1, first+1, last),
			Values:     reference(i+2, first+1, last),
			Fill:       paint(fillSolid, s.colour),
		})
	}
	return c
}
