package dashboard

import (
	"bytes"
	"fmt"
	"strings"

	"pionjarkollen/dashboard/report"
)

// reports is everything to download, and how to cite it.
type reports struct {
	Title   string
	State   string
	Filters filters
	Reports []reportLine
	Cite    citation
	About   []report.Column
}

// reportLine is one report in its formats, with its columns explained.
type reportLine struct {
	What        string
	Title, Text string
	Files       []link
	Columns     table
}

// reportsPage answers GET /rapporter.
func reportsPage(v *visit) (*page, error) {
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := reports{Title: v.T("reports.title"), State: v.stateLine(coverage.Cover), Filters: v.filters()}
	for _, what := range report.Whats {
		line := reportLine{
			What: string(what), Title: v.T("report." + string(what)), Text: v.T("report." + string(what) + ".text"),
			Files: v.reportLinks(string(what)),
			Columns: table{
				Caption: v.T("reports.columns") + ": " + v.T("report."+string(what)),
				Head:    []cell{{Text: v.T("reports.machine")}, {Text: v.T("reports.human")}, {Text: v.T("reports.meaning")}},
			},
		}
		for _, c := range append(report.Columns(what, v.filter.Edition), report.AboutColumns()...) {
			line.Columns.Rows = append(line.Columns.Rows, []cell{
				{Text: c.Name, Head: true}, {Text: c.Label.In(string(v.lang))}, {Text: c.About.In(string(v.lang))},
			})
		}
		d.Reports = append(d.Reports, line)
	}
	d.Cite = v.cite(coverage.Cover)
	return &page{Template: "reports", Title: d.Title, Data: d}, nil
}

// home is the public address without a final slash; "" when none is configured.
func (s *Site) home() string {
	if s.public == nil {
		return ""
	}
	return s.public.String()
}

// reportFile answers GET /rapporter/{what} with the suffix of a format.
func reportFile(v *visit) (*file, error) {
	what, format, ok := report.ParseFile(v.param("file"))
	if !ok {
		return nil, notFound("error.notfound")
	}
	return v.report(what, format, true)
}

// report writes a report under the visit's filter.
func (v *visit) report(what report.What, format report.Format, download bool) (*file, error) {
	if report.Columns(what, v.filter.Edition) == nil {
		return nil, notFound("error.notfound")
	}
	var b bytes.Buffer
	m := v.reportMeta()
	if err := report.Write(v.ctx, &b, v.site.analyst, what, format, v.filter, m); err != nil {
		return nil, fmt.Errorf("report %s: %w", what, err)
	}
	f := &file{contentType: format.ContentType(), body: b.Bytes()}
	if download {
		example, err := v.example()
		if err != nil {
			return nil, err
		}
		date := v.filter.AsOf
		if date == "" {
			date = v.today()
		}
		_, f.name = report.FileName(what, v.filter.Edition.ID, date, format, example)
	}
	return f, nil
}

// apiReport answers GET /api/v1/{matrix,levels,actions,coverage}: the same rows as the downloads.
func apiReport(v *visit) (*file, error) {
	return v.report(report.What(strings.TrimPrefix(v.path, "/api/v1/")), report.JSON, false)
}
