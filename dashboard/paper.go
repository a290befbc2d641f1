package dashboard

// margins is what stands in the margins of every printed page.
type margins struct {
	Title   string // of the document, after the site's name
	State   string // edition, live or release, day, source
	Example string // that the levels are invented, "" where they are not
}

// Margins is what the page says at the edges of every sheet of paper.
func (v *view) Margins() margins {
	m := margins{Title: v.SiteName(), State: v.dataState() + " · " + v.T("sheet.source")}
	if v.Page.Title != m.Title {
		m.Title += " · " + v.Page.Title
	}
	if v.Example {
		m.Example = v.T("example.banner")
	}
	return m
}

// dataState says which edition and which state of the data a document shows: "Klimatkontrakt 2030, version 2025/2026 · löpande data per
// 2026-11-23".
func (v *visit) dataState() string {
	day := v.filter.AsOf
	if day == "" {
		day = v.today()
	}
	return v.filter.Edition.Title.In(string(v.lang)) + " · " + v.T("sheet.live", day)
}

// DataState says which edition and which state of the data the page shows.
func (v *view) DataState() string { return v.dataState() }

// Source is where a printed page can be found again: its public address where one is configured, else its path on the site.
func (v *view) Source() string {
	path := withQuery(v.lang.Prefix()+v.path, v.canonical())
	if home := v.site.home(); home != "" {
		return home + path
	}
	return v.T("sheet.onsite", path)
}
