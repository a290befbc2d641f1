package data_test

import (
	"errors"
	"strings"
	"testing"

	"pionjarkollen/data"
)

func TestRecordRefuses(t *testing.T) {
	path := newPath(t)
	db := opened(t, path)
	record(t, db, levels("0780", "styrning", 1), "x")
	before, health := everything(t, db), db.Health()
	level := func(change func(s *data.Submission, d *data.Declaration)) data.Submission {
		s := levels("0780", "styrning", 2)
		change(&s, &s.Declarations[0])
		return s
	}
	action := func(change func(s *data.Submission, r *data.ActionReport)) data.Submission {
		s := actions()
		change(&s, &s.Reports[0])
		return s
	}
	for want, s := range map[string]data.Submission{
		"id 7":                    level(func(s *data.Submission, _ *data.Declaration) { s.ID = 7 }),
		`unknown kind "x"`:        level(func(s *data.Submission, _ *data.Declaration) { s.Kind = "x" }),
		`unknown edition "2019"`:  level(func(s *data.Submission, _ *data.Declaration) { s.Edition = "2019" }),
		`unknown sender role "x"`: level(func(s *data.Submission, _ *data.Declaration) { s.Sender.Role = "x" }),
		`municipality "0000" of the`: level(func(s *data.Submission, _ *data.Declaration) {
			s.Sender = data.Sender{Role: "municipality", Municipality: "0000"}
		}),
		"1880 hands in for 0780": level(func(s *data.Submission, _ *data.Declaration) {
			s.Sender = data.Sender{Role: "municipality", Municipality: "1880"}
		}),
		"has municipality":            level(func(s *data.Submission, _ *data.Declaration) { s.Sender.Municipality = "0780" }),
		"levels undoes submission 1":  level(func(s *data.Submission, _ *data.Declaration) { s.Undoes = 1 }),
		"undo undoes submission 0":    level(func(s *data.Submission, _ *data.Declaration) { s.Kind = data.Undo }),
		"submission 9, which it":      level(func(s *data.Submission, _ *data.Declaration) { s.Kind, s.Undoes = data.Undo, 9 }),
		"nothing is handed in":        level(func(s *data.Submission, _ *data.Declaration) { s.Declarations = nil }),
		"actions has 1 declarations":  level(func(s *data.Submission, _ *data.Declaration) { s.Kind = data.Actions }),
		"levels has 0 declarations":   action(func(s *data.Submission, _ *data.ActionReport) { s.Kind = data.Levels }),
		"confirmed warnings":          level(func(s *data.Submission, _ *data.Declaration) { s.Confirmed = []string{"a,b"} }),
		`unknown municipality "9999"`: level(func(_ *data.Submission, d *data.Declaration) { d.Municipality = "9999" }),
		`unknown municipality "780"`:  level(func(_ *data.Submission, d *data.Declaration) { d.Municipality = "780" }),
		`unknown commitment "x"`:      level(func(_ *data.Submission, d *data.Declaration) { d.Commitment = "x" }),
		"level 4":                     level(func(_ *data.Submission, d *data.Declaration) { d.Level = new(4) }),
		"level -1":                    level(func(_ *data.Submission, d *data.Declaration) { d.Level = new(-1) }),
		"level 258":                   level(func(_ *data.Submission, d *data.Declaration) { d.Level = new(258) }),
		"only an undo withdraws":      level(func(_ *data.Submission, d *data.Declaration) { d.Withdrawn, d.Level = true, nil }),
		"withdrawn with level 2":      level(func(_ *data.Submission, d *data.Declaration) { d.Withdrawn = true }),
		`date "2026-02-30"`:           level(func(_ *data.Submission, d *data.Declaration) { d.Decided = "2026-02-30" }),
		"line number":                 level(func(_ *data.Submission, d *data.Declaration) { d.Line = 1 << 40 }),
		"is not UTF-8":                level(func(_ *data.Submission, d *data.Declaration) { d.Comment = "V\xe4xj\xf6" }),
		"0780 and styrning are there twice": level(func(s *data.Submission, d *data.Declaration) {
			s.Declarations = append(s.Declarations, *d)
		}),
		"column 16384":        level(corrected(data.Correction{Line: 1, Column: 16_384})),
		"line 0, column 0":    level(corrected(data.Correction{})),
		"line 1, column -1":   level(corrected(data.Correction{Line: 1, Column: -1})),
		"line 2147483648":     level(corrected(data.Correction{Line: 1 << 31})),
		"is corrected twice":  level(corrected(data.Correction{Line: 1}, data.Correction{Line: 1, Value: "x"})),
		"correction 1: text":  level(corrected(data.Correction{Line: 1, Value: "\xff"})),
		"corrections of more": level(corrected(data.Correction{Line: 1, Sent: strings.Repeat("x", 64_000_001)})),
		"200001 corrections":  level(corrected(make([]data.Correction, 200_001)...)),
		"an undo has 1 correct": level(func(s *data.Submission, _ *data.Declaration) {
			s.Kind, s.Undoes, s.Corrections = data.Undo, 1, make([]data.Correction, 1)
		}),
		`unknown action "styrning-9-9"`: action(func(_ *data.Submission, r *data.ActionReport) { r.Action = "styrning-9-9" }),
		`unknown status "klart"`:        action(func(_ *data.Submission, r *data.ActionReport) { r.Status = "klart" }),
		"styrning-1-2 are there twice":  action(func(_ *data.Submission, r *data.ActionReport) { r.Action = "styrning-1-2" }),
		`withdrawn with status`:         action(func(_ *data.Submission, r *data.ActionReport) { r.Withdrawn = true }),
	} {
		_, err := db.Record(t.Context(), s, []byte("y"))
		if !errors.Is(err, data.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if got := db.Health(); got != health || len(everything(t, db)) != len(before) || len(files(t, path, "")) != 2 {
		t.Errorf("something was saved: %+v", got)
	}
	if s := record(t, db, levels("0780", "styrning", 2), "y"); s.ID != 2 {
		t.Errorf("next id is %d", s.ID)
	}
}

// corrected gives a submission corrections.
func corrected(all ...data.Correction) func(*data.Submission, *data.Declaration) {
	return func(s *data.Submission, _ *data.Declaration) { s.Corrections = all }
}
