package data

import "slices"

// refLoadCrosswalk reads how each edition stands to the one before it. A pair of editions without a line is uncharted; one with any
// line must account for every commitment and action of both.
func refLoadCrosswalk(r *refReader, c *Catalogue) {
	rows := r.table(refCrosswalkFile, "from", "to", "subject", "kind", "before", "after", "note_sv", "note_en")
	walk := refWalk{catalogue: c, before: map[string][]PassageKind{}, after: map[string][]PassageKind{}}
	charted := map[string]int{} // line of a pair's first row
	for _, row := range rows {
		p := Passage{
			From: row.text("from"), To: row.text("to"),
			Subject: row.oneOf("subject", SubjectCommitment, SubjectAction),
			Kind: PassageKind(row.oneOf("kind", string(Same), string(Renamed), string(Split), string(Merged), string(Changed),
				string(Dropped), string(Added))),
			Before: row.text("before"), After: row.text("after"),
			Note: Text{SV: row.text("note_sv"), EN: row.text("note_en")},
		}
		if walk.check(row, p) {
			c.Crosswalk = append(c.Crosswalk, p)
			if _, known := charted[refPath(p.From, p.To)]; !known {
				charted[refPath(p.From, p.To)] = row.line
			}
		}
	}
	if r.err() != nil {
		return
	}
	for i := 1; i < len(c.Editions); i++ {
		from, to := &c.Editions[i-1], &c.Editions[i]
		line, ok := charted[refPath(from.ID, to.ID)]
		if !ok {
			continue
		}
		for _, subject := range []string{SubjectCommitment, SubjectAction} {
			walk.complete(r, line, from, to, subject)
		}
	}
}

// refWalk remembers which kinds each commitment and action has, on either side.
type refWalk struct {
	catalogue     *Catalogue
	before, after map[string][]PassageKind
}

// check reports what is wrong with one line, and notes it.
func (w refWalk) check(row refRow, p Passage) bool {
	from, to := w.catalogue.Edition(p.From), w.catalogue.Edition(p.To)
	if from == nil || to == nil {
		row.fail("edition %q or %q is not in %s", p.From, p.To, refEditionsFile)
		return false
	}
	if steps, ok := w.catalogue.steps(from, to); !ok || len(steps) != 2 {
		row.fail("edition %q does not follow right after %q", p.To, p.From)
	}
	was, said := from.wording(p.Subject, p.Before)
	is, says := to.wording(p.Subject, p.After)
	switch {
	case said != (p.Kind != Added) || p.Kind == Added && p.Before != "":
		row.fail("before %q is no %s of %q, and %s wants %s", p.Before, p.Subject, p.From, p.Kind, refWants(p.Kind != Added))
	case says != (p.Kind != Dropped) || p.Kind == Dropped && p.After != "":
		row.fail("after %q is no %s of %q, and %s wants %s", p.After, p.Subject, p.To, p.Kind, refWants(p.Kind != Dropped))
	case p.Kind == Same && (p.Before != p.After || was != is):
		row.fail("%q and %q are not the same: another name or wording", p.Before, p.After)
	case p.Kind == Changed && was == is:
		row.fail("%q has not changed its wording", p.After)
	case p.Subject == SubjectAction && p.Kind == Renamed && was != is:
		row.fail("%q is more than renamed: another wording", p.After)
	}
	if (p.Note.SV == "") != (p.Note.EN == "") || p.Note.SV == "" && p.Subject == SubjectCommitment && p.Kind != Same {
		row.fail("note_sv and note_en must say why %q is %s", p.Before+p.After, p.Kind)
	}
	w.note(row, w.before, refPath(p.From, p.To, p.Subject, p.Before), p.Before, p.Kind, Split)
	w.note(row, w.after, refPath(p.From, p.To, p.Subject, p.After), p.After, p.Kind, Merged)
	return true
}

func refWants(one bool) string {
	if one {
		return "one"
	}
	return "none"
}

// note lets only one kind stand several times on a side.
func (w refWalk) note(row refRow, side map[string][]PassageKind, path, key string, kind, several PassageKind) {
	if key == "" {
		return
	}
	side[path] = append(side[path], kind)
	if len(side[path]) > 1 && slices.ContainsFunc(side[path], func(k PassageKind) bool { return k != several }) {
		row.fail("%q stands twice, and not every time as %s", key, several)
	}
}

// complete wants every commitment or action of both editions, and more than one part of what was split or merged.
func (w refWalk) complete(r *refReader, line int, from, to *Edition, subject string) {
	for _, side := range []struct {
		e       *Edition
		stands  map[string][]PassageKind
		several PassageKind
	}{{from, w.before, Split}, {to, w.after, Merged}} {
		for _, key := range side.e.keys(subject) {
			kinds := side.stands[refPath(from.ID, to.ID, subject, key)]
			switch {
			case len(kinds) == 0:
				r.fail(refCrosswalkFile, line, "says nothing of "+subject+" "+key+" of "+side.e.ID, nil)
			case len(kinds) == 1 && kinds[0] == side.several:
				r.fail(refCrosswalkFile, line, subject+" "+key+" of "+side.e.ID+" is "+string(side.several)+" into one", nil)
			}
		}
	}
}

// wording is what a commitment or an action says, and whether there is one.
func (e *Edition) wording(subject, key string) (text string, ok bool) {
	if subject == SubjectAction {
		if a := e.Action(key); a != nil {
			return a.Text, true
		}
		return "", false
	}
	if m := e.Commitment(key); m != nil {
		return m.Title + "\n" + m.Headline, true
	}
	return "", false
}
