package browser_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	staffdesk "pionjarkollen/dashboard/desk"
	"pionjarkollen/data"
)

// deskPlaces are the pages of the staff desk that only have to be opened.
var deskPlaces = []place{
	{name: "desk-home", path: "/personal"},
	{name: "desk-remind", path: "/personal/paminnelser"},
	{name: "desk-rounds", path: "/personal/omgangar"},
	{name: "desk-roster", path: "/personal/register"},
	{name: "desk-import", path: "/personal/register/las-in", once: true},
	{name: "desk-member", path: "/personal/medlem?kommun=" + alvesta, once: true},
	{name: "desk-people", path: "/personal/personer"},
	{name: "desk-invite", path: "/personal/personer/bjud-in", once: true},
	{name: "desk-tokens", path: "/personal/nycklar", once: true},
	{name: "desk-objections", path: "/personal/invandningar"},
	{name: "desk-log", path: "/personal/logg"},
	{name: "desk-system", path: "/personal/system"},
	{name: "desk-city", path: "/min-kommun?kommun=" + vaxjo},
	{name: "corrections", path: "/rattelser", once: true},
}

// TestDeskPages opens every page of the desk, with nothing to show and with a round.
func TestDeskPages(t *testing.T) {
	t.Parallel()
	for _, fill := range []func(context.Context, *data.DB) error{nil, loadExamples} {
		t.Run(map[bool]string{true: "empty", false: "full"}[fill == nil], func(t *testing.T) {
			t.Parallel()
			s := ownSite(t, "", fill)
			b := newTab(t, s, desk)
			b.signIn(s.invitation(access.RoleOfficer, alvesta, "Bo Ek"))
			b.signIn(s.invitation(access.RoleAdministrator, "", "Kim Lind"))
			if fill != nil {
				s.openRound(t)
			}
			for _, p := range deskPlaces {
				for _, lang := range langs {
					if p.in(lang) {
						b.visit(lang, p)
					}
				}
			}
		})
	}
}

// openRound opens a round that all examples came before.
func (s *site) openRound(t *testing.T) {
	t.Helper()
	today := s.db.Now()
	_, err := s.Desk().OpenRound(t.Context(), audit.By{Actor: audit.Actor{Kind: audit.System}}, staffdesk.Round{
		Edition: s.db.Catalogue().Current().ID, Opens: today.Format("2006-01-02"), Deadline: today.AddDate(0, 0, 14).Format("2006-01-02"),
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestRemindAndCopy finds who is missing, previews the reminder, copies it, and notes it as sent.
func TestRemindAndCopy(t *testing.T) {
	t.Parallel()
	s := ownSite(t, "", loadExamples)
	s.openRound(t)
	b := newTab(t, s, desk)
	b.signIn(s.invitation(access.RoleOfficer, alvesta, "Bo Ek"))
	b.signIn(s.invitation(access.RoleStaff, "", "Kim Lind"))
	b.open("/personal?visa=saknas&sok=Alvesta")
	press := func(what, selector string) {
		t.Helper()
		if status := b.follow(what, chromedp.Click(chromedp.CSS(selector))); status != 200 {
			t.Fatalf("%s is answered %d", what, status)
		}
	}
	press("preview", `form[action="/personal/paminnelser"] button`)
	if text := js[string](b, `document.querySelector("textarea.letter").value`); !strings.Contains(text, "Alvesta") || !strings.Contains(text, "/lamna-in") {
		t.Errorf("the letter is\n%s", text)
	}
	press("note as sent", `button[name="satt"][value="copy"]`)
	if text := js[string](b, `document.querySelector("main").innerText`); !strings.Contains(text, "Bo Ek: noterad som skickad av dig") {
		t.Errorf("after the reminder was noted:\n%s", text)
	}
}

// TestRosterChangeShows adds a member on the desk and finds it on the public page.
func TestRosterChangeShows(t *testing.T) {
	t.Parallel()
	s := ownSite(t, "", nil)
	b := newTab(t, s, desk)
	b.signIn(s.invitation(access.RoleStaff, "", "Kim Lind"))
	b.open("/personal/medlem?kommun=" + mora)
	b.do("choose a role", chromedp.SetValue(chromedp.CSS("#roll"), "pioneer"), chromedp.SetValue(chromedp.CSS("#gick_med"), "2025"))
	if status := b.follow("save", chromedp.Click(chromedp.CSS(`form[action="/personal/medlem"] button`))); status != 200 {
		t.Fatalf("saving is answered %d", status)
	}
	b.open("/stader")
	if !js[bool](b, fmt.Sprintf(`!!document.querySelector('a[href="/stader/%s"]')`, mora)) {
		t.Error("Mora is not among the cities")
	}
}
