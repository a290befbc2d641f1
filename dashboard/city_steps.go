package dashboard

import (
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// step lays out one commitment of a city.
func (v *visit) step(code string, c *analytics.ProfileCommitment, group int) step {
	s := step{
		Commitment: c.Commitment,
		Name:       v.name(c.Commitment),
		Said:       v.headline(c.Commitment),
		Mark:       v.mark(c.Commitment),
		Cell:       v.stateCell(c.Cell.State, "", ""),
		State:      v.stateText(c.Cell.State),
		Decided:    c.Cell.Decided,
		Reference:  c.Cell.Reference,
		Link:       v.evidence(c.Cell.Link),
		Behind:     v.behind(c.Cell.Submission, c.Cell.Line, v.lang.Date(c.Cell.Since)),
		Href:       v.href("/ataganden/" + c.Commitment.Slug),
		NextHref:   v.href(nextStepPath(code, c.Commitment.Slug)),
		Prompt:     v.supportPrompt(c.Support()),
	}
	if v.session != nil {
		s.Comment = c.Cell.Comment
	}
	if m := c.Groups[group].Median; m != nil {
		s.Median = strconv.Itoa(*m)
	}
	if c.NextLevel > 0 {
		s.Next = v.T("city.next", c.NextLevel, c.Commitment.Levels[c.NextLevel-1].Name.In(string(v.lang)))
	}
	for _, a := range c.Actions {
		line := v.stepAction(a)
		s.All = append(s.All, line)
		if a.Action.Level == c.NextLevel {
			s.Actions = append(s.Actions, line)
		}
		if a.Status != "" {
			s.Reported++
			if a.Action.Level != c.NextLevel {
				s.Others = append(s.Others, line)
			}
		}
	}
	return s
}

// stepAction is one action with the city's status.
func (v *visit) stepAction(a analytics.CityAction) stepAction {
	line := stepAction{
		Level: strconv.Itoa(a.Action.Level), Label: a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID),
		Status: v.statusText(a.Status), Class: "status status-" + statusClass(a.Status), Evidence: v.evidence(a.Link),
	}
	if v.session != nil {
		line.Comment = a.Comment
	}
	return line
}

// historyLine is one submission with the first of its changes.
func (v *visit) historyLine(h analytics.HistoryEntry) historyLine {
	line := historyLine{
		When: v.lang.Clock(h.Received), Href: v.submissionPath(h.Submission), Example: h.Example, FileName: h.FileName,
		What: v.lang.Plural("history."+string(h.Kind), len(h.Changes)),
	}
	if h.UndoneBy != 0 {
		line.Undone = v.submissionPath(h.UndoneBy)
	}
	if v.session != nil {
		line.Sender = h.Sender
	}
	const shown = 10
	for _, c := range h.Changes[:min(shown, len(h.Changes))] {
		line.Changes = append(line.Changes, v.changeText(c))
	}
	line.More = max(0, len(h.Changes)-shown)
	return line
}

// changeText puts a change into words.
func (v *visit) changeText(c analytics.Change) changeText {
	if c.Action != nil {
		return changeText{
			What: c.Commitment.Label.In(string(v.lang)) + " " + strconv.Itoa(c.Action.Level) + "." + strconv.Itoa(c.Action.Ordinal) + " " + c.Action.Label.In(string(v.lang)),
			From: v.statusText(data.Status(c.From)), To: v.statusText(data.Status(c.To)),
		}
	}
	return changeText{What: v.name(c.Commitment), From: v.stateText(analytics.State(c.From)), To: v.stateText(analytics.State(c.To))}
}
