// Package analytics answers questions about the data: one method, one typed result and one embedded SQL text each,
// all under one Filter.
//
// Levels are ordinal: there are medians, distributions and shares, never means or scores. Four states are kept apart
// everywhere: not handed in, silent, takes no part (0), and level 1–3.
package analytics

import (
	"context"
	"time"

	"pionjarkollen/data"
)

// Analyst answers questions. It is safe for concurrent use.
type Analyst struct{ db *data.DB }

// New returns an Analyst over db.
func New(db *data.DB) *Analyst { return &Analyst{db: db} }

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

// City is a municipality within the filter's scope.
type City struct {
	Code, Name         string
	CountyCode, County string
	Population         int
	Role               data.Role
	Member             bool   // false: has handed in without standing on the roster
	TwinOf             string // code of its pioneer, or ""
}

// Cell is what one city has said about one commitment, and where it stands written.
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
	AsOf               time.Time // last change of the data within scope, UTC; zero when nothing is handed in
	Example            bool      // true when any standing row in scope is invented
}

// Coverage: who has handed in, of whom.
type Coverage struct {
	Cover
	Cities  []CoverageCity // Swedish order
	Outside []City         // handed in without being on the roster; counted nowhere
}

// CoverageCity is a city's hand-in state.
type CoverageCity struct {
	City
	HandedIn   bool
	Answered   int       // commitments with level 0–3
	Asked      int       // commitments in the edition
	Reported   int       // actions with a standing status
	Last       time.Time // newest submission, UTC; zero when none
	Submission int64     // newest, 0 when none
}

// Coverage answers who has handed in, of whom.
func (a *Analyst) Coverage(ctx context.Context, f Filter) (Coverage, error) { panic("analytics") }

// Matrix is every city by every commitment.
type Matrix struct {
	Cover
	Commitments []*data.Commitment // in the body's order
	Rows        []MatrixRow        // Swedish order
}

// MatrixRow is one city's cells, in the order of Matrix.Commitments.
type MatrixRow struct {
	City
	Cells []Cell
}

// Matrix answers what every city has said about every commitment.
func (a *Analyst) Matrix(ctx context.Context, f Filter) (Matrix, error) { panic("analytics") }

// Levels is the distribution per commitment.
type Levels struct {
	Cover
	Commitments []LevelsCommitment // in the body's order
}

// LevelsCommitment is one commitment's distribution over the six states.
type LevelsCommitment struct {
	Commitment *data.Commitment
	Counts     [6]Count // in the order of States; shares sum to 1 unless the scope is empty
}

// Count is how many cities are in a state.
type Count struct {
	State           State
	Cities          int
	Share           float64 // of members in scope; 0 when there are none
	Population      int
	PopulationShare float64 // of the scope's population; 0 when there is none
}

// Levels answers how the cities are distributed per commitment.
func (a *Analyst) Levels(ctx context.Context, f Filter) (Levels, error) { panic("analytics") }

// Commitment is one commitment looked at closely.
type Commitment struct {
	Cover
	Commitment *data.Commitment
	Counts     [6]Count
	Cities     []CommitmentCity // strongest level first, then Swedish order
	Levels     [3]LevelActions
}

// CommitmentCity is a city with its cell.
type CommitmentCity struct {
	City
	Cell Cell
}

// LevelActions is the status of a level's actions.
type LevelActions struct {
	Level   int
	Actions []ActionStatus // by ordinal
}

// ActionStatus is how far the cities have come with one action.
type ActionStatus struct {
	Action   *data.Action
	Reported int            // cities with a standing status
	Counts   [4]StatusCount // in the order of data.Statuses
}

// StatusCount is how many cities have a status.
type StatusCount struct {
	Status data.Status
	Cities int
	Share  float64 // of members in scope; 0 when there are none
}

// Commitment answers who is where in one commitment, and how far its actions have come.
//
// It returns ErrUnknown for a slug the edition does not have.
func (a *Analyst) Commitment(ctx context.Context, f Filter, slug string) (Commitment, error) {
	panic("analytics")
}

// Action is one action looked at closely.
type Action struct {
	Cover
	Action *data.Action
	Counts [4]StatusCount
	Cities []ActionCity // furthest first, then Swedish order; silent cities last
}

// ActionCity is what one city has reported on an action.
type ActionCity struct {
	City
	Status     data.Status // "" is not reported
	Declared   State       // the city's level for the action's commitment
	Submission int64
	Line       int
	Since      time.Time
	Link       string
	Comment    string // for signed-in readers only
}

// Action answers which cities work on an action. It returns ErrUnknown for an id the edition does not have.
func (a *Analyst) Action(ctx context.Context, f Filter, id string) (Action, error) {
	panic("analytics")
}

// CityProfile is one city against its groups. The filter's roles, counties, bands and cities do not narrow the groups.
type CityProfile struct {
	Cover       // of all members
	City        City
	HandedIn    bool
	Twins       []City              // its twins, or for a twin its pioneer
	Commitments []ProfileCommitment // in the body's order
	Groups      []Group             // all, pioneers, twins, county
	History     []HistoryEntry      // newest first
}

// Group is whom a city is compared with. The city itself is included where it belongs.
type Group struct {
	Key      string // all, pioneers, twins, county
	Members  int
	HandedIn int
}

// ProfileCommitment is a city's cell, its groups and its next rung.
type ProfileCommitment struct {
	Commitment *data.Commitment
	Cell       Cell
	Groups     []GroupLevels // in the order of CityProfile.Groups
	Actions    []CityAction  // all of the commitment's, by level and ordinal
	NextLevel  int           // 1–3, 0 when at level 3
}

// GroupLevels is a group's distribution in one commitment.
type GroupLevels struct {
	Median   *int // lower median of those that stated level 0–3; nil when none did
	Answered int  // how many that is
	Counts   [6]Count
}

// CityAction is one action with a city's status.
type CityAction struct {
	Action     *data.Action
	Status     data.Status // "" is not reported
	Submission int64
	Line       int
	Since      time.Time
	Link       string
	Comment    string
}

// HistoryEntry is one submission that concerned a city.
type HistoryEntry struct {
	Submission int64
	Received   time.Time
	Kind       data.Kind
	FileName   string
	Sender     string // for signed-in readers only
	Undoes     int64
	UndoneBy   int64
	Example    bool
	Changes    []Change // what it changed for this city
}

// Change is one level or status that became another.
type Change struct {
	City       City
	Commitment *data.Commitment
	Action     *data.Action // nil for a level
	From, To   string       // a State, or for an action a data.Status or ""
	When       time.Time
	Submission int64
	Line       int
}

// City answers how one city stands against all, pioneers, twins and its county.
//
// It returns ErrUnknown for a code that is no municipality.
func (a *Analyst) City(ctx context.Context, f Filter, code string) (CityProfile, error) {
	panic("analytics")
}

// Comparison is 2–6 cities side by side.
type Comparison struct {
	Cover
	Cities []City          // in the order asked for
	Rows   []ComparisonRow // largest difference first, then the body's order
}

// ComparisonRow is one commitment across the cities.
type ComparisonRow struct {
	Commitment *data.Commitment
	Cells      []Cell             // in the order of Comparison.Cities
	Spread     int                // highest minus lowest stated level (0–3); -1 when fewer than two stated one
	Actions    []ComparisonAction // largest difference first
}

// ComparisonAction is one action across the cities.
type ComparisonAction struct {
	Action   *data.Action
	Statuses []data.Status // in the order of Comparison.Cities; "" is not reported
	Spread   int           // steps between furthest and least far; -1 when fewer than two reported
}

// Compare answers how 2–6 cities differ, down to actions. It returns ErrUnknown for an unknown code and ErrCityCount
// for fewer than 2 or more than 6.
func (a *Analyst) Compare(ctx context.Context, f Filter, codes []string) (Comparison, error) {
	panic("analytics")
}

// Changes answers what became different between two moments (after from, up to and including to), newest first.
// A row that changed twice shows as one change from its first to its last value; one that came back shows not at all.
func (a *Analyst) Changes(ctx context.Context, f Filter, from, to time.Time) ([]Change, error) {
	panic("analytics")
}

// Submissions lists what was handed in, newest first, for one municipality or ("") for all.
func (a *Analyst) Submissions(ctx context.Context, municipality string, limit int) ([]HistoryEntry, error) {
	panic("analytics")
}

// Submission returns one submission with everything it changed. It returns ErrUnknown where there is none.
func (a *Analyst) Submission(ctx context.Context, id int64) (HistoryEntry, error) { panic("analytics") }

// Actions is every action's status in every city in scope.
type Actions struct {
	Cover
	Edition *data.Edition
	Rows    []ActionRow // by action, then Swedish order; only reported ones
}

// ActionRow is one city's status for one action.
type ActionRow struct {
	City
	CityAction
}

// Actions answers what every city in scope has reported on actions.
func (a *Analyst) Actions(ctx context.Context, f Filter) (Actions, error) { panic("analytics") }
