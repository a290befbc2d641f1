package dashboard

import (
	"html/template"
	"strings"
	"testing"

	"pionjarkollen/ingest"
)

func TestCellKeys(t *testing.T) {
	for text, want := range map[string]cellKey{"17-2": {17, 2}, "1-0": {1, 0}} {
		if got, ok := parseCellKey(text); !ok || got != want || got.String() != text {
			t.Errorf("%s is read as %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "-", "1", "1-", "-1-2", "0-0", "1--2", "01-2", "1-2-3", "1-2 ", "１-2", "9999999999-1", "+1-2"} {
		if got, ok := parseCellKey(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestAsFieldIsWhatABrowserGivesBack(t *testing.T) {
	for _, c := range [...][2]string{
		{"a", "a"}, {" a\t", " a\t"}, {"a\r\nb\rc\nd", "a\nb\nc\nd"}, {"a\x00b", "a\ufffdb"}, {"\"'<&>", "\"'<&>"}, {"\u200b\ufeffå", "\u200b\ufeffå"}, {"\xff", "\ufffd"},
	} {
		value, want := c[0], c[1]
		if got := asField(value); got != want {
			t.Errorf("%q is %q, want %q", value, got, want)
		}
		if got := asField(asField(value)); got != want {
			t.Errorf("%q twice is %q", value, got)
		}
	}
	if got := asCell("a\nb", "x\r\ny"); got != "a\r\nb" {
		t.Errorf("%q", got)
	}
	if got := asCell("a\nb", "x"); got != "a\nb" {
		t.Errorf("%q", got)
	}
	// The template writes values so that nothing but line ends and NUL are lost.
	var out strings.Builder
	page := template.Must(template.New("").Parse(`<input value="{{.}}">`))
	if err := page.Execute(&out, "\u00a0\"<'&+\u2028\ufdd0"); err != nil || out.String() != "<input value=\"\u00a0&#34;&lt;&#39;&amp;&#43;\u2028\ufdd0\">" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestSheets(t *testing.T) {
	row := func(line, cells, bytes int) ingest.GridRow {
		r := ingest.GridRow{Line: line, Cells: make([]string, cells)}
		for i := range r.Cells {
			r.Cells[i] = strings.Repeat("x", bytes)
		}
		return r
	}
	rows := func(n, cells, bytes int) (all []ingest.GridRow) {
		for i := range n {
			all = append(all, row(i+2, cells, bytes))
		}
		return all
	}
	for _, c := range []struct {
		rows    []ingest.GridRow
		columns int
		want    int
	}{
		{nil, 5, 1}, {rows(1, 5, 1), 5, 1}, {rows(100, 5, 1), 5, 1}, {rows(101, 5, 1), 5, 2}, {rows(100, 1, 1), 200, 9}, {rows(30, 5, 10_000), 5, 6}, {rows(2, 1, 9_000_000), 1, 1},
	} {
		starts := sheets(c.rows, c.columns)
		if len(starts) != c.want || starts[0] != 0 {
			t.Errorf("%d rows are on pages from %v, want %d", len(c.rows), starts, c.want)
		}
		for i, r := range c.rows {
			n := sheetOf(c.rows, starts, r.Line)
			if starts[n-1] > i || n < len(starts) && starts[n] <= i {
				t.Errorf("row %d is said to be on page %d of %v", i, n, starts)
			}
		}
	}
}
