package ingest_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// largeFile has more rows than are kept as rows; change may make another of each.
func largeFile(c *data.Catalogue, header string, change func(i int, row string) string) []byte {
	var out strings.Builder
	out.WriteString(header + "\r\n")
	i := 0
	for _, m := range c.Municipalities {
		for _, commitment := range c.Current().Commitments {
			for _, level := range commitment.Levels {
				for _, a := range level.Actions {
					row := fmt.Sprintf("%s;%s;%d;%s;%s", m.Code, commitment.Slug, level.Number, a.ID, data.Statuses[i%4].Name().SV)
					out.WriteString(change(i, row))
					i++
				}
			}
		}
	}
	return []byte(out.String())
}

const (
	largeHeader = "kommunkod;åtagande;nivå;åtgärd;status;kommentar"
	largeLinks  = largeHeader + ";länk"
)

// TestShortRowsAreRows reads and saves large files with rows and with short rows: the findings and what is saved are the same.
func TestShortRowsAreRows(t *testing.T) {
	c := datatest.Catalogue(t)
	for name, raw := range map[string][]byte{
		"plain": largeFile(c, largeHeader, func(_ int, row string) string { return row + ";\r\n" }),
		"comments and links": largeFile(c, largeLinks, func(i int, row string) string {
			return row + []string{";;", ";kort;", ";\"lång; och\r\n\"\"citat\"\"\";https://x.se/", ";'=1;", ";å;http://y.se/?a=1&b=2"}[i%5] + "\r\n"
		}),
		"a link column without links": largeFile(c, largeLinks, func(_ int, row string) string { return row + ";;\r\n" }),
		"repeats": largeFile(c, largeLinks, func(i int, row string) string {
			row += []string{";;\r\n", ";nr 2;https://x.se/\r\n"}[i%2]
			if i%1000 == 0 {
				row += row
			}
			return row
		}),
		"totals and remarks": largeFile(c, largeLinks, func(i int, row string) string {
			row += fmt.Sprintf(";%d;https://x.se/%d\r\n", i, i)
			if i%9000 == 0 {
				row = "Summa;;;;;;\r\n" + row
			}
			return row
		}),
		"some municipalities": largeFile(c, largeHeader, func(i int, row string) string {
			if i < 5000 {
				return ""
			}
			return row + ";x\r\n"
		}),
		"contradictions": largeFile(c, largeHeader, func(i int, row string) string {
			if i%9000 == 1 {
				return row + ";a\r\n" + row + ";b\r\n"
			}
			return row + ";\r\n"
		}),
		"unreadable": largeFile(c, largeHeader, func(i int, row string) string {
			switch i {
			case 5, 20_000:
				return "9999" + row[4:] + "\r\n"
			case 6, 20_001:
				return strings.Replace(row, "-1-", "-1-9", 1) + "\r\n"
			}
			return row + "\r\n"
		}),
		"two editions": largeFile(c, largeHeader+";version", func(i int, row string) string {
			return row + ";;" + c.Editions[min(i/20_000, len(c.Editions)-1)].ID + "\r\n"
		}),
		"nothing is right": largeFile(c, largeHeader, func(i int, _ string) string { return fmt.Sprintf("x%d;y;9;9;9;\r\n", i) }),
		"levels":           []byte("kommunkod;åtagande;nivå\n" + strings.Repeat("1281;1;2\n", 25_000)),
	} {
		t.Run(name, func(t *testing.T) {
			reader := ingest.NewReader(c)
			limits := ingest.Limits{Bytes: int64(len(raw)), Rows: 100_000}
			rows, findings, err := reader.ParseBytes(raw, limits)
			if err != nil {
				t.Fatal(err)
			}
			short, same, err := reader.ParseMany(raw, limits)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(same, findings) {
				t.Errorf("%d findings instead of %d, or other ones: %+v", len(same), len(findings), slices.Concat(same[:min(2, len(same))], findings[:min(2, len(findings))]))
			}
			if short.Count() != rows.Count() || (short.Rows == nil) != (rows.Kind == data.Actions) || short.Edition != rows.Edition {
				t.Errorf("%d rows of %s instead of %d of %s", short.Count(), short.Edition, rows.Count(), rows.Edition)
			}
			if want, got := savedRows(t, c, rows, findings, raw), savedRows(t, c, short, findings, raw); !slices.Equal(got, want) {
				t.Errorf("%d rows are saved instead of %d, or other ones", len(got), len(want))
			}
		})
	}
}

// savedRows saves the submission into a new database and returns all that is there then; nothing when it is refused.
func savedRows(t *testing.T, c *data.Catalogue, s ingest.Submission, findings []ingest.Finding, raw []byte) (all []string) {
	t.Helper()
	db := datatest.Open(t, data.Options{Path: filepath.Join(t.TempDir(), "pionjarkollen.duckdb"), Catalogue: c})
	meta := ingest.Meta{Sender: data.Sender{Name: "Åsa", Role: "staff"}}
	for _, f := range findings {
		meta.Confirmed = append(meta.Confirmed, f.Code)
	}
	if _, err := ingest.Save(t.Context(), db, s, findings, raw, meta); err != nil {
		if ingest.Accepted(findings) {
			t.Error(err)
		}
		return nil
	}
	rows, err := db.Query(t.Context(), "SELECT r::VARCHAR FROM action_report r UNION ALL SELECT d::VARCHAR FROM declaration d ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
