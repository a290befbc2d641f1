package data

import (
	"errors"
	"fmt"
	"math"
)

// keys are what a submission's rows are about: each a municipality with a commitment or an action, and each once. Both are
// numbered in the order they come, so that a million keys take a bit each.
type keys struct {
	catalogue  *Catalogue
	submission *Submission
	inEdition  func(about string) bool

	abouts map[string]int      // number of the commitment or action
	seen   map[string]*numbers // of abouts, by municipality

	about, place string   // of the row at hand, and of the row before
	number       int      // of about
	here         *numbers // of place
}

func newKeys(c *Catalogue, s *Submission, inEdition func(about string) bool) *keys {
	return &keys{catalogue: c, submission: s, inEdition: inEdition, abouts: make(map[string]int), seen: make(map[string]*numbers)}
}

// knows tells whether the edition has the commitment or action, and makes it the one at hand.
func (k *keys) knows(about string) bool {
	n, ok := k.abouts[about]
	if !ok {
		if !k.inEdition(about) {
			return false
		}
		n = len(k.abouts)
		k.abouts[about] = n
	}
	k.about, k.number = about, n
	return true
}

// accept checks what declarations and action reports have in common. About is the one that knows was asked for.
func (k *keys) accept(municipality, about string, line int, withdrawn bool) error {
	s := k.submission
	if k.here == nil || municipality != k.place {
		if k.catalogue.Municipality(municipality) == nil {
			return fmt.Errorf("unknown municipality %q", municipality)
		}
		here := k.seen[municipality]
		if here == nil {
			here = new(numbers)
			k.seen[municipality] = here
		}
		k.place, k.here = municipality, here
	}
	switch {
	case s.Sender.Role == "municipality" && municipality != s.Sender.Municipality:
		return fmt.Errorf("municipality %s hands in for %s", s.Sender.Municipality, municipality)
	case line < 0 || line > math.MaxInt32:
		return errors.New("line number out of range")
	case withdrawn && s.Kind != Undo:
		return errors.New("only an undo withdraws")
	case !k.here.add(k.number):
		return fmt.Errorf("%s and %s are there twice", municipality, about)
	}
	return nil
}

// numbers is a set of small numbers.
type numbers struct{ bits []uint64 }

// add returns false for a number that is there already.
func (n *numbers) add(number int) bool {
	for len(n.bits) <= number/64 {
		n.bits = append(n.bits, 0)
	}
	bit := uint64(1) << (number % 64)
	if n.bits[number/64]&bit != 0 {
		return false
	}
	n.bits[number/64] |= bit
	return true
}

// distinct returns an error when two of the submission's rows are about the same. Record refuses such a submission; this is for
// one that comes from the journal, as no index of the database would notice.
func (s recording) distinct() error {
	seen := make(map[[2]string]bool, len(s.Declarations)+len(s.Reports))
	again := func(municipality, about string) error {
		key := [2]string{municipality, about}
		if seen[key] {
			return fmt.Errorf("%s and %s are there twice", municipality, about)
		}
		seen[key] = true
		return nil
	}
	for i := range s.Declarations {
		if err := again(s.Declarations[i].Municipality, s.Declarations[i].Commitment); err != nil {
			return err
		}
	}
	for i := range s.Reports {
		if err := again(s.Reports[i].Municipality, s.Reports[i].Action); err != nil {
			return err
		}
	}
	return nil // reports kept short have been checked when they were read
}
