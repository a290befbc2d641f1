package dashboard

import (
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/report"
)

// shownAt are the pages that show what addresses of the API answer, below the language, where no report at /rapporter has the same name.
var shownAt = map[string]string{"timeline": "/utveckling", "transitions": "/utveckling", "moves": "/utveckling", "events": "/handelser", "map": "/karta"}

// toPage leads to the page that shows the answer, in the language asked for and with the same parameters.
func (r *resource) toPage(c *fiber.Ctx) error {
	v, err := r.site.asked(c, append([]string{"sprak"}, r.own...)...)
	if err != nil {
		return err
	}
	q := v.canonical()
	for _, name := range []string{"sprak", "format", "limit", "offset", "falt"} {
		q.Del(name)
	}
	path, err := r.pageOf(v, q)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.Redirect(withQuery(v.lang.Prefix()+path, q), fiber.StatusSeeOther)
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
		return shownAt[r.Name], nil
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
