package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// numberFormat is how a cell shows its number, as far as that matters to what it means.
type numberFormat struct {
	kind   formatKind
	digits int // of a padded one
}

type formatKind int

// A padded number has zeros in front ("0180"); an adorned one is shown in some other way, such as an amount of money.
const (
	plainNumber formatKind = iota
	dateNumber
	percentNumber
	paddedNumber
	adornedNumber
)

var general numberFormat

// formatOf tells a format by its number, which is enough for the built-in ones, and its code.
func formatOf(id int, code string) numberFormat {
	switch {
	case code != "":
		return formatCode(code)
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return numberFormat{kind: dateNumber}
	case id == 9 || id == 10:
		return numberFormat{kind: percentNumber}
	case id == 0 || id == 1 || id == 49:
		return general
	}
	return numberFormat{kind: adornedNumber}
}

var (
	formatText   = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	formatPadded = regexp.MustCompile(`^0{2,}$`)
)

// formatCode reads a format's first section, without the texts and colours in it.
func formatCode(code string) numberFormat {
	switch plain := strings.ToLower(strings.TrimSpace(code)); {
	case plain == "general", plain == "standard", plain == "@", plain == "0":
		return general
	case formatPadded.MatchString(plain):
		return numberFormat{kind: paddedNumber, digits: len(plain)}
	}
	bare := formatText.ReplaceAllString(code, "")
	bare, _, _ = strings.Cut(bare, ";")
	bare = strings.ToLower(bare)
	switch {
	case strings.Contains(bare, "%"):
		return numberFormat{kind: percentNumber}
	case strings.ContainsAny(bare, "ymdhs"):
		return numberFormat{kind: dateNumber}
	}
	return numberFormat{kind: adornedNumber}
}

// numberText is a number as its cell shows it: 2, 2,5, 0180, 50%, 2026-11-22. What is no number stays as it is.
func numberText(raw string, format numberFormat, date1904 bool) string {
	raw = strings.TrimSpace(raw)
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	switch format.kind {
	case dateNumber:
		if shown, ok := dayText(n, date1904); ok {
			return shown
		}
	case percentNumber:
		return decimal(n*100) + "%"
	case paddedNumber:
		if shown := decimal(n); n >= 0 && len(shown) < format.digits && !strings.Contains(shown, ",") {
			return strings.Repeat("0", format.digits-len(shown)) + shown
		}
	case plainNumber, adornedNumber:
	}
	return decimal(n)
}

// decimal writes a number with the fifteen digits that spreadsheets count with, and a decimal comma.
func decimal(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	return strings.Replace(strconv.FormatFloat(rounded, 'f', -1, 64), ".", ",", 1)
}

// dayText is the day, and the time unless it is midnight, that a spreadsheet's number of days means.
func dayText(days float64, date1904 bool) (string, bool) {
	const lastDay = 2_958_465 // 31 December 9999
	if !(days >= 1) || days > lastDay {
		return "", false
	}
	t, err := excelize.ExcelDateToTime(days, date1904)
	if err != nil {
		return "", false
	}
	return timeText(t), true
}

func timeText(t time.Time) string {
	if t = t.Round(time.Second); t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// isoText is a date cell that is written as ISO 8601.
func isoText(raw string) string {
	for _, layout := range []string{"2006-01-02T15:04:05.999Z07:00", "2006-01-02T15:04:05.999", time.DateOnly} {
		if t, err := time.Parse(layout, raw); err == nil {
			return timeText(t)
		}
	}
	return raw
}
