package dashboard

import (
	"bytes"
	"io"
	"mime"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/docx"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// contractBytes is how long an edited text may be, as the form sends it.
const contractBytes = 512 << 10

// contractTextFile answers POST /stader/{code}/kontraktstext with a file of the text as it was edited on the page. Nothing is saved,
// and nobody needs to be signed in.
func (s *Site) contractTextFile(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if !s.sameOrigin(c) {
		return &problem{status: fiber.StatusForbidden, key: "error.origin"}
	}
	v, err := s.visit(c)
	if err != nil {
		return err
	}
	place := v.catalogue().Municipality(v.param("code"))
	if place == nil {
		return notFound("error.notfound")
	}
	if kind, _, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType)); err != nil || kind != fiber.MIMEApplicationForm {
		return &problem{status: fiber.StatusUnsupportedMediaType, key: "error.mediatype", args: []string{fiber.MIMEApplicationForm}}
	}
	raw, err := io.ReadAll(bodyOf(c).allow(contractBytes))
	if err != nil {
		return bodyProblem(err)
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return badRequest("error.form")
	}
	var parts []contractPart
	for i := range v.filter.Edition.Commitments {
		m := &v.filter.Edition.Commitments[i]
		if text := strings.TrimSpace(strings.ReplaceAll(form.Get(m.Slug), "\r\n", "\n")); text != "" {
			parts = append(parts, contractPart{Heading: contractHeading(m), Quote: m.Headline, Text: text})
		}
	}
	name := "kontraktstext-" + strings.ReplaceAll(place.Name, " ", "-")
	switch format := form.Get("format"); format {
	case "txt":
		body := []byte(plainContract(v, place, parts))
		return send(c, newCached("text/plain; charset=utf-8", attachment(name+".txt"), body), true)
	case "docx":
		body, err := v.wordContract(place, parts)
		if err != nil {
			return err
		}
		return send(c, newCached(docx.ContentType, attachment(name+".docx"), body), true)
	default:
		return &problem{400, "error.filter", []string{"format", format}, []string{"docx", "txt"}}
	}
}

// contractTitle heads a city's text.
func (v *visit) contractTitle(place *data.Municipality) string {
	return locale.Swedish.T("contract.file.title", place.Name, v.filter.Edition.Title.SV)
}

// contractNote ends a city's text: what it is, and that example data is invented.
func (v *visit) contractNote() (string, error) {
	note := locale.Swedish.T("contract.file.note", v.today())
	example, err := v.example()
	if example {
		note += " " + locale.Swedish.T("example.cite")
	}
	return note, err
}

// plainContract is the text as plain text.
func plainContract(v *visit, place *data.Municipality, parts []contractPart) string {
	var b strings.Builder
	b.WriteString(v.contractTitle(place) + "\n")
	for _, p := range parts {
		b.WriteString("\n\n" + p.Heading + "\n\n”" + p.Quote + "”\n\n" + p.Text + "\n")
	}
	if note, err := v.contractNote(); err == nil {
		b.WriteString("\n\n" + note + "\n")
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// wordContract is the text as a Word document.
func (v *visit) wordContract(place *data.Municipality, parts []contractPart) ([]byte, error) {
	title := v.contractTitle(place)
	note, err := v.contractNote()
	if err != nil {
		return nil, err
	}
	d := docx.Document{Title: title, Created: v.site.db.Now(), Paragraphs: []docx.Paragraph{{Style: docx.Title, Text: title}}}
	for _, p := range parts {
		d.Paragraphs = append(d.Paragraphs,
			docx.Paragraph{Style: docx.Heading, Text: p.Heading}, docx.Paragraph{Style: docx.Quote, Text: "”" + p.Quote + "”"})
		d.Paragraphs = append(d.Paragraphs, blocks(p.Text)...)
	}
	d.Paragraphs = append(d.Paragraphs, docx.Paragraph{Style: docx.Fine, Text: note})
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// blocks reads edited text: a blank line ends a paragraph, a line that begins with a dash is a bullet, and an indented line goes on
// with the bullet above it.
func blocks(text string) []docx.Paragraph {
	var out []docx.Paragraph
	open := false // the last paragraph goes on
	for line := range strings.SplitSeq(text, "\n") {
		bullet, isBullet := strings.CutPrefix(line, bulletMark)
		if !isBullet {
			bullet, isBullet = strings.CutPrefix(line, "- ")
		}
		switch last := len(out) - 1; {
		case strings.TrimSpace(line) == "":
			open = false
		case isBullet:
			out, open = append(out, docx.Paragraph{Style: docx.Bullet, Text: bullet}), true
		case open && (out[last].Style == docx.Body || strings.HasPrefix(line, bulletIndent)):
			out[last].Text += "\n" + strings.TrimSpace(line)
		default:
			out, open = append(out, docx.Paragraph{Style: docx.Body, Text: line}), true
		}
	}
	return out
}
