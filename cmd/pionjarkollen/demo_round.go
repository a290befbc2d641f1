package main

import (
	"context"
	"errors"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// demoPeople are the invented officers of the round, whose addresses lead nowhere: name, address and municipality.
var demoPeople = [...][3]string{
	{"Exempel Alvesta", "alvesta@example.se", "0764"},
	{"Exempel Göteborg", "goteborg@example.se", "1480"},
	{"Exempel Lund", "lund@example.se", "1281"},
	{"Exempel Nacka", "nacka@example.se", "0182"},
	{"Exempel Umeå", "umea@example.se", "2480"},
	{"Exempel Växjö", "vaxjo@example.se", demoCity},
}

// demoOpens is when the invented round opened: some of the examples came before it, and some since.
const demoOpens = "2026-09-01"

// demoConsents are invented answers about being contacted; the others have not said.
var demoConsents = map[string]desk.ContactConsent{
	demoCity: {Leading: desk.Agrees, Learning: desk.Agrees},
	"0764":   {Learning: desk.Agrees},
	"1281":   {Leading: desk.Agrees, Learning: desk.Declines},
	"1480":   {Leading: desk.Agrees},
	"2480":   {Leading: desk.Declines, Learning: desk.Declines},
}

// loadRound gives the staff desk something to show: a round, people to remind, answers about contact, an objection and a correction, all
// invented. A desk that has had a round is left alone.
func loadRound(ctx context.Context, db *data.DB, d *desk.Desk) error {
	rounds, err := d.Rounds(ctx, "")
	if err != nil || len(rounds) > 0 {
		return err
	}
	officer, err := loadPeople(ctx, db)
	if err != nil {
		return err
	}
	by := audit.By{Actor: audit.Actor{Kind: audit.System}}
	edition := db.Catalogue().Current().ID
	deadline := max(db.Now().In(locale.Zone()).AddDate(0, 0, 14).Format(time.DateOnly), demoOpens)
	if _, err := d.OpenRound(ctx, by, desk.Round{Edition: edition, Opens: demoOpens, Deadline: deadline, Note: "Exempeldata – påhittad omgång"}); err != nil {
		return err
	}
	for code, said := range demoConsents {
		if err := d.SayConsent(ctx, by, code, said); err != nil {
			return err
		}
	}
	raised, err := d.Raise(ctx, audit.By{Actor: officer}, desk.Objection{
		Edition: edition, Municipality: demoCity, About: desk.AboutGeneral,
		Text: "Exempeldata – påhittad invändning: vår inlämning i våras visas utan diarienummer.",
	})
	if err != nil {
		return err
	}
	_, err = d.Publish(ctx, by, desk.Correction{Edition: edition, Municipality: demoCity, Objection: raised.ID, Text: data.Text{
		SV: "Exempeldata – påhittad rättelse: diarienumret visas nu bredvid nivån.",
		EN: "Exempeldata (invented correction): the reference number now stands beside the level.",
	}})
	return err
}

// loadPeople invites and accepts the invented officers, and returns the one of demoCity as the audit log names her.
func loadPeople(ctx context.Context, db *data.DB) (officer audit.Actor, err error) {
	keeper, err := access.New(db, access.Options{Demo: true})
	if err != nil {
		return officer, err
	}
	defer func() { err = errors.Join(err, keeper.Close()) }()
	until := db.Now().Add(time.Hour)
	for _, one := range demoPeople {
		link := access.SealLink(db.Secret(), access.NewInvitation(access.RoleOfficer, one[0], one[1], until, one[2]))
		admitted, err := keeper.AcceptDemo(ctx, access.Client{}, link)
		if err != nil {
			return officer, err
		}
		if err := keeper.SignOut(ctx, access.Client{}, admitted.Token); err != nil {
			return officer, err
		}
		who := admitted.Session.Person
		officer = audit.Actor{Kind: audit.Person, ID: who.ID, Name: who.Name, Role: string(who.Role)}
	}
	return officer, nil
}
