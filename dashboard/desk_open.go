package dashboard

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

//go:embed sql/officers.sql
var officersSQL string

// openDesk opens the audit log, the mail and the desk that rests on both.
func (s *Site) openDesk(o Options) error {
	ctx := context.Background()
	var err error
	if s.audit, err = audit.Open(ctx, o.DB, s.log); err != nil {
		return fmt.Errorf("audit log: %w", err)
	}
	s.releases = release.Open(release.Options{DB: o.DB, Audit: s.audit, Log: s.log, Demo: o.Access.Demo})
	if s.mail, err = mail.New(o.Mail, s.log, o.DB.Now); err != nil {
		return errors.Join(err, s.audit.Close(ctx))
	}
	s.desk, err = desk.Open(ctx, desk.Options{
		DB: o.DB, Audit: s.audit, Mail: s.mail, Log: s.log, Drafts: s.draftTimes, Version: o.Version,
	})
	if err != nil {
		return errors.Join(fmt.Errorf("staff desk: %w", err), s.closeDesk(ctx))
	}
	return nil
}

// closeDesk lets the mail that is on its way end, then writes what the audit log still has to.
func (s *Site) closeDesk(ctx context.Context) error {
	return errors.Join(s.mail.Close(ctx), s.audit.Close(context.WithoutCancel(ctx)))
}

// Desk is the site's staff desk, for whoever sets an example up. It is closed by Shutdown.
func (s *Site) Desk() *desk.Desk { return s.desk }

// Releases are the site's frozen releases, for whoever runs commands on the server.
func (s *Site) Releases() *release.Store { return s.releases }

// draftTimes tells by municipality code when the newest upload came that waits to be confirmed by one of its officers.
func (s *Site) draftTimes(ctx context.Context) (map[string]time.Time, error) {
	officers, err := s.officers(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := s.drafts.waiting()
	if err != nil {
		return nil, fmt.Errorf("look at drafts: %w", err)
	}
	out := map[string]time.Time{}
	for _, w := range waiting {
		codes := officers[w.Owner]
		if len(codes) > 1 {
			codes = s.inDraft(codes, w)
		}
		for _, code := range codes {
			if w.Received.After(out[code]) {
				out[code] = w.Received
			}
		}
	}
	return out, nil
}

// officers returns the municipalities of each officer, by the name of the owner of her drafts.
func (s *Site) officers(ctx context.Context) (map[string][]string, error) {
	rows, err := s.db.Query(ctx, officersSQL)
	if err != nil {
		return nil, fmt.Errorf("officers: %w", err)
	}
	defer rows.Close()
	out := map[string][]string{}
	for rows.Next() {
		var id, code string
		if err := rows.Scan(&id, &code); err != nil {
			return nil, fmt.Errorf("officers: %w", err)
		}
		name := owner(&access.Session{Person: access.Person{ID: id}})
		out[name] = append(out[name], code)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("officers: %w", err)
	}
	return out, nil
}

// inDraft returns those of the codes that the draft says something about.
func (s *Site) inDraft(codes []string, k draft) []string {
	_, raw, err := s.drafts.get(k.ID, k.Owner)
	if err != nil {
		return nil // it went away meanwhile
	}
	sent, _, err := ingest.Parse(bytes.NewReader(raw), s.db.Catalogue(), s.limits)
	if err != nil {
		return nil
	}
	about := map[string]bool{}
	for _, r := range sent.Rows {
		about[r.Municipality] = true
	}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !about[code] })
}

// waiting returns what waits to be confirmed.
func (d *drafts) waiting() ([]draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	kept, err := d.sweep()
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // who tidies temporary files may have taken the folder
	}
	return slices.DeleteFunc(kept, func(k draft) bool { return k.Submission != 0 }), err
}

// siteAddress is the address that links in mails begin with.
func (s *Site) siteAddress(c *fiber.Ctx) string {
	if s.public != nil {
		return s.public.String()
	}
	scheme := "http://"
	if s.https(c) {
		scheme = "https://"
	}
	return scheme + s.client(c).host
}

// municipalityName is what a code is called; an unknown one is its own name.
func (v *visit) municipalityName(code string) string {
	if m := v.catalogue().Municipality(code); m != nil {
		return m.Name
	}
	return code
}

// municipalityOf returns the municipality that somebody wrote by code or name, nil for none.
func municipalityOf(c *data.Catalogue, written string) *data.Municipality {
	if m := c.Municipality(written); m != nil {
		return m
	}
	for i := range c.Municipalities {
		if strings.EqualFold(c.Municipalities[i].Name, written) {
			return &c.Municipalities[i]
		}
	}
	return nil
}
