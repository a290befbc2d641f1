package dashboard

import (
	"net/url"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/desk"
)

// consents are what municipalities have said about being contacted, by code.
type consents map[string]desk.ContactConsent

// agreeing counts the leaders that may be contacted.
func (c consents) agreeing(leaders []analytics.City) int {
	n := 0
	for _, l := range leaders {
		if c[l.Code].Leading == desk.Agrees {
			n++
		}
	}
	return n
}

// allConsents are the answers in the order of pages.
var allConsents = [...]desk.Consent{desk.Agrees, desk.Declines, desk.Unsaid}

// consentText is an answer in words.
func (v *visit) consentText(c desk.Consent) string {
	switch c {
	case desk.Agrees:
		return v.T("consent.yes")
	case desk.Declines:
		return v.T("consent.no")
	default:
		return v.T("consent.unsaid")
	}
}

// contactGroup is the cities of one commitment that answer the same.
type contactGroup struct {
	Title             string
	Leaders, Learners []contactCity
}

// contactCity is a city and, for staff alone and where it has not said no, who can be written to.
type contactCity struct {
	link

	Ways []link
}

// contactGroups sorts those who lead and those who learn by what they say to being contacted; nil where there are none.
func (v *visit) contactGroups(m analytics.Matches, said consents) ([]contactGroup, error) {
	if len(m.Leaders)+len(m.Learners) == 0 {
		return nil, nil
	}
	var people map[string][]desk.Contact
	if v.session != nil && v.session.Staff() && v.session.May(access.ReadContacts, "") {
		var err error
		if people, err = v.site.desk.Contacts(v.ctx, ""); err != nil {
			return nil, err
		}
	}
	city := func(c analytics.City, answer desk.Consent) contactCity {
		one := contactCity{link: v.cityLink(c, m.Commitment)}
		if answer == desk.Declines {
			return one
		}
		for _, p := range people[c.Code] {
			one.Ways = append(one.Ways, link{p.Name, "mailto:" + p.Email})
		}
		return one
	}
	groups := make([]contactGroup, len(allConsents))
	for i, answer := range allConsents {
		groups[i].Title = v.consentText(answer)
		for _, l := range m.Leaders {
			if said[l.Code].Leading == answer {
				groups[i].Leaders = append(groups[i].Leaders, city(l, answer))
			}
		}
		for _, l := range m.Learners {
			if said[l.Code].Learning == answer {
				groups[i].Learners = append(groups[i].Learners, city(l.City, answer))
			}
		}
	}
	return groups, nil
}

// Count is how many cities answer so.
func (g contactGroup) Count() int { return len(g.Leaders) + len(g.Learners) }

// contactJSON is a city and whether it may be contacted.
type contactJSON struct {
	cityJSON

	Contact *string `json:"contact"` // yes, no; null is not said
}

func newContact(c analytics.City, answer desk.Consent) contactJSON {
	one := contactJSON{cityJSON: cityJSON{c.Code, c.Name}}
	if answer != desk.Unsaid {
		one.Contact = new(string(answer))
	}
	return one
}

// consentForm is where a municipality says whether it may be contacted.
type consentForm struct {
	Leading, Learning []choice
	When              string // when it said so last, "" for never
}

func (p *post) consentForm(code string) (consentForm, error) {
	all, err := p.site.desk.Consents(p.ctx, code)
	if err != nil {
		return consentForm{}, err
	}
	said := all[code]
	f := consentForm{}
	for _, a := range [...]desk.Consent{desk.Unsaid, desk.Agrees, desk.Declines} {
		f.Leading = append(f.Leading, choice{string(a), p.consentText(a), a == said.Leading})
		f.Learning = append(f.Learning, choice{string(a), p.consentText(a), a == said.Learning})
	}
	if !said.Said.IsZero() {
		f.When = p.lang.Clock(said.Said)
	}
	return f, nil
}

// sayConsent answers POST /min-kommun/kontakt.
func (s *Site) sayConsent(p *post) error {
	code := p.form.Get("kommun")
	if err := p.session.Allow(access.SayConsent, s.db.Now(), code); err != nil {
		return p.wayProblem(err)
	}
	err := s.desk.SayConsent(p.ctx, s.by(p.Ctx), code, desk.ContactConsent{
		Leading: desk.Consent(p.form.Get("leder")), Learning: desk.Consent(p.form.Get("lar")),
	})
	return p.settle(err, withQuery("/min-kommun", url.Values{"kommun": {code}, "klart": {"kontakt"}}), p.ownCityPage)
}
