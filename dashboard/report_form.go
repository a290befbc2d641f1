package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// formKey is where the form that is asked for is left, a report.Format, of an address that has several; "" is the page. acceptKey is
// where it is left that Accept has chosen it.
const (
	formKey   = "form"
	acceptKey = "accept"
)

// offered are the reports below /rapporter, each as a page and in every format.
var offered = slices.Concat(report.Whats[:], []report.What{report.City, report.Commitment, report.Comparison}, report.Tools[:], report.References[:])

// reportQuery are the parameters of reports beside the filter's.
var reportQuery = append([]string{"atagande"}, toolQuery...)

// hasOwnPage tells whether a report belongs to a page of its own, beside which its files stand.
func hasOwnPage(what report.What) bool { return report.Folder(what) != report.Folder("") }

// pageBeside is where that page stands, below the language.
func pageBeside(what report.What) string { return strings.TrimSuffix(report.Folder(what), "/") }

// reports answers GET /rapporter/{what} with or without the ending of a format: what the ending says or else what the Accept header
// prefers, first of all the page. It leads on to reports that have a page of their own.
func (s *Site) reports() fiber.Handler {
	asPage := s.page(reportPage, reportQuery...)
	asFile := s.export(reportFile, withLanguage(reportQuery)...)
	return func(c *fiber.Ctx) error {
		name, err := url.PathUnescape(c.Params("file"))
		if err != nil {
			return notFound("error.notfound")
		}
		what, format, ended := reportName(name)
		if !slices.Contains(offered, what) && !hasOwnPage(what) {
			return notFound("error.notfound")
		}
		if !ended {
			if format, err = negotiate(c, append([]report.Format{""}, negotiable...)); err != nil {
				return err
			}
		}
		switch {
		case hasOwnPage(what):
			return s.toItsOwn(c, what, format, ended)
		case format == "":
			return asPage(c)
		default:
			return asFile(c)
		}
	}
}

// toItsOwn leads to the page that a report belongs to, or to the file beside it.
func (s *Site) toItsOwn(c *fiber.Ctx, what report.What, format report.Format, ended bool) error {
	if !ended {
		c.Set(fiber.HeaderVary, fiber.HeaderAccept)
	}
	v, err := s.asked(c, withLanguage(report.Own(what))...)
	if err != nil {
		return err
	}
	q := v.canonical()
	if format == "" {
		return v.leadTo(c, pageBeside(what), q)
	}
	if v.lang == locale.English {
		q.Set("sprak", string(locale.English))
	}
	return found(c, withQuery(report.Folder(what)+string(what)+format.Suffix(), q))
}

// ownReports answers GET /karta/{what} and the like with the ending of a format. That of a page leads there.
func (s *Site) ownReports(whats ...report.What) fiber.Handler {
	var own []string
	for _, what := range whats {
		own = append(own, report.Own(what)...)
	}
	asFile := s.export(ownFile(whats...), withLanguage(own)...)
	return func(c *fiber.Ctx) error {
		if what, format, ended := reportName(c.Params("file")); ended && format == "" && slices.Contains(whats, what) {
			return s.toItsOwn(c, what, format, ended)
		}
		return asFile(c)
	}
}

// reportName splits the last part of a report's address. The format is "" for the page; ended tells whether the address itself says which.
func reportName(name string) (what report.What, format report.Format, ended bool) {
	if base, page := strings.CutSuffix(name, ".html"); page {
		return report.What(base), "", true
	}
	if what, format, ok := report.ParseFile(name); ok {
		return what, format, true
	}
	return report.What(name), "", false
}

// negotiable are the formats that have a media type of their own, in the order in which they are preferred. CSV for Excel has an address alone.
var negotiable = []report.Format{report.CSV, report.JSON, report.XLSX, report.Parquet}

// negotiate picks the form that the client prefers and leaves it for the visit. It returns a *problem, 406, when none fits.
func negotiate(c *fiber.Ctx, forms []report.Format) (report.Format, error) {
	offers := make([]string, len(forms))
	for i, f := range forms {
		offers[i] = fiber.MIMETextHTML
		if f != "" {
			offers[i] = mediaType(f.ContentType())
		}
	}
	accept := c.Get(fiber.HeaderAccept)
	i := preferred(accept, offers)
	if i < 0 {
		c.Set(fiber.HeaderVary, "Accept")
		return "", &problem{fiber.StatusNotAcceptable, "error.accept", []string{accept}, offers}
	}
	c.Locals(formKey, forms[i])
	c.Locals(acceptKey, true)
	return forms[i], nil
}
