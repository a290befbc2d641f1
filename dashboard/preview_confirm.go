package dashboard

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/ingest"
)

// confirmUpload answers POST /lamna-in/granska/{draft}: it saves the file if it is still right, its warnings are confirmed, and it
// would change what its sender was shown. Of two tries one saves; the other is led to its receipt.
func (s *Site) confirmUpload(p *post) error {
	kept, raw, err := p.draft()
	if err != nil {
		return err
	}
	if kept.Submission != 0 {
		return p.receipt(kept.Submission)
	}
	sent, findings, err := s.examine(p.session, raw)
	if err != nil {
		return err
	}
	s.drafts.deciding.Lock()
	defer s.drafts.deciding.Unlock()
	if kept, _, err = p.draft(); err != nil { // while this one waited
		return err
	}
	if kept.Submission != 0 {
		return p.receipt(kept.Submission)
	}
	review := "/lamna-in/granska/" + kept.ID
	if !ingest.Accepted(findings) {
		return p.seeOther(review)
	}
	changes, err := ingest.Preview(p.ctx, s.db, sent)
	if err != nil {
		return err
	}
	if shown, err := fingerprint(changes); err != nil {
		return err
	} else if shown != p.form.Get("shown") {
		return p.seeOther(review + "?fel=andrat")
	}
	saved, err := ingest.Save(p.ctx, s.db, sent, findings, raw, ingest.Meta{
		Sender: sender(p.session), FileName: kept.Name, Confirmed: codes(p.form["confirm"]),
	})
	if errors.Is(err, ingest.ErrRejected) {
		return p.seeOther(review + "?fel=bekrafta")
	}
	if err != nil {
		return storage(err)
	}
	s.noteSubmission(p.Ctx, audit.HandedIn, saved)
	if err := s.drafts.saved(kept, saved.ID); err != nil { // it is saved all the same
		s.log.Error("note that a draft is saved", slog.String("draft", kept.ID), slog.Any("error", err))
	}
	return p.receipt(saved.ID)
}

// discardUpload answers POST /lamna-in/kasta/{draft}.
func (s *Site) discardUpload(p *post) error {
	kept, _, err := p.draft()
	if err != nil {
		return err
	}
	if err := s.drafts.discard(kept.ID); err != nil {
		return fmt.Errorf("discard draft: %w", err)
	}
	return p.seeOther("/lamna-in")
}

// receipt leads to the receipt of a submission.
func (p *post) receipt(id int64) error { return p.seeOther(fmt.Sprintf("/lamna-in/kvitto/%d", id)) }

// codes are the finding codes among names; others are left out.
func codes(names []string) []ingest.Code {
	var known []ingest.Code
	for _, c := range ingest.Codes() {
		if slices.Contains(names, string(c.Code)) {
			known = append(known, c.Code)
		}
	}
	return known
}
