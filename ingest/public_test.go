package ingest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// TestNaughtyStrings writes every string of the Big List of Naughty Strings as a comment, as the templates write them, and reads them
// back.
func TestNaughtyStrings(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "public", "big-list-of-naughty-strings", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(raw, &naughty); err != nil {
		t.Fatal(err)
	}
	if len(naughty) < 450 {
		t.Fatalf("%d strings", len(naughty))
	}
	c, m := world(t)
	var file bytes.Buffer
	writeRow(&file, []string{colCode, colCommitment, colLevel, colComment})
	for i, s := range naughty {
		place, commitment := c.Municipalities[i/10], c.Current().Commitments[i%10]
		writeRow(&file, []string{place.Code, commitmentCell(&commitment), "2", harmless(s)})
	}
	s, findings := read(t, file.Bytes(), m)
	if !Accepted(findings) || len(s.Rows) != len(naughty) {
		t.Fatalf("%d rows, findings %+v", len(s.Rows), findings)
	}
	for i, r := range s.Rows {
		if r.Comment != naughty[i] {
			t.Errorf("%q came back as %q", naughty[i], r.Comment)
		}
	}
}

// TestNaughtyKeys puts every naughty string where a key belongs: none is read as anything without being told.
func TestNaughtyKeys(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "public", "big-list-of-naughty-strings", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(raw, &naughty); err != nil {
		t.Fatal(err)
	}
	_, m := world(t)
	plain := []string{"0180", "1 Styrning", "2", "1 – Gemensam portfölj på arenan", "pågår"}
	for i, column := range []string{colCode, colCommitment, colLevel, colAction, colStatus} {
		for _, s := range naughty {
			row := slices.Clone(plain)
			row[i] = s
			var file bytes.Buffer
			writeRow(&file, []string{colCode, colCommitment, colLevel, colAction, colStatus})
			writeRow(&file, row)
			_, findings := read(t, file.Bytes(), m)
			if len(findings) == 0 && !slices.Contains([]string{"", "1", "2", "1.00", "1,0", "0"}, strings.TrimSpace(s)) {
				t.Errorf("%q in %s is read without a word", s, column)
			}
		}
	}
}

// TestSpectrum reads the files of csv-spectrum: each of their columns in turn is the comments of a file of ours.
func TestSpectrum(t *testing.T) {
	dir := filepath.Join("testdata", "public", "csv-spectrum")
	paths, err := filepath.Glob(filepath.Join(dir, "csvs", "*.csv"))
	if err != nil || len(paths) != 12 {
		t.Fatal(paths, err)
	}
	c, m := world(t)
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := wanted(t, dir, name, string(raw))
			header, _ := newTokeniser(string(raw), 1, ',').next()
			for column, title := range header.cells {
				file := ours(c, string(raw), column, len(header.cells))
				s, findings := read(t, []byte(file), m)
				if !Accepted(findings) || len(s.Rows) != len(want) {
					t.Fatalf("%d rows, findings %+v from %q", len(s.Rows), findings, file)
				}
				for i, r := range s.Rows {
					if cell, ok := want[i][title]; !ok || r.Comment != cell {
						t.Errorf("row %d, %s: %q, want %q", i, title, r.Comment, cell)
					}
				}
			}
		})
	}
}

// wanted are the values that the suite wants. Its answer to location_coordinates is about another file than the one it has, which is plain
// enough to be split at the commas.
func wanted(t *testing.T, dir, name, text string) []map[string]string {
	t.Helper()
	if name == "location_coordinates" {
		lines := strings.Split(text, "\n")
		titles, cells := strings.Split(lines[0], ","), strings.Split(lines[1], ",")
		row := make(map[string]string)
		for i, title := range titles {
			row[title] = cells[i]
		}
		return []map[string]string{row}
	}
	raw, err := os.ReadFile(filepath.Join(dir, "json", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var want []map[string]string
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

// ours puts our columns before those of another's file, of which one is the comments. The records stay as they are.
func ours(c *data.Catalogue, text string, comments, width int) string {
	var out strings.Builder
	out.WriteString(strings.Join([]string{colCode, colCommitment, colLevel}, ","))
	for i := range width {
		if i == comments {
			out.WriteString("," + colComment)
		} else {
			out.WriteString(",x" + strconv.Itoa(i))
		}
	}
	out.WriteString("\n")
	t := newTokeniser(text, 1, ',')
	t.next()
	for n := 0; ; n++ {
		from := t.pos
		if _, ok := t.next(); !ok {
			return out.String()
		}
		commitment := &c.Current().Commitments[n]
		out.WriteString("1281," + commitmentCell(commitment) + ",2," + text[from:t.pos])
	}
}

// world is the catalogue with its matcher.
func world(tb testing.TB) (*data.Catalogue, *matcher) {
	tb.Helper()
	c := datatest.Catalogue(tb)
	return c, newMatcher(c)
}

// read is Parse with a matcher made before: making one takes longer than reading a small file.
func read(tb testing.TB, raw []byte, m *matcher) (Submission, []Finding) {
	tb.Helper()
	s, findings, err := parse(raw, m, DefaultLimits)
	if err != nil {
		tb.Fatal(err)
	}
	return s, findings
}
