package ingest

import (
	"slices"
	"strconv"
)

// findings is how many findings are listed of a file: a file with more is not one to correct by hand.
func (l Limits) findings() int { return max(1000, l.Rows/20) }

// enough puts findings in order. Of more than most only the first are kept, with the rows up to the last of them, and one that says so.
func enough(s Submission, findings []Finding, most int) (Submission, []Finding) {
	slices.SortStableFunc(findings, before)
	if len(findings) <= most {
		return s, findings
	}
	findings = slices.Clone(findings[:most])
	last := findings[most-1].Line
	if at := slices.IndexFunc(s.Rows, func(r Row) bool { return r.Line > last }); at >= 0 {
		s.Rows = s.Rows[:at:at]
	}
	s.short.cut(last)
	cut := Finding{Severity: TooManyFindings.severity(), Code: TooManyFindings, ColumnIndex: -1, Args: []string{strconv.Itoa(most)}}
	return s, append([]Finding{cut}, findings...)
}
