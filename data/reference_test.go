package data

import (
	"slices"
	"testing"
)

// refLoad returns the program's own catalogue.
func refLoad(t *testing.T) *Catalogue {
	t.Helper()
	c, err := LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCatalogueCounts(t *testing.T) {
	c := refLoad(t)
	if len(c.Editions) != 1 || c.Current().ID != "2025/2026" || c.Edition("2025/2026") != c.Current() {
		t.Fatalf("editions: %+v", c.Editions)
	}
	e := c.Current()
	var perCommitment []int
	for i, m := range e.Commitments {
		n := 0
		for _, level := range m.Levels {
			n += len(level.Actions)
			for _, a := range level.Actions {
				if e.Action(a.ID).Text != a.Text {
					t.Errorf("Action(%q) is another", a.ID)
				}
			}
		}
		perCommitment = append(perCommitment, n)
		if e.Commitment(m.Slug) != &e.Commitments[i] || e.Number(m.Number) != &e.Commitments[i] {
			t.Errorf("%s: slug and number find another commitment", m.Slug)
		}
	}
	if want := []int{11, 8, 10, 9, 9, 14, 8, 11, 15, 9}; !slices.Equal(perCommitment, want) {
		t.Errorf("actions per commitment: %v, want %v", perCommitment, want)
	}
	roles := map[Role]int{}
	for _, m := range c.Members {
		roles[m.Role]++
	}
	if len(c.Municipalities) != 290 || roles[Pioneer] != 23 || roles[Twin] != 4 || roles[RoleUnknown] != 2 {
		t.Errorf("%d municipalities, members %v", len(c.Municipalities), roles)
	}
}
