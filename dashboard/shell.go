package dashboard

import (
	"cmp"
	"context"
	"errors"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// Home returns a public address as files name it, without a final slash; "" is none, and none is an answer.
func Home(address string) (string, error) {
	u, err := publicURL(address)
	if u == nil || err != nil {
		return "", err
	}
	return u.String(), nil
}

// ReleaseSite returns what a site with these settings says in its releases; "" are the settings that a Site has where it is told none.
func ReleaseSite(home, operator, licence string) release.Site {
	return release.Site{Home: home, Publisher: cmp.Or(operator, siteName), Licence: cmp.Or(licence, CC0Licence)}
}

// releaseSite is what the site's releases say of it.
func (s *Site) releaseSite() release.Site { return ReleaseSite(s.home(), s.operator, s.licence) }

// ReleaseShell freezes the site's releases for whoever runs commands on the server while it runs.
func (s *Site) ReleaseShell() release.Shell {
	return release.Shell{Store: s.releases, Site: s.releaseSite(), Notes: releaseNotes(s.db)}
}

// NewReleaseShell freezes releases for whoever runs commands on the server while no site runs. In a demonstration invented answers may be frozen.
func NewReleaseShell(db *data.DB, log *audit.Log, site release.Site, demo bool) release.Shell {
	return release.Shell{Store: release.Open(release.Options{DB: db, Audit: log, Demo: demo}), Site: site, Notes: releaseNotes(db)}
}

// releaseNotes checks notes as the form for staff does.
func releaseNotes(db *data.DB) func(context.Context, release.Text) (release.Text, error) {
	return func(ctx context.Context, text release.Text) (release.Text, error) {
		checked, err := desk.Notes(ctx, db, data.Text(text))
		if bad, ok := errors.AsType[*desk.InputError](err); ok {
			return text, &release.InputError{Field: bad.Field, Reason: bad.Reason, Value: bad.Value}
		}
		return release.Text(checked), err
	}
}

// Consents tells what municipalities say to being contacted, for the reports that have it.
func Consents(db *data.DB) func(context.Context) (map[string]report.Consent, error) {
	return func(ctx context.Context) (map[string]report.Consent, error) {
		all, err := desk.Consents(ctx, db, "")
		if err != nil {
			return nil, err
		}
		return consents(all).said(), nil
	}
}
