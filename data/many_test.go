package data_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pionjarkollen/data"
)

// varied is a report on every action by every municipality, all with different texts.
func varied(c *data.Catalogue) data.Submission {
	s := every(c)
	for i := range s.Reports {
		r := &s.Reports[i]
		r.Status = append(data.Statuses[:], "")[i%5]
		r.Comment = []string{"", "så \"här\"", fmt.Sprintf("ärende %d\n–", i)}[i%3]
		if i%7 == 0 {
			r.Link = fmt.Sprintf("https://exempel.se/%d?a&b", i)
		}
	}
	return s
}

// short keeps the submission's reports short and takes them from it.
func short(s *data.Submission) *data.Reports {
	r := new(data.Reports)
	places, actions := make(map[string]uint16), make(map[string]uint16)
	number := func(known map[string]uint16, names *[]string, name string) uint16 {
		n, ok := known[name]
		if !ok {
			n = uint16(len(*names))
			known[name] = n
			*names = append(*names, name)
		}
		return n
	}
	for _, report := range s.Reports {
		status, _ := data.ShortStatus(report.Status)
		r.Rows = append(r.Rows, data.ShortReport{
			Line: int32(report.Line), Municipality: number(places, &r.Municipalities, report.Municipality),
			Action: number(actions, &r.Actions, report.Action), Status: status, Comment: report.Comment,
		})
		r.Links = append(r.Links, report.Link)
	}
	s.Reports = nil
	return r
}

// TestRecordReports records so many reports that they take the fast way, and finds what was handed in: at once, and after
// the journal has been replayed.
func TestRecordReports(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	all := varied(db.Catalogue())
	head := all
	saved, err := db.RecordReports(t.Context(), head, short(&head), []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	want := make([]string, 0, len(all.Reports))
	for _, r := range all.Reports {
		want = append(want, fmt.Sprintln(saved.ID, r.Line, all.Edition, r.Municipality, r.Action, r.Status, r.Comment, r.Link, r.Withdrawn))
	}
	if got := reported(t, db); !slices.Equal(got, want) {
		t.Errorf("the database has %d reports, not the %d that were handed in, or other ones", len(got), len(want))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Rebuild(t.Context(), options(t, path)); err != nil {
		t.Fatal(err)
	}
	if got := reported(t, opened(t, path)); !slices.Equal(got, want) {
		t.Errorf("the journal gave %d reports, not the %d that were handed in, or other ones", len(got), len(want))
	}
}

func reported(t *testing.T, db *data.DB) (all []string) {
	t.Helper()
	rows, err := db.Query(t.Context(), "SELECT * FROM action_report ORDER BY line")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var submission, line int
		var edition, municipality, action, status, comment, link string
		var withdrawn bool
		if err := rows.Scan(&submission, &line, &edition, &municipality, &action, &status, &comment, &link, &withdrawn); err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintln(submission, line, edition, municipality, action, status, comment, link, withdrawn))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestRecordReportsRefuses hands in what contradicts itself: nothing is saved.
func TestRecordReportsRefuses(t *testing.T) {
	db := opened(t, newPath(t))
	for name, change := range map[string]func(s *data.Submission){
		"a key twice":   func(s *data.Submission) { s.Reports[29_000] = s.Reports[3] },
		"no such place": func(s *data.Submission) { s.Reports[29_000].Municipality = "9999" },
		"no such point": func(s *data.Submission) { s.Reports[29_000].Action = "styrning-1-99" },
		"no text":       func(s *data.Submission) { s.Reports[29_000].Comment = "\xff" },
		"nothing":       func(s *data.Submission) { s.Reports = nil },
	} {
		all := varied(db.Catalogue())
		change(&all)
		if _, err := db.RecordReports(t.Context(), all, short(&all), []byte("x")); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := db.RecordReports(t.Context(), varied(db.Catalogue()), new(data.Reports), nil); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("reports in both places: %v", err)
	}
	if got := reported(t, db); len(got) > 0 || db.Health().JournalEntries > 0 {
		t.Errorf("%d reports and %d journal entries were saved", len(got), db.Health().JournalEntries)
	}
}
