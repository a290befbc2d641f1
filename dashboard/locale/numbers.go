package locale

import (
	"strconv"
	"strings"
	"time"
)

// stockholm is where dates are shown. The zone database is linked in by the tzdata import of package dashboard's program.
var stockholm = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("locale: " + err.Error())
	}
	return loc
}()

// Int writes n as the language does: "12 345" with a no-break space in Swedish, "12,345" in English.
func (l Lang) Int(n int) string {
	sep := "\u00a0"
	if l == English {
		sep = ","
	}
	digits := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Percent writes a share of 1 as whole per cent: "43 %" in Swedish (no-break space), "43%" in English. A share that is neither 0 nor
// all never rounds to 0 or 100: "< 1 %", "> 99 %".
func (l Lang) Percent(share float64) string {
	unit := "\u00a0%"
	if l == English {
		unit = "%"
	}
	switch p := int(share*100 + 0.5); {
	case share > 0 && p == 0:
		return "<\u00a01" + unit
	case share < 1 && p == 100:
		return ">\u00a099" + unit
	default:
		return strconv.Itoa(p) + unit
	}
}

// Date writes the day in Stockholm, "2026-11-22" in both languages; the zero time is "".
func (l Lang) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(stockholm).Format(time.DateOnly)
}

// Clock writes day and minute in Stockholm, "2026-11-22 14:05"; the zero time is "".
func (l Lang) Clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(stockholm).Format("2006-01-02 15:04")
}

var words = map[Lang][13]string{
	Swedish: {"noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"},
	English: {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
}

// Word writes 0–12 as a word ("en" for 1, as in "en stad") and larger numbers in digits.
func (l Lang) Word(n int) string {
	if n >= 0 && n < 13 {
		return words[l][n]
	}
	return l.Int(n)
}

// List joins names as prose: "Lund, Malmö och Ystad".
func (l Lang) List(names []string) string {
	and := " och "
	if l == English {
		and = " and "
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + and + names[len(names)-1]
}

// Sentence makes the first letter a capital.
func Sentence(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Zone is where days begin and end: Stockholm.
func Zone() *time.Location { return stockholm }
