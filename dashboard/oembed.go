package dashboard

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
)

// frameWidth is how wide a chart is made for who does not say how wide it may be, and leastFrame the least that one can be made.
const (
	frameWidth = 800
	leastFrame = 200
)

// oembedJSON is an answer of oEmbed 1.0, of the type rich.
type oembedJSON struct {
	XMLName      xml.Name `json:"-"             xml:"oembed"`
	Type         string   `json:"type"          xml:"type"`
	Version      string   `json:"version"       xml:"version"`
	Title        string   `json:"title"         xml:"title"`
	ProviderName string   `json:"provider_name" xml:"provider_name"`
	ProviderURL  string   `json:"provider_url"  xml:"provider_url"`
	CacheAge     int      `json:"cache_age"     xml:"cache_age"`
	HTML         string   `json:"html"          xml:"html"`
	Width        int      `json:"width"         xml:"width"`
	Height       int      `json:"height"        xml:"height"`
}

// viewChart is the chart that a page shows first: of the addresses that match its pattern.
type viewChart struct {
	pattern, chart string
	own            map[string]string // the chart's parameter by the one in the path
	keep           []string          // parameters that both have
}

// viewCharts are the pages with charts, as oEmbed knows them. "stad" is the filter's.
var viewCharts = [...]viewChart{
	{"/", "levels", nil, nil},
	{"/ataganden", "levels", nil, nil},
	{"/ataganden/:slug", "commitment", map[string]string{"slug": "atagande"}, nil},
	{"/atgarder/:id", "action", map[string]string{"id": "atgard"}, nil},
	{"/stader/:code", "profile", map[string]string{"code": "stad"}, []string{"grupp"}},
	{"/stader/:code/nasta-steg/:slug", "next-step", map[string]string{"code": "stad", "slug": "atagande"}, nil},
	{"/jamfor", "comparison", nil, nil},
	{"/utfall", "outcomes", nil, []string{"nyckeltal", "atagande", "ar"}},
	{"/processer", "processes", nil, nil},
	{"/processer/:process", "process", map[string]string{"process": "process"}, nil},
	{"/utveckling", "transitions", nil, []string{"atagande", "fran", "franversion"}},
	{"/karta", "map", nil, []string{"atagande", "niva", "storlek"}},
	{"/samverkan", "network", nil, []string{"atagande"}},
}

// embedOf is the address of the chart that a page of ours shows first, below the language; "" where it shows none. A chart that
// stands by itself is its own.
func embedOf(path string, query url.Values) string {
	if strings.HasPrefix(path, "/badda-in/") {
		return withQuery(path, query)
	}
	parts := strings.Split(path, "/")
	for _, c := range viewCharts {
		pattern := strings.Split(c.pattern, "/")
		if len(pattern) != len(parts) {
			continue
		}
		q := url.Values{}
		for _, name := range append([]string{"version", "roll", "lan", "befolkning", "datum", "stad"}, c.keep...) {
			if query.Has(name) {
				q[name] = query[name]
			}
		}
		fits := true
		for i, p := range pattern {
			name, param := strings.CutPrefix(p, ":")
			if param {
				q.Set(c.own[name], parts[i])
			}
			fits = fits && (param && parts[i] != "" || p == parts[i])
		}
		if fits {
			return withQuery("/badda-in/"+c.chart, q)
		}
	}
	return ""
}

// OEmbed is where the page's first chart is told to who wants to embed it; "" where the page has none.
func (v *view) OEmbed() string {
	if n := len(v.filter.Cities); v.path == "/jamfor" && (n < leastCities || n > mostCities) {
		return "" // nothing to compare yet
	}
	if v.site.home() == "" || embedOf(v.path, v.canonical()) == "" {
		return ""
	}
	here := v.site.home() + withQuery(plainPath(v.lang.Prefix()+v.path), v.canonical())
	return withQuery(v.site.home()+"/oembed", url.Values{"url": {here}})
}

// oembed answers GET /oembed?url=…&format=json|xml&maxwidth&maxheight with the frame of a page's chart. Addresses that are not ours, or
// show no chart, are 404; other formats 501.
func (s *Site) oembed(c *fiber.Ctx) error {
	format := c.Query("format", "json")
	if format != "json" && format != "xml" {
		return &problem{fiber.StatusNotImplemented, "error.oembed.format", []string{format}, []string{"json", "xml"}}
	}
	width, height := 0, 0
	for name, at := range map[string]*int{"maxwidth": &width, "maxheight": &height} {
		written := c.Query(name)
		if written == "" {
			continue
		}
		n, err := strconv.Atoi(written)
		if err != nil || n < 1 || n > 10_000 {
			return unreadable(name, strings.Clone(written), "1–10000")
		}
		*at = n
	}
	base, err := s.base(c)
	if err != nil {
		return err
	}
	v, err := s.asked(c)
	if err != nil {
		return err
	}
	at, f, err := v.embeddable(base, strings.Clone(c.Query("url")))
	if err != nil {
		return err
	}
	answer := oembedJSON{
		Type: "rich", Version: "1.0", Title: f.standing(), ProviderName: "Pionjärkollen", ProviderURL: base + "/", CacheAge: 3600,
		Width: frameWidth, Height: f.frameHeight(),
	}
	if width > 0 {
		answer.Width = max(leastFrame, min(answer.Width, width))
	}
	if height > 0 {
		answer.Height = max(leastFrame, min(answer.Height, height))
	}
	answer.HTML = frameCode(at, f, answer.Width, answer.Height)
	a, err := answer.written(format)
	if err != nil {
		return err
	}
	err = send(c, a, false)
	c.Set(fiber.HeaderVary, "Accept-Encoding")
	return err
}

// written is the answer in its format.
func (o oembedJSON) written(format string) (*cached, error) {
	if format == "xml" {
		body, err := xml.Marshal(o)
		if err != nil {
			return nil, fmt.Errorf("write oEmbed: %w", err)
		}
		return newCached("text/xml; charset=utf-8", "", append([]byte(xml.Header), body...)), nil
	}
	body, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("write oEmbed: %w", err)
	}
	return newCached("application/json; charset=utf-8", "", body), nil
}

// embeddable finds the chart of an address of ours: where it stands by itself, and its figure.
func (v *visit) embeddable(base, address string) (at string, f figure, err error) {
	none := notFound("error.oembed.url")
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Scheme+"://"+u.Host, base) || u.User != nil {
		return "", f, none
	}
	lang, path := locale.Swedish, u.Path
	if path == "/en" || strings.HasPrefix(path, "/en/") {
		lang, path = locale.English, strings.TrimPrefix(path, "/en")
	}
	if path == "" {
		path = "/"
	}
	found := embedOf(path, u.Query())
	if found == "" {
		return "", f, none
	}
	e, err := url.Parse(found)
	if err != nil {
		return "", f, none
	}
	one := *v
	one.lang, one.path, one.query = lang, e.Path, url.Values{}
	for _, name := range append(v.site.chartQuery(), "tema") {
		if value := e.Query().Get(name); value != "" {
			one.query.Set(name, value)
		}
	}
	if one.filter, err = analytics.ParseFilter(e.Query(), v.catalogue(), v.site.db.Now()); err != nil {
		return "", f, none
	}
	d, err := one.drawing(strings.TrimPrefix(e.Path, "/badda-in/"))
	if err != nil {
		if p := asProblem(err); p.status < fiber.StatusInternalServerError {
			return "", f, none
		}
		return "", f, err
	}
	return base + lang.Prefix() + withQuery(e.Path, one.canonical()), d.figure, nil
}
