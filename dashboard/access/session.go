package access

import (
	"crypto/subtle"
	"time"
)

// Session is who is signed in. The zero value is nobody: it may do nothing.
type Session struct {
	Name         string
	Role         Role
	Municipality string    // four-digit code; "" for staff
	Expires      time.Time // UTC
	CSRF         string    // goes into every form of the session
}

// Staff tells whether the person works at the initiative.
func (s Session) Staff() bool { return s.Role == RoleStaff }

// MayHandIn tells whether the person may hand in for the municipality with the given code.
func (s Session) MayHandIn(code string) bool {
	switch s.Role {
	case RoleStaff:
		return code != ""
	case RoleMunicipality:
		return code != "" && code == s.Municipality
	}
	return false
}

// MayReadComments tells whether the person may read the comments of the municipality with the given code: anyone who
// is signed in may.
func (s Session) MayReadComments(code string) bool {
	return code != "" && (s.Role == RoleStaff || s.Role == RoleMunicipality)
}

// CheckCSRF tells in constant time whether token is the session's own.
func (s Session) CheckCSRF(token string) bool {
	return s.CSRF != "" && subtle.ConstantTimeCompare([]byte(token), []byte(s.CSRF)) == 1
}
