package access_test

import (
	"errors"
	"net/url"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

// today is a world at the real time, as the provider's tokens are.
func today(t *testing.T, o access.Options) *world {
	t.Helper()
	c := newClock()
	c.set(time.Now().UTC())
	return openAt(t, o, c)
}

func (w *world) through(o *organisation, c access.Client, r access.Right, person who) (access.Admission, error) {
	w.t.Helper()
	at := must(w.VisitProvider(w.t.Context(), c, "vaxjo", r))(w.t)
	return w.ReturnFromProvider(w.t.Context(), c, "vaxjo", o.visit(at, person))
}

var asa = who{"asa-1", map[string]any{"email": "asa@example.se", "email_verified": true}}

func TestSignInThroughAnOrganisation(t *testing.T) {
	o := newOrganisation(t)
	w := today(t, access.Options{Providers: []access.Provider{o.provider()}})
	c := browser()
	link := w.officer()
	at := must(w.VisitProvider(t.Context(), c, "vaxjo", access.Right{Link: link}))(t)
	q := must(url.Parse(at))(t).Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("state") == "" || q.Get("redirect_uri") != site+"/logga-in/vaxjo/svar" {
		t.Errorf("led to %s", at)
	}
	must(w.Inspect(t.Context(), link))(t) // setting out spends nothing
	a := must(w.ReturnFromProvider(t.Context(), c, "vaxjo", o.visit(at, asa)))(t)
	if a.Session.Method != access.ByOIDC || !a.Session.Fresh(w.clock.now()) {
		t.Errorf("session %+v", a.Session)
	}
	again := must(w.through(o, browser(), access.Right{}, asa))(t)
	if again.Session.Person.ID != a.Session.Person.ID {
		t.Errorf("signed in as %+v", again.Session.Person)
	}
	ids := must(w.Credentials(t.Context(), a.Session.Person.ID))(t).Identities
	if len(ids) != 1 || ids[0].Issuer != o.issuer || ids[0].Subject != "asa-1" || ids[0].Provider != "vaxjo" {
		t.Errorf("identities %+v", ids)
	}
	o.authAge = time.Hour // the provider knew her from before
	if old := must(w.through(o, browser(), access.Right{}, asa))(t); old.Session.Fresh(w.clock.now()) {
		t.Error("a proof of an hour ago counts as fresh")
	}
}

// TestNobodyIsKnownByHerAddress is the attack by which most sites are taken over: another subject with the victim's e-mail address.
func TestNobodyIsKnownByHerAddress(t *testing.T) {
	o := newOrganisation(t)
	w := today(t, access.Options{Providers: []access.Provider{o.provider()}})
	must(w.through(o, browser(), access.Right{Link: w.officer()}, asa))(t)
	thief := who{"mallory", asa.claims}
	if _, err := w.through(o, browser(), access.Right{}, thief); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("got %v", err)
	}
	if _, err := w.through(o, browser(), access.Right{Link: w.officer()}, asa); !errors.Is(err, access.ErrLinked) {
		t.Errorf("one identity for two people: %v", err)
	}
}

func TestWrongAnswersFromAProvider(t *testing.T) {
	for name, spoil := range map[string]func(*organisation){
		"wrong nonce":  func(o *organisation) { o.nonce = "another" },
		"wrong issuer": func(o *organisation) { o.says = "https://idp.example.com/" + tenant },
		"wrong key":    func(o *organisation) { o.forged = newOrganisation(o.t).key },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOrganisation(t)
			w := today(t, access.Options{Providers: []access.Provider{o.provider()}})
			must(w.through(o, browser(), access.Right{Link: w.officer()}, asa))(t)
			spoil(o)
			if _, err := w.through(o, browser(), access.Right{}, asa); !errors.Is(err, access.ErrCredentials) {
				t.Errorf("got %v", err)
			}
			if w.happened(access.SignInFailed) != 1 {
				t.Errorf("events %+v", w.events)
			}
		})
	}
}

func TestAnswersAreGoodOnceAndInOneBrowser(t *testing.T) {
	o := newOrganisation(t)
	w := today(t, access.Options{Providers: []access.Provider{o.provider()}})
	must(w.through(o, browser(), access.Right{Link: w.officer()}, asa))(t)
	c := browser()
	set := func() access.Answer {
		return o.visit(must(w.VisitProvider(t.Context(), c, "vaxjo", access.Right{}))(t), asa)
	}
	answer := set()
	if _, err := w.ReturnFromProvider(t.Context(), browser(), "vaxjo", answer); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("in another browser: %v", err)
	}
	must(w.ReturnFromProvider(t.Context(), c, "vaxjo", answer))(t)
	if _, err := w.ReturnFromProvider(t.Context(), c, "vaxjo", answer); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("replayed: %v", err)
	}
	fresh := set()
	fresh.Code = answer.Code
	if _, err := w.ReturnFromProvider(t.Context(), c, "vaxjo", fresh); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("a used code with a fresh state: %v", err)
	}
	// A code that was got in another browser, and not used: its verifier and nonce are not this one's.
	stolen, mine := set(), set()
	mine.Code = stolen.Code
	if _, err := w.ReturnFromProvider(t.Context(), c, "vaxjo", mine); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("an injected code: %v", err)
	}
	for name, spoil := range map[string]func(*access.Answer){
		"no state":       func(a *access.Answer) { a.State = "" },
		"another issuer": func(a *access.Answer) { a.Issuer = "https://idp.example.com" },
	} {
		answer := set()
		spoil(&answer)
		if _, err := w.ReturnFromProvider(t.Context(), c, "vaxjo", answer); !errors.Is(err, access.ErrCeremony) {
			t.Errorf("%s: %v", name, err)
		}
	}
	refused := set()
	refused.Code, refused.Error = "", "access_denied"
	if _, err := w.ReturnFromProvider(t.Context(), c, "vaxjo", refused); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("refused there: %v", err)
	}
	if _, err := w.ReturnFromProvider(t.Context(), c, "annan", set()); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("at another provider's address: %v", err)
	}
}

func TestADisabledPersonStaysOutOfHerOrganisationsWay(t *testing.T) {
	o := newOrganisation(t)
	w := today(t, access.Options{Demo: true, Providers: []access.Provider{o.provider()}})
	a := must(w.through(o, browser(), access.Right{Link: w.officer()}, asa))(t)
	if err := w.Disable(t.Context(), w.signIn(access.RoleAdministrator), a.Session.Person.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.through(o, browser(), access.Right{}, asa); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("got %v", err)
	}
}

func TestWhoMayUseAProvider(t *testing.T) {
	o := newOrganisation(t)
	p := o.provider()
	p.Municipalities = []string{"0780"}
	w := today(t, access.Options{Providers: []access.Provider{p}})
	for name, link := range map[string]string{"staff": w.link(access.RoleStaff), "another city's": w.officer("0180")} {
		if _, err := w.VisitProvider(t.Context(), browser(), "vaxjo", access.Right{Link: link}); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	p.Staff = true
	w = today(t, access.Options{Providers: []access.Provider{p}})
	must(w.through(o, browser(), access.Right{Link: w.link(access.RoleStaff)}, asa))(t)
}

func TestEntraIsKnownByTenantAndObject(t *testing.T) {
	o := newOrganisation(t)
	p := o.provider()
	p.Tenant = tenant
	w := today(t, access.Options{Providers: []access.Provider{p}})
	said := func(tid, oid string) who { return who{"pairwise", map[string]any{"tid": tid, "oid": oid}} }
	a := must(w.through(o, browser(), access.Right{Link: w.officer()}, said(tenant, "object-1")))(t)
	if got := must(w.Credentials(t.Context(), a.Session.Person.ID))(t).Identities[0].Subject; got != tenant+"/object-1" {
		t.Errorf("known as %q", got)
	}
	for name, person := range map[string]who{
		"another object, same subject": said(tenant, "object-2"), "another tenant": said("another", "object-1"), "no object": said(tenant, ""), "neither": asa,
	} {
		if _, err := w.through(o, browser(), access.Right{}, person); !errors.Is(err, access.ErrCredentials) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOrganisationsOfASharedIssuer(t *testing.T) {
	o := newOrganisation(t)
	p := o.provider()
	p.OrganisationFrom, p.Organisations = "org", []string{"212000-0662"}
	w := today(t, access.Options{Providers: []access.Provider{p}})
	must(w.through(o, browser(), access.Right{Link: w.officer()}, who{"a", map[string]any{"org": []string{"x", "212000-0662"}}}))(t)
	for name, org := range map[string]any{"another": "212000-0142", "a part": "212000", "none": nil} {
		if _, err := w.through(o, browser(), access.Right{}, who{"a", map[string]any{"org": org}}); !errors.Is(err, access.ErrCredentials) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestIdentitiesAreAddedAndProveAnew(t *testing.T) {
	o := newOrganisation(t)
	w := today(t, access.Options{Providers: []access.Provider{o.provider()}})
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	added := must(w.through(o, p.client, access.Right{Session: p.token}, asa))(t)
	if added.Session.ID != p.session.ID || added.Token == p.token {
		t.Errorf("session %+v", added.Session)
	}
	up := func(person who) (access.Admission, error) {
		at := must(w.VisitProviderToStepUp(t.Context(), p.client, "vaxjo", added.Token))(t)
		if q := must(url.Parse(at))(t).Query(); q.Get("prompt") != "login" || q.Get("max_age") != "0" {
			t.Errorf("led to %s", at)
		}
		return w.ReturnFromProvider(t.Context(), p.client, "vaxjo", o.visit(at, person))
	}
	w.clock.forward(access.StepUpFor)
	if _, err := w.VisitProvider(t.Context(), p.client, "vaxjo", access.Right{Session: added.Token}); !errors.Is(err, access.ErrStepUp) {
		t.Errorf("adding one without a fresh proof: %v", err)
	}
	w.clock.set(time.Now().UTC())
	if _, err := up(who{"somebody else", nil}); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("somebody else's proof: %v", err)
	}
	o.authAge = time.Hour
	if _, err := up(asa); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("an old proof: %v", err)
	}
	o.silent = true
	if _, err := up(asa); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("a proof of nobody knows when: %v", err)
	}
	o.silent, o.authAge = false, 0
	fresh := must(up(asa))(t)
	if !fresh.Session.Fresh(w.clock.now()) || fresh.Token == added.Token {
		t.Errorf("stepped up to %+v", fresh.Session)
	}
	must(w.RemoveIdentity(t.Context(), p.client, fresh.Token, o.issuer, "asa-1"))(t)
	if _, err := w.through(o, browser(), access.Right{}, asa); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("a removed identity signs in: %v", err)
	}
}
