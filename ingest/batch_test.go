package ingest

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// TestPlanIsGocsv holds the cells set by a plan to those that gocsv sets, for headers in any order and records of any length.
func TestPlanIsGocsv(t *testing.T) {
	all := []string{colCode, colName, colCommitment, colLevel, colAction, colStatus, colComment, colDecided, colReference, colLink, colVersion}
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	for _, columns := range [][]string{
		all, backwards, {colName, colCommitment, colLevel}, {"", colCode, "", colCommitment, colLevel, ""}, {colLevel}, {""}, {},
	} {
		p, err := newPlan(columns)
		if err != nil {
			t.Fatal(err)
		}
		record := make([]string, len(columns))
		for i := range record {
			record[i] = fmt.Sprintf(" \"%d\"\n= å", i)
		}
		for n := range len(record) + 1 {
			var got cells
			p.fill(&got, record[:n])
			want, err := decodeRows(csvTable{columns, record[:n]})
			if err != nil {
				t.Fatal(err)
			}
			if got != want[0] {
				t.Errorf("columns %q, %d cells: got %q, gocsv %q", columns, n, got, want[0])
			}
		}
	}
}

// mixedFile is a file of many batches with rows of every kind: good ones, repeats, and hundreds of different misspellings.
func mixedFile() string {
	var b strings.Builder
	b.WriteString("kommun;åtagande;nivå;åtgärd;status;kommentar;version\r\n")
	for i := range 5*batchRows + 17 {
		switch i % 11 {
		case 0:
			fmt.Fprintf(&b, "Stockh%s;1;1;1;pågår;;\r\n", letters(i))
		case 1:
			fmt.Fprintf(&b, "Lund;Finansi%s;Etab%s;%d;Klar;x;2025/26\r\n", letters(i%700), letters(i%900), i%5)
		case 2:
			b.WriteString("Lund;1;2;\"1\nx\";pågår;\"rad 1\r\nrad 2\";\r\n")
		case 3:
			b.WriteString("Lund;1;2;\"1\r\n")
		case 4:
			b.WriteString(";;;;\r\n\r\nLund;1;1;9;gjord;a;b;c;d\r\n")
		case 5:
			b.WriteString("Växjö\u200b;3;II;1 – x;-;=1;2030\r\n")
		default:
			fmt.Fprintf(&b, "%04d;%d;%d;%d;pågår;nr %d;\r\n", 100+i%2500, i%9, i%5, i%7, i)
		}
	}
	return b.String()
}

// TestBatchesAgree reads a large file with one processor and with many, and row by row: rows and findings are the same.
func TestBatchesAgree(t *testing.T) {
	c := datatest.Catalogue(t)
	text := mixedFile()
	limits := Limits{Bytes: int64(len(text)), Rows: 1_000_000}
	var rows []Row
	var findings []Finding
	for i, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		s, f, err := Parse(strings.NewReader(text), c, limits)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			rows, findings = s.Rows, f
			continue
		}
		if !reflect.DeepEqual(s.Rows, rows) || !reflect.DeepEqual(f, findings) {
			t.Errorf("%d processors: %d rows and %d findings, with one %d and %d, or other ones", processors, len(s.Rows), len(f), len(rows), len(findings))
		}
	}
	alone, m := 0, newMatcher(c)
	tokens := newTokeniser(text, 1, ';')
	first, _ := tokens.next()
	h := readHeader(first, layout{delimiter: ';'})
	p, err := newPlan(h.columns)
	if err != nil {
		t.Fatal(err)
	}
	for rec, ok := tokens.next(); ok; rec, ok = tokens.next() {
		at, found := slices.BinarySearchFunc(rows, rec.line, func(r Row, line int) int { return r.Line - line })
		if !found || rec.fault != "" || rec.line%8 > 0 {
			continue
		}
		var cell cells
		p.fill(&cell, rec.cells)
		if got := newRowReader(m, &h).read(rec.line, &cell); !reflect.DeepEqual(got, rows[at]) {
			t.Fatalf("line %d: alone %+v, in its batch %+v", rec.line, got, rows[at])
		}
		alone++
	}
	if alone < len(rows)/10 {
		t.Errorf("only %d of %d rows were read alone", alone, len(rows))
	}
}

// TestSuggestionsEnd tells that the first misspelt cells of a batch get a suggestion, and that a batch of nothing else does not
// go on looking.
func TestSuggestionsEnd(t *testing.T) {
	c := datatest.Catalogue(t)
	r := newRowReader(newMatcher(c), &header{kind: data.Levels, headings: map[string]string{colName: colName}})
	for batch := range 2 {
		r.begin()
		r.read(1, &cells{Name: "Stockhlm", Commitment: "1", Level: "1"})
		for i := range 3 * maxDoubts {
			r.read(i+2, &cells{Name: "Nowhere " + letters(i), Commitment: "1", Level: "1"})
		}
		r.read(9999, &cells{Name: "Göteborgg", Commitment: "1", Level: "1"})
		first, last := r.findings[0], r.findings[len(r.findings)-1]
		if first.Suggestion != "Stockholm" || last.Suggestion != "" || last.Code != MunicipalityUnknown {
			t.Errorf("batch %d: %+v and %+v", batch, first, last)
		}
	}
}
