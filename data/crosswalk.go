package data

// Passage kinds: what became of a commitment or an action from one edition to the next.
const (
	Same      PassageKind = "same"      // the same wording under the same name, perhaps under another number
	Renamed   PassageKind = "renamed"   // another name, the same meaning
	Split     PassageKind = "split"     // one became several
	Merged    PassageKind = "merged"    // several became one
	Changed   PassageKind = "changed"   // the same place, another wording
	Dropped   PassageKind = "dropped"   // no longer there
	Added     PassageKind = "added"     // was not there before
	Uncharted PassageKind = "uncharted" // between editions that no crosswalk joins; stands in no file
)

// PassageKind is one of the kinds above.
type PassageKind string

// Comparable tells whether an answer before and one after mean the same thing.
func (k PassageKind) Comparable() bool { return k == Same || k == Renamed }

// Subjects of a passage.
const (
	SubjectCommitment = "commitment"
	SubjectAction     = "action"
)

// Passage is one line of the crosswalk between an edition and the next.
type Passage struct {
	From, To      string // editions, one right after the other
	Subject       string // SubjectCommitment or SubjectAction
	Kind          PassageKind
	Before, After string // slugs or action ids; "" where Added or Dropped
	Note          Text   // why, for people; empty where nothing has to be said
}

// Crossing is how the commitments of one edition stand to those of another.
type Crossing struct {
	From, To *Edition
	Pairs    []Pair // in To's order, then what From had and To has not
}

// Pair is a commitment before and after.
type Pair struct {
	Kind          PassageKind
	Before, After *Commitment // nil where Added or Dropped
	Note          Text
	Actions       int // of After
	Reworded      int // of them, those that cannot be held against one of Before
}

// Crossing joins an edition with a later one, through every edition in between; with itself everything is Same.
// A step that is not comparable makes what follows it so too. It returns false where from is the later one.
func (c *Catalogue) Crossing(from, to *Edition) (Crossing, bool) {
	steps, ok := c.steps(from, to)
	if !ok {
		return Crossing{}, false
	}
	x := Crossing{From: from, To: to}
	ends := map[string][]strand{} // by what they end in; "" is nothing
	for _, s := range c.strands(steps, SubjectCommitment) {
		ends[s.after] = append(ends[s.after], s)
	}
	doubtful := map[string]bool{} // actions of to
	for _, s := range c.strands(steps, SubjectAction) {
		if s.after != "" && !s.kind.Comparable() {
			doubtful[s.after] = true
		}
	}
	for i := range to.Commitments {
		after := &to.Commitments[i]
		for _, s := range ends[after.Slug] {
			p := Pair{Kind: s.kind, Before: from.Commitment(s.before), After: after, Note: s.note}
			for _, level := range after.Levels {
				for _, a := range level.Actions {
					p.Actions++
					if doubtful[a.ID] {
						p.Reworded++
					}
				}
			}
			x.Pairs = append(x.Pairs, p)
		}
	}
	for _, s := range ends[""] {
		x.Pairs = append(x.Pairs, Pair{Kind: s.kind, Before: from.Commitment(s.before), Note: s.note})
	}
	return x, true
}

// steps returns the editions from one to another, both included.
func (c *Catalogue) steps(from, to *Edition) (steps []*Edition, ok bool) {
	for i := range c.Editions {
		e := &c.Editions[i]
		if e.ID == from.ID {
			ok = true
		}
		if ok {
			steps = append(steps, e)
		}
		if e.ID == to.ID {
			return steps, ok
		}
	}
	return nil, false
}

// strand is one commitment or action followed from the first edition to the last: what it was called, what it is called.
type strand struct {
	before, after string
	kind          PassageKind
	note          Text
}

// strands follows every commitment or action of the first edition, and those that came in between.
func (c *Catalogue) strands(steps []*Edition, subject string) []strand {
	var live []strand
	for _, key := range steps[0].keys(subject) {
		live = append(live, strand{before: key, after: key, kind: Same})
	}
	var ended []strand
	for i := 1; i < len(steps); i++ {
		rows := c.passages(steps[i-1].ID, steps[i].ID, subject)
		if len(rows) == 0 {
			rows = uncharted(steps[i-1].keys(subject), steps[i].keys(subject))
		}
		var next []strand
		for _, s := range live {
			for _, p := range rows {
				if p.Before != s.after {
					continue
				}
				on := s.on(p)
				if on.after == "" {
					ended = append(ended, on)
				} else {
					next = append(next, on)
				}
			}
		}
		for _, p := range rows {
			if p.Before == "" {
				next = append(next, strand{after: p.After, kind: p.Kind, note: p.Note})
			}
		}
		live = next
	}
	kept := ended[:0]
	for _, s := range ended {
		if s.before != "" { // came and went in between
			kept = append(kept, s)
		}
	}
	return append(live, kept...)
}

// on takes a strand one step further. The first kind that is not comparable stays.
func (s strand) on(p Passage) strand {
	s.after = p.After
	if s.kind == Same || s.kind == Renamed && !p.Kind.Comparable() {
		s.kind, s.note = p.Kind, p.Note
	}
	return s
}

// passages are the crosswalk's lines between two editions.
func (c *Catalogue) passages(from, to, subject string) []Passage {
	var list []Passage
	for _, p := range c.Crosswalk {
		if p.From == from && p.To == to && p.Subject == subject {
			list = append(list, p)
		}
	}
	return list
}

// uncharted ends everything of one edition and begins everything of the next.
func uncharted(before, after []string) []Passage {
	list := make([]Passage, 0, len(before)+len(after))
	for _, key := range before {
		list = append(list, Passage{Kind: Uncharted, Before: key})
	}
	for _, key := range after {
		list = append(list, Passage{Kind: Uncharted, After: key})
	}
	return list
}

// keys lists the slugs or action ids of an edition in its order.
func (e *Edition) keys(subject string) []string {
	var list []string
	for _, m := range e.Commitments {
		if subject == SubjectCommitment {
			list = append(list, m.Slug)
			continue
		}
		for _, level := range m.Levels {
			for _, a := range level.Actions {
				list = append(list, a.ID)
			}
		}
	}
	return list
}
