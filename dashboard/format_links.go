package dashboard

import (
	"net/url"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// formatLinks offers the file at path, which lacks its suffix, in every format, in the visit's language.
func (v *visit) formatLinks(path string, q url.Values) []link {
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	links := make([]link, 0, len(report.Formats))
	for _, format := range report.Formats {
		key := "file." + string(format)
		if format == report.ExcelCSV {
			key = "file.excel"
		}
		links = append(links, link{v.T(key), withQuery(path+format.Suffix(), q)})
	}
	return links
}
