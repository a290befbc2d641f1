// Package analytics answers questions about the data: one method, one typed result and one embedded SQL text each,
// all under one Filter.
//
// Levels are ordinal: there are medians, distributions and shares, never means or scores. Four states are kept apart
// everywhere: not handed in, silent, takes no part (0), and level 1–3. A proposed commitment is never added up with
// adopted ones: no number spans commitments except in Leaders, which keeps the two apart.
//
// Results are plain structs without JSON tags, on purpose: comments and senders in them are for signed-in readers, so
// whoever publishes a result chooses each field himself.
package analytics

import (
	"time"

	"pionjarkollen/data"
)

// Analyst answers questions. It is safe for concurrent use.
type Analyst struct {
	db      *data.DB
	portion int // about how many rows of an answer of any length are held at a time
}

// New returns an Analyst over db.
func New(db *data.DB) *Analyst { return &Analyst{db: db, portion: 60_000} }

// State is what a city has said about a commitment.
type State string

// The six states, strongest first. NotHandedIn: the city has no standing level in the edition at all.
const (
	Level3      State = "3"
	Level2      State = "2"
	Level1      State = "1"
	NoPart      State = "0"
	Silent      State = "silent"
	NotHandedIn State = "not_handed_in"
)

// States lists all six in the order charts and tables show them.
var States = [...]State{Level3, Level2, Level1, NoPart, Silent, NotHandedIn}

// StateNames lists all six as they are written in addresses.
func StateNames() []string {
	names := make([]string, len(States))
	for i, s := range States {
		names[i] = string(s)
	}
	return names
}

// Level returns the level that was stated, 0–3; ok is false for Silent and NotHandedIn.
func (s State) Level() (level int, ok bool) {
	switch s {
	case Level3:
		return 3, true
	case Level2:
		return 2, true
	case Level1:
		return 1, true
	case NoPart:
		return 0, true
	case Silent, NotHandedIn:
	}
	return 0, false
}

// City is a municipality within the filter's scope.
type City struct {
	Code, Name         string
	CountyCode, County string
	Population         int
	Role               data.Role
	Member             bool   // false: not on the roster of the day
	TwinOf             string // code of its pioneer, or ""
}

// Cell is what one city has said about one commitment, and where it stands written.
//
// A city that handed in an empty level is as Silent as one that left the row out; only the first has a Submission.
type Cell struct {
	Commitment string // slug
	State      State
	Submission int64     // 0 when nothing stands
	Line       int       // in the submitted file
	Since      time.Time // when the submission was received, UTC
	Decided    string    // ISO date, or ""
	Reference  string
	Link       string
	Comment    string // for signed-in readers only
}

// Cover says how much of the scope the answer rests on.
type Cover struct {
	Members            int // N: cities in scope
	HandedIn           int // n: of them, with at least one standing level
	Population         int
	HandedInPopulation int
	AsOf               time.Time // newest standing level or status within scope, UTC; zero when there is none
	Example            bool      // true when any standing row in scope is invented
}

// Count is how many cities are in a state.
type Count struct {
	State           State
	Cities          int
	Share           float64 // of members in scope; 0 when there are none
	Population      int
	PopulationShare float64 // of the scope's population; 0 when there is none
}

// StatusCount is how many cities have a status.
type StatusCount struct {
	Status data.Status
	Cities int
	Share  float64 // of members in scope; 0 when there are none
}

// emptyCounts returns the six states with nobody in them.
func emptyCounts() (counts [6]Count) {
	for i, s := range States {
		counts[i].State = s
	}
	return counts
}

// emptyStatuses returns the four statuses with nobody in them.
func emptyStatuses() (counts [4]StatusCount) {
	for i, s := range data.Statuses {
		counts[i].Status = s
	}
	return counts
}

// count sets how many are in a state, as shares of members and population.
func count(counts *[6]Count, s State, cities, people, members, population int) {
	for i := range counts {
		if counts[i].State == s {
			counts[i] = Count{s, cities, share(cities, members), people, share(people, population)}
		}
	}
}

// share returns part of whole, 0 when whole is.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
