package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// demoCity is whom the municipality link of --demo is for.
const demoCity = "0780"

var errNotFresh = errors.New("the database holds real submissions, and invented ones are never mixed with them; " +
	"choose another --db for --demo, or leave --demo out")

// demo loads the invented examples into a database without submissions and prints a link of each role. The people of earlier starts
// are there still: a new link signs in as the same ones.
func demo(ctx context.Context, p *program, db *data.DB, d *desk.Desk, at string) error {
	if err := loadExamples(ctx, db); err != nil {
		return fmt.Errorf("load examples: %w", err)
	}
	if err := loadRound(ctx, db, d); err != nil {
		return fmt.Errorf("load an invented round: %w", err)
	}
	until := db.Now().Add(access.InvitationFor)
	city := db.Catalogue().Municipality(demoCity)
	officer := access.NewInvitation(access.RoleOfficer, "Exempel Handläggare", "handlaggare@example.se", until, city.Code)
	staff := access.NewInvitation(access.RoleStaff, "Exempel Medarbetare", "medarbetare@example.se", until)
	administrator := access.NewInvitation(access.RoleAdministrator, "Exempel Administratör", "administrator@example.se", until)
	_, err := fmt.Fprintf(p.stdout, `Exempeldata – påhittade nivåer (invented levels). Links that sign in, once each:
    hand in for %s (%s)   %s
    staff                 %s
    administrator         %s
`, city.Name, city.Code, link(at, access.SealLink(db.Secret(), officer)), link(at, access.SealLink(db.Secret(), staff)),
		link(at, access.SealLink(db.Secret(), administrator)))
	return err
}

// loadExamples loads what is missing of the examples, so that a load that was cut short can be taken up again. It refuses a
// database that holds anything but examples, and leaves one alone where people have begun to hand in beside them.
func loadExamples(ctx context.Context, db *data.DB) error {
	stored, err := analytics.New(db).Submissions(ctx, "", 0)
	if err != nil {
		return err
	}
	loaded := map[string]bool{}
	for _, s := range stored {
		if s.Example {
			loaded[s.FileName] = true
		}
	}
	switch {
	case len(stored) > 0 && len(loaded) == 0:
		return errNotFresh
	case len(stored) > len(loaded):
		return nil
	}
	examples, err := data.Examples()
	if err != nil {
		return err
	}
	for _, e := range examples {
		if loaded[e.Name] {
			continue
		}
		if err := loadExample(ctx, db, e); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	return nil
}

// loadExample takes the way of an upload whose warnings were confirmed.
func loadExample(ctx context.Context, db *data.DB, e data.Example) error {
	sent, findings, err := ingest.Parse(bytes.NewReader(e.Raw), db.Catalogue(), ingest.DefaultLimits)
	if err != nil {
		return err
	}
	_, err = ingest.Save(ctx, db, sent, findings, e.Raw, ingest.Meta{
		Sender: e.Sender, FileName: e.Name, Confirmed: warnings(findings), Example: true, Received: e.Received,
	})
	return err
}
