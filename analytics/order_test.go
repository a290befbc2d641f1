package analytics

import (
	"slices"
	"testing"
)

// TestSwedishOrder inserts made-up names: å ä ö come last in that order, v before w, capitals and small letters together.
func TestSwedishOrder(t *testing.T) {
	s := runScript(t, "")
	want := []string{"Arboga", "eda", "Eda", "Vara", "vera", "Vilhelmina", "Wara", "Zinkgruvan", "Åmål", "åre", "Älmhult", "Öckerö", "Örebro"}
	for i, name := range want {
		code := string(rune('a'+(i*7)%len(want))) + "000"
		write(t, s.db, "INSERT INTO municipality VALUES (?, ?, '01', 'Stockholms län', 1, 2024)", code, name)
		s.member(t, code, RolePioneer, "", "", "")
	}
	coverage, err := New(s.db).Coverage(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range coverage.Cities {
		got = append(got, c.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
