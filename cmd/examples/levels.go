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
	for decided.Weekday() != time.Tuesday && decided.Weekday() != time.Wednesday {
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

func (w writer) host() string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", " ", "-").Replace(strings.ToLower(w.place.Name)) + ".example.se"
}

func (w writer) levelComment(r round, c *data.Commitment, level *int, before byte) string {
	switch {
	case level == nil && before >= '0' && before <= '9':
		return "Vi drar tillbaka nivån; underlaget håller inte. Nytt ställningstagande i vår."
	case level == nil:
		return w.pick(silentComments, "silent", c.Slug)
	case *level == 0:
		return w.pick(declinedComments, "declined", c.Slug)
	case r.number == 2 && before > byte('0'+*level):
		return fmt.Sprintf("Sänkt från nivå %c: projektet avslutades och \"språnget\" blev inte av. Vi tar om det i budget 2027.", before)
	case r.number == 2 && before == '0':
		return "Vi deltar från och med i år. " + w.pick(levelComments[c.Slug][*level-1], "level", c.Slug)
	case r.number == 2 && before < byte('0'+*level) && before >= '0':
		return fmt.Sprintf("Höjd från nivå %c. %s", before, w.pick(levelComments[c.Slug][*level-1], "level", c.Slug))
	case w.choose(3, "comments", c.Slug) == 0:
		return ""
	default:
		return w.pick(levelComments[c.Slug][*level-1], "level", c.Slug)
	}
}

func (w writer) pick(texts []string, key ...string) string {
	return texts[w.choose(len(texts), key...)]
}
