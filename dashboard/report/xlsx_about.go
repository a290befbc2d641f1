package report

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/analytics"
)

// about writes the sheet on which the file tells what it is, how much it rests on, where it comes from and on which terms.
func (b *book) about() error {
	sheet, err := b.sheet(b.lang.T("workbook.sheet.about"))
	if err != nil {
		return err
	}
	row := 1
	line := func(style int, label string, valueStyle int, value any) {
		if err == nil && valueStyle != b.style.banner {
			valueStyle, err = b.onLeft(valueStyle)
		}
		if err == nil {
			err = b.put(sheet, 1, row, style, label)
		}
		if err == nil && value != nil {
			err = b.put(sheet, 2, row, valueStyle, value)
		}
		row++
	}
	line(b.style.title, b.title(), 0, nil)
	if notice := b.notice(); notice != "" {
		line(b.style.banner, notice, b.style.banner, b.lang.T("example.text")+" "+b.lang.T("example.cite"))
	}
	row++
	if b.table.edition != nil {
		line(b.style.label, b.lang.T("workbook.edition"), b.style.body, b.table.edition.Title.In(string(b.lang)))
	}
	line(b.style.label, b.lang.T("workbook.state"), b.style.body, b.release())
	line(b.style.label, b.lang.T("workbook.rests"), b.style.body, b.lang.T("cover.handedin", b.table.cover.HandedIn, b.table.cover.Members))
	line(b.style.label, b.lang.T("workbook.rows"), b.style.thousands, b.rows)
	for i, c := range AboutColumns() {
		v := b.cell(c, b.table.about[i])
		style := 0
		if styled, ok := v.(excelize.Cell); ok {
			style, v = styled.StyleID, styled.Value
		}
		address := ""
		if link, ok := v.(string); ok && (c.Kind == Link || c.Name == "kalla") {
			if address = followable(link); address != "" {
				style = b.style.link
			}
		}
		line(b.style.label, c.Label.In(string(b.lang)), style, v)
		if err == nil && address != "" {
			at, _ := excelize.CoordinatesToCellName(2, row-1)
			err = b.file.SetCellHyperLink(sheet, at, address, "External")
		}
	}
	line(b.style.label, b.lang.T("workbook.made"), b.style.moment, wall(b.meta.Now))
	if err != nil {
		return err
	}
	return b.explains(sheet, 30, 90)
}

// release tells whether the figures can change.
func (b *book) release() string {
	if b.meta.Release == "" {
		return b.lang.T("workbook.live")
	}
	return b.lang.T("workbook.frozen", b.meta.Release)
}

// explains sets up a sheet of texts.
func (b *book) explains(sheet string, widths ...float64) error {
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(sheet, name, name, w); err != nil {
			return err
		}
	}
	without := false
	if err := b.file.SetSheetView(sheet, -1, &excelize.ViewOptions{ShowGridLines: &without}); err != nil {
		return err
	}
	orientation := portrait
	if len(widths) > 2 {
		orientation = landscape
	}
	return b.printed(sheet, orientation, len(widths) > 2)
}

// columns writes the sheet that says what each column holds, those that end every row of the other formats included.
func (b *book) columns() error {
	sheet, err := b.sheet(b.lang.T("workbook.sheet.columns"))
	if err != nil {
		return err
	}
	write := func(row, style int, cells ...string) {
		for i, text := range cells {
			if err == nil {
				err = b.put(sheet, i+1, row, style, text)
			}
		}
	}
	write(1, b.style.head, b.lang.T("workbook.column.label"), b.lang.T("workbook.column.name"), b.lang.T("workbook.column.meaning"),
		b.lang.T("workbook.column.kind"), b.lang.T("workbook.column.words"))
	row := 2
	for _, columns := range [][]Column{b.table.Columns, AboutColumns()} {
		for _, c := range columns {
			var words []string
			for _, w := range c.Words() {
				words = append(words, w.Text.In(string(b.lang))+" ("+w.Code+")")
			}
			write(row, b.style.body, c.Label.In(string(b.lang)), c.Name, c.About.In(string(b.lang)), b.lang.T("workbook.kind."+string(c.Kind)), strings.Join(words, "; "))
			row++
		}
	}
	write(row+1, b.style.text, b.lang.T("workbook.column.note"))
	if err != nil {
		return err
	}
	if err := b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return b.explains(sheet, 30, 28, 62, 22, 60)
}

// How many letters a line of the sheet about the method surely holds, and how high it is, in points.
const (
	lineLetters = 88
	lineHeight  = 15
)

// method writes the sheet that explains the states and how they are counted.
func (b *book) method() error {
	sheet, err := b.sheet(b.lang.T("workbook.sheet.method"))
	if err != nil {
		return err
	}
	row := 1
	line := func(style int, mark any, textStyle int, text string) {
		if err == nil && mark != nil {
			err = b.put(sheet, 1, row, style, mark)
		}
		if err == nil && text != "" {
			err = b.put(sheet, 2, row, textStyle, text)
		}
		if lines := utf8.RuneCountInString(text)/lineLetters + 1; err == nil && lines > 1 {
			err = b.file.SetRowHeight(sheet, row, lineHeight*float64(lines))
		}
		row++
	}
	line(b.style.title, b.lang.T("workbook.method.title"), 0, "")
	row++
	line(b.style.level[3], 3, b.style.body, b.lang.T("workbook.method.3"))
	line(b.style.level[2], 2, b.style.body, b.lang.T("workbook.method.2"))
	line(b.style.level[1], 1, b.style.body, b.lang.T("workbook.method.1"))
	line(b.style.level[0], 0, b.style.body, b.lang.T("workbook.method.0"))
	line(b.style.empty[silent.Code], b.lang.T("state."+string(analytics.Silent)+".short"), b.style.body, b.lang.T("workbook.method.silent"))
	line(b.style.empty[notHandedIn.Code], b.lang.T("state."+string(analytics.NotHandedIn)+".short"), b.style.body, b.lang.T("workbook.method.missing"))
	row++
	for _, text := range []string{
		b.lang.T("workbook.method.apart"), b.lang.T("workbook.method.order"), b.lang.T("workbook.method.share"), b.lang.T("workbook.method.proposal"),
		b.lang.T("workbook.method.newest"), b.lang.T("workbook.method.own"), b.lang.T("workbook.method.time"),
	} {
		line(0, nil, b.style.body, text)
	}
	if err != nil {
		return err
	}
	return b.explains(sheet, 22, 98)
}
