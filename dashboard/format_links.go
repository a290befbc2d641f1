package dashboard

import (
	"maps"
	"net/url"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// reportLinks offers a report of what is on screen in every format, with what else it is asked with.
func (v *visit) reportLinks(what report.What, own url.Values) []link {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, own)
	return v.formatLinks(report.Folder(what)+string(what), q)
}

// cityFiles is the same about one city, which nothing else of the selection matters to.
func (v *visit) cityFiles(what report.What, own url.Values) []link {
	alone := *v
	alone.filter = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	return alone.reportLinks(what, own)
}

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
