package dashboard

import (
	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// gaps is where nobody leads and what nobody works on, and whom to ask.
type gaps struct {
	Title    string
	Sub      string
	Unled    table
	Idle     []idleGroup
	IdleText string
	Files    []link
}

// idleGroup is a commitment's actions that nobody works on.
type idleGroup struct {
	Name    string
	Count   string
	Actions table
}

// gaps puts what nobody has taken on into words and tables.
func (v *visit) gaps(r analytics.Leads) gaps {
	d := gaps{
		Title: v.gapsFinding(r), Files: v.reportLinks(report.Gaps, nil),
		Unled: table{Caption: v.T("gaps.caption"), Head: []cell{{Text: v.T("column.commitment")}, {Text: v.T("gaps.ask")}}},
	}
	actions, idle := 0, 0
	for _, c := range r.Commitments {
		if len(c.Leaders) == 0 {
			d.Unled.Rows = append(d.Unled.Rows, []cell{
				{Text: v.name(c.Commitment), Href: v.togetherAt(c.Commitment), Head: true}, v.askedCell(c.Nearest),
			})
		}
		if c.Commitment.Status != data.Proposed {
			actions, idle = actions+c.Actions, idle+len(c.Idle)
		}
		if len(c.Idle) == 0 {
			continue
		}
		group := idleGroup{
			Name: v.name(c.Commitment), Count: v.T("gaps.idle.count", len(c.Idle), c.Actions),
			Actions: table{Caption: v.T("gaps.idle.caption", v.prose(c.Commitment)), Head: []cell{{Text: v.T("column.action")}, {Text: v.T("gaps.ask")}}},
		}
		for _, a := range c.Idle {
			group.Actions.Rows = append(group.Actions.Rows, []cell{
				{Text: actionPlace(a.Action) + " " + a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID), Head: true},
				v.askedCell(a.Ask),
			})
		}
		d.Idle = append(d.Idle, group)
	}
	switch idle {
	case 0:
		d.IdleText = v.T("gaps.idle.none", actions)
	case actions:
		d.IdleText = v.T("gaps.idle.all", actions)
	default:
		d.IdleText = v.lang.Plural("gaps.idle", idle, actions)
	}
	return d
}

// gapsFinding says in how many commitments nobody goes first.
func (v *visit) gapsFinding(r analytics.Leads) string {
	settled := 0
	var without, proposed []string
	for _, c := range r.Commitments {
		said := v.prose(c.Commitment)
		switch {
		case c.Commitment.Status != data.Proposed && len(c.Leaders) > 0:
			settled++
		case c.Commitment.Status != data.Proposed:
			settled++
			without = append(without, said)
		case len(c.Leaders) == 0:
			proposed = append(proposed, said)
		}
	}
	const asMany = 4
	switch {
	case len(without) == 0 && len(proposed) == 0:
		return v.T("gaps.none")
	case len(without) == 0:
		return v.T("gaps.finding", v.lang.List(proposed))
	case len(without) == settled:
		return v.T("gaps.all")
	case len(without) > asMany:
		return v.T("gaps.several", v.lang.Word(len(without)), v.lang.Word(settled))
	default:
		return v.T("gaps.finding", v.lang.List(without))
	}
}

// askedCell names whom to ask, and how near they are.
func (v *visit) askedCell(a analytics.Asked) cell {
	if len(a.Cities) == 0 {
		return cell{Text: v.T("gaps.nobody"), Class: "muted"}
	}
	names := make([]string, 0, len(a.Cities)+1)
	for _, c := range a.Cities {
		level := v.stateText(c.State)
		switch {
		case c.Planned:
			level = v.T("gaps.plans")
		case c.AtWork > 0:
			level += ", " + v.lang.Plural("gaps.atwork", c.AtWork)
		}
		names = append(names, c.Name+" ("+level+")")
	}
	if a.More > 0 {
		names = append(names, v.T("levels.more", a.More))
	}
	return cell{Text: v.lang.List(names)}
}
