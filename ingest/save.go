package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Meta is what Save must know beyond the file.
type Meta struct {
	Sender      data.Sender
	FileName    string
	Confirmed   []Code            // warnings the sender confirmed
	Corrections []data.Correction // that the file was read with, one per cell
	Example     bool
	Received    time.Time // zero is now; set only when example submissions are loaded
}

// Save records an accepted submission with its raw bytes in one write. Rows that only repeat an earlier one are saved once.
//
// The submission comes back without its action reports. It returns ErrRejected when findings hold an error or a warning that Meta does not confirm.
func Save(ctx context.Context, db *data.DB, s Submission, findings []Finding, raw []byte, m Meta) (data.Submission, error) {
	confirmed, err := confirm(findings, m.Confirmed)
	if err != nil {
		return data.Submission{}, err
	}
	sub := data.Submission{
		Kind: s.Kind, Edition: s.Edition, Sender: m.Sender, Example: m.Example, Confirmed: confirmed, Received: m.Received,
		Corrections: m.Corrections,
		File:        data.File{Name: m.FileName, Size: int64(len(raw)), Encoding: s.Encoding, Delimiter: s.Delimiter},
	}
	if s.short != nil {
		return saveShort(ctx, db, s, sub, raw)
	}
	e := db.Catalogue().Edition(s.Edition)
	rows, err := distinct(s, e)
	if err != nil {
		return data.Submission{}, err
	}
	if s.Kind == data.Actions {
		sub.Reports = reports(rows, e)
	} else {
		sub.Declarations = declarations(rows)
	}
	saved, err := db.Record(ctx, sub, raw)
	if err != nil {
		return data.Submission{}, fmt.Errorf("save submission: %w", err)
	}
	saved.Reports = nil
	return saved, nil
}

// saveShort is Save for rows that are kept short.
func saveShort(ctx context.Context, db *data.DB, s Submission, sub data.Submission, raw []byte) (data.Submission, error) {
	rows, err := s.short.reports()
	if err != nil {
		return data.Submission{}, err
	}
	saved, err := db.RecordReports(ctx, sub, rows, raw)
	if err != nil {
		return data.Submission{}, fmt.Errorf("save submission: %w", err)
	}
	return saved, nil
}

// confirm returns the codes of the warnings, all of which must have been confirmed, sorted.
func confirm(findings []Finding, codes []Code) ([]string, error) {
	var confirmed []string
	for _, f := range findings {
		if f.Severity == Error {
			return nil, fmt.Errorf("%w: %s on line %d", ErrRejected, f.Code, f.Line)
		}
		if !slices.Contains(codes, f.Code) {
			return nil, fmt.Errorf("%w: %s is not confirmed", ErrRejected, f.Code)
		}
		if !slices.Contains(confirmed, string(f.Code)) {
			confirmed = append(confirmed, string(f.Code))
		}
	}
	slices.Sort(confirmed)
	return confirmed, nil
}

var errUnread = errors.New("a row could not be read")

// distinct is the rows without those that repeat an earlier one. Without an error among the findings each row is about
// something, and no two contradict each other.
func distinct(s Submission, e *data.Edition) (iter.Seq[*Row], error) {
	if e == nil || len(s.Rows) == 0 {
		return nil, fmt.Errorf("%w: nothing to save", ErrRejected)
	}
	known := newSeen()
	repeats := make(map[int]bool)
	for i := range s.Rows {
		key, ok := s.Rows[i].key(s.Kind)
		if !ok {
			return nil, fmt.Errorf("%w: %w, line %d", ErrRejected, errUnread, s.Rows[i].Line)
		}
		if _, again := known.visit(i, key); again {
			repeats[i] = true
		}
	}
	return func(yield func(*Row) bool) {
		for i := range s.Rows {
			if len(repeats) > 0 && repeats[i] {
				continue
			}
			if !yield(&s.Rows[i]) {
				return
			}
		}
	}, nil
}

func declarations(rows iter.Seq[*Row]) (all []data.Declaration) {
	for r := range rows {
		all = append(all, data.Declaration{
			Line: r.Line, Municipality: r.Municipality, Commitment: r.Commitment, Level: r.Level,
			Comment: r.Comment, Decided: r.Decided, Reference: r.Reference, Link: r.Link,
		})
	}
	return all
}

func reports(rows iter.Seq[*Row], e *data.Edition) (all []data.ActionReport) {
	for r := range rows {
		all = append(all, data.ActionReport{
			Line: r.Line, Municipality: r.Municipality, Action: r.action(e), Status: r.Status, Comment: r.Comment, Link: r.Link,
		})
	}
	return all
}

// action is the id of the action that a row of an action file is about.
func (r *Row) action(e *data.Edition) string {
	return e.Commitment(r.Commitment).Levels[*r.Level-1].Actions[r.Action-1].ID
}

// Foreign returns an error Finding (code not-your-municipality) for each row that is about none of the given municipalities.
// Rows whose municipality could not be read have their own finding.
func Foreign(s Submission, municipalities ...string) []Finding {
	h := header{headings: make(map[string]string)}
	for _, cell := range s.Header {
		if name := columnNamed(headerKey(cell)); name != "" {
			h.headings[name] = cell
		}
	}
	column := colCode
	if !h.has(colCode) && h.has(colName) {
		column = colName
	}
	var out []Finding
	last := 0
	for _, r := range s.Rows {
		if r.Municipality != "" && !slices.Contains(municipalities, r.Municipality) && r.Line != last {
			last = r.Line // one line may hold several rows
			out = append(out, Finding{
				Severity: Error, Code: NotYourMunicipality, Line: r.Line, Column: h.heading(column), Value: r.Municipality, Args: []string{strings.Join(municipalities, ", ")},
			})
		}
	}
	return placed(s.Header, out)
}
