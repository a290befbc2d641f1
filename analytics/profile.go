package analytics

import (
	"time"

	"pionjarkollen/data"
)

// CityProfile is one city against its groups. The filter's roles, counties, bands and cities do not narrow the groups.
type CityProfile struct {
	Cover       // of all members
	City        City
	HandedIn    bool
	Twins       []City              // its twins, or for a twin its pioneer
	Commitments []ProfileCommitment // in the body's order
	Groups      []Group             // all, pioneers, twins, county
	History     []HistoryEntry      // in the filter's edition up to its date, newest first
}

// Keys of groups.
const (
	GroupAll      = "all"      // every member
	GroupPioneers = "pioneers" // members with the role pioneer
	GroupTwins    = "twins"    // members with the role twin
	GroupCounty   = "county"   // members in the city's county
)

// GroupKeys is the order of CityProfile.Groups.
var GroupKeys = [...]string{GroupAll, GroupPioneers, GroupTwins, GroupCounty}

// Group is whom a city is compared with. The city itself is included where it belongs; one that is not on the roster
// belongs to none.
type Group struct {
	Key      string // one of the Group constants
	Members  int
	HandedIn int
}

// ProfileCommitment is a city's cell, its groups and its next rung.
type ProfileCommitment struct {
	Commitment *data.Commitment
	Cell       Cell
	Groups     []GroupLevels // in the order of CityProfile.Groups
	Actions    []CityAction  // all of the commitment's, by level and ordinal
	NextLevel  int           // 1–3, 0 when at level 3; 1 for a city that is silent or has not handed in
}

// GroupLevels is a group's distribution in one commitment.
type GroupLevels struct {
	Median   *int     // lower median of those that stated level 0–3; nil when none did
	Answered int      // how many that is
	Counts   [6]Count // in the order of States; shares are of the group
}

// HistoryEntry is one submission that concerned a city.
type HistoryEntry struct {
	Submission int64
	Received   time.Time // UTC
	Kind       data.Kind
	Edition    string // id
	FileName   string
	Sender     string // for signed-in readers only
	Undoes     int64  // the submission this one put back, or 0
	UndoneBy   int64  // the newest submission that put this one back, or 0
	Example    bool
	Changes    []Change // what it changed, by city, commitment and action; for one city's history, for that city alone
}

// Change is one level or status that became another. A row that had not been handed in, or was withdrawn, is
// NotHandedIn, whatever the city said about its other commitments; for an action it is "".
type Change struct {
	City       City
	Commitment *data.Commitment
	Action     *data.Action // nil for a level
	From, To   string       // a State, or for an action a data.Status or ""
	When       time.Time    // UTC
	Submission int64        // whose row To is, or which withdrew it
	Line       int          // of that row; 0 in an undo
}

// lowerMedian returns the lower median of the levels 0–3 that were stated, taking no part counting as 0: with an even
// number of them, the lower of the two in the middle, because halves are no levels. It is nil when none was stated.
func (g *GroupLevels) lowerMedian() *int {
	if g.Answered == 0 {
		return nil
	}
	var byLevel [4]int
	for _, c := range g.Counts {
		if level, ok := c.State.Level(); ok {
			byLevel[level] = c.Cities
		}
	}
	middle := (g.Answered + 1) / 2 // the how-manieth from below
	for level, cities := range byLevel {
		if middle -= cities; middle <= 0 {
			return &level
		}
	}
	return nil
}

// nextLevel is the rung above what a city has stated.
func nextLevel(s State) int {
	level, _ := s.Level()
	if level == 3 {
		return 0
	}
	return level + 1
}
