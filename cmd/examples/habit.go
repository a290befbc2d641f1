package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/data"
)

// habit is how an officer saves and spells. All of it is documented and read without any finding.
type habit struct {
	delimiter  rune
	encoding   encoding
	header     map[string]string // for columns that are not called by their canonical name
	both       bool              // states the municipality's code and name
	commitment func(*data.Commitment) string
	level      func(*data.Level) string
	declined   string // level 0
	action     func(*data.Action) string
	date       func(time.Time) string
	version    bool // states the edition
	sparing    bool // without dates, numbers and links
}

// encoding is how the characters are kept, and with it how lines end.
type encoding int

const (
	utf8LF encoding = iota
	utf8BOM
	windows1252
)

var habits = []habit{
	{ // Excel as it is set up in Sweden.
		delimiter: ';', encoding: windows1252, both: true, version: true,
		header:     map[string]string{"kommunkod": "Kommunkod", "kommun": "Kommun", "åtagande": "Åtagande", "nivå": "Nivå", "åtgärd": "Åtgärd", "status": "Status", "kommentar": "Kommentar", "beslutsdatum": "Beslutsdatum", "diarienummer": "Diarienummer", "länk": "Länk", "version": "Version"},
		commitment: func(c *data.Commitment) string { return fmt.Sprintf("%d %s", c.Number, c.Label.SV) },
		level:      numberAndName,
		declined:   "0 – deltar inte",
		action:     func(a *data.Action) string { return fmt.Sprintf("%d – %s", a.Ordinal, a.Label.SV) },
		date:       iso,
	},
	{ // Excel's "CSV UTF-8".
		delimiter: ';', encoding: utf8BOM, both: true,
		commitment: func(c *data.Commitment) string { return c.Title },
		level:      func(l *data.Level) string { return l.Name.SV },
		declined:   "Deltar inte",
		action:     func(a *data.Action) string { return a.Text },
		date:       iso,
	},
	{ // Out of a system, as open data is.
		delimiter: ',', encoding: utf8LF, version: true,
		header:     map[string]string{"kommunkod": "kommun_kod"},
		commitment: func(c *data.Commitment) string { return c.Slug },
		level:      func(l *data.Level) string { return strconv.Itoa(l.Number) },
		declined:   "0",
		action:     func(a *data.Action) string { return a.ID },
		date:       iso,
	},
	{ // Copied out of a table in a document.
		delimiter: '\t', encoding: utf8LF, both: true,
		header:     map[string]string{"kommunkod": "Kommunkod", "kommun": "Kommun", "åtagande": "ÅTAGANDE", "nivå": "NIVÅ", "kommentar": "Kommentar", "beslutsdatum": "Beslutsdatum"},
		commitment: func(c *data.Commitment) string { return fmt.Sprintf("Åtagande %d: %s", c.Number, c.TOCTitle) },
		level:      func(l *data.Level) string { return fmt.Sprintf("nivå %d", l.Number) },
		declined:   "deltar inte",
		action:     func(a *data.Action) string { return a.Label.SV },
		date:       inWords,
	},
	{ // Excel again, by someone who writes as little as possible.
		delimiter: ';', encoding: windows1252, sparing: true,
		commitment: shortest,
		level:      func(l *data.Level) string { return strconv.Itoa(l.Number) },
		declined:   "0",
		action:     shortestAction,
		date:       iso,
	},
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

func inWords(t time.Time) string {
	months := strings.Fields("januari februari mars april maj juni juli augusti september oktober november december")
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

func numberAndName(l *data.Level) string { return fmt.Sprintf("%d – %s", l.Number, l.Name.SV) }

// shortest is the number alone, except where the table of contents numbers otherwise.
func shortest(c *data.Commitment) string {
	if c.Number == c.TOCNumber {
		return strconv.Itoa(c.Number)
	}
	return fmt.Sprintf("%d. %s", c.Number, c.Label.SV)
}

// shortestAction is the ordinal alone, except where the document may print it before another action.
func shortestAction(a *data.Action) string {
	if a.Commitment == "finansiering" {
		return a.ID
	}
	return strconv.Itoa(a.Ordinal)
}

// name is how the officer heads a column.
func (h habit) name(column string) string {
	if name, ok := h.header[column]; ok {
		return name
	}
	return column
}
