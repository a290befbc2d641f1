package dashboard

import (
	"errors"
	"slices"

	"pionjarkollen/dashboard/report"
)

// table asks for any report, with the visit's filter and parameters.
func (v *visit) table(what report.What) (*report.Table, error) {
	t, err := v.question().Table(v.ctx, what, v.reportMeta())
	if errors.Is(err, report.ErrWhat) {
		return nil, notFound("error.notfound")
	}
	return t, err
}

// question is what the visit asks with.
func (v *visit) question() report.Question {
	return report.Question{DB: v.site.db, Analyst: v.site.analyst, Filter: v.filter, Own: v.query, Consents: Consents(v.site.db)}
}

// commitmentSlugs are those of the filter's edition.
func (v *visit) commitmentSlugs() []string {
	slugs := make([]string, 0, len(v.filter.Edition.Commitments))
	for _, c := range v.filter.Edition.Commitments {
		slugs = append(slugs, c.Slug)
	}
	return slugs
}

// chosen are the codes or the short name of what a report is about, for the name of its file.
func (v *visit) chosen(what report.What) []string {
	switch what {
	case report.City, report.Comparison:
		return v.filter.Cities
	case report.Commitment, report.Timeline, report.Map:
		if slug := v.query.Get("atagande"); slug != "" {
			return []string{slug}
		}
	}
	return v.toolChosen(what)
}

// tableFile is a report as a file to download.
func (v *visit) tableFile(what report.What, format report.Format) (*file, error) {
	t, err := v.table(what)
	if err != nil {
		return nil, err
	}
	return v.named(t, format), nil
}

// named is a table that writes itself in a format, under the name of its file.
func (v *visit) named(t *report.Table, format report.Format) *file {
	f := v.written(t, format)
	_, f.name = report.FileName(t.What, v.filter.Edition.ID, report.AsOf(v.filter, v.reportMeta()), format, t.Cover().Example, v.chosen(t.What)...)
	return f
}

// written is a table that writes itself in a format.
func (v *visit) written(t *report.Table, format report.Format) *file {
	return &file{contentType: format.ContentType(), what: t.What, write: func(sp *spool) error {
		return t.Write(v.ctx, sp, format, v.reportMeta())
	}}
}

// reportFile answers GET /rapporter/{what} as a file.
func reportFile(v *visit) (*file, error) {
	what, format, ended := reportName(v.param("file"))
	if !ended {
		format = v.form
	}
	return v.tableFile(what, format)
}

// ownFile answers GET /utveckling/{file}, /karta/{file} and /handelser/{file} with the reports named.
func ownFile(whats ...report.What) fileFunc {
	return func(v *visit) (*file, error) {
		if what, format, ok := report.ParseFile(v.param("file")); ok && slices.Contains(whats, what) {
			return v.tableFile(what, format)
		}
		return nil, notFound("error.notfound")
	}
}
