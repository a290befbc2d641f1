package dashboard

import (
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// flowFigure is one commitment's answers at both moments and what lies between.
func (v *visit) flowFigure(r analytics.Transitions, c analytics.TransitionCommitment) figure {
	m := either(c)
	f := figure{
		ID: "fig-flow", Title: v.twoMoments(r, c), Sub: v.T("development.flow.sub", v.prose(m), r.FromDay, r.Day),
		Chart: v.chartAddress("transitions", v.ownQuery("fran", "franversion", "atagande")), Height: chart.TransitionsHeight(c.Kind.Comparable()),
		Note: v.coverNote(r.Cover), Files: v.ownLinks(report.Transitions),
	}
	if c.Kind.Comparable() {
		f.Table = v.flowTable(r, c)
	} else {
		f.Table = v.apartTable(r, c)
		f.Sub = v.T("crosswalk.sub", v.prose(m), v.T("crosswalk."+string(c.Kind))) + v.reason(c)
	}
	if r.Members == 0 && r.Before.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// reason is why a commitment cannot be compared, where the crosswalk says so.
func (v *visit) reason(c analytics.TransitionCommitment) string {
	if why := c.Note.In(string(v.lang)); why != "" {
		return ". " + why
	}
	return ""
}

// twoMoments puts both distributions into words.
func (v *visit) twoMoments(r analytics.Transitions, c analytics.TransitionCommitment) string {
	var then, now string
	if c.Before != nil && r.Before.Members > 0 {
		then = r.FromDay + ": " + lower(v.tally(c.Then))
	}
	if c.After != nil && r.Members > 0 {
		now = r.Day + ": " + lower(v.tally(c.Now))
	}
	return locale.Join(then, now)
}

// flowTable crosses the states then with the states now.
func (v *visit) flowTable(r analytics.Transitions, c analytics.TransitionCommitment) table {
	t := table{Caption: v.T("development.flow.caption", r.FromDay, r.Day), Head: []cell{{Text: v.T("development.thennow")}}}
	states := append(slices.Clone(analytics.States[:]), analytics.OutOfScope)
	then, now, between := map[analytics.State]int{}, map[analytics.State]int{}, map[[2]analytics.State]int{}
	for _, f := range c.Flows {
		then[f.From] += f.Cities
		now[f.To] += f.Cities
		between[[2]analytics.State{f.From, f.To}] += f.Cities
	}
	for _, to := range states {
		t.Head = append(t.Head, cell{Text: v.stateText(to), Num: true})
	}
	t.Head = append(t.Head, cell{Text: v.T("development.sum"), Num: true})
	for _, from := range states {
		row := []cell{{Text: v.stateText(from), Head: true}}
		for _, to := range states {
			row = append(row, v.drawnCount("flow/"+string(from)+"/"+string(to), between[[2]analytics.State{from, to}]))
		}
		t.Rows = append(t.Rows, append(row, v.drawnCount("then/"+string(from), then[from])))
	}
	last := []cell{{Text: v.T("development.sum"), Head: true}}
	for _, to := range states {
		last = append(last, v.drawnCount("now/"+string(to), now[to]))
	}
	t.Rows = append(t.Rows, append(last, cell{}))
	return t
}

// drawnCount is a number that is drawn when it is more than none.
func (v *visit) drawnCount(key string, n int) cell {
	c := cell{Text: v.lang.Int(n), Num: true}
	if n > 0 {
		c.Key, c.Raw = key, strconv.Itoa(n)
	}
	return c
}

// apartTable is the two distributions of what cannot be compared.
func (v *visit) apartTable(r analytics.Transitions, c analytics.TransitionCommitment) table {
	t := table{Caption: v.T("development.flow.caption", r.FromDay, r.Day), Head: []cell{{Text: v.T("column.date")}}}
	for _, s := range analytics.States {
		t.Head = append(t.Head, cell{Text: v.stateText(s), Num: true})
	}
	add := func(key, name string, counts [6]analytics.Count) {
		row := []cell{{Text: name, Head: true}}
		for _, n := range counts {
			row = append(row, cell{Text: v.lang.Int(n.Cities), Num: true, Key: key + "/" + string(n.State), Raw: strconv.Itoa(n.Cities)})
		}
		t.Rows = append(t.Rows, row)
	}
	if c.Before != nil {
		add("then", r.FromDay+" "+r.From.ID, c.Then)
	}
	if c.After != nil {
		add("now", r.Day+" "+r.To.ID, c.Now)
	}
	return t
}
