package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// datePatterns are the ways of writing a date that are read or at least understood, on folded text. Named groups say which number is
// which.
var datePatterns = []struct {
	pattern *regexp.Regexp
	day     bool // day first: a day of 12 or less could be a month
}{
	{regexp.MustCompile(`^(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?z?)?$`), false},
	{regexp.MustCompile(`^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$`), false},
	{regexp.MustCompile(`^(?P<d>\d{1,2})[-/.] ?(?P<m>\d{1,2})[-/. ] ?(?P<y>\d{4})$`), true},
	{regexp.MustCompile(`^(?P<word>[a-z]{3,})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})$`), false},
	{regexp.MustCompile(`^(?:den )?(?P<d>\d{1,2})(?::e|:a|\.)? (?P<word>[a-zåäö]+)\.?,? (?P<y>\d{4})$`), false},
}

var months = map[string]int{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "february": 2, "mars": 3, "mar": 3, "march": 3, "april": 4, "apr": 4,
	"maj": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "augusti": 8, "aug": 8, "august": 8,
	"september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10, "november": 11, "nov": 11,
	"december": 12, "dec": 12,
}

// readDate reads the day of a decision as an ISO date; an empty cell is none.
func (r *rowReader) readDate(cell string) string {
	if isBlank(cell) || !r.visible(colDecided, cell) {
		return ""
	}
	return take(r, colDecided, cell, r.dates.get(cell, readDate))
}

// readDate reads 2026-11-22, 20261122, 22 november 2026 and 22/11 2026. Day before month is how Swedes write; where the
// two could be swapped the reading is doubtful.
func readDate(cell string) reading[string] {
	key := fold(cell)
	if isDash(key) {
		return unread[string](DashEmpty, "")
	}
	for _, p := range datePatterns {
		match := p.pattern.FindStringSubmatch(key)
		if match == nil {
			continue
		}
		number := func(name string) int {
			i := p.pattern.SubexpIndex(name)
			if i < 0 {
				return 0
			}
			n, _ := strconv.Atoi(match[i])
			return n
		}
		y, m, d := number("y"), number("m"), number("d")
		if i := p.pattern.SubexpIndex("word"); i >= 0 {
			m = months[match[i]]
		}
		switch iso, ok := isoDate(y, m, d); {
		case !ok && p.day:
			swapped, _ := isoDate(y, d, m)
			return unread[string](DateInvalid, swapped)
		case !ok:
			return unread[string](DateInvalid, "")
		case p.day && d <= 12 && m <= 12 && d != m:
			return doubt(iso, DateDoubtful, iso, iso)
		default:
			return reading[string]{value: iso}
		}
	}
	return unread[string](DateInvalid, guessDate(key))
}

// isoDate checks that the day exists and is one on which a contract may have been decided.
func isoDate(y, m, d int) (string, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1990 || y > 2100 || t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

var (
	shortDate = regexp.MustCompile(`^(\d{2})-?(\d{2})-?(\d{2})$`)
	shortYear = regexp.MustCompile(`^(\d{1,2})[-/.] ?(\d{1,2})[-/. ]'?-?(\d{2})$`)
	shortWord = regexp.MustCompile(`^(?:den )?(\d{1,2}):?[ae]? ([a-zåäö]+)\.? [-']?(\d{2})$`)
	isoWithin = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:t|\b)`)
)

// guessDate suggests what a date that is not read may mean: 26-11-22, 22/11 26, 22 nov -26, a date within other words, or the number a
// spreadsheet keeps for a day.
func guessDate(key string) string {
	if days, err := strconv.ParseFloat(strings.Replace(key, ",", ".", 1), 64); err == nil && len(key) >= 5 && days > 33000 && days < 70000 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Format(time.DateOnly)
	}
	if g := shortDate.FindStringSubmatch(key); g != nil {
		return guess(g[1], g[2], g[3])
	}
	if g := shortYear.FindStringSubmatch(key); g != nil {
		return guess(g[3], g[2], g[1])
	}
	if g := shortWord.FindStringSubmatch(key); g != nil && months[g[2]] > 0 {
		return guess(g[3], strconv.Itoa(months[g[2]]), g[1])
	}
	if all := isoWithin.FindAllStringSubmatch(key, 2); len(all) == 1 {
		y, _ := strconv.Atoi(all[0][1])
		m, _ := strconv.Atoi(all[0][2])
		d, _ := strconv.Atoi(all[0][3])
		iso, _ := isoDate(y, m, d)
		return iso
	}
	return ""
}

func guess(yy, m, d string) string {
	var year, month, day int
	if _, err := fmt.Sscan(yy+" "+m+" "+d, &year, &month, &day); err != nil {
		return ""
	}
	iso, _ := isoDate(2000+year, month, day)
	return iso
}
