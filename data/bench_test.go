package data_test

import (
	"testing"

	"pionjarkollen/data"
)

// every is a submission with a report on every action by every municipality: 30,160 rows.
func every(c *data.Catalogue) data.Submission {
	s := data.Submission{Kind: data.Actions, Edition: c.Current().ID, Sender: data.Sender{Name: "Åsa", Role: "staff"}}
	for _, m := range c.Municipalities {
		for _, commitment := range c.Current().Commitments {
			for _, level := range commitment.Levels {
				for _, a := range level.Actions {
					s.Reports = append(s.Reports, data.ActionReport{
						Line: len(s.Reports) + 2, Municipality: m.Code, Action: a.ID, Status: data.Underway, Comment: "pågår enligt plan",
					})
				}
			}
		}
	}
	return s
}

func BenchmarkRecord(b *testing.B) {
	b.Run("rows=1", func(b *testing.B) {
		db := opened(b, newPath(b))
		for b.Loop() {
			record(b, db, levels("0780", "styrning", 1), "x")
		}
	})
	b.Run("rows=30160", func(b *testing.B) {
		db := opened(b, newPath(b))
		s := every(db.Catalogue())
		for b.Loop() {
			record(b, db, s, "x")
		}
	})
}

func BenchmarkReplay(b *testing.B) {
	path := newPath(b)
	db := opened(b, path)
	for range 100 {
		record(b, db, levels("0780", "styrning", 1), "x")
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := data.Rebuild(b.Context(), options(b, path)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenInMemory(b *testing.B) {
	o := options(b, "")
	for b.Loop() {
		db, err := data.Open(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
