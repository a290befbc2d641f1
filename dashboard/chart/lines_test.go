package chart

import "testing"

// TestLines breaks between words, and a word only at a joint or soft hyphen and only where it must.
func TestLines(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"1 Styrning", 200, "1 Styrning"},
		{"9 Medborgarengagemang", 140, "9 Medborgar-\nengagemang"},
		{"9 Medborgarengagemang", 200, "9 Medborgarengagemang"},
		{"Citizen engagement", 98, "Citizen\nengagement"},
		{"Klimat\u00adomställning i stad", 300, "Klimatomställning i stad"},
		{"Klimat\u00adomställning i stad", 88, "Klimat-\nomställning\ni stad"},
		{"Digitalisering", 40, "Digitalisering"},
		{"", 40, ""},
	} {
		if got := lines(c.in, c.width); got != c.want {
			t.Errorf("lines(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

// TestPlain leaves nothing that ECharts' rich text would read as markup.
func TestPlain(t *testing.T) {
	if got, want := plain("a {s|x} {b}"), "a {\u2060s|x} {\u2060b}"; got != want {
		t.Errorf("plain = %q, want %q", got, want)
	}
}
