package data

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// accept compares the submission with the catalogue and with itself. It is the last guard before the journal, which keeps everything
// for ever; ingest has told the sender long before.
//
// It returns an error that wraps ErrInvalid.
func (c *Catalogue) accept(s recording) error {
	if err := c.acceptHead(s); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	edition := c.Edition(s.Edition)
	k := newKeys(c, &s.Submission, func(slug string) bool { return edition.Commitment(slug) != nil })
	for i := range s.Declarations {
		d := &s.Declarations[i]
		if err := d.accept(k); err != nil {
			return fmt.Errorf("%w: declaration %d, line %d: %w", ErrInvalid, i+1, d.Line, err)
		}
	}
	k = newKeys(c, &s.Submission, func(id string) bool { return edition.Action(id) != nil })
	for i := range s.Reports {
		r := &s.Reports[i]
		if err := r.accept(k); err != nil {
			return fmt.Errorf("%w: action report %d, line %d: %w", ErrInvalid, i+1, r.Line, err)
		}
	}
	if s.many != nil {
		if err := s.many.accept(c, &s.Submission); err != nil {
			return fmt.Errorf("%w: %w", ErrInvalid, err)
		}
	}
	switch reports := s.reports(); {
	case s.Kind == Levels && reports > 0, s.Kind == Actions && len(s.Declarations) > 0:
		return fmt.Errorf("%w: kind %s has %d declarations and %d action reports", ErrInvalid, s.Kind, len(s.Declarations), reports)
	case len(s.Declarations)+reports == 0:
		return fmt.Errorf("%w: nothing is handed in", ErrInvalid)
	}
	return nil
}

func (c *Catalogue) acceptHead(s recording) error {
	switch {
	case !slices.Contains([]Kind{Levels, Actions, Undo}, s.Kind):
		return fmt.Errorf("unknown kind %q", s.Kind)
	case c.Edition(s.Edition) == nil:
		return fmt.Errorf("unknown edition %q", s.Edition)
	case !slices.Contains([]string{"municipality", "staff", "shell"}, s.Sender.Role):
		return fmt.Errorf("unknown sender role %q", s.Sender.Role)
	case s.Sender.Role == "municipality" && c.Municipality(s.Sender.Municipality) == nil:
		return fmt.Errorf("unknown municipality %q of the sender", s.Sender.Municipality)
	case s.Sender.Role != "municipality" && s.Sender.Municipality != "":
		return fmt.Errorf("a sender of role %s has municipality %q", s.Sender.Role, s.Sender.Municipality)
	case (s.Kind == Undo) != (s.Undoes > 0) || s.Undoes < 0:
		return fmt.Errorf("kind %s undoes submission %d", s.Kind, s.Undoes)
	case slices.ContainsFunc(s.Confirmed, func(code string) bool { return code == "" || strings.Contains(code, ",") }):
		return fmt.Errorf("confirmed warnings %q", s.Confirmed)
	}
	if err := s.acceptCorrections(); err != nil {
		return err
	}
	return acceptTexts(slices.Concat(s.Confirmed, []string{s.Sender.Name, s.File.Name, s.File.Encoding, s.File.Delimiter})...)
}

func (d *Declaration) accept(k *keys) error {
	if !k.knows(d.Commitment) {
		return fmt.Errorf("unknown commitment %q", d.Commitment)
	}
	if d.Level != nil && (*d.Level < 0 || *d.Level > 3) {
		return fmt.Errorf("level %d", *d.Level)
	}
	if d.Withdrawn && d.Level != nil {
		return fmt.Errorf("withdrawn with level %d", *d.Level)
	}
	if d.Decided != "" {
		if _, err := time.Parse(time.DateOnly, d.Decided); err != nil {
			return fmt.Errorf("decision date %q", d.Decided)
		}
	}
	if err := k.accept(d.Municipality, d.Commitment, d.Line, d.Withdrawn); err != nil {
		return err
	}
	return acceptTexts(d.Comment, d.Reference, d.Link)
}

func (r *ActionReport) accept(k *keys) error {
	if !k.knows(r.Action) {
		return fmt.Errorf("unknown action %q", r.Action)
	}
	if r.Status != "" && !slices.Contains(Statuses[:], r.Status) {
		return fmt.Errorf("unknown status %q", r.Status)
	}
	if r.Withdrawn && r.Status != "" {
		return fmt.Errorf("withdrawn with status %q", r.Status)
	}
	if err := k.accept(r.Municipality, r.Action, r.Line, r.Withdrawn); err != nil {
		return err
	}
	return acceptTexts(r.Comment, r.Link)
}

// acceptTexts refuses what JSON would silently write as something else.
func acceptTexts(texts ...string) error {
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return fmt.Errorf("text %q is not UTF-8", text)
		}
	}
	return nil
}
