package dashboard

import (
	"fmt"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// handedIn is one submission in the history.
type handedIn struct {
	ID      int64
	When    string
	What    string // "Nivåer", "Åtgärder", "Ångrar inlämning 12"
	File    string
	Sender  string
	Summary string   // "3 ändringar"
	Changes []string // at most changesListed
	More    string   // "och 12 till", or ""
	Undone  int64    // the submission that put this one back, or 0
	Receipt string
	Raw     string // the file that was handed in, "" where there is none or it holds other cities' answers
	Undo    string
	Example bool
}

// changesListed is how many changes of a submission the history lists; its own page has all.
const changesListed = 25

// history describes submissions to a signed-in visitor.
func (v *visit) history(entries []analytics.HistoryEntry) ([]handedIn, error) {
	ids := make([]int64, len(entries))
	for i := range entries {
		ids[i] = entries[i].Submission
	}
	about, err := v.site.places(v.ctx, ids...)
	if err != nil {
		return nil, err
	}
	rows := make([]handedIn, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		h := handedIn{
			ID: e.Submission, When: v.lang.Clock(e.Received), What: v.entryText(e), File: e.FileName, Sender: e.Sender,
			Summary: v.lang.Plural("handin.changes", len(e.Changes)), Undone: e.UndoneBy, Example: e.Example,
		}
		for j := range e.Changes[:min(len(e.Changes), changesListed)] {
			h.Changes = append(h.Changes, v.changeSentence(&e.Changes[j]))
		}
		if n := len(e.Changes) - changesListed; n > 0 {
			h.More = v.T("handin.more", n)
		}
		if answersFor(v.session, about[e.Submission]) {
			h.Receipt = v.href(fmt.Sprintf("/lamna-in/kvitto/%d", e.Submission))
			h.Undo = v.href(fmt.Sprintf("/inlamningar/%d/angra", e.Submission))
			if e.Kind != data.Undo {
				h.Raw = v.href(fmt.Sprintf("/inlamningar/%d/fil", e.Submission))
			}
		}
		rows = append(rows, h)
	}
	return rows, nil
}

// entryText is what a submission is: "Nivåer", "Ångrar inlämning 12".
func (v *visit) entryText(e *analytics.HistoryEntry) string {
	if e.Undoes != 0 {
		return v.T("handin.undoes", e.Undoes)
	}
	return v.kindText(e.Kind)
}

// changeSentence tells one change: "Växjö, 2 Klimatberäkningar: 1 Initiera → 2 Etablera".
func (v *visit) changeSentence(c *analytics.Change) string {
	return fmt.Sprintf("%s, %s: %s → %s", c.City.Name, v.aboutText(c.Commitment, c.Action), v.valueText(c.Action != nil, c.From), v.valueText(c.Action != nil, c.To))
}

// aboutText names a commitment, or one of its actions.
func (v *visit) aboutText(c *data.Commitment, a *data.Action) string {
	if a == nil {
		return v.name(c)
	}
	return fmt.Sprintf("%s, %s", v.name(c), v.actionText(a))
}

// actionText names an action by its level, ordinal and label: "nivå 1, åtgärd 2 Organisera klimatinvesteringsarbetet".
func (v *visit) actionText(a *data.Action) string {
	return v.T("handin.action", a.Level, a.Ordinal, a.Label.In(string(v.lang)))
}

// valueText is what a state or an action's status is called.
func (v *visit) valueText(action bool, value string) string {
	if action {
		return v.statusText(data.Status(value))
	}
	return v.stateText(analytics.State(value))
}

// changeTable lists changes of one submission. Which one is said, so the cities are named only when there are several.
func (v *visit) changeTable(caption string, changes []analytics.Change) table {
	t := table{Caption: caption, Class: "change-table", Head: []cell{
		{Text: v.T("handin.head.city")}, {Text: v.T("handin.head.about")}, {Text: v.T("handin.head.was")}, {Text: v.T("handin.head.is")},
	}}
	for i := range changes {
		c := &changes[i]
		t.Rows = append(t.Rows, []cell{
			{Text: c.City.Name, Href: v.href("/stader/" + c.City.Code), Head: true},
			{Text: v.aboutText(c.Commitment, c.Action)},
			{Text: v.valueText(c.Action != nil, c.From)},
			{Text: v.valueText(c.Action != nil, c.To)},
		})
	}
	return t
}
