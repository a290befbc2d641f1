package data

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// accept compares the submission with the catalogue and with itself. It is the last guard before the journal, which
// keeps everything for ever; ingest has told the sender long before.
//
// It returns an error that wraps ErrInvalid.
func (c *Catalogue) accept(s Submission) error {
	if err := c.acceptHead(s); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	edition := c.Edition(s.Edition)
	seen := make(map[[2]string]bool, len(s.Declarations)+len(s.Reports))
	for i, d := range s.Declarations {
		if err := c.acceptDeclaration(s, edition, seen, d); err != nil {
			return fmt.Errorf("%w: declaration %d, line %d: %w", ErrInvalid, i+1, d.Line, err)
		}
	}
	clear(seen)
	for i, r := range s.Reports {
		if err := c.acceptReport(s, edition, seen, r); err != nil {
			return fmt.Errorf("%w: action report %d, line %d: %w", ErrInvalid, i+1, r.Line, err)
		}
	}
	return nil
}

func (c *Catalogue) acceptHead(s Submission) error {
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
	case s.Kind == Levels && len(s.Reports) > 0, s.Kind == Actions && len(s.Declarations) > 0:
		return fmt.Errorf("kind %s has %d declarations and %d action reports", s.Kind, len(s.Declarations), len(s.Reports))
	case len(s.Declarations)+len(s.Reports) == 0:
		return errors.New("nothing is handed in")
	case slices.ContainsFunc(s.Confirmed, func(code string) bool { return code == "" || strings.Contains(code, ",") }):
		return fmt.Errorf("confirmed warnings %q", s.Confirmed)
	}
	return acceptTexts(slices.Concat(s.Confirmed, []string{s.Sender.Name, s.File.Name, s.File.Encoding, s.File.Delimiter})...)
}

func (c *Catalogue) acceptDeclaration(s Submission, e *Edition, seen map[[2]string]bool, d Declaration) error {
	if e.Commitment(d.Commitment) == nil {
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
	if err := c.acceptKey(s, seen, d.Municipality, d.Commitment, d.Line, d.Withdrawn); err != nil {
		return err
	}
	return acceptTexts(d.Comment, d.Reference, d.Link)
}

func (c *Catalogue) acceptReport(s Submission, e *Edition, seen map[[2]string]bool, r ActionReport) error {
	if e.Action(r.Action) == nil {
		return fmt.Errorf("unknown action %q", r.Action)
	}
	if r.Status != "" && !slices.Contains(Statuses[:], r.Status) {
		return fmt.Errorf("unknown status %q", r.Status)
	}
	if r.Withdrawn && r.Status != "" {
		return fmt.Errorf("withdrawn with status %q", r.Status)
	}
	if err := c.acceptKey(s, seen, r.Municipality, r.Action, r.Line, r.Withdrawn); err != nil {
		return err
	}
	return acceptTexts(r.Comment, r.Link)
}

// acceptKey checks what declarations and action reports have in common. About is the commitment or the action.
func (c *Catalogue) acceptKey(s Submission, seen map[[2]string]bool, municipality, about string, line int, withdrawn bool) error {
	key := [2]string{municipality, about}
	switch {
	case c.Municipality(municipality) == nil:
		return fmt.Errorf("unknown municipality %q", municipality)
	case s.Sender.Role == "municipality" && municipality != s.Sender.Municipality:
		return fmt.Errorf("municipality %s hands in for %s", s.Sender.Municipality, municipality)
	case line < 0 || line > math.MaxInt32:
		return errors.New("line number out of range")
	case withdrawn && s.Kind != Undo:
		return errors.New("only an undo withdraws")
	case seen[key]:
		return fmt.Errorf("%s and %s are there twice", municipality, about)
	}
	seen[key] = true
	return nil
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
