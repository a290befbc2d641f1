package access_test

import (
	"testing"

	"pionjarkollen/dashboard/access"
)

func TestWhoMayWhat(t *testing.T) {
	staff := access.Session{Role: access.RoleStaff}
	vaxjo := access.Session{Role: access.RoleMunicipality, Municipality: "0780"}
	nobody := access.Session{}
	stray := access.Session{Role: "root", Municipality: "0780"}
	for _, c := range []struct {
		name             string
		session          access.Session
		code             string
		handIn, comments bool
	}{
		{"staff for any", staff, "0180", true, true},
		{"staff for none", staff, "", false, false},
		{"own city", vaxjo, "0780", true, true},
		{"another city", vaxjo, "0180", false, true},
		{"no city", vaxjo, "", false, false},
		{"nobody", nobody, "0780", false, false},
		{"nobody for none", nobody, "", false, false},
		{"unknown role", stray, "0780", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.session.MayHandIn(c.code); got != c.handIn {
				t.Errorf("MayHandIn = %v", got)
			}
			if got := c.session.MayReadComments(c.code); got != c.comments {
				t.Errorf("MayReadComments = %v", got)
			}
		})
	}
	if !staff.Staff() || vaxjo.Staff() || nobody.Staff() {
		t.Error("Staff is for staff alone")
	}
}

func TestCSRFBelongsToOneSession(t *testing.T) {
	k, db, c := open(t)
	_, one, err := k.Accept(t.Context(), access.Invite(db.Secret(), invitation(c)))
	if err != nil {
		t.Fatal(err)
	}
	_, two, err := k.Accept(t.Context(), access.Invite(db.Secret(), invitation(c)))
	if err != nil {
		t.Fatal(err)
	}
	if !one.CheckCSRF(one.CSRF) {
		t.Error("its own token was refused")
	}
	for _, token := range []string{"", two.CSRF, one.CSRF + "A", one.CSRF[1:]} {
		if one.CheckCSRF(token) {
			t.Errorf("token %q was taken", token)
		}
	}
	if (access.Session{}).CheckCSRF("") {
		t.Error("nobody's empty token was taken")
	}
}
