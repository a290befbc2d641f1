// Package data is the ground floor: the contract as reference data, the DuckDB store and the journal of everything
// handed in. It knows no CSV upload, no HTTP and no chart.
package data

// Text is a wording in both languages of the interface. The zero value is empty in both.
type Text struct{ SV, EN string }

// In returns the wording in lang ("sv" or "en"); any other language gets Swedish.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.SV
}

// CommitmentStatus says how settled a commitment is in its edition.
type CommitmentStatus string

// The statuses the document marks: "(Förslag!)" is Proposed, "(namnbyte?)" is Renaming.
const (
	Adopted  CommitmentStatus = "adopted"
	Proposed CommitmentStatus = "proposed"
	Renaming CommitmentStatus = "renaming"
)

// Catalogue is the reference data: every edition of the contract, every municipality and the seed of the roster.
// It is built by LoadCatalogue, immutable afterwards and safe for concurrent use.
type Catalogue struct {
	Editions       []Edition      // oldest first
	Municipalities []Municipality // by code
	Members        []Member       // seed of the roster, by municipality code; the roster itself lives in the database
	Crosswalk      []Passage      // how each edition stands to the one before it

	Processes []Process // in the order they are shown

	editions       map[string]*Edition
	municipalities map[string]*Municipality
	checksum       string
}

// Edition is one yearly version of the contract.
type Edition struct {
	ID          string // "2025/2026"
	Title       Text   // "Klimatkontrakt 2030, version 2025/2026"
	Commitments []Commitment

	bySlug map[string]*Commitment
	byID   map[string]*Action
}

// Commitment is one åtagande of an edition. Title and Headline are quoted from the document.
type Commitment struct {
	Slug       string
	Number     int    // the body's numbering, from 1
	TOCNumber  int    // the number in the table of contents, which differs for 3, 4 and 5
	Title      string // official, e.g. "Gemensamt åtagande om förstärkt styrning och ledning för att accelerera klimatomställningen"
	TOCTitle   string // official, from the table of contents, e.g. "Förstärkt styrning och ledning"
	Headline   string // official "Rubrik"
	TitleEN    string // reading translation, ours
	HeadlineEN string // reading translation, ours
	Label      Text   // ours, at most 40 characters
	Status     CommitmentStatus
	Levels     [3]Level // index 0 is level 1
}

// Level is a commitment's level 1, 2 or 3.
type Level struct {
	Number  int
	Name    Text   // Initiera/Initiate, Etablera/Establish, Transformera/Transform
	Intro   string // official introduction; commitment 8 only, else empty
	IntroEN string // reading translation, ours
	Actions []Action
}

// Action is one numbered point under a commitment's level.
type Action struct {
	ID         string // "styrning-1-3": slug, level, ordinal
	Commitment string // slug
	Level      int    // 1–3
	Ordinal    int    // ours, from 1 without repeats
	Printed    string // the number printed in the document; commitment 3 prints 1 twice
	Text       string // official wording, complete; sub-points and bullets on lines of their own ("a. …", "○ …")
	English    string // reading translation, ours
	Label      Text   // ours, at most 40 characters
	Processes  []ActionProcess
}

// Municipality is one of Sweden's 290.
type Municipality struct {
	Code           string // four digits, "0180"
	Name           string
	CountyCode     string // two digits, "01"
	County         string
	Population     int
	PopulationYear int     // of 31 December
	Lat, Lon       float64 // of the seat, in degrees; both 0 where not verified
}

// Located tells whether the seat's coordinates are known.
func (m *Municipality) Located() bool { return m.Lat != 0 || m.Lon != 0 }

// Role is what a member is in the initiative.
type Role string

// Roles; RoleUnknown is a member whose role could not be verified.
const (
	Pioneer     Role = "pioneer"
	Twin        Role = "twin"
	RoleUnknown Role = ""
)

// Member is a municipality in the initiative.
type Member struct {
	Municipality string // code
	Role         Role
	Joined       string // "2019", "2024-12" or "2024-12-05"; "" is unknown and counts as always
	Left         string // the same; "" is still in
	TwinOf       string // the pioneer's code; "" is none or unverified
	EUMission    bool   // in the EU Mission's hundred cities
	Sources      []string
}

// Edition returns the edition by id, or nil.
func (c *Catalogue) Edition(id string) *Edition { return c.editions[id] }

// Current returns the newest edition.
func (c *Catalogue) Current() *Edition { return &c.Editions[len(c.Editions)-1] }

// Municipality returns the municipality by its four-digit code, or nil.
func (c *Catalogue) Municipality(code string) *Municipality { return c.municipalities[code] }

// Commitment returns the commitment by slug, or nil.
func (e *Edition) Commitment(slug string) *Commitment { return e.bySlug[slug] }

// Number returns the commitment by the body's number, or nil.
func (e *Edition) Number(n int) *Commitment {
	if n < 1 || n > len(e.Commitments) {
		return nil
	}
	return &e.Commitments[n-1]
}

// Action returns the action by id, or nil.
func (e *Edition) Action(id string) *Action { return e.byID[id] }
