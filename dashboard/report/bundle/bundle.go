// Package bundle makes a whole edition: every report in every format, the reference tables that say what their codes stand for, an account of
// what it all is in both languages, and the licence. It knows no HTTP.
package bundle

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// Bundle is an edition's whole, ready to be written. It asks the database when its files are written, so that no more than one report is in
// memory at a time: whoever writes them all compares the data version before and after, if they must be of one moment.
type Bundle struct {
	Files []File    // in the order of their writing; the checksums, which need all others, are not among them
	At    time.Time // when the data last changed, UTC: the time that the files of a zip have
	Cover analytics.Cover

	// Address is the source that a report's file names: where it is found on its own. nil is m.Source for all.
	Address func(report.What, report.Format) string
}

// File is one file of a bundle.
type File struct {
	Name        string        // ASCII alone, without folders; says report, edition and date
	ContentType string        // with charset where it is text
	What        report.What   // "" for a text
	Format      report.Format // "" for a text
	Write       func(context.Context, io.Writer) error
}

// New prepares the bundle of the filter's edition. The bytes of its files depend on the data, the filter and m alone: with the same m.Now they
// are the same every time.
func New(ctx context.Context, a *analytics.Analyst, catalogue *data.Catalogue, f analytics.Filter, m report.Meta) (*Bundle, error) {
	cover, err := a.Coverage(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("ask for coverage: %w", err)
	}
	members, err := a.Coverage(ctx, analytics.Filter{Edition: f.Edition, AsOf: f.AsOf})
	if err != nil {
		return nil, fmt.Errorf("ask for members: %w", err)
	}
	b := &Bundle{Cover: cover.Cover, At: cover.AsOf}
	if b.At.IsZero() {
		b.At = m.Now.UTC().Truncate(24 * time.Hour)
	}
	add := func(what report.What, build func(context.Context, report.Meta) (*report.Table, error)) {
		for _, format := range report.Formats {
			name, _ := report.FileName(what, f.Edition.ID, report.AsOf(f, m), format, b.Cover.Example)
			b.Files = append(b.Files, File{name, format.ContentType(), what, format, func(ctx context.Context, w io.Writer) error {
				t, err := build(ctx, b.meta(m, what, format))
				if err != nil {
					return err
				}
				return t.Write(ctx, w, format, b.meta(m, what, format))
			}})
		}
	}
	for _, what := range report.Whats {
		add(what, func(ctx context.Context, m report.Meta) (*report.Table, error) {
			return report.Build(ctx, a, what, f, m)
		})
	}
	for _, what := range report.References {
		add(what, func(_ context.Context, m report.Meta) (*report.Table, error) {
			return report.OfReference(what, catalogue, members, f, m), nil
		})
	}
	texts, err := b.texts(f, m)
	if err != nil {
		return nil, err
	}
	b.Files = append(texts, b.Files...)
	return b, nil
}

// meta is what a report's file says about itself.
func (b *Bundle) meta(m report.Meta, what report.What, format report.Format) report.Meta {
	if b.Address != nil {
		m.Source = b.Address(what, format)
	}
	return m
}

// Beside returns the addresses of an edition's files on the site (see Bundle.Address) from that of its zip there; every file has the address
// itself where it is none of a zip.
func Beside(zip string) func(report.What, report.Format) string {
	const name = "/rapporter/edition.zip"
	return func(what report.What, format report.Format) string {
		return strings.Replace(zip, name, report.Folder(what)+string(what)+format.Suffix(), 1)
	}
}

// Reports returns the files of a report or reference table, one per format.
func (b *Bundle) Reports(what report.What) []File {
	var files []File
	for _, f := range b.Files {
		if f.What == what {
			files = append(files, f)
		}
	}
	return files
}
