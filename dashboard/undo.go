package dashboard

import (
	"fmt"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// undoData is what undoing a submission would put back, and what it would leave.
type undoData struct {
	ID      int64
	What    string
	When    string
	Title   string
	Notice  string // why the last try came to nothing, or ""
	Back    table  // put back
	More    string // "och 12 till", or ""
	Kept    table  // changed again since, and left
	Shown   string // fingerprint of what is shown
	Receipt string
}

// undoPage answers GET /inlamningar/{id}/angra: it shows and asks, and changes nothing.
func undoPage(v *visit) (*page, error) {
	e, _, err := v.own()
	if err != nil {
		return nil, err
	}
	plan, kept, err := ingest.PlanUndo(v.ctx, v.site.db, e.Submission)
	if err != nil {
		return nil, err
	}
	d := undoData{
		ID: e.Submission, What: v.entryText(&e), When: v.lang.Clock(e.Received),
		Receipt: v.href(fmt.Sprintf("/lamna-in/kvitto/%d", e.Submission)),
	}
	if d.Shown, err = fingerprint([]any{plan, kept}); err != nil {
		return nil, err
	}
	d.Back = v.putBackTable(&e, plan)
	if more := len(d.Back.Rows) - previewRows; more > 0 {
		d.Back.Rows, d.More = d.Back.Rows[:previewRows], v.T("handin.more", more)
	}
	d.Kept = v.keptTable(plan.Edition, kept)
	d.Title = v.lang.Plural("undo.title", len(plan.Declarations)+len(plan.Reports), e.Submission)
	if len(d.Back.Rows) == 0 {
		d.Title = v.T("undo.title.nothing")
	}
	if v.query.Get("fel") == "andrat" {
		d.Notice = v.T("undo.notice.andrat")
	}
	return &page{Template: "undo", Title: d.Title, Data: d, Private: true, NoIndex: true}, nil
}

// undoSubmission answers POST /inlamningar/{id}/angra: it puts back what the page showed, as a submission of its own.
func (s *Site) undoSubmission(p *post) error {
	s.drafts.deciding.Lock()
	defer s.drafts.deciding.Unlock()
	e, _, err := p.own()
	if err != nil {
		return err
	}
	plan, kept, err := ingest.PlanUndo(p.ctx, s.db, e.Submission)
	if err != nil {
		return err
	}
	shown, err := fingerprint([]any{plan, kept})
	switch {
	case err != nil:
		return err
	case len(plan.Declarations)+len(plan.Reports) == 0 && e.UndoneBy != 0: // sent twice
		return p.receipt(e.UndoneBy)
	case len(plan.Declarations)+len(plan.Reports) == 0, shown != p.form.Get("shown"):
		return p.seeOther(fmt.Sprintf("/inlamningar/%d/angra?fel=andrat", e.Submission))
	}
	plan.Sender = sender(p.session)
	saved, err := s.db.Record(p.ctx, plan, nil)
	if err != nil {
		return storage(err)
	}
	s.noteSubmission(p.Ctx, audit.Undone, saved)
	return p.receipt(saved.ID)
}

// putBackTable lists what an undo puts back: what the submission said, and what will stand.
func (v *visit) putBackTable(e *analytics.HistoryEntry, plan data.Submission) table {
	said := make(map[[2]string]string, len(e.Changes))
	for _, c := range e.Changes {
		about := c.Commitment.Slug
		if c.Action != nil {
			about = c.Action.ID
		}
		said[[2]string{c.City.Code, about}] = c.To
	}
	t := table{Caption: v.T("undo.back"), Class: "change-table", Head: []cell{
		{Text: v.T("handin.head.city")}, {Text: v.T("handin.head.about")}, {Text: v.T("handin.head.stands")}, {Text: v.T("handin.head.becomes")},
	}}
	add := func(code, about string, c *data.Commitment, a *data.Action, value string) {
		now := value // only details differ
		if s, ok := said[[2]string{code, about}]; ok {
			now = s
		}
		becomes := cell{Text: v.valueText(a != nil, value)}
		if now == value {
			becomes.Sub = v.T("undo.details")
		}
		t.Rows = append(t.Rows, []cell{
			{Text: v.catalogue().Municipality(code).Name, Head: true}, {Text: v.aboutText(c, a)}, {Text: v.valueText(a != nil, now)}, becomes,
		})
	}
	edition := v.catalogue().Edition(plan.Edition)
	for _, d := range plan.Declarations {
		add(d.Municipality, d.Commitment, edition.Commitment(d.Commitment), nil, levelState(d))
	}
	for _, r := range plan.Reports {
		a := edition.Action(r.Action)
		add(r.Municipality, r.Action, edition.Commitment(a.Commitment), a, string(r.Status))
	}
	return t
}

// levelState is the state that a declaration says.
func levelState(d data.Declaration) string {
	switch {
	case d.Withdrawn:
		return string(analytics.NotHandedIn)
	case d.Level == nil:
		return string(analytics.Silent)
	}
	return strconv.Itoa(*d.Level)
}

// keptTable lists what a later submission has changed again, and an undo leaves.
func (v *visit) keptTable(editionID string, kept []ingest.Change) table {
	t := table{Caption: v.T("undo.kept"), Class: "change-table", Head: []cell{
		{Text: v.T("handin.head.city")}, {Text: v.T("handin.head.about")}, {Text: v.T("undo.head.said")}, {Text: v.T("handin.head.stands")},
	}}
	edition := v.catalogue().Edition(editionID)
	for _, c := range kept {
		from, to := v.changeValues(c)
		t.Rows = append(t.Rows, []cell{
			{Text: v.catalogue().Municipality(c.Municipality).Name, Head: true}, {Text: v.changeAbout(edition, c)}, {Text: from}, {Text: to},
		})
	}
	return t
}
