package analytics

import (
	"slices"
	"testing"
)

// usesBase is a small country in which every state and status stands somewhere.
const usesBase = `member 1281 pioneer
member 1280 twin
member 1880 pioneer
submit 2026-01-10T12:00:00Z 1281 styrning=3 upphandling=1 1280 styrning=1 1880 styrning=0 upphandling=silent
submit 2026-01-12T12:00:00Z 1281 styrning-1-1=done finansiering-2-3=underway 1280 styrning-1-1=planned finansiering-2-3=done
kolada N00401 2023 1281=2.5 1280=4
`

// TestACityWithoutDataChangesNoCounts adds a member that has said nothing: who has committed and who is at work stay, only the coverage
// and the shares follow.
func TestACityWithoutDataChangesNoCounts(t *testing.T) {
	before, after := runScript(t, usesBase), runScript(t, usesBase+"member 2480 pioneer\n")
	for _, s := range []*script{before, after} {
		ctx, a := t.Context(), New(s.db)
		signal, err := a.CommitmentSignal(ctx, Filter{}, "styrning")
		if err != nil {
			t.Fatal(err)
		}
		processes, err := a.Processes(ctx, Filter{})
		if err != nil {
			t.Fatal(err)
		}
		outcomes, err := a.Outcomes(ctx, Filter{}, "N00401", "styrning", 0)
		if err != nil {
			t.Fatal(err)
		}
		rehearsal, err := a.Rehearse(ctx, Filter{}, "1880", map[string]int{"styrning": 3})
		if err != nil {
			t.Fatal(err)
		}
		members := 3
		if s == after {
			members = 4
		}
		budget, err := processes.Process("budget")
		if err != nil {
			t.Fatal(err)
		}
		valued, low, high := outcomes.Valued()
		if signal.Cities != 2 || signal.Population != 497234 || budget.Cities != 2 || valued != 2 || low != 2.5 || high != 4 ||
			len(rehearsal.Changes()[0].Peers) != 1 || len(rehearsal.Changes()[0].Added) != 11 {
			t.Errorf("with %d members: signal %+v, budget %d, values %d", members, signal, budget.Cities, valued)
		}
		if signal.Members != members || processes.Members != members || len(outcomes.Cities) != members || rehearsal.Members != members {
			t.Errorf("with %d members: %d, %d, %d, %d", members, signal.Members, processes.Members, len(outcomes.Cities), rehearsal.Members)
		}
	}
}

// TestARehearsalOfWhatStandsIsNone tries for each city every level that it has.
func TestARehearsalOfWhatStandsIsNone(t *testing.T) {
	s := runScript(t, usesBase)
	for code, levels := range map[string]map[string]int{
		"1281": {"styrning": 3, "upphandling": 1}, "1280": {"styrning": 1}, "1880": {"styrning": 0}, "2480": {},
	} {
		r, err := New(s.db).Rehearse(t.Context(), Filter{}, code, levels)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Changes()) != 0 || slices.ContainsFunc(r.Rows, func(row RehearsalRow) bool { return row.Then != row.Now.State }) {
			t.Errorf("%s: %+v", code, r.Changes())
		}
	}
}

// TestUpAndDownAreOpposites: what a level adds, the way back drops.
func TestUpAndDownAreOpposites(t *testing.T) {
	s := runScript(t, usesBase)
	for _, c := range s.edition.Commitments {
		for level, state := range []State{NoPart, Level1, Level2, Level3} {
			low := RehearsalRow{Commitment: &c, Now: Cell{State: NoPart}}
			low.try(level, nil)
			back := RehearsalRow{Commitment: &c, Now: Cell{State: state}}
			back.try(0, nil)
			same := slices.EqualFunc(low.Added, back.Dropped, func(a, b CityAction) bool { return a.Action == b.Action })
			if !same || len(low.Dropped)+len(back.Added) != 0 || low.Changed != (level > 0) || back.Changed != (level > 0) {
				t.Errorf("%s %d: %d added, %d dropped", c.Slug, level, len(low.Added), len(back.Dropped))
			}
		}
	}
}
