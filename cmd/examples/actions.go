package main

import (
	"slices"
	"strconv"

	"pionjarkollen/data"
)

// actions invents how far a municipality with these levels has come: what lies below its level is mostly done, what lies
// above it mostly not begun. One commitment in eight is not reported on.
func (w writer) actions(signs string) []row {
	var rows []row
	for i := range w.edition.Commitments {
		c := &w.edition.Commitments[i]
		declared, _ := levelOf(signs[i])
		if declared == nil || *declared == 0 || w.choose(8, "reports", c.Slug) == 0 {
			continue
		}
		for j := range c.Levels {
			for k := range c.Levels[j].Actions {
				a := &c.Levels[j].Actions[k]
				if a.Level > *declared+1 {
					continue
				}
				rows = append(rows, row{commitment: c, level: &a.Level, action: a, status: w.status(a, *declared)})
			}
		}
	}
	return rows
}

// chances gives of ten how many actions have come how far, by how many levels they lie above the declared one.
var chances = map[int]string{
	-2: "dddddddddu",
	-1: "ddddduuuup",
	0:  "dduuuupppn",
	1:  "uppnnnnnnn",
}

func (w writer) status(a *data.Action, declared int) data.Status {
	switch chances[a.Level-declared][w.choose(10, "status", a.ID)] {
	case 'd':
		return data.Done
	case 'u':
		return data.Underway
	case 'p':
		return data.Planned
	default:
		return data.NotStarted
	}
}

// progress takes reports half a year on: a third have come one step further, none has gone back, and what the
// municipality reports on since then is added.
func (w writer) progress(before, now []row) []row {
	for i := range now {
		a := now[i].action
		at := slices.IndexFunc(before, func(r row) bool { return r.action.ID == a.ID })
		if at < 0 {
			continue
		}
		now[i].status = before[at].status
		step := slices.Index(data.Statuses[:], now[i].status)
		if w.choose(3, "progress", a.ID) == 0 && step < len(data.Statuses)-1 {
			now[i].status = data.Statuses[step+1]
		}
	}
	return now
}

// reported adds what officers write beside a status, and where it can be seen.
func (w writer) reported(r round, rows []row) []row {
	rows = slices.Clone(rows)
	for i := range rows {
		one := &rows[i]
		if w.choose(3, "comments", one.action.ID) == 0 {
			one.comment = w.pick(statusComments[one.status], "status", one.action.ID, strconv.Itoa(r.number))
		}
		if one.status == data.Done && !w.habit.sparing && w.choose(4, "link", one.action.ID) == 0 {
			one.link = "https://" + w.host() + "/klimat/" + one.action.ID
		}
	}
	return rows
}
