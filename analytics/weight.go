package analytics

import "cmp"

// weight is what speaks for a leader, counted, so that only the best are spelt out.
type weight struct {
	leader               *candidate // nil is before every leader
	reasons              int
	twin, county, band   int // 1 or 0
	actions, complements int
	proportion           float64
}

// weigh counts what speaks for a leader.
func weigh(learner, leader *candidate) weight {
	w := weight{
		leader: leader, twin: one(paired(learner, leader)), county: one(learner.CountyCode == leader.CountyCode),
		band: one(learner.band == leader.band), proportion: proportion(learner.City, leader.City),
	}
	w.count(learner, leader.actions, leader.learns)
	return w
}

// count adds what the learner shares, with twin, county and band known.
func (w *weight) count(learner *candidate, actions, learns []bool) {
	for i, does := range learner.actions {
		w.actions += one(does && actions[i])
	}
	for i, leads := range learner.leads {
		w.complements += one(leads && learns[i])
	}
	w.reasons = w.twin + w.county + w.band + one(w.actions > 0) + one(w.complements > 0)
}

// compare puts the leader with more kinds of reasons first; then the twin, the same county, the same band, more actions in common, more
// commitments the other way round, the population that is nearest in proportion, and the order of the leaders.
func (w weight) compare(other weight) int {
	return cmp.Or(
		cmp.Compare(other.reasons, w.reasons), cmp.Compare(other.twin, w.twin), cmp.Compare(other.county, w.county),
		cmp.Compare(other.band, w.band), cmp.Compare(other.actions, w.actions), cmp.Compare(other.complements, w.complements),
		cmp.Compare(w.proportion, other.proportion), cmp.Compare(w.place(), other.place()),
	)
}

func (w weight) place() int {
	if w.leader == nil {
		return -1
	}
	return w.leader.place
}

// paired tells whether two are each other's pioneer and twin.
func paired(a, b *candidate) bool { return a.TwinOf == b.Code || b.TwinOf == a.Code }

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
