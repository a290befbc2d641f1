package dashboard

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/desk"
	"pionjarkollen/ingest"
)

// importBytes bounds the form that brings a roster file back, written in base64 and escaped.
const importBytes = 3_000_000

// importData is a roster file: what was found in it and what it would change.
type importData struct {
	Bad      string
	Read     bool // a file was read
	Name     string
	Raw      string // base64, to come back with the confirmation
	Plan     desk.RosterPlan
	Changes  table
	Findings table
	Errors   int
	Columns  []string
}

// rosterColumns are the headings of a roster file.
var rosterColumns = [...]string{"kommunkod", "kommun", "roll", "gick_med", "lämnade", "pionjärstad"}

// rosterImportPage answers GET /personal/register/las-in.
func rosterImportPage(p *post) (*page, error) { return p.importPage(importData{}), nil }

func (p *post) importPage(d importData) *page {
	d.Columns = rosterColumns[:]
	return p.deskView("desk_import", p.T("desk.import.title"), d)
}

// readRoster answers POST /personal/register/las-in: what the file would change, and what is wrong with it. It changes nothing.
func (s *Site) readRoster(c *fiber.Ctx) error {
	p, err := s.post(c, fiber.MIMEMultipartForm)
	if err != nil {
		return err
	}
	name, raw, err := s.readUpload(c, p.session.CheckCSRF)
	if errors.Is(err, errNoFile) {
		return p.show(p.importPage(importData{Bad: p.T("handin.notice.fil")}), fiber.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	plan, findings, err := s.desk.PlanRoster(p.ctx, raw)
	if err != nil {
		return fmt.Errorf("read roster: %w", err)
	}
	return p.showImport(name, raw, plan, findings)
}

// showImport shows a file's findings and its plan.
func (p *post) showImport(name string, raw []byte, plan desk.RosterPlan, findings []ingest.Finding) error {
	d := importData{Read: true, Name: name, Plan: plan, Findings: table{Caption: p.T("desk.import.findings"), Class: "finding-table", Head: []cell{
		{Text: p.T("desk.import.line"), Num: true}, {Text: p.T("desk.import.column")}, {Text: p.T("desk.import.what")}, {Text: p.T("desk.import.value")},
	}}}
	for _, f := range findings {
		if f.Severity == ingest.Error {
			d.Errors++
		}
		line := cell{Text: p.T("desk.import.file")}
		if f.Line > 0 {
			line = cell{Text: strconv.Itoa(f.Line), Num: true}
		}
		d.Findings.Rows = append(d.Findings.Rows, []cell{
			line, {Text: f.Column}, {Text: desk.FindingText(p.lang, f), Sub: p.T("desk.import.severity." + string(f.Severity))}, {Text: cutText(f.Value)},
		})
	}
	if d.Errors > 0 {
		return p.show(p.importPage(d), fiber.StatusUnprocessableEntity)
	}
	d.Raw = base64.StdEncoding.EncodeToString(raw)
	d.Changes = p.changesTable(p.T("desk.import.changes"), plan.Changes, false)
	return p.show(p.importPage(d), fiber.StatusOK)
}

// cutText keeps a value from filling the page.
func cutText(s string) string {
	letters := []rune(s)
	if len(letters) > 120 {
		return string(letters[:120]) + "…"
	}
	return s
}

// applyRoster answers POST /personal/register/verkstall: it makes the changes that were shown, all or none.
func (s *Site) applyRoster(c *fiber.Ctx) error {
	p, err := s.post(c, fiber.MIMEApplicationForm)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(bodyOf(c).allow(importBytes))
	if err != nil {
		return bodyProblem(err)
	}
	if p.form, err = url.ParseQuery(string(body)); err != nil {
		return badRequest("error.form")
	}
	if err := s.proven(p, p.form.Get("csrf")); err != nil {
		return err
	}
	raw, err := base64.StdEncoding.DecodeString(p.form.Get("fil"))
	if err != nil {
		return badRequest("error.form")
	}
	plan, findings, err := s.desk.ApplyRoster(p.ctx, s.by(p.Ctx), raw, p.form.Get("grund"))
	if err == nil && ingestRejects(findings) {
		return p.showImport(p.form.Get("namn"), raw, plan, findings)
	}
	return p.settle(err, "/personal/register?klart=inlast", func(bad string) (*page, error) { return p.importPage(importData{Bad: bad}), nil })
}

// ingestRejects tells whether the findings hold an error.
func ingestRejects(findings []ingest.Finding) bool {
	for _, f := range findings {
		if f.Severity == ingest.Error {
			return true
		}
	}
	return false
}
