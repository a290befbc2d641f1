package locale

import (
	"strings"
	"testing"
	"time"
)

// pair is what something is in Swedish and in English.
type pair struct{ sv, en string }

// say compares what fn says in both languages; _ in want stands for a no-break space.
func (want pair) say(t *testing.T, name string, fn func(Lang) string) {
	t.Helper()
	for lang, text := range map[Lang]string{Swedish: want.sv, English: want.en} {
		if got := strings.ReplaceAll(fn(lang), "\u00a0", "_"); got != text {
			t.Errorf("%s in %s: %q, want %q", name, lang, got, text)
		}
	}
}

func TestInt(t *testing.T) {
	for n, want := range map[int]pair{
		0: {"0", "0"}, 7: {"7", "7"}, 999: {"999", "999"}, 1000: {"1_000", "1,000"}, 97349: {"97_349", "97,349"},
		10_587_710: {"10_587_710", "10,587,710"}, -1: {"−1", "−1"}, -1234: {"−1_234", "−1,234"},
	} {
		want.say(t, "number", func(l Lang) string { return l.Int(n) })
	}
}

func TestPercent(t *testing.T) {
	for share, want := range map[float64]pair{
		0: {"0_%", "0%"}, 1: {"100_%", "100%"}, 0.25: {"25_%", "25%"}, 2.0 / 3: {"67_%", "67%"}, 1.0 / 290: {"<_1_%", "<_1%"},
		289.0 / 290: {">_99_%", ">_99%"}, 0.005: {"1_%", "1%"}, 0.994: {"99_%", "99%"},
	} {
		want.say(t, "share", func(l Lang) string { return l.Percent(share) })
	}
}

func TestDates(t *testing.T) {
	for at, want := range map[time.Time][2]string{
		{}: {"", ""},
		time.Date(2026, 11, 22, 22, 59, 0, 0, time.UTC): {"2026-11-22", "2026-11-22 23:59"},
		time.Date(2026, 11, 22, 23, 5, 59, 0, time.UTC): {"2026-11-23", "2026-11-23 00:05"},
		time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC):  {"2026-07-01", "2026-07-01 00:30"},
	} {
		pair{want[0], want[0]}.say(t, "day", func(l Lang) string { return l.Date(at) })
		pair{want[1], want[1]}.say(t, "moment", func(l Lang) string { return l.Clock(at) })
	}
}

func TestWordsAndLists(t *testing.T) {
	for n, want := range map[int]pair{0: {"noll", "zero"}, 1: {"en", "one"}, 12: {"tolv", "twelve"}, 13: {"13", "13"}, 1290: {"1_290", "1,290"}, -1: {"−1", "−1"}} {
		want.say(t, "word", func(l Lang) string { return l.Word(n) })
	}
	for _, c := range []struct {
		names []string
		want  pair
	}{
		{nil, pair{"", ""}},
		{[]string{"Lund"}, pair{"Lund", "Lund"}},
		{[]string{"Lund", "Ystad"}, pair{"Lund och Ystad", "Lund and Ystad"}},
		{[]string{"Lund", "Malmö", "Ystad"}, pair{"Lund, Malmö och Ystad", "Lund, Malmö and Ystad"}},
	} {
		c.want.say(t, "list", func(l Lang) string { return l.List(c.names) })
	}
	for in, want := range map[string]string{"": "", "åre": "Åre", "en": "En", "13 av": "13 av"} {
		if got := Sentence(in); got != want {
			t.Errorf("sentence %q is %q", in, got)
		}
	}
	for want, findings := range map[string][]string{"": nil, "a": {"", "a", ""}, "a; b": {"a", "b"}} {
		if got := Join(findings...); got != want {
			t.Errorf("%q is joined to %q", findings, got)
		}
	}
}

func TestOfAll(t *testing.T) {
	for _, c := range []struct {
		n, all int
		noun   string
		want   pair
	}{
		{0, 0, "city", pair{"Ingen stad", "No city"}},
		{0, 0, "twin", pair{"Ingen tvillingstad", "No twin city"}},
		{0, 1, "city", pair{"Ingen stad i urvalet", "No city in the selection"}},
		{1, 1, "city", pair{"Den enda staden i urvalet", "The only city selected"}},
		{1, 1, "pioneer", pair{"Den enda pionjärstaden i urvalet", "The only pioneer city selected"}},
		{0, 23, "pioneer", pair{"Ingen av 23 pionjärstäder", "None of 23 pioneer cities"}},
		{1, 23, "pioneer", pair{"En av 23 pionjärstäder", "One of 23 pioneer cities"}},
		{12, 23, "pioneer", pair{"Tolv av 23 pionjärstäder", "Twelve of 23 pioneer cities"}},
		{13, 23, "city", pair{"13 av 23 städer", "13 of 23 cities"}},
		{23, 23, "twin", pair{"Alla 23 tvillingstäder", "All 23 twin cities"}},
		{2, 2, "city", pair{"Alla 2 städer", "All 2 cities"}},
	} {
		c.want.say(t, "of all", func(l Lang) string { return l.OfAll(c.n, c.all, c.noun) })
	}
}

func TestFindingsOfCities(t *testing.T) {
	for _, c := range []struct {
		n, all                       int
		leaders, leadersIn, handedIn pair
	}{
		{
			0, 23,
			pair{"Ingen av 23 städer går före i något åtagande", "None of 23 cities goes first in any commitment"},
			pair{"Ingen av 23 städer går före i upphandling", "None of 23 cities goes first in upphandling"},
			pair{"Ingen av 23 städer har lämnat in", "None of 23 cities has handed in"},
		},
		{
			1, 23,
			pair{"En av 23 städer går före i minst ett åtagande", "One of 23 cities goes first in at least one commitment"},
			pair{"En av 23 städer går före i upphandling", "One of 23 cities goes first in upphandling"},
			pair{"En av 23 städer har lämnat in", "One of 23 cities has handed in"},
		},
		{
			2, 23,
			pair{"Två av 23 städer går före i minst ett åtagande", "Two of 23 cities go first in at least one commitment"},
			pair{"Två av 23 städer går före i upphandling", "Two of 23 cities go first in upphandling"},
			pair{"Två av 23 städer har lämnat in", "Two of 23 cities have handed in"},
		},
		{
			23, 23,
			pair{"Alla 23 städer går före i minst ett åtagande", "All 23 cities go first in at least one commitment"},
			pair{"Alla 23 städer går före i upphandling", "All 23 cities go first in upphandling"},
			pair{"Alla 23 städer har lämnat in", "All 23 cities have handed in"},
		},
		{
			1, 1,
			pair{"Den enda staden i urvalet går före i minst ett åtagande", "The only city selected goes first in at least one commitment"},
			pair{"Den enda staden i urvalet går före i upphandling", "The only city selected goes first in upphandling"},
			pair{"Den enda staden i urvalet har lämnat in", "The only city selected has handed in"},
		},
		{
			0, 1,
			pair{"Ingen stad i urvalet går före i något åtagande", "No city in the selection goes first in any commitment"},
			pair{"Ingen stad i urvalet går före i upphandling", "No city in the selection goes first in upphandling"},
			pair{"Ingen stad i urvalet har lämnat in", "No city in the selection has handed in"},
		},
	} {
		c.leaders.say(t, "leaders", func(l Lang) string { return l.Leaders(c.n, c.all, "city") })
		c.leadersIn.say(t, "leaders in one", func(l Lang) string { return l.LeadersIn(c.n, c.all, "city", "upphandling") })
		c.handedIn.say(t, "handed in", func(l Lang) string { return l.HandedIn(c.n, c.all, "city") })
	}
}

func TestTallies(t *testing.T) {
	parts := func(l Lang, counts ...int) []Tally {
		var out []Tally
		for i, key := range []string{"tally.3", "tally.2", "tally.0"} {
			out = append(out, Tally{N: counts[i], One: l.T(key + ".one"), All: l.T(key + ".many")})
		}
		return out
	}
	for _, c := range []struct {
		counts []int
		want   pair
	}{
		{[]int{0, 0, 0}, pair{"", ""}},
		{[]int{0, 1, 0}, pair{"En etablerar", "One establishes"}},
		{[]int{6, 9, 2}, pair{"Sex går före, nio etablerar och två deltar inte", "Six go first, nine establish and two do not take part"}},
		{[]int{13, 0, 1}, pair{"13 går före och en deltar inte", "13 go first and one does not take part"}},
	} {
		c.want.say(t, "tally", func(l Lang) string { return l.Tallies(parts(l, c.counts...)) })
	}
}

func TestMessagesAreFilled(t *testing.T) {
	pair{"12_345 av 2 har lämnat in", "12,345 of 2 have handed in"}.say(t, "numbers", func(l Lang) string { return l.T("cover.handedin", 12345, 2) })
	pair{"⟨no.such⟩", "⟨no.such⟩"}.say(t, "an unknown key", func(l Lang) string { return l.T("no.such", 1) })
	pair{"Nivåer, 1 ändring", "Levels, 1 change"}.say(t, "one", func(l Lang) string { return l.Plural("history.levels", 1) })
	pair{"Nivåer, 0 ändringar", "Levels, 0 changes"}.say(t, "none", func(l Lang) string { return l.Plural("history.levels", 0) })
	pair{"Nivåer, 1_040 ändringar", "Levels, 1,040 changes"}.say(t, "many", func(l Lang) string { return l.Plural("history.levels", 1040) })
	pair{"uppgifter per {1}", "data as of {1}"}.say(t, "a value with a brace", func(l Lang) string { return l.T("cover.asof", "{1}") })
}

// TestShyOnlyAddsHyphens takes the soft hyphens out again.
func TestShyOnlyAddsHyphens(t *testing.T) {
	for key, m := range messages() {
		for _, text := range m {
			if strings.ReplaceAll(Shy(text), "\u00ad", "") != text {
				t.Errorf("%s: %q", key, Shy(text))
			}
		}
	}
	if Shy("medborgarengagemang") != "medborgar\u00adengagemang" {
		t.Error("a long word has no hyphen")
	}
}

func TestLanguages(t *testing.T) {
	if Swedish.Other() != English || English.Other() != Swedish || Swedish.Prefix() != "" || English.Prefix() != "/en" {
		t.Error("the languages are mixed up")
	}
}
