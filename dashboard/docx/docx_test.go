package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
)

// opened is a document as a reader of Word files sees it.
type opened struct {
	parts      map[string]string
	paragraphs []Paragraph
}

// open unzips a document, checks that every part is XML, that each is declared and that every relation leads to a part, and reads the
// paragraphs back.
func open(t *testing.T, raw []byte) opened {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{parts: map[string]string{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		o.parts[f.Name] = string(content)
		for d := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	o.checkRelations(t)
	o.readParagraphs(t)
	return o
}

func (o *opened) checkRelations(t *testing.T) {
	t.Helper()
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal([]byte(o.parts["[Content_Types].xml"]), &types); err != nil {
		t.Fatal(err)
	}
	for _, part := range types.Override {
		if o.parts[strings.TrimPrefix(part.PartName, "/")] == "" {
			t.Errorf("declared, but not there: %s", part.PartName)
		}
	}
	for name, content := range o.parts {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		var relations struct {
			Relationship []struct {
				Target string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(content), &relations); err != nil {
			t.Fatal(err)
		}
		for _, r := range relations.Relationship {
			if at := path.Join(path.Dir(path.Dir(name)), r.Target); o.parts[at] == "" {
				t.Errorf("%s leads to %s, which is not there", name, at)
			}
		}
	}
}

func (o *opened) readParagraphs(t *testing.T) {
	t.Helper()
	var body struct {
		P []struct {
			Style struct {
				Val string `xml:"val,attr"`
			} `xml:"pPr>pStyle"`
			R []struct {
				Br *struct{} `xml:"br"`
				T  string    `xml:"t"`
			} `xml:"r"`
		} `xml:"body>p"`
	}
	if err := xml.Unmarshal([]byte(o.parts["word/document.xml"]), &body); err != nil {
		t.Fatal(err)
	}
	for _, p := range body.P {
		one := Paragraph{Style: Style(p.Style.Val)}
		for _, r := range p.R {
			if r.Br != nil {
				one.Text += "\n"
			}
			one.Text += r.T
		}
		if !strings.Contains(o.parts["word/styles.xml"], `w:styleId="`+p.Style.Val+`"`) {
			t.Errorf("there is no style %q", p.Style.Val)
		}
		o.paragraphs = append(o.paragraphs, one)
	}
}

func written(t *testing.T, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWhatIsWrittenIsRead writes every style, and texts that XML minds, and reads them back.
func TestWhatIsWrittenIsRead(t *testing.T) {
	d := Document{Title: `Växjö & "vi" <3`, Created: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)}
	for _, s := range []Style{Title, Heading, Quote, Body, Bullet, Fine} {
		d.Paragraphs = append(d.Paragraphs, Paragraph{s, "Å ä ö – ”citat” <script>&amp;]]> 😀\n  rad två"})
	}
	raw := written(t, d)
	if got := open(t, raw); !slices.Equal(got.paragraphs, d.Paragraphs) {
		t.Errorf("read %q, want %q", got.paragraphs, d.Paragraphs)
	} else if !strings.Contains(got.parts["docProps/core.xml"], "2026-11-23T10:00:00Z") {
		t.Errorf("properties are %s", got.parts["docProps/core.xml"])
	}
	if !bytes.Equal(raw, written(t, d)) {
		t.Error("the same document gave other bytes")
	}
}

// TestEmptyAndBroken writes no paragraph, an empty one and text that no XML can hold.
func TestEmptyAndBroken(t *testing.T) {
	open(t, written(t, Document{}))
	got := open(t, written(t, Document{Paragraphs: []Paragraph{{Body, ""}, {Body, "a\x00b\x1bc\xffd\ufffee\r\nf"}}}))
	if want := []Paragraph{{Body, ""}, {Body, "abcde\nf"}}; !slices.Equal(got.paragraphs, want) {
		t.Errorf("read %q, want %q", got.paragraphs, want)
	}
}

// FuzzWrite writes any text; what comes back is the same but for what XML cannot hold.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "å", "</w:t>", "\x00", "a\tb", "]]>", "\ufeff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := open(t, written(t, Document{Title: s, Paragraphs: []Paragraph{{Bullet, s}}}))
		if len(got.paragraphs) != 1 {
			t.Fatalf("%d paragraphs", len(got.paragraphs))
		}
	})
}
