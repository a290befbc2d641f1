package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/data"
)

// file is one invented submission before it is written.
type file struct {
	name     string
	received time.Time
	sender   string
	place    *data.Municipality
	kind     data.Kind
	habit    habit
	rows     []row
}

// row is what one line of a file says. Action is nil in a file of levels, level is nil where the line is silent.
type row struct {
	commitment *data.Commitment
	level      *int
	action     *data.Action
	status     data.Status
	comment    string
	decided    time.Time // zero is none
	reference  string
	link       string
}

// round is a time of the year when municipalities hand in.
type round struct {
	number int
	from   time.Time
	days   int
}

var rounds = [...]round{
	{1, time.Date(2026, 1, 12, 0, 0, 0, 0, time.UTC), 46},
	{2, time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC), 70},
}

// plan invents every file, in the order in which they are received.
func plan(c *data.Catalogue) ([]file, error) {
	var files []file
	for i, town := range cities {
		place := c.Municipality(town.code)
		if place == nil {
			return nil, fmt.Errorf("no municipality %q", town.code)
		}
		w := writer{edition: c.Current(), place: place, habit: habits[i%len(habits)]}
		stands := town.first
		reports := w.actions(stands)
		for _, r := range rounds {
			signs := town.first
			if r.number == 2 {
				signs = town.second
				stands = overlay(stands, signs)
				reports = w.progress(reports, w.actions(stands))
			}
			received := w.received(r)
			if signs != "" {
				files = append(files, w.file(data.Levels, received, w.levels(r, received, signs, town.first)))
			}
			if town.actions {
				files = append(files, w.file(data.Actions, received.Add(11*time.Minute), w.reported(r, reports)))
			}
		}
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.order(), b.order()) })
	return files, nil
}

func (f file) order() string { return f.received.Format(time.RFC3339) + f.name }

// overlay is what stands after signs: a later row replaces, what is not mentioned stays.
func overlay(stands, signs string) string {
	out := []byte(stands)
	for i := range len(signs) {
		if signs[i] != '.' {
			out[i] = signs[i]
		}
	}
	return string(out)
}

// writer invents the files of one municipality.
type writer struct {
	edition *data.Edition
	place   *data.Municipality
	habit   habit
}

func (w writer) file(kind data.Kind, received time.Time, rows []row) file {
	what := "nivaer"
	if kind == data.Actions {
		what = "atgarder"
	}
	town := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", " ", "-").Replace(strings.ToLower(w.place.Name))
	return file{
		name:     fmt.Sprintf("exempel-%s-%s-%s.csv", received.Format("2006-01"), town, what),
		received: received,
		sender:   "Exempelhandläggare i " + w.place.Name,
		place:    w.place,
		kind:     kind,
		habit:    w.habit,
		rows:     rows,
	}
}

// received is a minute within office hours on a weekday of the round.
func (w writer) received(r round) time.Time {
	at := r.from.AddDate(0, 0, w.choose(r.days, "day", strconv.Itoa(r.number)))
	for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		at = at.AddDate(0, 0, 1)
	}
	return at.Add(time.Duration(7*60+w.choose(8*60, "minute", strconv.Itoa(r.number))) * time.Minute)
}

// choose picks a number below n. The same municipality and key always give the same number.
func (w writer) choose(n int, key ...string) int {
	sum := sha256.Sum256([]byte("exempeldata " + w.place.Code + " " + strings.Join(key, " ")))
	return int(binary.BigEndian.Uint32(sum[:4])) % n
}
