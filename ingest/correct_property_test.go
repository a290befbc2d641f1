package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
	"pionjarkollen/ingest/corpus"
)

// pieces are what people put in cells, and what readers stumble over.
var pieces = []string{
	"", "1", "2", "fyra", "1281", "Lund", "Vaxjo", "3 Finansiering", "x", "-", "klar", "2026-11-22", "22/11 26", "=1+1", "'=1", "a;b", "a,b\tc|d", "\"", "\"x\" y",
	"en\nrad", "två\r\nrader\r", " blank ", "#", "sep=;", "sep=", "Summa", "kommun", "kommunkod", "åtagande", "nivå", "kommentar", "fel", "\u200bx", "\ufeffx",
	"\x1a", "_x0041_", "_x005F_x0041_", "a_x000B_\x0b", "\ufffe", "åäö €", "{\"a\":1}", "<html>", "%PDF-", "https://lund.se", "Lund;1;2", strings.Repeat("lång ", 3000),
}

// randomCorrections puts some cells of a table right, or wrong.
func randomCorrections(r *rand.Rand, g ingest.Grid) (out []data.Correction) {
	for range r.IntN(4) {
		row := g.Header
		if len(g.Rows) > 0 && r.IntN(4) > 0 {
			row = g.Rows[r.IntN(len(g.Rows))]
		}
		out = append(out, data.Correction{
			Line: row.Line, Column: r.IntN(max(len(row.Cells), len(g.Header.Cells)) + 1), Value: pieces[r.IntN(len(pieces))],
		})
	}
	return out
}

// grids gives every file of the corpus that is a table, as it is and with random corrections.
func grids(t *testing.T, rounds int, use func(name string, k corpus.Case, reader *ingest.Reader, corrections []data.Correction, g ingest.Grid)) {
	t.Helper()
	reader, tables := ingest.NewReader(datatest.Catalogue(t)), 0
	for _, a := range archives(t) {
		for _, k := range a.Cases {
			sent, ok := reader.Grid(k.Raw, nil, k.Limits)
			if !ok {
				continue
			}
			tables++
			use(k.Name, k, reader, nil, sent)
			for seed := range uint64(rounds) {
				corrections := randomCorrections(rand.New(rand.NewPCG(seed, uint64(tables))), sent)
				g, ok := reader.Grid(k.Raw, corrections, k.Limits)
				if !ok {
					t.Errorf("%s: with %+v no table", k.Name, corrections)
					continue
				}
				use(fmt.Sprintf("%s with %+v", k.Name, corrections), k, reader, corrections, g)
			}
		}
	}
	if tables < 150 {
		t.Errorf("%d tables", tables)
	}
}

// said is what rows say, without their lines.
func said(rows []ingest.Row) []string {
	var out []string
	for _, r := range rows {
		r.Line = 0
		level := "none"
		if r.Level != nil {
			level = strconv.Itoa(*r.Level)
		}
		r.Level = nil
		out = append(out, fmt.Sprintf("%q level %s", fmt.Sprintf("%+v", r), level))
	}
	return out
}

// kinds are what findings say, without their lines.
func kinds(findings []ingest.Finding) []string {
	var out []string
	for _, f := range findings {
		if f.Code == ingest.ColumnNameless || f.Code == ingest.MergedFilled { // are told by where they are first
			f.Column = ""
		}
		out = append(out, string(f.Code)+" "+f.Column)
	}
	return out
}

// instead are the findings that a written table may have in the place of others: what is an error in the workbook is one in CSV, and what
// is skipped or not counted stands no longer between the rows.
var instead = map[ingest.Code][]ingest.Code{
	ingest.LevelUnknown:       {ingest.CellFault, ingest.FormulaEmpty},
	ingest.ExplanationSkipped: {ingest.MunicipalityUnknown, ingest.CellEmpty},
}

// TestGridReadsBack writes tables and reads them back to the same rows, with nothing found that was not there before.
func TestGridReadsBack(t *testing.T) {
	grids(t, 30, func(name string, k corpus.Case, reader *ingest.Reader, corrections []data.Correction, g ingest.Grid) {
		was, before, err := reader.ParseCorrected(k.Raw, corrections, k.Limits)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := g.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		is, after, err := reader.ParseBytes(out.Bytes(), ingest.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		known := kinds(before)
		for _, f := range after {
			replaces := func(b ingest.Finding) bool { return slices.Contains(instead[f.Code], b.Code) }
			if !slices.Contains(known, kinds([]ingest.Finding{f})[0]) && !slices.ContainsFunc(before, replaces) {
				t.Errorf("%s: finds %+v\nbefore %+v\nin %.300q", name, f, before, out.String())
			}
		}
		if ingest.Accepted(before) && !slices.Equal(said(is.Rows), said(was.Rows)) {
			t.Errorf("%s: got %q\nwant %q\nfrom %.300q", name, said(is.Rows), said(was.Rows), out.String())
		}
	})
}

// TestMarkedComesBack writes files with their marks and reads them back: the same rows, the same findings, and nothing about the marks. A
// row that is longer than the header is not compared: the column of the marks stands behind it, so that all the columns before have a header.
func TestMarkedComesBack(t *testing.T) {
	tell := func(f ingest.Finding) string { return string(f.Code) + ": " + f.Value + "; \"" + f.Suggestion + "\"\n" }
	grids(t, 6, func(name string, k corpus.Case, reader *ingest.Reader, corrections []data.Correction, g ingest.Grid) {
		was, before, err := reader.ParseCorrected(k.Raw, corrections, k.Limits)
		if err != nil {
			t.Fatal(err)
		}
		file, extension, err := reader.Marked(k.Raw, corrections, before, tell, k.Limits)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if (extension == ".xlsx") != (was.Encoding == ingest.Workbook) {
			t.Errorf("%s: %s", name, extension)
		}
		limits := ingest.Limits{Bytes: ingest.DefaultLimits.Bytes, Rows: k.Limits.Rows}
		is, after, err := reader.ParseBytes(file, limits)
		if err != nil {
			t.Fatal(err)
		}
		if ingest.Accepted(before) && (!slices.Equal(said(is.Rows), said(was.Rows)) || !ingest.Accepted(after)) {
			t.Errorf("%s: got %q, %+v\nwant %q\nfrom %.600q", name, said(is.Rows), after, said(was.Rows), file)
		}
		tooLong := slices.ContainsFunc(before, func(f ingest.Finding) bool { return f.Code == ingest.RowTooLong })
		for _, f := range after {
			if !tooLong && !slices.Contains(kinds(before), kinds([]ingest.Finding{f})[0]) {
				t.Errorf("%s: finds %+v\nbefore %+v\nin %.600q", name, f, before, file)
			}
		}
		marked, ok := reader.Grid(file, nil, limits)
		if !ok || len(marked.Rows) < len(g.Rows) && !slices.ContainsFunc(g.Rows, func(row ingest.GridRow) bool { return strings.TrimSpace(strings.Join(row.Cells, "")) == "" }) {
			t.Errorf("%s: %d rows instead of %d, %t", name, len(marked.Rows), len(g.Rows), ok)
		}
	})
}

// TestSuggestionsAreValues puts in every cell what is suggested for it: what was found there is gone, and no other error comes instead.
func TestSuggestionsAreValues(t *testing.T) {
	reader := ingest.NewReader(datatest.Catalogue(t))
	tried := make(map[ingest.Code]int)
	for _, a := range archives(t) {
		for _, k := range a.Cases {
			_, findings, err := read(datatest.Catalogue(t), k)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				put := ingest.Accept(findings, f)
				if !f.Replaceable() {
					if len(put) > 0 {
						t.Errorf("%s: %+v gives %+v", k.Name, f, put)
					}
					continue
				}
				tried[f.Code]++
				_, after, err := reader.ParseCorrected(k.Raw, append(slices.Clone(k.Corrections), put...), k.Limits)
				if err != nil {
					t.Fatal(err)
				}
				for _, b := range after {
					if b.Line == f.Line && b.Code == f.Code && b.ColumnIndex == f.ColumnIndex {
						t.Errorf("%s: %+v is still there as %+v", k.Name, f, b)
					}
					if b.Line == f.Line && b.Severity == ingest.Error && !slices.ContainsFunc(findings, func(x ingest.Finding) bool { return x.Code == b.Code && x.Line == b.Line }) {
						if b.Code != ingest.ColumnDuplicate { // the column that it most likely means is there already
							t.Errorf("%s: after %s %q → %q: %+v", k.Name, f.Code, f.Value, f.Suggestion, b)
						}
					}
				}
			}
		}
	}
	if len(tried) != 20 { // as many as there are codes with such suggestions
		t.Errorf("the corpus has only %v", tried)
	}
}
