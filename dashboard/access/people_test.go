package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

func invite(role access.Role, email string, codes ...string) access.Invitation {
	return access.Invitation{Name: "Bo Ek", Email: email, Role: role, Municipalities: codes}
}

func TestWhoMayInviteWhom(t *testing.T) {
	w := open(t, demo)
	officer, staff, chief := w.signIn(access.RoleOfficer, "0780", "0764"), w.signIn(access.RoleStaff), w.signIn(access.RoleAdministrator)
	for name, c := range map[string]struct {
		by   access.Actor
		whom access.Invitation
		want error
	}{
		"officer, own colleague":      {officer, invite(access.RoleOfficer, "a@example.se", "0780"), nil},
		"officer, another city's":     {officer, invite(access.RoleOfficer, "b@example.se", "0180"), access.ErrForbidden},
		"officer, own and another's":  {officer, invite(access.RoleOfficer, "b@example.se", "0780", "0180"), access.ErrForbidden},
		"officer, staff":              {officer, invite(access.RoleStaff, "b@example.se"), access.ErrForbidden},
		"staff, officer":              {staff, invite(access.RoleOfficer, "c@example.se", "0180"), nil},
		"staff, staff":                {staff, invite(access.RoleStaff, "d@example.se"), nil},
		"staff, administrator":        {staff, invite(access.RoleAdministrator, "e@example.se"), access.ErrForbidden},
		"administrator, the same":     {chief, invite(access.RoleAdministrator, "f@example.se"), nil},
		"an address that is somebody": {chief, invite(access.RoleStaff, strings.ToUpper(staff.Session.Person.Email)), access.ErrExists},
		"nobody":                      {access.Actor{}, invite(access.RoleOfficer, "g@example.se", "0780"), access.ErrForbidden},
	} {
		token, link, err := w.Invite(t.Context(), c.by, c.whom)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			if got := must(w.Inspect(t.Context(), token))(t); got.ID != link.ID {
				t.Errorf("%s: the link says %+v", name, got)
			}
		}
	}
	w.clock.forward(access.StepUpFor)
	if _, _, err := w.Invite(t.Context(), staff, invite(access.RoleStaff, "h@example.se")); !errors.Is(err, access.ErrStepUp) {
		t.Errorf("with an old proof: %v", err)
	}
	for field, i := range map[string]access.Invitation{
		"name":           {Name: "\x00", Email: "x@example.se", Role: access.RoleStaff},
		"email":          {Name: "A", Email: "x", Role: access.RoleStaff},
		"role":           {Name: "A", Email: "x@example.se"},
		"municipalities": {Name: "A", Email: "x@example.se", Role: access.RoleOfficer},
		"expires":        {Name: "A", Email: "x@example.se", Role: access.RoleStaff, Valid: 365 * 24 * time.Hour},
	} {
		var wrong *access.FieldError
		if _, _, err := w.Invite(t.Context(), staff, i); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestLinksAreListedAndRevoked(t *testing.T) {
	w := open(t, demo)
	officer, staff := w.signIn(access.RoleOfficer, "0780"), w.signIn(access.RoleStaff)
	own := must2(w.Invite(t.Context(), staff, invite(access.RoleOfficer, "a@example.se", "0780")))(t)
	other := must2(w.Invite(t.Context(), staff, invite(access.RoleOfficer, "b@example.se", "0180")))(t)
	find := func(s access.Session, id string) *access.IssuedLink {
		all := must(w.Links(t.Context(), s))(t)
		if i := slices.IndexFunc(all, func(l access.IssuedLink) bool { return l.ID == id }); i >= 0 {
			return &all[i]
		}
		return nil
	}
	if l := find(staff.Session, other.ID); l == nil || !l.Open(w.clock.now()) || l.IssuedBy != staff.Session.Person.ID || l.Email != "b@example.se" {
		t.Errorf("staff see %+v", l)
	}
	if find(officer.Session, own.ID) == nil || find(officer.Session, other.ID) != nil {
		t.Error("an officer sees other links than her municipality's")
	}
	if err := w.RevokeLink(t.Context(), officer, other.ID); !errors.Is(err, access.ErrUnknown) {
		t.Errorf("another city's link: %v", err)
	}
	for range 2 {
		if err := w.RevokeLink(t.Context(), officer, own.ID); err != nil {
			t.Errorf("revoke: %v", err)
		}
	}
	if _, err := w.Inspect(t.Context(), access.SealLink(w.db.Secret(), own)); !errors.Is(err, access.ErrUsed) {
		t.Errorf("a revoked link opens: %v", err)
	}
	if l := find(staff.Session, own.ID); l == nil || !l.Revoked || l.Open(w.clock.now()) {
		t.Errorf("the revoked link is listed as %+v", l)
	}
	if w.happened(access.LinkRevoked) != 1 {
		t.Errorf("%d events", w.happened(access.LinkRevoked))
	}
}

// TestRecoveryEndsTheOldWays follows a recovery link: what was before works until it is used, and not after.
func TestRecoveryEndsTheOldWays(t *testing.T) {
	w := open(t, demo)
	p, staff := w.passkeyPerson(access.Right{Link: w.officer()}), w.signIn(access.RoleStaff)
	token, _, err := w.Recover(t.Context(), staff, p.session.Person.ID)
	if err != nil {
		t.Fatal(err)
	}
	if l := must(w.Inspect(t.Context(), token))(t); l.Name != p.session.Person.Name || l.Kind != access.LinkRecovery {
		t.Errorf("the link says %+v", l)
	}
	must(w.signInAgain(p))(t)
	again := w.passwordPerson(token)
	if again.session.Person.ID != p.session.Person.ID {
		t.Errorf("recovered as %+v", again.session.Person)
	}
	if _, err := w.signInAgain(p); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("the old passkey: %v", err)
	}
	if _, err := w.Session(t.Context(), p.token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("the old session: %v", err)
	}
	if _, err := w.Inspect(t.Context(), token); !errors.Is(err, access.ErrUsed) {
		t.Errorf("the link once more: %v", err)
	}
	late, _, err := w.Recover(t.Context(), staff, p.session.Person.ID)
	if err != nil {
		t.Fatal(err)
	}
	w.clock.forward(access.RecoveryFor)
	if _, err := w.Inspect(t.Context(), late); !errors.Is(err, access.ErrExpired) {
		t.Errorf("after half an hour: %v", err)
	}
	shell := access.SealLink(w.db.Secret(), access.NewRecovery(strings.ToUpper(again.email), w.clock.now().Add(time.Minute)))
	if q := w.passwordPerson(shell); q.session.Person.ID != p.session.Person.ID {
		t.Errorf("recovered from the shell as %+v", q.session.Person)
	}
}

func TestStaffCannotRecoverAnAdministrator(t *testing.T) {
	w := open(t, demo)
	staff, chief, officer := w.signIn(access.RoleStaff), w.signIn(access.RoleAdministrator), w.signIn(access.RoleOfficer, "0780")
	for name, try := range map[string]func() error{
		"recover": func() error { _, _, err := w.Recover(t.Context(), staff, chief.Session.Person.ID); return err },
		"disable": func() error { return w.Disable(t.Context(), staff, chief.Session.Person.ID) },
		"erase":   func() error { return w.Erase(t.Context(), staff, officer.Session.Person.ID) },
		"change": func() error {
			_, err := w.ChangePerson(t.Context(), staff, staff.Session.Person.ID, access.Change{Name: "A", Email: "a@example.se", Role: access.RoleAdministrator})
			return err
		},
		"officer disables a colleague": func() error { return w.Disable(t.Context(), officer, officer.Session.Person.ID) },
	} {
		if err := try(); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.Disable(t.Context(), officer, staff.Session.Person.ID); !errors.Is(err, access.ErrUnknown) {
		t.Errorf("an officer and staff: %v", err)
	}
}

func TestDisabledPeopleAreOutAtOnce(t *testing.T) {
	w := open(t, demo)
	p, chief := w.passkeyPerson(access.Right{Link: w.officer()}), w.signIn(access.RoleAdministrator)
	if err := w.Disable(t.Context(), chief, p.session.Person.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Session(t.Context(), p.token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("her session: %v", err)
	}
	if _, err := w.signInAgain(p); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("her passkey: %v", err)
	}
	if _, _, err := w.Recover(t.Context(), chief, p.session.Person.ID); !errors.Is(err, access.ErrUnknown) {
		t.Errorf("a recovery: %v", err)
	}
	again := access.SealLink(w.db.Secret(), access.NewInvitation(access.RoleOfficer, "A", p.session.Person.Email, w.clock.now().Add(time.Hour), "0780"))
	if _, err := w.OfferPasskey(t.Context(), browser(), access.Right{Link: again}); !errors.Is(err, access.ErrExists) {
		t.Errorf("a second invitation to her address: %v", err)
	}
	if _, err := w.AcceptDemo(t.Context(), browser(), again); !errors.Is(err, access.ErrInvalid) {
		t.Errorf("by one click: %v", err)
	}
	if err := w.Enable(t.Context(), chief, p.session.Person.ID); err != nil {
		t.Fatal(err)
	}
	must(w.signInAgain(p))(t)
}

func TestTheLastAdministratorStays(t *testing.T) {
	w := open(t, demo)
	chief := w.signIn(access.RoleAdministrator)
	me := chief.Session.Person
	demote := access.Change{Name: me.Name, Email: me.Email, Role: access.RoleStaff}
	for name, err := range map[string]error{
		"disable": w.Disable(t.Context(), chief, me.ID),
		"erase":   w.Erase(t.Context(), chief, me.ID),
		"demote":  second(w.ChangePerson(t.Context(), chief, me.ID, demote)),
	} {
		if !errors.Is(err, access.ErrLastAdministrator) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.signIn(access.RoleAdministrator)
	if p := must(w.ChangePerson(t.Context(), chief, me.ID, demote))(t); p.Role != access.RoleStaff {
		t.Errorf("changed to %+v", p)
	}
}

func TestChangesHoldFromTheNextRequest(t *testing.T) {
	w := open(t, demo)
	staff := w.signIn(access.RoleStaff)
	a := must(w.AcceptDemo(t.Context(), browser(), w.officer("0780", "0764")))(t)
	id := a.Session.Person.ID
	c := access.Change{Name: "Ny", Email: "ny@example.se", Role: access.RoleOfficer, Municipalities: []string{"0180", "0764"}}
	must(w.ChangePerson(t.Context(), staff, id, c))(t)
	s := must(w.Session(t.Context(), a.Token))(t)
	if s.MayHandIn("0780") || !s.MayHandIn("0180") || !s.MayHandIn("0764") || s.Person.Name != "Ny" {
		t.Errorf("session %+v", s)
	}
	c.Email = strings.ToUpper(staff.Session.Person.Email)
	if _, err := w.ChangePerson(t.Context(), staff, id, c); !errors.Is(err, access.ErrExists) {
		t.Errorf("somebody's address: %v", err)
	}
}

func TestOfficersSeeTheirColleaguesOnly(t *testing.T) {
	w := open(t, demo)
	a, b, other, staff := w.signIn(access.RoleOfficer, "0780"), w.signIn(access.RoleOfficer, "0780", "0764"), w.signIn(access.RoleOfficer, "0180"), w.signIn(access.RoleStaff)
	ids := func(s access.Session) (out []string) {
		for _, p := range must(w.People(t.Context(), s))(t) {
			out = append(out, p.ID)
		}
		slices.Sort(out)
		return out
	}
	want := []string{a.Session.Person.ID, b.Session.Person.ID}
	slices.Sort(want)
	if got := ids(a.Session); !slices.Equal(got, want) {
		t.Errorf("an officer sees %v, want %v", got, want)
	}
	if got := ids(staff.Session); len(got) != 4 {
		t.Errorf("staff see %v", got)
	}
	if got := ids(access.Session{}); len(got) != 0 {
		t.Errorf("nobody sees %v", got)
	}
	for _, id := range []string{other.Session.Person.ID, staff.Session.Person.ID, "x", ""} {
		if _, err := w.Person(t.Context(), a.Session, id); !errors.Is(err, access.ErrUnknown) {
			t.Errorf("%q: %v", id, err)
		}
		if _, err := w.Export(t.Context(), a, id); !errors.Is(err, access.ErrUnknown) {
			t.Errorf("export of %q: %v", id, err)
		}
	}
}
