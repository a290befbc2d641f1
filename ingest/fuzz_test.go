package ingest

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// hostile are pieces that reader after reader has stumbled over.
var hostile = []string{
	"", "\x00", "\xef\xbb\xbf", "\xff\xfe", "\xff\xfea\x00", "PK\x03\x04", "</script>", "=cmd|' /C calc'!A0", "åäö", "a\u0308", "\u202e", "\ufffd",
	"kommun;åtagande;nivå\nLund;1;2\n", "kommun;åtagande;nivå;kommentar\r\nLund;3;2,0;\"a\r\nb\"\r\n", "sep=,\nkommun,åtagande,nivå\nLund,1,2",
	"kommun;åtagande;nivå\nLund;1;\"2\nLund;2;2\n", "kommunkod;åtagande;nivå;åtgärd;status\n0180;1;1;1;pågår\n180;3;1;2;Klar\n",
	"kommun;\xe5tagande;niv\xe5\nMalm\xf6;1;2", `"`, `""`, `"""`, "\"\"\"\n\"x", "\r", "\r\n\r", ";;;\n;;;", "\x1a",
	"kommunkod;åtagande;nivå;beslutsdatum;länk;version;diarienummer\n0180;1;2;22/11 2026;https://x.se;2025/26;KS 1",
}

// seeds adds those and the texts of the corpus.
func seeds(f *testing.F, add func(raw []byte)) {
	f.Helper()
	for _, s := range hostile {
		add([]byte(s))
	}
	for _, text := range corpusTexts(f) {
		if len(text) < 4000 {
			add(text)
		}
	}
}

// corpusTexts are the files of the corpus before their directives are followed.
func corpusTexts(tb testing.TB) [][]byte {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(paths) == 0 {
		tb.Fatal(paths, err)
	}
	var texts [][]byte
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			texts = append(texts, archive.Files[i].Data)
		}
	}
	return texts
}

func FuzzDecode(f *testing.F) {
	c := datatest.Catalogue(f)
	m := newMatcher(c)
	seeds(f, func(raw []byte) { f.Add(raw) })
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := decode(raw, 1<<20, m.knows)
		switch {
		case d.finding != nil && d.text != "":
			t.Errorf("both text %q and finding %+v", d.text, d.finding)
		case d.finding == nil && (d.encoding == "" || isBlank(d.text) || !utf8.ValidString(d.text) || strings.ContainsRune(d.text, 0)):
			t.Errorf("text %q in encoding %q", d.text, d.encoding)
		}
	})
}

// FuzzTokenise holds the tokeniser to losing nothing: every record's line is right, and cells without a fault come
// from the text.
func FuzzTokenise(f *testing.F) {
	seeds(f, func(raw []byte) { f.Add(string(raw)) })
	f.Fuzz(func(t *testing.T, text string) {
		tokens := newTokeniser(text, 1, ';')
		last := 0
		for {
			before := tokens.pos
			rec, ok := tokens.next()
			if !ok {
				break
			}
			if tokens.pos <= before {
				t.Fatalf("stands still at %d of %q", before, text)
			}
			if rec.line < last || rec.line < 1+lineEnds(text[:before]) || tokens.pos < len(text) && tokens.line != 1+lineEnds(text[:tokens.pos]) {
				t.Fatalf("record on line %d after %d, then line %d at %d of %q", rec.line, last, tokens.line, tokens.pos, text)
			}
			last = rec.line
			if (rec.fault == "") == (len(rec.cells) == 0) {
				t.Fatalf("fault %q with cells %q", rec.fault, rec.cells)
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	c := datatest.Catalogue(f)
	m := newMatcher(c)
	seeds(f, func(raw []byte) { f.Add(string(raw)) })
	f.Fuzz(func(t *testing.T, text string) {
		l := detectLayout(text, m.recognised)
		rec, ok := firstRecord(newTokeniser(l.text, l.line, l.delimiter))
		if !ok || rec.fault != "" {
			return
		}
		h := readHeader(rec, l)
		if h.broken == Accepted(h.findings) && h.broken {
			t.Errorf("broken without an error: %+v", h)
		}
		var named []string
		for i, name := range h.columns {
			if name != "" && (slices.Contains(named, name) || columnNamed(headerKey(rec.cells[i])) != name) {
				t.Errorf("column %q read from %q", name, rec.cells[i])
			}
			named = append(named, name)
		}
	})
}

// FuzzRow holds each cell to its domain: what is read is valid, and what is not read has a finding.
func FuzzRow(f *testing.F) {
	c := datatest.Catalogue(f)
	m := newMatcher(c)
	f.Add("0180", "3 Finansiering", "2 – Etablera", "1", "pågår", "2026-11-22", "https://x.se", "KS 1", "=x")
	f.Add("180", "4", "2,0", "finansiering-1-2", "Klar", "22/11 2026", "x.se", "-", "'=x")
	for _, text := range corpusTexts(f) {
		t := newTokeniser(string(text), 1, ';')
		for {
			rec, ok := t.next()
			if !ok {
				break
			}
			if c := slices.Concat(rec.cells, make([]string, 9)); len(rec.cells) > 2 && len(rec.cells) < 10 {
				f.Add(c[0], c[1], c[2], c[3], c[4], c[3], c[5], c[6], c[7])
			}
		}
	}
	f.Add("Växjö", "Åtagande 3: Digitalisering", "1-2", "2 – x", "-", "31/2 2026", "javascript:x", "\u202e", "\x00")
	f.Fuzz(func(t *testing.T, place, commitment, level, action, status, decided, link, reference, comment string) {
		for _, kind := range []data.Kind{data.Levels, data.Actions} {
			h := header{kind: kind, headings: map[string]string{colName: colName}}
			r := newRowReader(m, &h)
			row := r.read(7, &cells{
				Name: place, Commitment: commitment, Level: level, Action: action, Status: status, Decided: decided,
				Link: link, Reference: reference, Comment: comment,
			})
			if row.Line == 0 {
				if len(r.findings) != 1 {
					t.Errorf("passed over with %+v", r.findings)
				}
				continue
			}
			check(t, c, kind, row, r.findings)
		}
	})
}

func check(t *testing.T, c *data.Catalogue, kind data.Kind, row Row, findings []Finding) {
	t.Helper()
	e := c.Current()
	if Accepted(findings) {
		if _, ok := row.key(kind); !ok {
			t.Errorf("accepted without saying what it is about: %+v", row)
		}
	}
	if row.Municipality != "" && c.Municipality(row.Municipality) == nil || row.Commitment != "" && e.Commitment(row.Commitment) == nil {
		t.Errorf("names what there is not: %+v", row)
	}
	if row.Level != nil && (*row.Level < 0 || *row.Level > 3 || kind == data.Actions && *row.Level == 0) {
		t.Errorf("level %d", *row.Level)
	}
	if row.Decided != "" {
		if iso, ok := isoDate(number(row.Decided[:4]), number(row.Decided[5:7]), number(row.Decided[8:])); !ok || iso != row.Decided {
			t.Errorf("decided %q", row.Decided)
		}
	}
	if row.Link != "" && !followable(row.Link) || strings.ContainsFunc(row.Reference, isHidden) {
		t.Errorf("link %q, reference %q", row.Link, row.Reference)
	}
	for _, f := range findings {
		if f.Severity != f.Code.severity() || f.Line == 0 && f.Column != "" {
			t.Errorf("finding %+v", f)
		}
	}
}

func number(digits string) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

func FuzzParse(f *testing.F) {
	c := datatest.Catalogue(f)
	m := newMatcher(c)
	seeds(f, func(raw []byte) { f.Add(raw) })
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, findings, err := parse(raw, m, Limits{Bytes: 1 << 16, Rows: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if Accepted(findings) && len(s.Rows) == 0 {
			t.Errorf("accepted without rows: %q", raw)
		}
		if !slices.IsSortedFunc(findings, before) {
			t.Errorf("findings out of order: %+v", findings)
		}
		physical := 2 + bytes.Count(raw, []byte("\n")) + bytes.Count(raw, []byte("\r"))
		for _, r := range s.Rows {
			if r.Line < 2 || r.Line > physical {
				t.Errorf("row on line %d of %q", r.Line, raw)
			}
			check(t, c, s.Kind, r, findingsOn(findings, r.Line))
		}
	})
}

// findingsOn is the findings about one line.
func findingsOn(findings []Finding, line int) []Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Line != line })
}

// FuzzHarmless holds the guard of formulas to giving every text back.
func FuzzHarmless(f *testing.F) {
	for _, s := range []string{"=x", "'=x", "''=x'", "'-'", "-'", "'", "\t'x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		guarded := harmless(s)
		if got := exposed(guarded); got != s {
			t.Errorf("%q came back from %q as %q", s, guarded, got)
		}
		if guarded != "" && strings.Contains(formulaSigns, guarded[:1]) {
			t.Errorf("%q is still a formula", guarded)
		}
	})
}

// BenchmarkParse reads a file of 30,160 action rows: every municipality's every action, all of them valid.
func BenchmarkParse(b *testing.B) {
	c := datatest.Catalogue(b)
	const rows = 290 * 104
	raw := actionFile(c, rows)
	limits := Limits{Bytes: int64(len(raw)), Rows: rows}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		s, findings, err := Parse(bytes.NewReader(raw), c, limits)
		if err != nil || len(s.Rows) != rows || !Accepted(findings) {
			b.Fatal(err, len(s.Rows), len(findings))
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

// actionFile is a file of n rows: municipality by municipality, action by action, again from the start when all are there.
func actionFile(c *data.Catalogue, n int) []byte {
	var out bytes.Buffer
	writeRow(&out, []string{colCode, colName, colCommitment, colLevel, colAction, colStatus, colComment, colLink, colVersion})
	e := c.Current()
	for {
		for i := range c.Municipalities {
			for j, k := range keysOf(data.Actions, e) {
				if n == 0 {
					return out.Bytes()
				}
				n--
				v := value{text: string(data.Statuses[(i+j)%4]), comment: "Beslutat i nämnden; följs upp varje år"}
				writeRow(&out, templateRow(&c.Municipalities[i], e, k, v))
			}
		}
	}
}
