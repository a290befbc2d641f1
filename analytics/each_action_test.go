package analytics

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// randomReports hands in, over days of January 2026, statuses of actions by and about cities that chance says, some with links, and puts
// some of them back.
func randomReports(tb testing.TB, s *script, r *rand.Rand, codes []string, days int) {
	tb.Helper()
	var ids []string
	each(s.edition, func(_ *data.Commitment, action *data.Action) { ids = append(ids, action.ID) })
	values := []string{"silent", "not_started", "planned", "underway", "done"}
	for day := 1; day <= days; day++ {
		words := []string{"submit", fmt.Sprintf("2026-01-%02dT12:00:00Z", day)}
		from := values
		if day%3 == 0 { // only an undo withdraws
			words = append(words, fmt.Sprintf("undoes=%d", day-1))
			from = append(slices.Clone(values), "withdrawn")
		}
		for _, i := range r.Perm(len(codes))[:1+r.IntN(len(codes))] {
			words = append(words, codes[i])
			for _, j := range r.Perm(len(ids))[:1+r.IntN(len(ids)/2)] {
				words = append(words, ids[j]+"="+from[r.IntN(len(from))])
				if r.IntN(3) == 0 {
					words = append(words, fmt.Sprintf("link:https://a.example/%d", r.IntN(1000)))
				}
			}
		}
		if err := s.directive(tb, words); err != nil {
			tb.Fatal(err)
		}
	}
}

// allOf collects what EachAction yields.
func allOf(tb testing.TB, a *Analyst, f Filter) (Cover, []ActionRow) {
	tb.Helper()
	var all []ActionRow
	var cover Cover
	err := a.EachAction(tb.Context(), f, func(c Cover, rows iter.Seq2[ActionRow, error]) error {
		cover = c
		for row, err := range rows {
			if err != nil {
				return err
			}
			all = append(all, row)
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return cover, all
}

// TestEachActionIsActions compares the answer that is read a portion at a time, however small, with the one that is read at once.
func TestEachActionIsActions(t *testing.T) {
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := runScript(t, "")
		codes := randomMembers(t, s, r, 7)
		outside := s.db.Catalogue().Municipalities[r.IntN(290)].Code
		randomReports(t, s, r, append(codes, outside), 7)
		everybody := []string{RolePioneer, RoleTwin, RoleUnknown, RoleOutside}
		for _, f := range []Filter{
			{},
			{Roles: everybody},
			{Roles: []string{RoleTwin}},
			{Roles: everybody, AsOf: "2026-01-04"},
			{Roles: everybody, Cities: codes[:2]},
			{Roles: everybody, AsOf: "2025-12-31"},
		} {
			want, err := New(s.db).Actions(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			for i := range want.Rows {
				want.Rows[i].Comment = ""
			}
			for _, portion := range []int{8 * 9, 8 * 1000} {
				cover, rows := allOf(t, &Analyst{db: s.db, portion: portion}, f)
				if !reflect.DeepEqual(cover, want.Cover) || len(rows) != len(want.Rows) {
					t.Fatalf("seed %d, %+v: %d rows, %+v, want %d, %+v", seed, f, len(rows), cover, len(want.Rows), want.Cover)
				}
				for i := range rows {
					if !reflect.DeepEqual(rows[i], want.Rows[i]) {
						t.Fatalf("seed %d, %+v, row %d: %+v, want %+v", seed, f, i, rows[i], want.Rows[i])
					}
				}
			}
			if strings.Join(f.Roles, "") == strings.Join(everybody, "") && f.AsOf == "" && len(want.Rows) == 0 {
				t.Error("nothing stands: the test says nothing")
			}
		}
	}
}

// TestEachActionIsOneState hands in while the answer is read, between two portions.
func TestEachActionIsOneState(t *testing.T) {
	s := runScript(t, usesBase)
	a := &Analyst{db: s.db, portion: 1}
	before, rows := allOf(t, a, Filter{})
	n := 0
	err := a.EachAction(t.Context(), Filter{}, func(cover Cover, all iter.Seq2[ActionRow, error]) error {
		for row, err := range all {
			if err != nil {
				return err
			}
			if n == 0 {
				err := s.directive(t, strings.Fields("submit 2026-02-01T12:00:00Z 1281 finansiering-2-3=done styrning-3-1=done 1280 finansiering-2-3=planned"))
				if err != nil {
					t.Fatal(err)
				}
			}
			if !reflect.DeepEqual(row, rows[n]) || !reflect.DeepEqual(cover, before) {
				t.Errorf("row %d: %+v, want %+v", n, row, rows[n])
			}
			n++
		}
		return nil
	})
	if err != nil || n != len(rows) {
		t.Errorf("%d rows, want %d: %v", n, len(rows), err)
	}
	if _, after := allOf(t, a, Filter{}); len(after) == len(rows) || slices.ContainsFunc(after, func(r ActionRow) bool { return r.Status == data.Underway }) {
		t.Errorf("what was handed in meanwhile is not there afterwards: %+v", after)
	}
}

// TestEachActionEnds when whoever asked has gone, or has read enough.
func TestEachActionEnds(t *testing.T) {
	a := &Analyst{db: runScript(t, usesBase).db, portion: 1}
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	err := a.EachAction(ctx, Filter{}, func(_ Cover, rows iter.Seq2[ActionRow, error]) error {
		for _, err := range rows {
			if leave(); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("gone: %v", err)
	}
	enough := errors.New("enough")
	err = a.EachAction(t.Context(), Filter{}, func(_ Cover, rows iter.Seq2[ActionRow, error]) error {
		for _, err := range rows {
			return errors.Join(err, enough)
		}
		return nil
	})
	if !errors.Is(err, enough) {
		t.Errorf("enough: %v", err)
	}
}
