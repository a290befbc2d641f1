package dashboard

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/dcat"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

//go:embed sql/first_submission.sql
var firstSubmissionSQL string

// inBoth is a message in both languages.
func inBoth(key string, args ...data.Text) data.Text {
	sv, en := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		sv[i], en[i] = a.SV, a.EN
	}
	return data.Text{SV: locale.Swedish.T(key, sv...), EN: locale.English.T(key, en...)}
}

// same is a text that is alike in both languages.
func same(s string) data.Text { return data.Text{SV: s, EN: s} }

// marked says before a text that it is about invented data, where it is: nobody may harvest it as fact.
func marked(t data.Text, example bool) data.Text {
	if !example {
		return t
	}
	return inBoth("dcat.example", t)
}

// editionDays is when an edition's first and last answers came.
type editionDays struct {
	first, last string // days in Stockholm; "" before there is any
	example     bool
}

// answered asks when an edition's answers came, and whether any of them is invented.
func (v *visit) answered(e *data.Edition) (editionDays, error) {
	cover, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: e, Roles: analytics.Roles[:]})
	if err != nil {
		return editionDays{}, err
	}
	d := editionDays{example: cover.Example}
	if !cover.AsOf.IsZero() {
		d.last = locale.Swedish.Date(cover.AsOf)
	}
	rows, err := v.site.db.Query(v.ctx, firstSubmissionSQL, e.ID)
	if err != nil {
		return d, fmt.Errorf("ask for the first submission: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var first time.Time
		if err := rows.Scan(&first); err != nil {
			return d, fmt.Errorf("ask for the first submission: %w", err)
		}
		d.first = locale.Swedish.Date(first)
	}
	return d, rows.Err()
}

// reportSet describes one report of one edition: every format that there is, and the API where it answers with the same rows.
func (v *visit) reportSet(base string, what report.What, e *data.Edition, days editionDays) dcat.Dataset {
	s := v.site
	of := url.Values{"version": {e.ID}}
	title := inBoth("dcat.set", inBoth("report."+string(what)), e.Title)
	set := dcat.Dataset{
		Name:  string(what) + "-" + strings.ReplaceAll(e.ID, "/", "-"),
		Title: marked(title, days.example), About: marked(inBoth("dcat.set.text", inBoth("report."+string(what)+".text"), e.Title), days.example),
		Keywords: keywords(days.example), Page: base + withQuery("/rapporter", of), Issued: days.first, Modified: days.last, From: days.first,
	}
	set.Conforms = v.schemas(base, what, inBoth("report."+string(what)))
	for _, format := range report.Formats {
		set.Distributions = append(set.Distributions, dcat.Distribution{
			Name: string(format), About: marked(inBoth("dcat.file", same(string(format))), days.example), Licence: s.licence,
			Address: base + withQuery("/rapporter/"+string(what)+format.Suffix(), of), Format: mediaType(format.ContentType()),
		})
	}
	if at := "/api/v1/" + string(what); s.serves(at) {
		set.Distributions = append(set.Distributions, dcat.Distribution{
			Name: "api", About: marked(inBoth("dcat.api"), days.example), Licence: s.licence, Service: true,
			Address: base + withQuery(at, of), Format: mediaType(report.JSON.ContentType()),
		})
	}
	return set
}

// schemas are what describes the columns of a report for machines, where the site serves it.
func (v *visit) schemas(base string, what report.What, title data.Text) []dcat.Standard {
	var all []dcat.Standard
	for _, path := range [...]string{"/data/csvw/", "/data/schema/"} {
		if address := path + string(what) + ".json"; v.site.serves(address) {
			all = append(all, dcat.Standard{IRI: base + address, Title: inBoth("dcat.schema", title)})
		}
	}
	return all
}

// contractSet describes an edition's own texts. They are no figures of ours, so no licence is promised for them.
func (v *visit) contractSet(base string, e *data.Edition) dcat.Dataset {
	of := url.Values{"version": {e.ID}}
	return dcat.Dataset{
		Name:  "contract-" + strings.ReplaceAll(e.ID, "/", "-"),
		Title: inBoth("dcat.contract", e.Title), About: inBoth("dcat.contract.text", e.Title), Keywords: keywords(false), Page: base + "/ataganden",
		Distributions: []dcat.Distribution{{
			Name: "api", About: inBoth("dcat.contract.api"), Service: true, Address: base + withQuery("/api/v1/commitments", of),
			Format: mediaType(report.JSON.ContentType()),
		}},
	}
}

// keywords are what people search for.
func keywords(example bool) []data.Text {
	words := []data.Text{same("Klimatkontrakt 2030"), same("Viable Cities")}
	for _, key := range [...]string{"dcat.word.climate", "dcat.word.municipality", "dcat.word.commitment"} {
		words = append(words, inBoth(key))
	}
	if example {
		words = append(words, inBoth("example.word"))
	}
	return words
}

// serves tells whether the router has something that reads at a path of ours.
func (s *Site) serves(path string) bool {
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == fiber.MethodGet && fiber.RoutePatternMatch(path, r.Path) {
			return true
		}
	}
	return false
}
