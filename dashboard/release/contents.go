package release

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/dashboard/report/bundle"
)

// content is one file that a release is to hold.
type content struct {
	File

	fill func(context.Context, io.Writer) error
}

// contents lists the files of a release that are made from the database: the whole edition as a zip, and each report in every
// format; both in each language, where a format has words.
func (s *Store) contents(r Request, m *Manifest) []content {
	var all []content
	f := analytics.Filter{Edition: r.Edition}
	for _, lang := range locale.Langs {
		name := named("edition", lang, ".zip")
		meta := m.meta(name, lang)
		all = append(all, content{File{Name: name, MediaType: "application/zip", Lang: string(lang)}, func(ctx context.Context, w io.Writer) error {
			b, err := bundle.New(ctx, s.analyst, s.db.Catalogue(), f, meta)
			if err != nil {
				return fmt.Errorf("make %s: %w", name, err)
			}
			return b.WriteZip(ctx, w)
		}})
	}
	for _, what := range report.Whats {
		for _, format := range report.Formats {
			for _, lang := range locale.Langs {
				if lang != locale.Swedish && !worded(format) {
					continue
				}
				c := content{File: File{Name: named(string(what), lang, format.Suffix()), MediaType: format.ContentType(), What: what, Format: format}}
				if worded(format) {
					c.Lang = string(lang)
				}
				meta := m.meta(c.Name, lang)
				c.fill = func(ctx context.Context, w io.Writer) error {
					return report.Write(ctx, w, s.analyst, what, format, f, meta)
				}
				all = append(all, c)
			}
		}
	}
	return all
}

// named is the name of a file in a language: "matrix.csv", "matrix-en.json".
func named(what string, lang locale.Lang, suffix string) string {
	if lang != locale.Swedish {
		what += "-" + string(lang)
	}
	return what + suffix
}

// meta is what a file of the release says about itself.
func (m *Manifest) meta(name string, lang locale.Lang) report.Meta {
	return report.Meta{
		Lang: string(lang), Source: m.URL + "/" + name, Now: m.AsOf, Release: strconv.Itoa(m.Number), Publisher: m.Publisher, Licence: m.Licence,
	}
}

// worded tells whether a format has words that change with the language.
func worded(f report.Format) bool { return f != report.CSV && f != report.Parquet }
