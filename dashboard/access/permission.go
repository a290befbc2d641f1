package access

import "time"

// Permission is something that a role may do, for its own municipalities or for all.
type Permission string

// Permissions.
const (
	HandIn               Permission = "hand in"
	ReadComments         Permission = "read comments"
	ReadHistory          Permission = "read who handed in what"
	ReadRaw              Permission = "read files as they were sent"
	UndoOwn              Permission = "undo for one's own"
	UndoForOthers        Permission = "undo for others"
	Object               Permission = "object to how a row is shown"
	SayConsent           Permission = "say whether a municipality may be contacted"
	AnswerObjections     Permission = "answer objections"
	ReadContacts         Permission = "read contact persons"
	SeeColleagues        Permission = "see who can sign in"
	InvitePeople         Permission = "invite officers"
	ManagePeople         Permission = "manage people"
	ManageAdministrators Permission = "manage administrators"
	ErasePeople          Permission = "erase people"
	ManageTokens         Permission = "manage tokens"
	ManageRoster         Permission = "manage the roster"
	ManageRounds         Permission = "manage collection rounds"
	FreezeRelease        Permission = "freeze a release"
	ReadAudit            Permission = "read the audit log"
	ExportAudit          Permission = "export the audit log"
	SeeSystem            Permission = "see the state of the system"
)

// reach is for whom a permission holds.
type reach int

const (
	nowhere    reach = iota
	own              // the person's own municipalities
	everywhere       // any municipality, and what is about none
)

// rule is one row of the table of permissions.
type rule struct {
	permission                    Permission
	officer, staff, administrator reach
	token                         reach // of a program
	stepUp                        bool  // needs a fresh proof
}

// rules is the one table of who may do what. A permission without a row is nobody's.
var rules = [...]rule{
	{HandIn, own, everywhere, everywhere, own, false},
	{ReadComments, everywhere, everywhere, everywhere, nowhere, false},
	{ReadHistory, own, everywhere, everywhere, nowhere, false},
	{ReadRaw, own, everywhere, everywhere, nowhere, false},
	{UndoOwn, own, nowhere, nowhere, nowhere, false},
	{UndoForOthers, nowhere, everywhere, everywhere, nowhere, true},
	{Object, own, nowhere, nowhere, nowhere, false},
	{SayConsent, own, everywhere, everywhere, nowhere, false},
	{AnswerObjections, nowhere, everywhere, everywhere, nowhere, false},
	{ReadContacts, everywhere, everywhere, everywhere, nowhere, false},
	{SeeColleagues, own, everywhere, everywhere, nowhere, false},
	{InvitePeople, own, everywhere, everywhere, nowhere, true},
	{ManagePeople, nowhere, everywhere, everywhere, nowhere, true},
	{ManageAdministrators, nowhere, nowhere, everywhere, nowhere, true},
	{ErasePeople, nowhere, nowhere, everywhere, nowhere, true},
	{ManageTokens, own, everywhere, everywhere, nowhere, true},
	{ManageRoster, nowhere, everywhere, everywhere, nowhere, true},
	{ManageRounds, nowhere, everywhere, everywhere, nowhere, false},
	{FreezeRelease, nowhere, everywhere, everywhere, nowhere, true},
	{ReadAudit, nowhere, everywhere, everywhere, nowhere, false},
	{ExportAudit, nowhere, everywhere, everywhere, nowhere, true},
	{SeeSystem, nowhere, everywhere, everywhere, nowhere, false},
}

// Permissions lists every permission in the order of the table.
func Permissions() []Permission {
	all := make([]Permission, len(rules))
	for i, r := range rules {
		all[i] = r.permission
	}
	return all
}

// StepUp tells whether the permission needs a fresh proof of who the person is.
func (p Permission) StepUp() bool { return p.rule().stepUp }

func (p Permission) rule() rule {
	for _, r := range rules {
		if r.permission == p {
			return r
		}
	}
	return rule{}
}

// May tells whether the person may do it for the municipality with the given code; "" is for what concerns none in particular, or
// all. It does not ask for a fresh proof: Allow does.
func (s Session) May(p Permission, code string) bool {
	switch s.reach(p) {
	case everywhere:
		return true
	case own:
		return s.Own(code)
	}
	return false
}

// MayAnywhere tells whether there is any municipality for which the person may do it: whether a page offers it at all.
func (s Session) MayAnywhere(p Permission) bool {
	r := s.reach(p)
	return r == everywhere || r == own && len(s.Person.Municipalities) > 0
}

// Allow is May for every one of the codes, of which none is "", together with the fresh proof where one is needed.
//
// It returns ErrForbidden or ErrStepUp.
func (s Session) Allow(p Permission, now time.Time, codes ...string) error {
	if len(codes) == 0 {
		codes = []string{""}
	}
	for _, code := range codes {
		if !s.May(p, code) {
			return ErrForbidden
		}
	}
	if p.StepUp() && !s.Fresh(now) {
		return ErrStepUp
	}
	return nil
}

func (s Session) reach(p Permission) reach {
	r := p.rule()
	switch {
	case s.Person.ID == "" && s.Method != ByToken || s.Person.State != StateActive:
		return nowhere
	case s.Method == ByToken:
		return r.token
	}
	switch s.Person.Role {
	case RoleOfficer:
		return r.officer
	case RoleStaff:
		return r.staff
	case RoleAdministrator:
		return r.administrator
	}
	return nowhere
}
