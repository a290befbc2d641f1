package access

import (
	"database/sql"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pionjarkollen/data"
)

// Role is what a person is to the site. It decides, with her municipalities, what she may do: see Session.May.
type Role string

// Roles.
const (
	RoleOfficer       Role = "officer"       // works at one or several municipalities
	RoleStaff         Role = "staff"         // works at the initiative
	RoleAdministrator Role = "administrator" // the same, and decides who else does
)

// State says whether a person may sign in.
type State string

// States.
const (
	StateActive   State = "active"
	StateDisabled State = "disabled" // signs in by no way, until enabled again
	StateErased   State = "erased"   // her row stays without name and address, so that history holds together
)

// Person is somebody who may sign in.
type Person struct {
	ID             string
	Name           string
	Email          string
	Role           Role
	Municipalities []string // codes in order; empty for staff and administrators
	State          State
	Created        time.Time // UTC
	LastSeen       time.Time // UTC, to the minute; zero is never
}

// longestField is how many bytes a name, an address or a label may have.
const longestField = 200

// cleanLine returns what somebody wrote as one line of NFC text, or false when nothing is left, it is too long or not text.
func cleanLine(s string) (string, bool) {
	if !utf8.ValidString(s) || len(s) > longestField {
		return "", false
	}
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	printable := !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	return s, s != "" && printable && len(s) <= longestField
}

// cleanEmail returns an address without what is around it, or false when it cannot be one.
func cleanEmail(s string) (string, bool) {
	s, ok := cleanLine(s)
	local, domain, found := strings.Cut(s, "@")
	ok = ok && found && local != "" && domain != "" && !strings.ContainsAny(s, ` ,;<>"()[]\`) && !strings.Contains(domain, "@")
	return s, ok
}

// emailKey is what addresses are compared by.
func emailKey(email string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(email)))
}

// cleanRole checks a role with its municipalities, and returns the codes in order without repeats.
func cleanRole(c *data.Catalogue, role Role, codes []string) ([]string, error) {
	codes = slices.Compact(slices.Sorted(slices.Values(codes)))
	for _, code := range codes {
		if c.Municipality(code) == nil {
			return nil, &FieldError{"municipalities"}
		}
	}
	switch role {
	case RoleOfficer:
		if len(codes) == 0 {
			return nil, &FieldError{"municipalities"}
		}
	case RoleStaff, RoleAdministrator:
		if len(codes) > 0 {
			return nil, &FieldError{"municipalities"}
		}
	default:
		return nil, &FieldError{"role"}
	}
	return codes, nil
}

// splitCodes reads codes as the statements list them.
func splitCodes(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// scanPerson reads the columns that every statement about people has.
func scanPerson(rows *sql.Rows, p *Person) error {
	var codes string
	if err := rows.Scan(&p.ID, &p.Name, &p.Email, &p.Role, &p.State, moment{&p.Created}, moment{&p.LastSeen}, &codes); err != nil {
		return err
	}
	p.Municipalities = splitCodes(codes)
	return nil
}

// add writes a new person down.
func (p *Person) add(tx *data.Tx) error {
	if _, err := run(tx, "add_person", p.ID, p.Name, p.Email, emailKey(p.Email), string(p.Role), p.Created); err != nil {
		return err
	}
	return p.addMunicipalities(tx)
}

func (p *Person) addMunicipalities(tx *data.Tx) error {
	for _, code := range p.Municipalities {
		if _, err := run(tx, "add_person_municipality", p.ID, code); err != nil {
			return err
		}
	}
	return nil
}
