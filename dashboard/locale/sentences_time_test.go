package locale

import "testing"

func TestTimeSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Swedish.Raised(0, 23, "pioneer", "upphandling", "2026-01-01"), "Ingen av 23 pionjärstäder har höjt sin nivå i upphandling sedan 2026-01-01"},
		{Swedish.Raised(23, 23, "pioneer", "upphandling", "2026-01-01"), "Alla 23 pionjärstäder har höjt sin nivå i upphandling sedan 2026-01-01"},
		{English.Raised(0, 23, "city", "procurement", "2026-01-01"), "None of 23 cities has raised its level in procurement since 2026-01-01"},
		{English.Raised(1, 23, "city", "procurement", "2026-01-01"), "One of 23 cities has raised its level in procurement since 2026-01-01"},
		{English.Raised(6, 23, "city", "procurement", "2026-01-01"), "Six of 23 cities have raised their level in procurement since 2026-01-01"},
		{English.Raised(1, 1, "city", "procurement", "2026-01-01"), "The only city selected has raised its level in procurement since 2026-01-01"},
		{Swedish.Changed(0, 0, "city", 30), "Ingen stad har ändrat sina svar de senaste 30 dagarna"},
		{Swedish.Changed(14, 23, "city", 30), "14 av 23 städer har ändrat sina svar de senaste 30 dagarna"},
		{English.Changed(1, 23, "twin", 7), "One of 23 twin cities has changed its answers in the last 7 days"},
		{English.Changed(23, 23, "twin", 365), "All 23 twin cities have changed their answers in the last 365 days"},
		{Plain("upp\u00adhandling"), "upphandling"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
