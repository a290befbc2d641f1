package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/data"
)

// levels invents a file of levels. All its rows rest on one decision.
func (w writer) levels(r round, received time.Time, signs, before string) []row {
	number := strconv.Itoa(r.number)
	decided := received.AddDate(0, 0, -7-w.choose(40, "decided", number)).Truncate(24 * time.Hour)
	for !sits(decided) {
		decided = decided.AddDate(0, 0, -1)
	}
	reference := fmt.Sprintf("KS %d/%05d", decided.Year(), 3*decided.YearDay()+w.choose(3, "reference", number))
	link := "https://" + w.host() + "/klimatkontrakt-2030"
	var rows []row
	for i := range w.edition.Commitments {
		level, said := levelOf(signs[i])
		if !said {
			continue
		}
		c := &w.edition.Commitments[i]
		one := row{commitment: c, level: level, comment: w.levelComment(r, c, level, before[i])}
		if level != nil && !w.habit.sparing {
			one.decided, one.reference = decided, reference
			if w.choose(4, "link", c.Slug) == 0 {
				one.link = link + "/" + c.Slug
			}
		}
		rows = append(rows, one)
	}
	return rows
}

// sits tells whether a municipal executive board may meet: on Tuesdays and Wednesdays, but not at Christmas or in July.
func sits(day time.Time) bool {
	switch {
	case day.Month() == time.December && day.Day() > 18, day.Month() == time.January && day.Day() < 12, day.Month() == time.July:
		return false
	default:
		return day.Weekday() == time.Tuesday || day.Weekday() == time.Wednesday
	}
}

func (w writer) host() string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", " ", "-").Replace(strings.ToLower(w.place.Name)) + ".example.se"
}

// levelComment invents what an officer says of a level. Before is the sign of the first round.
func (w writer) levelComment(r round, c *data.Commitment, level *int, before byte) string {
	was, stood := int(before)-'0', before >= '0' && before <= '3'
	again := r.number == 2 && stood
	switch {
	case level == nil && stood:
		return "Vi drar tillbaka nivån; underlaget håller inte. Nytt ställningstagande i vår."
	case level == nil:
		return w.pick(silentComments, "silent", c.Slug)
	case *level == 0:
		return w.pick(declinedComments, "declined", c.Slug)
	case again && was > *level:
		return fmt.Sprintf("Sänkt från nivå %d: projektet avslutades och \"språnget\" blev inte av. Vi tar om det i budget 2027.", was)
	case again && was == 0 && *level > 0:
		return "Vi deltar från och med i år. " + w.pick(levelComments[c.Slug][*level-1], "level", c.Slug)
	case again && was < *level:
		return fmt.Sprintf("Höjd från nivå %d. %s", was, w.pick(levelComments[c.Slug][*level-1], "level", c.Slug))
	case w.choose(3, "comments", c.Slug) == 0:
		return ""
	default:
		return w.pick(levelComments[c.Slug][*level-1], "level", c.Slug)
	}
}

func (w writer) pick(texts []string, key ...string) string {
	return texts[w.choose(len(texts), key...)]
}
