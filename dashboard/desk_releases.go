package dashboard

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
)

// freezeTimeout bounds the making of a release.
const freezeTimeout = 5 * time.Minute

// freezeData is the page where releases are frozen: what would be, and those there are.
type freezeData struct {
	Notice, Bad string
	Form        url.Values
	Editions    []choice
	Edition     string
	DataVersion string // of the figures that the page shows
	State       string
	Example     bool
	Empty       bool // nobody has handed in
	First       bool // the edition has no release yet
	Changes     *changesView
	Broken      string // why the difference is not known
	List        table
	Any         bool
}

// freezePage answers GET /personal/utgavor.
func freezePage(p *post) (*page, error) { return p.freezePage("") }

// freezePage is the page, with what was wrong with what was sent.
func (p *post) freezePage(bad string) (*page, error) {
	e := p.filter.Edition
	d := freezeData{Notice: p.done(), Bad: bad, Form: p.form, Edition: e.ID}
	for i := range p.catalogue().Editions {
		id := p.catalogue().Editions[i].ID
		d.Editions = append(d.Editions, choice{id, id, id == e.ID})
	}
	look, err := p.site.releases.Look(p.ctx, release.Request{Edition: e})
	if err != nil {
		return nil, err
	}
	d.DataVersion = strconv.FormatUint(look.Manifest.DataVersion, 10)
	d.State, d.Example, d.Empty = p.stateLine(look.Cover), look.Cover.Example, look.Cover.HandedIn == 0
	changes := look.Manifest.Changes
	switch {
	case look.Damage != nil:
		d.Broken = p.T("desk.releases.broken")
	case changes == nil:
		d.First = true
	default:
		d.Changes = p.changes("andrat", p.T("releases.since", strconv.Itoa(changes.Since)), changes)
	}
	list := p.site.releases.List()
	d.List, d.Any = p.releaseTable(list), len(list) > 0
	return p.deskView("desk_releases", p.T("desk.menu.releases"), d), nil
}

// freezeRelease answers POST /personal/utgavor.
func (s *Site) freezeRelease(p *post) error {
	ctx, cancel := context.WithTimeout(p.ctx, freezeTimeout)
	defer cancel()
	e := p.catalogue().Edition(p.form.Get("version"))
	if e == nil {
		e = p.catalogue().Current()
	}
	p.filter.Edition = e
	again := func(bad string) (*page, error) { return p.freezePage(bad) }
	notes, err := s.desk.Notes(ctx, data.Text{SV: p.form.Get("svensk"), EN: p.form.Get("engelsk")})
	if err != nil {
		return p.settle(err, "", again)
	}
	version, err := strconv.ParseUint(p.form.Get("data"), 10, 64)
	if err != nil {
		version = 0 // which no figures have
	}
	_, err = s.releases.Freeze(ctx, release.Request{
		By: s.by(p.Ctx), Edition: e, DataVersion: version, Notes: release.Text(notes), Site: s.releaseSite(),
	})
	if err != nil {
		return p.notFrozen(err)
	}
	return p.seeOther("/personal/utgavor?klart=fryst")
}

// notFrozen shows the form again with why nothing was frozen, where staff can do something about it.
func (p *post) notFrozen(err error) error {
	bad, status := "", fiber.StatusConflict
	switch _, damaged := errors.AsType[*data.DamagedError](err); {
	case errors.Is(err, release.ErrChanged):
		bad = p.T("desk.releases.changed")
	case errors.Is(err, release.ErrExample):
		bad = p.T("desk.releases.example")
	case errors.Is(err, release.ErrEmpty):
		bad = p.T("desk.releases.empty")
	case damaged:
		bad = p.T("desk.releases.broken")
	default:
		return err
	}
	shown, err := p.freezePage(bad)
	if err != nil {
		return err
	}
	return p.show(shown, status)
}
