package analytics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestRelabellingMovesNothing hands the same things in for other cities. Who leads and who learns, what is reported behind each level, and how
// far apart two cities stand are the same but for the names; what depends on county and size is not looked at.
func TestRelabellingMovesNothing(t *testing.T) {
	told := func(seed uint64) string {
		s := runScript(t, "")
		a := New(s.db)
		codes := randomMembers(t, s, rand.New(rand.NewPCG(seed, 3)), 8)
		randomSubmissions(t, s, rand.New(rand.NewPCG(6, 5)), codes, 4)
		places := func(cities []City) []int {
			var list []int
			for _, c := range cities {
				list = append(list, slices.Index(codes, c.Code))
			}
			slices.Sort(list)
			return list
		}
		var said strings.Builder
		leads, err := a.Leads(t.Context(), Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range leads.Commitments {
			fmt.Fprintln(&said, c.Commitment.Slug, places(c.Leaders), places(c.Learners), len(c.Idle), len(c.Nearest.Cities)+c.Nearest.More)
		}
		supports, err := a.Supports(t.Context(), Filter{}, "")
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(supports.Cities, func(x, y CitySupport) int { return slices.Index(codes, x.Code) - slices.Index(codes, y.Code) })
		for _, c := range supports.Cities {
			for _, row := range c.Rows {
				fmt.Fprintln(&said, row.Commitment.Slug, row.Cell.State, row.Rungs)
			}
		}
		for _, code := range codes {
			similar, err := a.Similar(t.Context(), Filter{}, code, 50)
			if err != nil {
				t.Fatal(err)
			}
			apart := make([]Apart, len(codes))
			for _, c := range similar.ByAnswers {
				apart[slices.Index(codes, c.Code)] = c.Apart
			}
			fmt.Fprintln(&said, similar.Compared, apart)
		}
		return said.String()
	}
	if one, other := told(1), told(2); one != other {
		t.Errorf("%s\nother names:\n%s", one, other)
	}
}

// TestANewcomerIsNobodysExample adds a member without data, in the county and of about the size of the one that asks: the next step, its status
// counts and who could tell stay, and so does what stands behind every level; only the coverage and the shares follow.
func TestANewcomerIsNobodysExample(t *testing.T) {
	tell := func(script string) string {
		a := New(runScript(t, script).db)
		var said strings.Builder
		for _, slug := range []string{"styrning", "finansiering", "upphandling"} {
			n, err := a.NextStep(t.Context(), Filter{}, "1281", slug)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&said, slug, n.Next, n.Remaining())
			for _, action := range n.Actions {
				reported := 0
				for _, c := range action.Counts {
					reported += c.Cities
					if c.Cities > 0 && c.Share != share(c.Cities, n.Members) {
						t.Errorf("%s: %v of %d", action.Action.ID, c, n.Members)
					}
				}
				fmt.Fprintln(&said, action.Action.ID, action.Status, reported, action.Others)
			}
		}
		supports, err := a.Supports(t.Context(), Filter{}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range supports.Declared(true) {
			fmt.Fprintln(&said, one.City.Name, one.Commitment.Slug, one.Rungs)
		}
		return said.String()
	}
	if before, after := tell(usesBase), tell(usesBase+"member 1283 pioneer\n"); before != after {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}
