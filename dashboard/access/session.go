package access

import (
	"crypto/subtle"
	"slices"
	"time"

	"pionjarkollen/data"
)

// How long sessions last. A session ends when it has not been used for its role's idle time, and at its absolute end whether it is
// used or not. A fresh proof opens what needs one for StepUpFor.
const (
	IdleOfficer   = 60 * time.Minute
	IdleStaff     = 30 * time.Minute // and administrators
	SessionLength = 12 * time.Hour
	StepUpFor     = 10 * time.Minute
)

// Method is how a session was opened.
type Method string

// Methods.
const (
	ByPasskey  Method = "passkey"
	ByPassword Method = "password" // with a second factor
	ByOIDC     Method = "oidc"     // through an organisation's provider
	ByDemo     Method = "demo"     // one click, where Options.Demo is set
	ByToken    Method = "token"    // a program's; not a session of a browser
)

// Session is who is signed in. The zero value is nobody: it may do nothing.
type Session struct {
	ID        string // public; names the session in lists
	Person    Person
	Method    Method
	Created   time.Time // UTC
	LastSeen  time.Time // UTC, to the minute
	Expires   time.Time // UTC; the absolute end
	SteppedUp time.Time // UTC; the last fresh proof, zero when there was none
	Address   string    // where it was opened from
	Agent     string    // the browser's own words
	CSRF      string    // goes into every form of the session; new whenever its token is
}

// Staff tells whether the person works at the initiative, as staff or administrator.
func (s Session) Staff() bool {
	return s.Person.Role == RoleStaff || s.Person.Role == RoleAdministrator
}

// Administrator tells whether the person decides who else works at the initiative.
func (s Session) Administrator() bool { return s.Person.Role == RoleAdministrator }

// Own tells whether the municipality with the given code is one of the person's.
func (s Session) Own(code string) bool {
	return code != "" && slices.Contains(s.Person.Municipalities, code)
}

// Home is the person's municipality, the first where there are several, and "" for staff.
func (s Session) Home() string {
	if len(s.Person.Municipalities) == 0 {
		return ""
	}
	return s.Person.Municipalities[0]
}

// MayHandIn tells whether the person may hand in for the municipality with the given code.
func (s Session) MayHandIn(code string) bool { return code != "" && s.May(HandIn, code) }

// MayReadComments tells whether the person may read the comments of the municipality with the given code.
func (s Session) MayReadComments(code string) bool { return code != "" && s.May(ReadComments, code) }

// Fresh tells whether the person has proved who she is so lately that she may do what Permission.StepUp names.
func (s Session) Fresh(now time.Time) bool {
	return !s.SteppedUp.IsZero() && now.Sub(s.SteppedUp) < StepUpFor
}

// CheckCSRF tells in constant time whether token is the session's own.
func (s Session) CheckCSRF(token string) bool {
	return s.CSRF != "" && subtle.ConstantTimeCompare([]byte(token), []byte(s.CSRF)) == 1
}

// Sender is the person as submissions name her, for the municipality that she hands in for. The journal says "municipality" for
// an officer and "staff" for everybody at the initiative.
func (s Session) Sender(code string) data.Sender {
	if s.Staff() {
		return data.Sender{Name: s.Person.Name, Role: "staff", Person: s.Person.ID}
	}
	return data.Sender{Name: s.Person.Name, Role: "municipality", Municipality: code, Person: s.Person.ID}
}

// Admission is the outcome of signing in, of stepping up or of changing credentials. The browser's session cookie is to be set to
// Token until Session.Expires.
type Admission struct {
	Token         string // of the session; a new one, the one before is worthless
	Session       Session
	RecoveryCodes []string // new ones, to be shown this once; nil where there are none
}
