package dashboard

import (
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// table asks for any report, with the visit's filter and parameters.
func (v *visit) table(what report.What) (*report.Table, error) {
	switch {
	case slices.Contains(report.Whats[:], what):
		return report.Build(v.ctx, v.site.analyst, what, v.filter, v.reportMeta())
	case slices.Contains(report.References[:], what):
		members, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})
		if err != nil {
			return nil, err
		}
		return report.OfReference(what, v.catalogue(), members, v.filter, v.reportMeta()), nil
	case what == report.City, what == report.Commitment, what == report.Comparison:
		return v.chosenTable(what)
	case slices.Contains(tools, what):
		return v.toolTable(what)
	}
	t, err := v.ownReport(what)
	if err == nil && t == nil {
		err = notFound("error.notfound")
	}
	return t, err
}

// chosenTable asks for a report about one city, one commitment or some cities.
func (v *visit) chosenTable(what report.What) (*report.Table, error) {
	a, m := v.site.analyst, v.reportMeta()
	switch what {
	case report.City:
		code, err := v.oneCity()
		if err != nil {
			return nil, err
		}
		profile, err := a.City(v.ctx, v.filter, code)
		if err != nil {
			return nil, err
		}
		alone, err := a.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf, Cities: []string{code}, Roles: analytics.Roles[:]})
		return report.OfCity(profile, alone.Cover, v.filter, m), err
	case report.Commitment:
		slug := v.query.Get("atagande")
		if v.filter.Edition.Commitment(slug) == nil {
			return nil, unreadable("atagande", slug, v.commitmentSlugs()...)
		}
		q, err := a.Commitment(v.ctx, v.filter, slug)
		return report.OfCommitment(q, v.filter, m), err
	default:
		q, err := a.Compare(v.ctx, v.filter, v.filter.Cities)
		if err != nil {
			return nil, err
		}
		return report.OfComparison(q, v.filter, m), nil
	}
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
