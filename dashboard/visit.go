package dashboard

import (
	"context"
	"maps"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/limit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// Keys of what middleware leaves in a request.
const (
	langKey = "lang"
	idKey   = "request-id"
)

// questionTimeout bounds what one request may ask of the database.
const questionTimeout = 15 * time.Second

// visit is one request as typed values: what every page and file is made from. Nothing in it aliases request memory.
type visit struct {
	site      *Site
	ctx       context.Context //nolint:containedctx // one request's, handed to every question it asks
	lang      locale.Lang
	path      string // below the language prefix, "/stader/0780"
	param     func(name string) string
	query     url.Values        // the page's own parameters, without the filter's
	filter    analytics.Filter  // of pages that have one
	session   *access.Session   // nil when signed out
	lapsed    bool              // the browser has a session that has ended
	ids       map[string]string // route parameters
	browser   string            // the browser's value, of pages with forms for who is not signed in
	form      report.Format     // asked for, of an address that has several; "" is its page, or its only one
	made      time.Time         // when what is asked for last changed, UTC
	who       limit.Key         // whom a large answer counts for
	encodings string            // what the client can decompress
	next      string            // where signing in leads back to; "" where nobody is asked to
}

// T is the message in the visitor's language.
func (v *visit) T(key string, args ...any) string { return v.lang.T(key, args...) }

// catalogue is the reference data.
func (v *visit) catalogue() *data.Catalogue { return v.site.db.Catalogue() }

// href writes a path in the visitor's language that keeps the filter.
func (v *visit) href(path string) string { return v.link(path, v.filter) }

// link writes a path in the visitor's language with the given filter.
func (v *visit) link(path string, f analytics.Filter) string {
	path = v.lang.Prefix() + path
	if path == "/en/" {
		path = "/en"
	}
	return withQuery(path, f.Query(v.catalogue()))
}

// canonical is the page's whole query: the filter and its own parameters.
func (v *visit) canonical() url.Values {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, v.query)
	return q
}

// withQuery appends parameters to a path that has none.
func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// visit reads a request. own names the parameters that the page has beside the filter's; all others are ignored, so that they
// can neither change the page nor fill the cache.
func (s *Site) visit(c *fiber.Ctx, own ...string) (*visit, error) {
	v, err := s.asked(c, own...)
	if err != nil {
		return v, err
	}
	if v.session, err = s.session(c); err != nil {
		return v, err
	}
	v.lapsed = v.session == nil && s.cookie(c, sessionCookie) != ""
	return v, nil
}

// asked is a visit by nobody in particular: its request without its cookies.
func (s *Site) asked(c *fiber.Ctx, own ...string) (*visit, error) {
	v := &visit{site: s, ctx: c.UserContext(), lang: langOf(c), query: url.Values{}, who: s.from(c), encodings: c.Get(fiber.HeaderAcceptEncoding)}
	v.form, _ = c.Locals(formKey).(report.Format)
	v.path = strings.TrimPrefix(c.Path(), v.lang.Prefix())
	if v.path == "" {
		v.path = "/"
	}
	v.ids = c.AllParams()
	v.param = func(name string) string {
		p, err := url.PathUnescape(v.ids[name])
		if err != nil {
			return ""
		}
		return p
	}
	asked, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return v, badRequest("error.query")
	}
	for _, name := range own {
		if values := asked[name]; len(values) > 0 && values[0] != "" {
			v.query[name] = values[:1]
		}
	}
	switch sprak := v.query.Get("sprak"); sprak {
	case "":
	case string(locale.English):
		v.lang = locale.English
	case string(locale.Swedish):
		v.query.Del("sprak") // it is that already
	default:
		return v, &analytics.FilterError{Parameter: "sprak", Value: sprak, Allowed: []string{string(locale.Swedish), string(locale.English)}}
	}
	if v.filter, err = analytics.ParseFilter(asked, s.db.Catalogue(), s.db.Now()); err != nil {
		v.filter = analytics.Filter{Edition: s.db.Catalogue().Current()}
		return v, err
	}
	return v, nil
}

// langOf is the language of a request's address, Swedish where it has none.
func langOf(c *fiber.Ctx) locale.Lang {
	if lang, ok := c.Locals(langKey).(locale.Lang); ok {
		return lang
	}
	if c.Path() == "/en" || strings.HasPrefix(c.Path(), "/en/") {
		return locale.English
	}
	return locale.Swedish
}
