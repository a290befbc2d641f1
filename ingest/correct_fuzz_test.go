package ingest_test

import (
	"bytes"
	"slices"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// FuzzCorrected corrects cells of any text file; workbooks would hardly survive what it does to them.
func FuzzCorrected(f *testing.F) {
	reader := ingest.NewReader(datatest.Catalogue(f))
	for _, a := range archives(f) {
		for _, k := range a.Cases {
			if bytes.HasPrefix(k.Raw, []byte("PK")) {
				continue
			}
			for _, c := range append(k.Corrections, data.Correction{Line: 2, Column: 1, Value: "3 Finansiering\n"}) {
				f.Add(k.Raw, c.Line, c.Column, c.Value)
			}
		}
	}
	limits := ingest.Limits{Bytes: 1 << 16, Rows: 1000}
	f.Fuzz(func(t *testing.T, raw []byte, line, column int, value string) {
		all := []data.Correction{{Line: line, Column: column, Value: value}, {Line: 1, Column: 0, Value: "kommun"}}
		for _, corrections := range [][]data.Correction{nil, all, reader.Settle(raw, all, limits)} {
			s, findings, err := reader.ParseCorrected(raw, corrections, limits)
			must(t, err)
			g, ok := reader.Grid(raw, corrections, limits)
			if !ok {
				continue
			}
			reader.Strange(raw, corrections, limits)
			var out bytes.Buffer
			must(t, g.WriteCSV(&out))
			if len(findings) > 0 {
				continue
			}
			again, found, err := reader.ParseBytes(out.Bytes(), ingest.DefaultLimits)
			must(t, err)
			if !slices.Equal(said(again.Rows), said(s.Rows)) || !ingest.Accepted(found) {
				t.Errorf("%q with %+v: got %q, %+v\nwant %q", raw, corrections, said(again.Rows), found, said(s.Rows))
			}
		}
	})
}
