package analytics

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// askTogether asks the questions about working together.
func (s *script) askTogether(t *testing.T, tab *table, path []string, f Filter) (asked bool, err error) {
	t.Helper()
	ctx, a := t.Context(), New(s.db)
	switch path[0] {
	case "leads":
		return true, show(tab.leads)(a.Leads(ctx, f))
	case "matches":
		return true, show(tab.matches)(a.Matches(ctx, f, path[1]))
	case "pair":
		with := ""
		if len(path) > 2 {
			with = path[2]
		}
		return true, show(tab.pair)(a.Pair(ctx, f, path[1], with))
	}
	return false, nil
}

func askedText(a Asked) string {
	var words []string
	for _, c := range a.Cities {
		text := fmt.Sprintf("%s %s at work %d", c.Name, c.State, c.AtWork)
		if c.Planned {
			text += " planned"
		}
		words = append(words, text)
	}
	if a.More > 0 {
		words = append(words, fmt.Sprint(a.More, " more"))
	}
	return strings.Join(words, ", ")
}

// leads leaves out commitments of which nobody has said anything but the last, and idle actions that nobody can be asked about.
func (t *table) leads(l Leads) {
	t.cover(l.Cover)
	for i, c := range l.Commitments {
		if len(c.Leaders)+len(c.Learners) == 0 && i < len(l.Commitments)-1 {
			continue
		}
		t.row(c.Commitment.Slug, "lead "+names(c.Leaders), "learn "+names(c.Learners), fmt.Sprintf("idle %d of %d", len(c.Idle), c.Actions))
		if len(c.Leaders) == 0 {
			t.row("  ask " + askedText(c.Nearest))
		}
		for _, a := range c.Idle {
			if len(a.Ask.Cities) > 0 {
				t.row("  "+a.Action.ID, "ask "+askedText(a.Ask))
			}
		}
	}
}

func ids(actions []*data.Action) string {
	var list []string
	for _, a := range actions {
		list = append(list, a.ID)
	}
	return strings.Join(list, " ")
}

func reasons(o Offer) string {
	var words []string
	for word, is := range map[string]bool{"twin": o.Twin, "county": o.County, "band": o.Band} {
		if is {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	if len(o.Actions) > 0 {
		words = append(words, "both "+ids(o.Actions))
	}
	for _, c := range o.Complements {
		words = append(words, "back "+c.Slug)
	}
	return strings.Join(words, ", ")
}

func (t *table) matches(m Matches) {
	t.cover(m.Cover)
	t.row(m.Commitment.Slug, "lead "+names(m.Leaders))
	for _, l := range m.Learners {
		t.row(l.Name, l.State)
		for _, o := range l.Offers {
			t.row("  from "+o.Leader.Name, o.Reasons(), reasons(o))
		}
	}
	for _, g := range m.Groups {
		t.row("group "+g.Leader.Name, names(g.Learners), fmt.Sprintf("county %t, band %t", g.County, g.Band), ids(g.Actions))
	}
}

func (t *table) pair(p Pair) {
	t.cover(p.Cover)
	t.row(cityText(p.Cities[0]), "and "+cityText(p.Cities[1]), "others "+names(p.Others))
	for _, r := range p.Rows {
		t.row(r.Commitment.Slug, cellText(r.Cells[0]), cellText(r.Cells[1]), r.Relation, "teach "+ids(r.Teach), "both "+ids(r.Both))
	}
	for _, r := range Relations {
		settled, proposed := p.Count(r)
		t.row("  "+string(r), settled, proposed)
	}
}

// togetherBase is a country in which some lead, some learn and one says nothing.
const togetherBase = `member 1280 pioneer
member 1480 pioneer
member 1281 twin twin_of=1280
member 0380 pioneer
member 2480 pioneer
submit 2026-01-10T12:00:00Z 1280 styrning=3 upphandling=1 1480 styrning=3 1281 styrning=1 upphandling=3 0380 styrning=2 2480 styrning=0
submit 2026-01-12T12:00:00Z 1280 styrning-1-1=underway 1281 styrning-1-1=done 0380 styrning-1-1=planned
`

// TestACityWithoutDataOffersNothing adds a member that has said nothing, in the county of a leader: no suggestion changes.
func TestACityWithoutDataOffersNothing(t *testing.T) {
	var answers [2]string
	for i, script := range []string{togetherBase, togetherBase + "member 1282 twin twin_of=1280\n"} {
		s := runScript(t, script)
		m, err := New(s.db).Matches(t.Context(), Filter{}, "styrning")
		if err != nil {
			t.Fatal(err)
		}
		l, err := New(s.db).Leads(t.Context(), Filter{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Members != 5+i || l.Members != 5+i || m.HandedIn != 5 {
			t.Errorf("%d members, %d handed in", m.Members, m.HandedIn)
		}
		m.Cover, l.Cover = Cover{}, Cover{}
		var tab table
		tab.matches(m)
		tab.leads(l)
		answers[i] = tab.String()
	}
	if answers[0] != answers[1] {
		t.Errorf("without:\n%s\nwith:\n%s", answers[0], answers[1])
	}
}

// TestAPairIsTheSameFromBothSides turns every pair of cities round.
func TestAPairIsTheSameFromBothSides(t *testing.T) {
	a := New(runScript(t, togetherBase).db)
	turned := map[Relation]Relation{
		FirstTeaches: SecondTeaches, SecondTeaches: FirstTeaches, Together: Together, OneTakesPart: OneTakesPart, NotKnown: NotKnown,
	}
	codes := []string{"1280", "1480", "1281", "0380", "2480"}
	for i, x := range codes {
		for _, y := range codes[i+1:] {
			here, err := a.Pair(t.Context(), Filter{}, x, y)
			if err != nil {
				t.Fatal(err)
			}
			there, err := a.Pair(t.Context(), Filter{}, y, x)
			if err != nil {
				t.Fatal(err)
			}
			same := here.Cities[0].Code == there.Cities[0].Code // a pioneer comes before its twin
			for n := range here.Rows {
				want := turned[there.Rows[n].Relation]
				if same {
					want = there.Rows[n].Relation
				}
				if here.Rows[n].Relation != want || ids(here.Rows[n].Both) != ids(there.Rows[n].Both) || ids(here.Rows[n].Teach) != ids(there.Rows[n].Teach) {
					t.Errorf("%s and %s: %+v, %+v", x, y, here.Rows[n], there.Rows[n])
				}
			}
			all := 0
			for _, r := range Relations {
				settled, proposed := here.Count(r)
				all += settled + proposed
			}
			if all != 10 {
				t.Errorf("%s and %s: %d commitments counted", x, y, all)
			}
		}
	}
}
