package release

import (
	"context"
	"io"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// content is one file that a release is to hold.
type content struct {
	File

	fill func(context.Context, io.Writer, *analytics.Analyst) error
}

// contents lists the reports of a release: each in every format, and in both languages where a format has words.
func contents(r Request, m *Manifest) []content {
	var all []content
	f := analytics.Filter{Edition: r.Edition}
	for _, what := range report.Whats {
		for _, format := range report.Formats {
			for _, lang := range locale.Langs {
				name := string(what)
				if lang != locale.Swedish {
					if !worded(format) {
						continue
					}
					name += "-" + string(lang)
				}
				name += suffix(format)
				meta := report.Meta{
					Lang: string(lang), Source: m.URL + "/" + name, Now: m.AsOf, Release: strconv.Itoa(m.Number), Publisher: m.Publisher, Licence: m.Licence,
				}
				c := content{File: File{Name: name, MediaType: format.ContentType(), What: what, Format: format}}
				if worded(format) {
					c.Lang = string(lang)
				}
				c.fill = func(ctx context.Context, w io.Writer, a *analytics.Analyst) error {
					return report.Write(ctx, w, a, what, format, f, meta)
				}
				all = append(all, c)
			}
		}
	}
	return all
}

// worded tells whether a format has words that change with the language.
func worded(f report.Format) bool { return f != report.CSV }

// suffix is how the name of a file ends.
func suffix(f report.Format) string {
	switch f {
	case report.ExcelCSV:
		return "-excel.csv"
	case report.JSON:
		return ".json"
	}
	return ".csv"
}
