package analytics

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// A script fills a database, one directive a line; # begins a comment.
//
//	today DATE                    what the clock says (noon, UTC); 2026-06-01 unless told
//	member CODE ROLE [joined=DATE] [left=DATE] [twin_of=CODE]
//	everyone ROLE                 all 290 are members
//	edition ID                    what is submitted from here on is of that edition; naming 2026/2027, which is invented, adds it
//	submit TIME [example] [undoes=ID] CODE ROW… [CODE ROW…]…
//
// A submission holds levels or actions, not both, unless it undoes one; only then may rows be withdrawn.
// ROLE is pioneer, twin or unknown. The roster is empty until a directive fills it. TIME is RFC 3339, and submissions get
// the ids 1, 2, 3 … A ROW is commitment=LEVEL (0–3 or silent) or action=STATUS (or silent), or either =withdrawn;
// decided:, reference:, link: and comment: after a row belong to it. Lines count from 2, as under a header.
type script struct {
	db      *data.DB
	now     time.Time
	edition *data.Edition
}

var municipalityCode = regexp.MustCompile(`^\d{4}$`)

// newDB opens an empty database in memory with an empty roster.
func newDB(tb testing.TB, now func() time.Time, invented ...bool) *data.DB {
	tb.Helper()
	o := data.Options{Now: now}
	if slices.Contains(invented, true) {
		o.Catalogue = datatest.TwoEditions(tb)
	}
	db := datatest.Open(tb, o)
	write(tb, db, "DELETE FROM member")
	return db
}

func write(tb testing.TB, db *data.DB, statement string, args ...any) {
	tb.Helper()
	err := db.Write(tb.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec(statement, args...)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func runScript(tb testing.TB, text string) *script {
	tb.Helper()
	s := &script{now: time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)}
	s.db = newDB(tb, func() time.Time { return s.now }, strings.Contains(text, "2026/2027"))
	s.edition = s.db.Catalogue().Current()
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if err := s.directive(tb, words); err != nil {
			tb.Fatalf("line %d: %s: %v", i+1, line, err)
		}
	}
	return s
}

func (s *script) directive(tb testing.TB, words []string) error {
	tb.Helper()
	switch words[0] {
	case "today":
		day, err := time.Parse(time.DateOnly, words[1])
		s.now = day.Add(12 * time.Hour)
		return err
	case "member":
		o := map[string]string{}
		for _, w := range words[3:] {
			key, value, _ := strings.Cut(w, "=")
			o[key] = value
		}
		s.member(tb, words[1], words[2], o["joined"], o["left"], o["twin_of"])
		return nil
	case "everyone":
		for _, m := range s.db.Catalogue().Municipalities {
			s.member(tb, m.Code, words[1], "", "", "")
		}
		return nil
	case "edition":
		s.edition = s.db.Catalogue().Edition(words[1])
		return nil
	case "kolada":
		return s.kolada(tb, words[1:])
	case "submit":
		submission, err := s.submission(words[1:])
		if err != nil {
			return err
		}
		_, err = s.db.Record(tb.Context(), submission, nil)
		return err
	}
	return fmt.Errorf("unknown directive %q", words[0])
}

func (s *script) member(tb testing.TB, code, role, joined, left, twinOf string) {
	tb.Helper()
	if role == RoleUnknown {
		role = ""
	}
	write(tb, s.db, `INSERT INTO member (municipality, role, joined, "left", twin_of) VALUES (?, ?, ?, ?, ?)`,
		code, role, joined, left, twinOf)
}

func (s *script) submission(words []string) (data.Submission, error) {
	received, err := time.Parse(time.RFC3339, words[0])
	if err != nil {
		return data.Submission{}, err
	}
	sub := data.Submission{
		Received: received,
		Kind:     data.Levels,
		Edition:  s.edition.ID,
		Sender:   data.Sender{Name: "Åsa", Role: "staff"},
		File:     data.File{Name: "fil.csv"},
	}
	var code string
	for _, w := range words[1:] {
		key, value, row := strings.Cut(w, "=")
		field, text, detail := strings.Cut(w, ":")
		switch {
		case w == "example":
			sub.Example = true
		case key == "undoes":
			sub.Kind = data.Undo
			sub.Undoes, err = strconv.ParseInt(value, 10, 64)
		case municipalityCode.MatchString(w):
			code = w
		case row:
			err = s.row(&sub, code, key, value)
		case detail:
			describe(&sub, field, text)
		default:
			err = fmt.Errorf("word %q", w)
		}
		if err != nil {
			return sub, err
		}
	}
	return sub, nil
}

func (s *script) row(sub *data.Submission, code, key, value string) error {
	line := len(sub.Declarations) + len(sub.Reports) + 2
	if sub.Kind == data.Undo {
		line = 0
	}
	switch {
	case s.edition.Commitment(key) != nil:
		d := data.Declaration{Line: line, Municipality: code, Commitment: key, Withdrawn: value == "withdrawn"}
		if level, err := strconv.Atoi(value); err == nil {
			d.Level = &level
		} else if value != "silent" && !d.Withdrawn {
			return fmt.Errorf("level %q", value)
		}
		sub.Declarations = append(sub.Declarations, d)
	case s.edition.Action(key) != nil:
		r := data.ActionReport{Line: line, Municipality: code, Action: key, Withdrawn: value == "withdrawn"}
		if value != "silent" && !r.Withdrawn {
			r.Status = data.Status(value)
		}
		if sub.Kind == data.Levels && len(sub.Declarations) == 0 {
			sub.Kind = data.Actions
		}
		sub.Reports = append(sub.Reports, r)
	default:
		return fmt.Errorf("neither commitment nor action: %q", key)
	}
	return nil
}

// describe sets a field of the newest row.
func describe(sub *data.Submission, field, text string) {
	if n := len(sub.Reports); n > 0 {
		r := &sub.Reports[n-1]
		*map[string]*string{"link": &r.Link, "comment": &r.Comment}[field] = text
		return
	}
	d := &sub.Declarations[len(sub.Declarations)-1]
	*map[string]*string{
		"decided": &d.Decided, "reference": &d.Reference, "link": &d.Link, "comment": &d.Comment,
	}[field] = text
}
