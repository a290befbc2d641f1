package dashboard

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// correctionTries is how often a form is applied anew because another one came first.
const correctionTries = 5

// correctUpload answers POST /lamna-in/granska/{draft}/ratta: it keeps the cells that were changed, does what the pressed button says
// (take a suggestion, put a cell back, name columns, open a row), and leads to the file as it is read then. The bytes that were sent
// stay as they are.
func (s *Site) correctUpload(p *post) error {
	p.path = "/lamna-in/granska/" + p.param("draft") // where the page is that the form stands on
	for _, name := range [...]string{"rader", "sida", "rad"} {
		if value := p.form.Get(name); value != "" {
			p.query.Set(name, value)
		}
	}
	for range correctionTries {
		if err := p.correct(); !errors.Is(err, errStale) {
			return err
		}
	}
	return &problem{status: fiber.StatusServiceUnavailable, key: "error.busy"}
}

// correct applies the form to the draft as it is now.
func (p *post) correct() error {
	r, err := p.reading()
	if err != nil {
		return err
	}
	if r.kept.Submission != 0 {
		return p.receipt(r.kept.Submission)
	}
	all, sheet := p.query.Get("rader") == "alla", max(1, atoi(p.query.Get("sida")))
	if !r.table {
		return p.Redirect(p.gridHref(false, 1, 0), fiber.StatusSeeOther)
	}
	typed := p.typedCells(&r)
	if err := p.keep(&r, typed.edits); err != nil {
		return p.notTaken(&r, typed, err)
	}
	act, about, _ := strings.Cut(p.form.Get("gor"), ":")
	if act != "" && act != "rad" {
		if err := p.fresh(&r); err != nil {
			return err
		}
	}
	anchor := "#ratta"
	switch act {
	case "ta":
		err = p.takeSuggestion(&r, about)
	case "aterstall":
		err = p.putBack(&r, about)
	case "kolumner":
		chosen := p.chosenColumns(&r)
		if err = p.keep(&r, chosen); err == nil {
			err = p.rememberColumns(&r, chosen)
		}
	case "rad":
		if line := atoi(about); line > 0 {
			p.query.Set("rad", about)
			anchor = "#" + lineID(line)
		}
	}
	if err != nil {
		return p.notTaken(&r, typed, err)
	}
	if len(typed.unsaved) > 0 {
		return p.showAgain(&r, typed)
	}
	return p.Redirect(p.gridHref(all, sheet, max(0, atoi(p.query.Get("rad"))))+anchor, fiber.StatusSeeOther)
}

// errTooManyCorrections means that a draft cannot hold what was asked for.
var errTooManyCorrections = errors.New("too many corrections")

// keep adds corrections to a draft. What was read of it is then out of date.
func (p *post) keep(r *reading, edits []data.Correction) error {
	if len(edits) == 0 {
		return nil
	}
	next := p.site.reader.Settle(r.raw, slices.Concat(r.kept.Corrections, edits), p.site.limits)
	if slices.Equal(next, r.kept.Corrections) {
		return nil
	}
	size := 0
	for i := range next {
		size += len(next[i].Value)
	}
	if len(next) > correctionsAllowed || size > correctionsText {
		return errTooManyCorrections
	}
	if err := p.site.drafts.correct(r.kept, next); err != nil {
		return err
	}
	r.kept.Corrections, r.kept.Revision, r.outdated = next, r.kept.Revision+1, true
	return nil
}

// fresh reads a draft again if corrections have been added since.
func (p *post) fresh(r *reading) error {
	if !r.outdated {
		return nil
	}
	now, err := p.read(r.kept, r.raw)
	if err == nil {
		*r = now
	}
	return err
}

// takeSuggestion puts what a finding suggests in its cell, or in those of all alike: about is its key, with a line for one alone.
func (p *post) takeSuggestion(r *reading, about string) error {
	key, line, alone := strings.Cut(about, ":")
	at := slices.IndexFunc(r.findings, func(f ingest.Finding) bool {
		return findingKey(f) == key && (!alone || strconv.Itoa(f.Line) == line)
	})
	if at < 0 || !r.findings[at].Replaceable() {
		return nil // it has been put right since
	}
	found := r.findings
	if alone {
		found = found[at : at+1]
	}
	return p.keep(r, ingest.Accept(found, r.findings[at]))
}

// putBack lets a cell hold what was sent.
func (p *post) putBack(r *reading, about string) error {
	at := slices.IndexFunc(r.kept.Corrections, func(c data.Correction) bool { return cellKey{c.Line, c.Column}.String() == about })
	if at < 0 {
		return nil
	}
	undone := r.kept.Corrections[at]
	back := undone
	back.Value = undone.Sent
	if err := p.keep(r, []data.Correction{back}); err != nil {
		return err
	}
	return p.forgetColumn(r, undone)
}

// notTaken shows the page again when a draft cannot hold more; what was typed stays in its fields.
func (p *post) notTaken(r *reading, typed typedCells, err error) error {
	if !errors.Is(err, errTooManyCorrections) {
		return err
	}
	typed.notices = append(typed.notices, p.T("grid.notice.full", correctionsAllowed))
	for _, c := range typed.edits {
		typed.unsaved[cellKey{c.Line, c.Column}] = c.Value
	}
	return p.showAgain(r, typed)
}

// showAgain shows the page with values that could not be kept in their fields.
func (p *post) showAgain(r *reading, typed typedCells) error {
	if err := p.fresh(r); err != nil {
		return err
	}
	shown, err := p.previewOf(r, typed)
	if err != nil {
		return err
	}
	body, err := p.site.views.render(p.visit, shown)
	if err != nil {
		return err
	}
	return send(p.Ctx, newCached(fiber.MIMETextHTMLCharsetUTF8, "", body), true)
}
