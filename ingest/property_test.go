package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pionjarkollen/data"
)

// flavour is one way of writing a table down.
type flavour struct {
	delimiter, lineEnd string
	encoding           string
	allQuoted          bool
	noFinal            bool // no line end after the last row
	padded             bool // blanks around cells
}

var encodings = map[string]encoding.Encoding{
	"UTF-8": nil, "UTF-8 BOM": nil, "NFD": nil,
	"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16BE": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"Windows-1252": charmap.Windows1252, "ISO-8859-15": charmap.ISO8859_15, "Mac Roman": charmap.Macintosh,
	"CP850": charmap.CodePage850, "CP437": charmap.CodePage437,
}

func randomFlavour(r *rand.Rand) flavour {
	names := slices.Sorted(maps.Keys(encodings))
	return flavour{
		delimiter: pick(r, []string{";", ",", "\t", "|"}), lineEnd: pick(r, []string{"\n", "\r\n", "\r"}), encoding: pick(r, names),
		allQuoted: r.IntN(2) == 0, noFinal: r.IntN(2) == 0, padded: r.IntN(4) == 0,
	}
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// write writes the table. It returns false where the encoding lacks a character. The templates' dash becomes a hyphen outside of Unicode.
func (f flavour) write(rows [][]string) ([]byte, bool) {
	var out strings.Builder
	dash := "–"
	if encodings[f.encoding] != nil && !strings.HasPrefix(f.encoding, "UTF") {
		dash = "-"
	}
	for i, row := range rows {
		for j, cell := range row {
			if j > 0 {
				out.WriteString(f.delimiter)
			}
			if rows[0][j] != colComment {
				cell = strings.ReplaceAll(cell, "–", dash)
			}
			quote := f.allQuoted || strings.ContainsAny(cell, f.delimiter+"\"\r\n") || cell != strings.TrimSpace(cell)
			if quote {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			} else if f.padded && i > 0 && rows[0][j] != colComment {
				cell = " " + cell + " "
			}
			out.WriteString(cell)
		}
		if i < len(rows)-1 || !f.noFinal {
			out.WriteString(f.lineEnd)
		}
	}
	text := []byte(out.String())
	switch f.encoding {
	case "UTF-8":
	case "UTF-8 BOM":
		text = append([]byte(bomUTF8), text...)
	default:
		if encodings[f.encoding] == nil {
			return text, true
		}
		encoded, err := encodings[f.encoding].NewEncoder().Bytes(text)
		if err != nil {
			return nil, false
		}
		return encoded, true
	}
	return text, true
}

// table writes random answers as the templates do. No two rows are about the same.
func randomTable(r *rand.Rand, c *data.Catalogue, kind data.Kind) ([][]string, []Row) {
	e := c.Current()
	var header []string
	for _, column := range Columns() {
		if column.In(kind) {
			header = append(header, column.Name)
		}
	}
	rows, want := [][]string{header}, []Row(nil)
	keys := keysOf(kind, e)
	r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	for _, k := range keys[:1+r.IntN(min(len(keys)-1, 12))] {
		place := &c.Municipalities[r.IntN(len(c.Municipalities))]
		v := value{comment: randomText(r)}
		row := Row{Municipality: place.Code, Commitment: k.Commitment, Number: e.Commitment(k.Commitment).Number, Comment: v.comment}
		if r.IntN(2) == 0 {
			v.link = "https://kommun.se/" + pick(r, []string{"a", "klimat?år=2026&b=2", "ö%20x", "a;b|c,d"})
		}
		if !followable(v.link) {
			v.link = ""
		}
		row.Link = v.link
		if kind == data.Actions {
			a := e.Action(k.Action)
			row.Action, row.Level, row.Status = a.Ordinal, new(a.Level), pick(r, append([]data.Status{""}, data.Statuses[:]...))
			v.text = string(row.Status)
		} else {
			if level := r.IntN(5); level < 4 {
				row.Level, v.level = new(level), new(level)
			}
			v.decided, v.reference = pick(r, []string{"", "2026-11-22"}), pick(r, []string{"", "KS 2026-00123", "=1", "åäö 5"})
			row.Decided, row.Reference = v.decided, v.reference
		}
		rows, want = append(rows, templateRow(place, e, k, v)), append(want, row)
	}
	return rows, want
}

// randomText is a comment of pieces that readers stumble over.
func randomText(r *rand.Rand) string {
	pieces := []string{
		"", "å", "ä", "ö", "É", "ü", "Gå", " ", "  ", ";", ",", "\t", "|", "\"", "\"\"", "'", "\n", "\r\n", "\r", "=1+1", "-", "@", "#", "0180", "2", "Lund",
		"ja", "</script>", "\\", "kommun", "Summa", "sep=;", "–", "”", "€", "½", "🌱", "\u200b", "\u0301", "١",
	}
	if r.IntN(3) > 0 {
		pieces = pieces[:slices.Index(pieces, "–")] // that every encoding has
	}
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteString(pick(r, pieces))
	}
	return b.String()
}

// say writes rows without their lines, sorted, to be compared.
func say(rows []Row) []string {
	var out []string
	for _, r := range rows {
		level := "none"
		if r.Level != nil {
			level = strconv.Itoa(*r.Level)
		}
		out = append(out, fmt.Sprintf("%s %s %d level %s action %d %s comment %q decided %q reference %q link %q",
			r.Municipality, r.Commitment, r.Number, level, r.Action, r.Status, r.Comment, r.Decided, r.Reference, r.Link))
	}
	slices.Sort(out)
	return out
}

// TestEveryFlavourReadsBack writes random submissions in random flavours and reads them back, also with columns and rows in another order.
func TestEveryFlavourReadsBack(t *testing.T) {
	c, m := world(t)
	written := make(map[string]int)
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 2030))
		kind := pick(r, []data.Kind{data.Levels, data.Actions})
		rows, want := randomTable(r, c, kind)
		shuffle(r, rows)
		f := randomFlavour(r)
		raw, ok := f.write(rows)
		if !ok {
			continue
		}
		written[f.encoding]++
		s, findings := read(t, raw, m)
		if !slices.Equal(say(s.Rows), say(want)) || !Accepted(findings) || s.Kind != kind {
			t.Fatalf("seed %d, %+v: got %q\nwant %q\nfindings %+v\nfrom %q", seed, f, say(s.Rows), say(want), findings, raw)
		}
	}
	for name := range encodings {
		if written[name] < 20 {
			t.Errorf("%s was written %d times", name, written[name])
		}
	}
}

// shuffle puts a table's columns and rows in another order; the header stays first.
func shuffle(r *rand.Rand, rows [][]string) {
	order := r.Perm(len(rows[0]))
	for i, row := range rows {
		moved := make([]string, len(row))
		for from, to := range order {
			moved[to] = row[from]
		}
		rows[i] = moved
	}
	r.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
}

// TestFlippedByte alters single bytes of a template that is filled in. What the file then says about any commitment or action is the same as
// before, or there is a finding; comments, dates, references and links may differ.
func TestFlippedByte(t *testing.T) {
	c, m := world(t)
	for _, kind := range []data.Kind{data.Levels, data.Actions} {
		for _, bom := range []string{"", bomUTF8} {
			raw := append([]byte(bom), filled(c, kind)...)
			whole, findings := read(t, raw, m)
			if len(findings) > 0 {
				t.Fatalf("%+v", findings)
			}
			r := rand.New(rand.NewPCG(1, 2030))
			for range 2000 {
				flip(t, m, whole, raw, r.IntN(len(raw)), byte(r.IntN(256)))
			}
		}
	}
}

// FuzzFlippedByte does so for as long as it is let.
func FuzzFlippedByte(f *testing.F) {
	c, m := world(f)
	files := map[data.Kind][]byte{data.Levels: filled(c, data.Levels), data.Actions: filled(c, data.Actions)}
	f.Add(3, byte(';'), true)
	f.Add(120, byte('"'), false)
	f.Fuzz(func(t *testing.T, at int, b byte, levels bool) {
		kind := data.Actions
		if levels {
			kind = data.Levels
		}
		raw := files[kind]
		whole, _ := read(t, raw, m)
		flip(t, m, whole, raw, int(uint(at)%uint(len(raw))), b)
	})
}

func flip(t *testing.T, m *matcher, whole Submission, raw []byte, at int, b byte) {
	t.Helper()
	flipped := bytes.Clone(raw)
	flipped[at] = b
	s, findings := read(t, flipped, m)
	if len(findings) == 0 && !slices.Equal(core(s.Rows), core(whole.Rows)) {
		t.Errorf("byte %d, %q for %q: silently %q\nfor %q", at, b, raw[at], core(s.Rows), core(whole.Rows))
	}
}

// core is what rows say without their free texts.
func core(rows []Row) []string {
	bare := slices.Clone(rows)
	for i := range bare {
		bare[i].Comment, bare[i].Reference, bare[i].Link, bare[i].Decided = "", "", "", ""
	}
	return say(bare)
}

// filled is a small template with answers.
func filled(c *data.Catalogue, kind data.Kind) []byte {
	e := c.Current()
	var out bytes.Buffer
	var header []string
	for _, column := range Columns() {
		if column.In(kind) {
			header = append(header, column.Name)
		}
	}
	writeRow(&out, header)
	place := c.Municipality("0780")
	for i, k := range keysOf(kind, e)[:6] {
		v := value{comment: []string{"", "Förankrat; i \"nämnden\"", "a\nb"}[i%3], link: []string{"https://vaxjo.se/klimat", ""}[i%2]}
		if kind == data.Actions {
			v.text = string(data.Statuses[i%4])
		} else {
			v.decided, v.reference = "2026-11-22", "KS 2026-00123"
			if i < 5 {
				v.level = new(i % 4)
			}
		}
		writeRow(&out, templateRow(place, e, k, v))
	}
	return out.Bytes()
}
