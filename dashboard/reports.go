package dashboard

import (
	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// reports is everything to download, and how to cite it.
type reports struct {
	Title   string
	State   string
	Filters filters
	Whole   reportLine // the edition's zip
	Groups  []reportGroup
}

// reportGroup is reports that answer the same kind of question.
type reportGroup struct {
	ID, Title string
	Lines     []reportLine
}

// reportLine is one report in its formats.
type reportLine struct {
	Title, Text string
	Href        string // where it is shown; "" is nowhere
	Files       []link
}

// reportsPage answers GET /rapporter.
func reportsPage(v *visit) (*page, error) {
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := reports{
		Title: v.T("reports.title"), State: v.stateLine(coverage.Cover), Filters: v.filters(),
		Whole: v.wholeEdition(), Groups: v.reportGroups(),
	}
	return &page{Template: "reports", Title: d.Title, Data: d, Cite: &cited{Cover: coverage.Cover, Placed: true}}, nil
}

// home is the public address without a final slash; "" when none is configured.
func (s *Site) home() string {
	if s.public == nil {
		return ""
	}
	return s.public.String()
}

// wholeEdition offers the zip of the edition on the day, whatever else narrows the page.
func (v *visit) wholeEdition() reportLine {
	q := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue())
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return reportLine{
		Title: v.T("report.edition"), Text: v.T("report.edition.text"), Href: v.href("/rapporter/utskrift"), Files: []link{{v.T("file.zip"), withQuery("/rapporter/edition.zip", q)}},
	}
}

// reportGroups lists every kind of report, also those that other pages make.
func (v *visit) reportGroups() []reportGroup {
	groups := []reportGroup{
		{"stader", v.T("reports.group.cities"), v.reportLines(report.Matrix, report.Coverage, report.City, report.Comparison, report.Similar)},
		{"ataganden", v.T("reports.group.commitments"), v.reportLines(report.Levels, report.Declarations, report.Support, report.Commitment)},
		{"atgarder", v.T("reports.group.actions"), v.reportLines(report.Actions, report.Processes, report.NextStep)},
		{"over-tid", v.T("reports.group.time"), []reportLine{
			v.elsewhere(report.Timeline), v.elsewhere(report.Transitions), v.elsewhere(report.Moves),
			v.elsewhere(report.Events),
		}},
		{"samverkan", v.T("reports.group.together"), v.reportLines(report.Leads, report.Gaps, report.Matches, report.Pair)},
		{"karta", v.T("reports.group.map"), append([]reportLine{v.elsewhere(report.Map)}, v.reportLines(report.Outcomes)...)},
		{"koder", v.T("reports.group.reference"), v.reportLines(report.References[:]...)},
	}
	return groups
}

// reportLines are reports below /rapporter. Those about a choice have files only when it is made, on their own page.
func (v *visit) reportLines(whats ...report.What) []reportLine {
	lines := make([]reportLine, 0, len(whats))
	for _, what := range whats {
		line := reportLine{Title: v.T("report." + string(what)), Text: v.T("report." + string(what) + ".text"), Href: v.href("/rapporter/" + string(what))}
		if !choosy(what) {
			line.Files = v.reportLinks(what, nil)
		}
		lines = append(lines, line)
	}
	return lines
}

// choosy tells whether a report is about something that somebody has to choose, or had better.
func choosy(what report.What) bool {
	return len(report.Asks(what)) > 0 || what == report.Matches || what == report.Outcomes
}

// elsewhere is a report that has a page of its own, which has its parameters.
func (v *visit) elsewhere(what report.What) reportLine {
	return reportLine{
		Title: v.T("report." + string(what)), Text: v.T("report." + string(what) + ".text"), Href: v.href(pageBeside(what)), Files: v.reportLinks(what, nil),
	}
}
