package dashboard

import (
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/report"
)

// toPage leads to the page that shows the answer, in the language asked for and with the same parameters.
func (r *resource) toPage(c *fiber.Ctx) error {
	v, err := r.site.asked(c, append([]string{"sprak"}, r.own...)...)
	if err != nil {
		return err
	}
	q := v.canonical()
	for _, name := range []string{"format", "limit", "offset", "falt"} {
		q.Del(name)
	}
	path, err := r.pageOf(v, q)
	if err != nil {
		return err
	}
	return v.leadTo(c, path, q)
}

// leadTo leads to a page, in the visit's language.
func (v *visit) leadTo(c *fiber.Ctx, path string, q url.Values) error {
	q.Del("sprak")
	return found(c, withQuery(v.lang.Prefix()+path, q))
}

// found leads to where something stands.
func found(c *fiber.Ctx, at string) error {
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.Redirect(at, fiber.StatusSeeOther)
}

// pageOf is where the page stands. What its path says is taken out of the query.
func (r *resource) pageOf(v *visit, q url.Values) (string, error) {
	if slices.Contains(offered, report.What(r.Name)) {
		return "/rapporter/" + r.Name, nil
	}
	switch r.Name {
	case "signal":
		return v.signalPath(q)
	case "rehearsal", "contract-text":
		code, err := v.oneCity()
		q.Del("stad")
		return "/stader/" + code + map[string]string{"rehearsal": "/tank-om", "contract-text": "/kontraktstext"}[r.Name], err
	default:
		return pageBeside(report.What(r.Name)), nil
	}
}

// signalPath is the page of the action asked for, or else of the commitment.
func (v *visit) signalPath(q url.Values) (string, error) {
	id, slug := q.Get("atgard"), q.Get("atagande")
	q.Del("atgard")
	q.Del("atagande")
	if id != "" && v.filter.Edition.Action(id) != nil {
		return "/atgarder/" + id + "/signal", nil
	}
	if id != "" {
		return "", unreadable("atgard", id)
	}
	if v.filter.Edition.Commitment(slug) == nil {
		return "", noSuch("atagande", slug, v.commitmentSlugs())
	}
	return "/ataganden/" + slug + "/signal", nil
}
