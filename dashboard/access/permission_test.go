package access_test

import (
	"errors"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

// want is the table of permissions once more, as the issue words it: o own, e everywhere, - nowhere; for officer, staff, administrator
// and a program's token.
var want = map[access.Permission]string{
	access.HandIn:               "oeeo",
	access.ReadComments:         "eee-",
	access.ReadHistory:          "oee-",
	access.ReadRaw:              "oee-",
	access.UndoOwn:              "o---",
	access.UndoForOthers:        "-ee-",
	access.Object:               "o---",
	access.SayConsent:           "oee-",
	access.AnswerObjections:     "-ee-",
	access.ReadContacts:         "eee-",
	access.SeeColleagues:        "oee-",
	access.InvitePeople:         "oee-",
	access.ManagePeople:         "-ee-",
	access.ManageAdministrators: "--e-",
	access.ErasePeople:          "--e-",
	access.ManageTokens:         "oee-",
	access.ManageRoster:         "-ee-",
	access.ManageRounds:         "-ee-",
	access.FreezeRelease:        "-ee-",
	access.ReadAudit:            "-ee-",
	access.ExportAudit:          "-ee-",
	access.SeeSystem:            "-ee-",
}

func holder(role access.Role, codes ...string) access.Session {
	return access.Session{Person: access.Person{ID: "x", Role: role, State: access.StateActive, Municipalities: codes}}
}

func TestWhoMayWhat(t *testing.T) {
	program := holder(access.RoleOfficer, "0780")
	program.Method, program.Person.ID = access.ByToken, ""
	sessions := []access.Session{holder(access.RoleOfficer, "0764", "0780"), holder(access.RoleStaff), holder(access.RoleAdministrator), program}
	disabled := holder(access.RoleAdministrator)
	disabled.Person.State = access.StateDisabled
	nobodies := []access.Session{{}, holder("root", "0780"), disabled, {Person: access.Person{Role: access.RoleAdministrator, State: access.StateActive}}}
	if got := access.Permissions(); len(got) != len(want) {
		t.Errorf("%d permissions, want %d", len(got), len(want))
	}
	for _, p := range access.Permissions() {
		for i, reach := range want[p] {
			s := sessions[i]
			for code, may := range map[string]bool{"0780": reach != '-', "0180": reach == 'e', "": reach == 'e'} {
				if got := s.May(p, code); got != may {
					t.Errorf("%s of role %s (%s) for %q: %v", p, s.Person.Role, s.Method, code, got)
				}
			}
			if got := s.MayAnywhere(p); got != (reach != '-') {
				t.Errorf("%s of role %s anywhere: %v", p, s.Person.Role, got)
			}
		}
		for _, s := range nobodies {
			if s.May(p, "0780") || s.May(p, "") || s.MayAnywhere(p) {
				t.Errorf("%s is for %+v", p, s)
			}
		}
	}
	if access.Permission("unheard of").StepUp() || sessions[2].May("unheard of", "") {
		t.Error("a permission without a row is somebody's")
	}
}

func TestSensitivePermissionsNeedAFreshProof(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	s := holder(access.RoleStaff)
	for _, p := range []access.Permission{
		access.ManageRoster, access.ManagePeople, access.ManageTokens, access.UndoForOthers, access.InvitePeople, access.FreezeRelease, access.ExportAudit,
	} {
		s.SteppedUp = now.Add(-access.StepUpFor)
		if err := s.Allow(p, now, "0780"); !errors.Is(err, access.ErrStepUp) {
			t.Errorf("%s with an old proof: %v", p, err)
		}
		s.SteppedUp = now.Add(-access.StepUpFor + time.Second)
		if err := s.Allow(p, now, "0780"); err != nil {
			t.Errorf("%s with a fresh proof: %v", p, err)
		}
	}
	officer := holder(access.RoleOfficer, "0780")
	officer.SteppedUp = now
	if err := officer.Allow(access.HandIn, now, "0780", "0180"); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("her own and another's: %v", err)
	}
}

func TestMayHandIn(t *testing.T) {
	staff, officer := holder(access.RoleStaff), holder(access.RoleOfficer, "0780")
	if !staff.MayHandIn("0180") || staff.MayHandIn("") || !officer.MayHandIn("0780") || officer.MayHandIn("0180") || officer.MayHandIn("") {
		t.Error("handing in is for one's own, and for staff for any")
	}
	if got := officer.Sender("0780"); got.Role != "municipality" || got.Municipality != "0780" || got.Person != "x" {
		t.Errorf("sender %+v", got)
	}
	if got := staff.Sender(""); got.Role != "staff" || got.Municipality != "" {
		t.Errorf("sender %+v", got)
	}
}
