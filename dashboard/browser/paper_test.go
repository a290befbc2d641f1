package browser_test

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// document is a PDF as its readers meet it.
type document struct {
	*testing.T
	Title, Lang string
	Marked      bool // says that it is tagged
	Tree        bool // has the tags
	Outline     bool // has bookmarks
	Sheets      []sheet
}

// sheet is one page of a document.
type sheet struct {
	Width, Height float64 // points
	Text          string  // as laid out, without spaces and hyphens, for lines break anywhere
	Images        int     // pictures of pixels
	Strokes       int     // lines, curves and rectangles
}

// readDocument reads a PDF that Chromium has printed.
func readDocument(t *testing.T, paper []byte) document {
	t.Helper()
	r := must(pdf.NewReader(bytes.NewReader(paper), int64(len(paper))))(t, "read the PDF")
	root := r.Trailer().Key("Root")
	d := document{
		T: t, Title: r.Trailer().Key("Info").Key("Title").Text(), Lang: root.Key("Lang").Text(),
		Marked: root.Key("MarkInfo").Key("Marked").Bool(), Tree: !root.Key("StructTreeRoot").IsNull(), Outline: !root.Key("Outlines").IsNull(),
	}
	for i := range r.NumPage() {
		p := r.Page(i + 1)
		box := p.V.Key("MediaBox")
		s := sheet{Width: box.Index(2).Float64() - box.Index(0).Float64(), Height: box.Index(3).Float64() - box.Index(1).Float64()}
		s.read(p.V.Key("Contents"), p.Resources())
		s.Text = squeezed(s.Text)
		d.Sheets = append(d.Sheets, s)
	}
	return d
}

// read goes through what is drawn, also within forms.
func (s *sheet) read(drawn, resources pdf.Value) {
	fonts := map[string]typeface{}
	var current typeface
	pdf.Interpret(drawn, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch op {
		case "Tf":
			name := args[0].Name()
			if _, known := fonts[name]; !known {
				fonts[name] = readTypeface(resources.Key("Font").Key(name))
			}
			current = fonts[name]
		case "Tj":
			s.Text += current.text(args[0].RawString())
		case "TJ":
			for i := range args[0].Len() {
				if part := args[0].Index(i); part.Kind() == pdf.String {
					s.Text += current.text(part.RawString())
				}
			}
		case "ET":
			s.Text += " "
		case "l", "c", "re":
			s.Strokes++
		case "Do":
			switch form := resources.Key("XObject").Key(args[0].Name()); form.Key("Subtype").Name() {
			case "Image":
				s.Images++
			case "Form":
				s.read(form, form.Key("Resources"))
			}
		case "scn", "SCN": // a pattern may hold a picture
			if n := len(args); n > 0 && args[n-1].Kind() == pdf.Name {
				pattern := resources.Key("Pattern").Key(args[n-1].Name())
				for _, name := range pattern.Key("Resources").Key("XObject").Keys() {
					if pattern.Key("Resources").Key("XObject").Key(name).Key("Subtype").Name() == "Image" {
						s.Images++
					}
				}
			}
		}
	})
}

// typeface turns a font's codes into letters.
type typeface struct {
	wide    bool // two bytes a code
	letters map[string]string
}

// blocks are the parts of the table that makes a PDF's text searchable, codes the numbers in them.
var (
	blocks = regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`)
	codes  = regexp.MustCompile(`<([0-9A-Fa-f]+)>`)
)

// readTypeface reads that table. Text in a font without one is missing, and looked for in vain.
func readTypeface(font pdf.Value) typeface {
	f := typeface{wide: font.Key("Subtype").Name() == "Type0", letters: map[string]string{}}
	var table bytes.Buffer
	if _, err := table.ReadFrom(font.Key("ToUnicode").Reader()); err != nil {
		return f
	}
	for _, block := range blocks.FindAllStringSubmatch(table.String(), -1) {
		found := codes.FindAllStringSubmatch(block[2], -1)
		if block[1] == "char" {
			for pair := range slices.Chunk(found, 2) {
				f.letters[string(unhex(pair[0][1]))] = utf16Text(pair[1][1], 0)
			}
			continue
		}
		for three := range slices.Chunk(found, 3) {
			code, to := unhex(three[0][1]), unhex(three[1][1])
			last := len(code) - 1
			for further := uint16(0); ; further++ {
				f.letters[string(code)] = utf16Text(three[2][1], further)
				if code[last] == to[last] { // a range stays within one last byte
					break
				}
				code[last]++
			}
		}
	}
	return f
}

// unhex reads hexadecimal digits, which the pattern has found to be some; a half byte at the end is left out.
func unhex(digits string) []byte {
	raw, _ := hex.DecodeString(digits)
	return raw
}

// utf16Text reads letters written as hexadecimal UTF-16, the last of them that much further on.
func utf16Text(digits string, further uint16) string {
	raw := unhex(digits)
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	if len(units) > 0 {
		units[len(units)-1] += further
	}
	return string(utf16.Decode(units))
}

func (f typeface) text(codes string) string {
	var b strings.Builder
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(codes); i += step {
		b.WriteString(f.letters[codes[i:i+step]])
	}
	return b.String()
}

// squeezed leaves out what a line break changes. Inter has one glyph for two apostrophes; a PDF says which beside the text.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u02bc' {
			return '\u2019'
		}
		if strings.ContainsRune(" \u00a0\u202f\t\n\r-\u00ad\u2010\u2011", r) {
			return -1
		}
		return r
	}, text)
}

// on returns the first sheet that says all of the texts, from 1; 0 when there is none.
func (d document) on(texts ...string) int {
	for i, s := range d.Sheets {
		all := true
		for _, text := range texts {
			all = all && strings.Contains(s.Text, squeezed(text))
		}
		if all {
			return i + 1
		}
	}
	return 0
}
