package dashboard

import (
	"context"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// embedPermissions are the rows of charts on other sites.
var embedPermissions = []row{
	{get, "/badda-in/:name", everybody, "", noOnes, noProof, false, ""},
	{get, "/oembed", everybody, "", noOnes, noProof, false, ""},
}

// embedRoutes lays the pages that other sites may frame, in both languages.
func (s *Site) embedRoutes(at plot) {
	at.Get("/badda-in/:name", s.embedded)
}

// framedPolicy is contentPolicy for the pages that other sites may frame, which hold no form.
var framedPolicy = strings.NewReplacer("frame-ancestors 'none'", "frame-ancestors *", "form-action 'self'", "form-action 'none'").Replace(contentPolicy)

// aloneData is a chart by itself.
type aloneData struct {
	drawing
	Address string // of the page it stands on
	Dark    bool
	Light   bool // neither is what the visitor's system likes
	Home    string
}

// embedded answers GET /badda-in/{chart}: one chart of the API, with its parameters, for a frame on another site. tema is ljus, mork or
// auto. The page is the same for everybody: it reads no cookie and sets none.
func (s *Site) embedded(c *fiber.Ctx) error {
	v, err := s.asked(c, append(s.chartQuery(), "tema")...)
	if err != nil {
		return err
	}
	key := cacheKey{version: s.db.Version(), day: v.today(), lang: v.lang, address: v.address()}
	a, err := s.cache.get(v.ctx, key, func(ctx context.Context) (*cached, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), questionTimeout)
		defer cancel()
		v.ctx = ctx
		p, err := embedPage(v)
		if err != nil {
			return nil, err
		}
		body, err := s.views.render(v, p)
		if err != nil {
			return nil, err
		}
		return newCached(fiber.MIMETextHTMLCharsetUTF8, "", body), nil
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentSecurityPolicy, framedPolicy)
	c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	err = send(c, a, false)
	c.Set(fiber.HeaderVary, "Accept-Encoding")
	return err
}

// embedPage lays the chart out.
func embedPage(v *visit) (*page, error) {
	theme := v.query.Get("tema")
	if theme != "" && theme != "auto" && theme != "ljus" && theme != "mork" {
		return nil, unreadable("tema", theme, "ljus", "mork", "auto")
	}
	d, err := v.drawing(v.param("name"))
	if err != nil {
		return nil, err
	}
	return &page{Template: "embed", Frame: "embed_frame.html", Title: d.Title, NoIndex: true, Data: aloneData{
		drawing: d, Address: v.site.home() + d.page, Dark: theme == "mork", Light: theme == "ljus",
		Home: v.site.home() + plainPath(v.lang.Prefix()+"/"),
	}}, nil
}

// EmbedAddress is where a figure stands by itself, in the page's language; "" where it cannot, or where the site does not know its
// own address.
func (v *view) EmbedAddress(f figure) string {
	if path := f.embedPath(); path != "" && f.Empty == "" && v.site.home() != "" {
		return v.site.home() + v.lang.Prefix() + path
	}
	return ""
}

// EmbedCode is what to put into another page to show a figure there.
func (v *view) EmbedCode(f figure) string { return frameCode(v.EmbedAddress(f), f, 0, f.frameHeight()) }

// frameCode is an iframe of a figure that stands by itself at an address, in a width and height of CSS pixels; width 0 is all there is.
func frameCode(address string, f figure, width, height int) string {
	across := "100%"
	if width > 0 {
		across = strconv.Itoa(width)
	}
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%s" height="%d" loading="lazy" style="border:0"></iframe>`,
		html.EscapeString(address), html.EscapeString(f.standing()), across, height)
}

// standing is what a figure is about in words that stay true when the data changes: other sites keep them.
func (f figure) standing() string {
	if f.Sub == "" {
		return "Pionjärkollen"
	}
	return strings.TrimSuffix(f.Sub, ".") + " – Pionjärkollen"
}
