package locale

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// alone are keys that only look like one of a pair.
var alone = []string{"action.atwork.one", "levels.sub.one", "compare.many"}

var placeholder = regexp.MustCompile(`\{\d+\}`)

// TestMessagesAreWholeInBothLanguages compares the two wordings of every key.
func TestMessagesAreWholeInBothLanguages(t *testing.T) {
	if len(messages()) < 300 {
		t.Errorf("only %d messages", len(messages()))
	}
	for key, m := range messages() {
		for i, text := range m {
			if text == "" || strings.TrimSpace(text) != text && key != "list.and" || strings.ContainsAny(text, "⟨⟩<>") || strings.Contains(text, "  ") {
				t.Errorf("%s in %s is %q", key, Langs[i], text)
			}
			for _, brace := range regexp.MustCompile(`[{}]`).Split(placeholder.ReplaceAllString(text, ""), -1)[1:] {
				t.Errorf("%s in %s has a stray brace before %q", key, Langs[i], brace)
			}
		}
		sv, en := placeholder.FindAllString(m[0], -1), placeholder.FindAllString(m[1], -1)
		slices.Sort(sv)
		slices.Sort(en)
		if !slices.Equal(slices.Compact(sv), slices.Compact(en)) {
			t.Errorf("%s is filled with %v in Swedish and with %v in English", key, sv, en)
		}
		for end, other := range map[string]string{".one": ".many", ".many": ".one", ".title": ".text", ".text": ".title"} {
			beginning, ok := strings.CutSuffix(key, end)
			if pair := !strings.HasPrefix(end, ".t") || strings.HasPrefix(key, "error."); !ok || !pair || slices.Contains(alone, key) {
				continue
			}
			if messages()[beginning+other] == [2]string{} {
				t.Errorf("%s has no %s", key, other)
			}
		}
	}
}

// names are what texts of either language say as it is.
var names = strings.NewReplacer("Pionjärkollen", "", "Växjö", "", "Viable Cities", "", "SCB", "", "Klimatberäkningar", "", "Deltar inte", "")

// TestEnglishIsEnglish looks for the other language's letters and words in every text.
func TestEnglishIsEnglish(t *testing.T) {
	foreign := [2][]string{
		{"the", "and", "city", "cities", "commitment", "has", "have", "which", "with", "this", "of", "not", "are", "is"},
		{"och", "inte", "städer", "lämna", "visa", "välj", "alla", "eller", "från", "till", "har", "som", "rad", "av", "är", "ett", "det", "den"},
	}
	for key, m := range messages() {
		if strings.HasPrefix(key, "handin.example.") {
			continue // files are in Swedish
		}
		for i, text := range m {
			text = strings.ToLower(names.Replace(text))
			for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if slices.Contains(foreign[i], word) {
					t.Errorf("%s in %s says %q: %q", key, Langs[i], word, m[i])
				}
			}
			if Langs[i] == English && strings.ContainsAny(text, "åäö") || strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Mn, r) }) {
				t.Errorf("%s in %s has letters that are not its own: %q", key, Langs[i], m[i])
			}
		}
	}
}

// madeKeys are the beginnings of keys whose ends are made from data: what may follow them is looked at where it is made.
var madeKeys = []string{
	"desk.answer.", "desk.done.", "desk.field.", "desk.import.severity.", "desk.input.", "desk.lang.", "desk.link.", "desk.objection.", "desk.person.state.",
	"desk.progress.", "desk.roster.kind.", "desk.roster.way.", "desk.round.state.", "desk.sent.", "desk.warning.", "desk.way.",
	"api.", "api.chart.", "api.param.", "commitment.", "crosswalk.", "filter.band.", "filter.role.", "group.", "handin.example.", "handin.head.", "handin.kind.", "handin.notice.",
	"handin.values.", "field.", "file.", "history.", "kind.", "password.", "person.role.", "preview.count.", "preview.lowered.", "preview.lowered.sentence.", "preview.notice.",
	"preview.section.", "release.by.", "release.lang.", "report.", "reports.kind.", "role.", "session.by.", "state.", "status.", "tally.",
}

// sources are the texts of the site's own code and templates.
func sources(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"../*.go", "../views/*.html", "../views/pages/*.html", "../report/*.go", "../chart/*.go", "*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(text)
		}
	}
	return texts
}

// TestEveryMessageIsUsedAndEveryUsedOneIsThere reads the keys out of code and templates.
func TestEveryMessageIsUsedAndEveryUsedOneIsThere(t *testing.T) {
	calls := map[*regexp.Regexp][]string{ // with what the key ends in
		regexp.MustCompile(`\bT\(?\s?"([a-z0-9_.-]+)"\s*([,)} |+])`):                                      {""},
		regexp.MustCompile(`\bPlural\(?\s?"([a-z0-9_.-]+)"\s*([, +])`):                                    {".one", ".many"},
		regexp.MustCompile(`\b(?:badRequest|notFound)\("([a-z0-9_.-]+)"([,)])`):                           {".title", ".text"},
		regexp.MustCompile(`(?:key: |problem\{[^"}]*, |return &?problem\{\d+, )"(error\.[a-z.]+)"([,}])`): {".title", ".text"},
	}
	literal := regexp.MustCompile(`"([a-z0-9_-]+\.[a-z0-9_.-]*)"`)
	used, begun := map[string]bool{}, map[string]bool{}
	for name, text := range sources(t) {
		for call, ends := range calls {
			for _, m := range call.FindAllStringSubmatch(text, -1) {
				for _, end := range ends {
					used[m[1]+end] = true
					if _, ok := messages()[m[1]+end]; !ok && m[2] != "+" {
						t.Errorf("%s says %q, which is no message", name, m[1]+end)
					}
				}
			}
		}
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			for _, end := range []string{"", ".one", ".many", ".title", ".text"} {
				used[m[1]+end] = true
			}
			if strings.HasSuffix(m[1], ".") {
				begun[m[1]] = true
			}
		}
	}
	for key := range messages() {
		made := slices.ContainsFunc(madeKeys, func(p string) bool { return strings.HasPrefix(key, p) && begun[p] })
		if !used[key] && !made {
			t.Errorf("nothing says %s", key)
		}
	}
	for _, p := range madeKeys {
		if !begun[p] {
			t.Errorf("no key is made from %q any more", p)
		}
	}
	for p := range begun {
		if !slices.Contains(madeKeys, p) && slices.ContainsFunc(slices.Collect(maps.Keys(messages())), func(key string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("keys are made from %q: list it in madeKeys", p)
		}
	}
}
