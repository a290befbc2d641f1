package ingest

import (
	"fmt"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// matcher holds every spelling that the catalogue's names are read by. It is immutable once built.
type matcher struct {
	catalogue  *data.Catalogue
	places     spellings[*data.Municipality]
	placeNames []candidate // names, for suggestions
	placeCodes map[string]*data.Municipality
	versions   map[string]*data.Edition
	editions   map[string]*editionMatcher // by id
	terse      *matcher                   // the same without suggestions
	numbers    map[string]uint16          // positions of municipalities by code
}

// spellings maps folded spellings to what they mean; one that means two things means none.
type spellings[T comparable] struct {
	meaning   map[string]T
	ambiguous map[string]bool
}

func newSpellings[T comparable]() spellings[T] {
	return spellings[T]{make(map[string]T), make(map[string]bool)}
}

func (s spellings[T]) add(spelling string, meaning T) {
	key := fold(spelling)
	if key == "" {
		return
	}
	if was, ok := s.meaning[key]; ok && was != meaning {
		s.ambiguous[key] = true
		return
	}
	s.meaning[key] = meaning
}

// get looks a folded text up.
func (s spellings[T]) get(key string) (meaning T, ok bool) {
	if s.ambiguous[key] {
		return meaning, false
	}
	meaning, ok = s.meaning[key]
	return meaning, ok
}

func newMatcher(catalogue *data.Catalogue) *matcher {
	m := &matcher{
		catalogue: catalogue, places: newSpellings[*data.Municipality](),
		placeCodes: make(map[string]*data.Municipality, len(catalogue.Municipalities)),
		versions:   make(map[string]*data.Edition), editions: make(map[string]*editionMatcher),
	}
	for i := range catalogue.Municipalities {
		m.addPlace(&catalogue.Municipalities[i])
	}
	for i := range catalogue.Editions {
		e := &catalogue.Editions[i]
		m.editions[e.ID] = newEditionMatcher(e)
		m.addVersion(e)
	}
	m.numbers = placeNumbers(catalogue)
	m.terse = m.withoutNames()
	return m
}

// withoutNames is the matcher with nothing to hold near misses against.
func (m *matcher) withoutNames() *matcher {
	terse := *m
	terse.placeNames, terse.editions = nil, make(map[string]*editionMatcher, len(m.editions))
	for id, e := range m.editions {
		silent := *e
		silent.commitmentNames, silent.levelNames, silent.actionNames = nil, nil, nil
		terse.editions[id] = &silent
	}
	return &terse
}

// addPlace adds "Växjö", "Växjö kommun", "Stockholms stad", "City of Stockholm" and their like.
func (m *matcher) addPlace(p *data.Municipality) {
	m.placeCodes[p.Code] = p
	m.placeNames = append(m.placeNames, newCandidate(p.Name, p.Name), newCandidate(p.Name+" kommun", p.Name))
	owner := p.Name
	if !strings.HasSuffix(owner, "s") && !strings.HasSuffix(owner, "x") && !strings.HasSuffix(owner, "z") {
		owner += "s"
	}
	for _, spelling := range []string{
		p.Name, p.Name + " kommun", owner + " kommun", p.Name + " stad", owner + " stad", "region " + p.Name,
		p.Name + " municipality", "municipality of " + p.Name, "city of " + p.Name,
	} {
		m.places.add(spelling, p)
	}
}

// addVersion adds "2025/2026", "2025-2026", "2025/26", "version 2025/2026" and the title.
func (m *matcher) addVersion(e *data.Edition) {
	spellings := []string{e.ID, strings.ReplaceAll(e.ID, "/", "-"), strings.ReplaceAll(e.ID, "/", " / "), strings.ReplaceAll(e.ID, "/", " - ")}
	if from, to, ok := strings.Cut(e.ID, "/"); ok && len(to) == 4 {
		spellings = append(spellings, from+"/"+to[2:], from+"-"+to[2:])
	}
	for _, s := range spellings {
		m.versions[fold(s)] = e
		m.versions["version "+fold(s)] = e
	}
	m.versions[fold(e.Title.SV)], m.versions[fold(e.Title.EN)] = e, e
}

// knows tells a cell that holds a column's name, a municipality, a commitment, a level or a status.
func (m *matcher) knows(cell string) bool {
	if columnNamed(headerKey(cell)) != "" {
		return true
	}
	key := fold(cell)
	if _, ok := m.places.get(key); ok {
		return true
	}
	if _, ok := statusWords[key]; ok {
		return true
	}
	_, name := numbered(key)
	_, place := m.places.get(name)
	for _, e := range m.editions {
		_, whole := e.commitments.get(key)
		_, part := e.commitments.get(name)
		if whole || part {
			return true
		}
	}
	return place
}

// editionMatcher holds the spellings of one edition.
type editionMatcher struct {
	edition         *data.Edition
	commitments     spellings[*data.Commitment]
	commitmentNames []candidate
	contents        map[int]*data.Commitment // by number in the table of contents
	levels          spellings[int]
	levelNames      []candidate
	actions         map[string][]*data.Action // by folded label or wording
	actionNames     map[rung][]candidate
	doubtful        map[rung]bool // levels whose printed numbers are not the ordinals

	actionIDs   []string // in the edition's order
	levelBegins [][3]int // positions in actionIDs, by commitment and level
}

// rung is a commitment's level.
type rung struct {
	commitment string // slug
	level      int
}

func newEditionMatcher(e *data.Edition) *editionMatcher {
	em := &editionMatcher{
		edition: e, commitments: newSpellings[*data.Commitment](), contents: make(map[int]*data.Commitment),
		levels: newSpellings[int](), actions: make(map[string][]*data.Action), doubtful: make(map[rung]bool), actionNames: make(map[rung][]candidate),
	}
	for i := range e.Commitments {
		em.addCommitment(&e.Commitments[i])
	}
	for _, s := range []string{"deltar inte", "deltar ej", "does not take part", "not taking part", "does not participate"} {
		em.levels.add(s, 0)
	}
	for n, roman := range []string{"I", "II", "III"} {
		em.levels.add(roman, n+1)
	}
	em.numberActions()
	return em
}

func (em *editionMatcher) addCommitment(c *data.Commitment) {
	em.contents[c.TOCNumber] = c
	for _, s := range []string{c.Slug, c.Label.SV, c.Label.EN, c.Title, c.TOCTitle, withoutNote(c.TOCTitle), c.TitleEN, c.Headline, c.HeadlineEN} {
		em.commitments.add(s, c)
		em.commitmentNames = append(em.commitmentNames, newCandidate(s, commitmentCell(c)))
	}
	for i := range c.Levels {
		l := &c.Levels[i]
		for _, s := range []string{l.Name.SV, l.Name.EN} {
			em.levels.add(s, l.Number)
			em.levelNames = append(em.levelNames, newCandidate(s, levelCell(em.edition, l.Number)))
		}
		for j := range l.Actions {
			em.addAction(&l.Actions[j])
		}
	}
}

func (em *editionMatcher) addAction(a *data.Action) {
	seen := map[string]bool{"": true}
	for _, s := range []string{a.Text, a.English, a.Label.SV, a.Label.EN} {
		if key := wording(s); !seen[key] {
			seen[key] = true
			em.actions[key] = append(em.actions[key], a)
		}
	}
	here := rung{a.Commitment, a.Level}
	em.actionNames[here] = append(em.actionNames[here], newCandidate(a.Label.SV, actionCell(a)), newCandidate(a.Label.EN, actionCell(a)))
	if a.Printed != strconv.Itoa(a.Ordinal) {
		em.doubtful[here] = true
	}
}

// withoutNote drops a note such as "(Förslag!)".
func withoutNote(title string) string {
	if at := strings.IndexByte(title, '('); at > 0 {
		return title[:at]
	}
	return title
}

// wording folds a text that may end with or without a full stop.
func wording(s string) string { return strings.TrimRight(fold(s), " .") }

// commitmentCell is the commitment as a template writes it: "3 Finansiering".
func commitmentCell(c *data.Commitment) string { return strconv.Itoa(c.Number) + " " + c.Label.SV }

// levelCell is the level as a template writes it: "2 – Etablera".
func levelCell(e *data.Edition, level int) string {
	if level == 0 {
		return "0 – deltar inte"
	}
	return fmt.Sprintf("%d – %s", level, e.Commitments[0].Levels[level-1].Name.SV)
}

// actionCell is the action as a template writes it: "2 – Organisera klimatinvesteringsarbetet".
func actionCell(a *data.Action) string { return fmt.Sprintf("%d – %s", a.Ordinal, a.Label.SV) }
