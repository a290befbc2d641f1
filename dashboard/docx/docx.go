// Package docx writes small Word documents (Office Open XML, ECMA-376): a title, headings, paragraphs and bullets, in Swedish. It
// knows nothing of what they say.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Style is what a paragraph is.
type Style string

// Styles, named as Word names its own, so that headings make an outline that a reader can move by.
const (
	Title   Style = "Title"
	Heading Style = "Heading1"
	Quote   Style = "Quote"
	Body    Style = "Normal"
	Bullet  Style = "ListBullet"
	Fine    Style = "Fine" // a remark on the text, small
)

// Paragraph is one block of text; line ends in it become line breaks.
type Paragraph struct {
	Style Style
	Text  string
}

// Document is what Write writes. The same document gives the same bytes.
type Document struct {
	Title      string
	Created    time.Time // whole seconds, UTC
	Paragraphs []Paragraph
}

// ContentType is the media type of what Write writes.
const ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Write writes the document as a .docx file.
func (d Document) Write(to io.Writer) error {
	parts := []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"word/document.xml", d.body()},
		{"word/styles.xml", styles},
		{"word/numbering.xml", numbering},
		{"word/_rels/document.xml.rels", documentRelations},
		{"docProps/core.xml", d.properties()},
	}
	z := zip.NewWriter(to)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: d.Created.UTC()})
		if err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
		if _, err := io.WriteString(w, declaration+p.content); err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	return nil
}

// body is word/document.xml.
func (d Document) body() string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="` + wordSpace + `"><w:body>`)
	for _, p := range d.Paragraphs {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + string(p.Style) + `"/></w:pPr>`)
		for i, line := range strings.Split(strings.ReplaceAll(p.Text, "\r\n", "\n"), "\n") {
			b.WriteString("<w:r>")
			if i > 0 {
				b.WriteString("<w:br/>")
			}
			b.WriteString(`<w:t xml:space="preserve">` + escape(line) + `</w:t></w:r>`)
		}
		b.WriteString("</w:p>")
	}
	const a4 = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`
	b.WriteString(a4 + `</w:body></w:document>`)
	return b.String()
}

// properties is docProps/core.xml.
func (d Document) properties() string {
	at := d.Created.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escape(d.Title) + `</dc:title><dc:language>sv-SE</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created></cp:coreProperties>`
}

// escape makes any text harmless in XML: what XML cannot hold is left out.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer does not fail
	return b.String()
}
