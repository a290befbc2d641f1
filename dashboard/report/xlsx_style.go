package report

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
)

// bookStyles are the numbers of a workbook's cell styles.
type bookStyles struct {
	head, title, banner, label, body, link int

	text, word, integer, thousands, share, decimal, day, moment int

	level [4]int         // 0–3
	empty map[string]int // by the word's code: no answer, not handed in
}

// Formats of numbers, by Excel's number or in Excel's language.
const (
	formatText      = 49 // @: stays a text when it is edited
	formatInteger   = 1  // 0
	formatThousands = 3  // #,##0
)

// fontFamily is what spreadsheets take when nothing is said, said.
const fontFamily = "Calibri"

// Patterns of fills, by Excel's number.
const (
	fillSolid = 1
	fillHatch = 14 // light stripes upwards
)

// colours are the site's, on paper.
func colours() chart.Colors { return chart.Palette(chart.Light) }

// stateColour is a state's colour in a chart, where a spreadsheet knows no hatching: the three levels are the site's greens, the three states
// that are no level three greys apart from them and from one another.
func stateColour(s analytics.State) string {
	p := colours()
	switch s {
	case analytics.Level1:
		return p.Level[0]
	case analytics.Level2:
		return p.Level[1]
	case analytics.Level3:
		return p.Level[2]
	case analytics.NoPart:
		return p.Soft
	case analytics.Silent:
		return "#b3b8b4"
	case analytics.NotHandedIn:
	}
	return "#eceeea"
}

func paint(pattern int, colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: pattern, Color: []string{strings.TrimPrefix(colour, "#")}}
}

// frame is a box around a cell: 1 is a line, 3 dashes.
func frame(colour string, line int) []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: strings.TrimPrefix(colour, "#"), Style: line})
	}
	return b
}

// numeric is the style of numbers: set right, with air before the next column.
func numeric(format int) *excelize.Style {
	return &excelize.Style{NumFmt: format, Alignment: &excelize.Alignment{Horizontal: "right", Indent: 1}}
}

// custom is numeric with a format in Excel's language.
func custom(format string) *excelize.Style {
	s := numeric(0)
	s.CustomNumFmt = &format
	return s
}

// onLeft is a style whose cells are set left.
func (b *book) onLeft(style int) (int, error) {
	s, err := b.file.GetStyle(style)
	if err != nil {
		return 0, err
	}
	s.Alignment = &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}
	return b.file.NewStyle(s)
}

// styles makes the styles.
func (b *book) styles() error {
	p := colours()
	font := func(colour string, bold bool, size float64) *excelize.Font {
		return &excelize.Font{Family: fontFamily, Color: strings.TrimPrefix(colour, "#"), Bold: bold, Size: size}
	}
	const usual = 11
	middle := &excelize.Alignment{Horizontal: "center"}
	lines := &excelize.Alignment{WrapText: true, Vertical: "top"}
	s := &b.style
	s.empty = map[string]int{}
	linked := font(p.Accent, false, usual)
	linked.Underline = "single"
	var silentStyle, missingStyle int
	missing := font(p.Soft, false, usual)
	missing.Italic = true
	for _, one := range [...]struct {
		to *int
		of *excelize.Style
	}{
		{&s.head, &excelize.Style{
			Font: font("#ffffff", true, usual), Fill: paint(fillSolid, p.Accent), Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}, NumFmt: formatText,
		}},
		{&s.title, &excelize.Style{Font: font(p.Accent, true, 16)}},
		{&s.banner, &excelize.Style{Font: font("#3a2f00", true, usual), Fill: paint(fillSolid, "#fdf1cd"), Alignment: lines, NumFmt: formatText}},
		{&s.label, &excelize.Style{Font: font(p.Ink, true, usual), Alignment: lines, NumFmt: formatText}},
		{&s.body, &excelize.Style{Alignment: lines, NumFmt: formatText}},
		{&s.link, &excelize.Style{Font: linked, NumFmt: formatText}},
		{&s.text, &excelize.Style{NumFmt: formatText}},
		{&s.word, &excelize.Style{NumFmt: formatText}},
		{&s.integer, numeric(formatInteger)},
		{&s.thousands, numeric(formatThousands)},
		{&s.share, custom("0.0%")},
		{&s.decimal, custom("0.0###")},
		{&s.day, custom("yyyy-mm-dd")},
		{&s.moment, custom("yyyy-mm-dd hh:mm")},
		{&s.level[0], &excelize.Style{NumFmt: formatInteger, Fill: paint(fillHatch, p.Hatch), Font: font(p.Ink, false, usual), Alignment: middle, Border: frame(p.Frame, 1)}},
		{&s.level[1], &excelize.Style{NumFmt: formatInteger, Fill: paint(fillSolid, p.Level[0]), Font: font(p.OnLevel[0], true, usual), Alignment: middle}},
		{&s.level[2], &excelize.Style{NumFmt: formatInteger, Fill: paint(fillSolid, p.Level[1]), Font: font(p.OnLevel[1], true, usual), Alignment: middle}},
		{&s.level[3], &excelize.Style{NumFmt: formatInteger, Fill: paint(fillSolid, p.Level[2]), Font: font(p.OnLevel[2], true, usual), Alignment: middle}},
		{&silentStyle, &excelize.Style{NumFmt: formatText, Font: font(p.Soft, false, usual), Alignment: middle, Border: frame(p.Frame, 1)}},
		{&missingStyle, &excelize.Style{NumFmt: formatText, Font: missing, Alignment: middle, Border: frame(p.Line, 3)}},
	} {
		id, err := b.file.NewStyle(one.of)
		if err != nil {
			return err
		}
		*one.to = id
	}
	s.empty[silent.Code], s.empty[notHandedIn.Code] = silentStyle, missingStyle
	return nil
}
