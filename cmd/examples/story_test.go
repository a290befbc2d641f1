package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
)

// standing is what a municipality has said of a commitment: "0"–"3", or "-" for an empty level.
type standing map[[2]string]string

// told replays the files of levels and counts what happens to what stood before.
func told(files []file) (stands standing, rises, falls, withdrawals int) {
	stands = standing{}
	for _, f := range files {
		for _, r := range f.rows {
			if f.kind != data.Levels {
				continue
			}
			key, now := [2]string{f.place.Code, r.commitment.Slug}, "-"
			if r.level != nil {
				now = string(rune('0' + *r.level))
			}
			was, stood := stands[key]
			stands[key] = now
			switch {
			case !stood, was == now:
			case now == "-":
				withdrawals++
			case was == "-", was < now:
				rises++
			default:
				falls++
			}
		}
	}
	return stands, rises, falls, withdrawals
}

func TestLevelsRiseFallAndAreWithdrawn(t *testing.T) {
	_, files := planned(t)
	stands, rises, falls, withdrawals := told(files)
	if rises < 15 || falls != 1 || withdrawals != 1 {
		t.Errorf("%d rises, %d falls, %d withdrawals: want at least 15, 1 and 1", rises, falls, withdrawals)
	}
	count := map[string]int{}
	for _, now := range stands {
		count[now]++
	}
	for _, state := range []string{"-", "0", "1", "2", "3"} {
		if count[state] < 3 {
			t.Errorf("%d of state %q stand at last, want at least 3", count[state], state)
		}
	}
}

func TestWhoHandsIn(t *testing.T) {
	catalogue, files := planned(t)
	missing, reporting := map[string]bool{}, map[string]bool{}
	for _, m := range catalogue.Members {
		missing[catalogue.Municipality(m.Municipality).Name] = true
	}
	for _, f := range files {
		delete(missing, f.place.Name)
		if f.kind == data.Actions {
			reporting[f.place.Name] = true
		}
	}
	if got, want := slices.Sorted(maps.Keys(missing)), []string{"Luleå", "Mariestad", "Nacka"}; !slices.Equal(got, want) {
		t.Errorf("members who have not handed in: %q, want %q", got, want)
	}
	if len(reporting) != 12 {
		t.Errorf("%d municipalities report actions, want 12", len(reporting))
	}
}

func TestFilesComeInTwoRounds(t *testing.T) {
	_, files := planned(t)
	var last time.Time
	months := map[time.Month]bool{}
	for _, f := range files {
		if !f.received.After(last) {
			t.Errorf("%s is received %s, not after %s", f.name, f.received, last)
		}
		last = f.received
		months[f.received.Month()] = true
		for _, r := range f.rows {
			if !r.decided.Before(f.received) {
				t.Errorf("%s: decided %s, after it was received", f.name, r.decided)
			}
		}
	}
	if got := slices.Sorted(maps.Keys(months)); !slices.Equal(got, []time.Month{1, 2, 9, 10, 11}) {
		t.Errorf("received in months %v", got)
	}
	if end := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !last.Before(end) {
		t.Errorf("the last is received %s, want before %s", last, end)
	}
}

// Officers save differently, and write what makes a careless reader stumble.
func TestFilesAreVaried(t *testing.T) {
	_, files := planned(t)
	saved, signs := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		saved[string(f.habit.delimiter)+[]string{"utf-8", "bom", "1252"}[f.habit.encoding]] = true
		for _, r := range f.rows {
			for _, sign := range []string{`"`, ";", "\n", ","} {
				if strings.Contains(r.comment, sign) {
					signs[sign] = true
				}
			}
		}
	}
	for _, want := range []string{";1252", ";bom", ",utf-8", "\tutf-8"} {
		if !saved[want] {
			t.Errorf("no file is saved as %q", want)
		}
	}
	if len(signs) != 4 {
		t.Errorf("comments hold only %q", slices.Sorted(maps.Keys(signs)))
	}
}
