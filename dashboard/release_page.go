package dashboard

import (
	"cmp"
	"strconv"

	"pionjarkollen/dashboard/release"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// releaseData is one release.
type releaseData struct {
	Title, State string
	Example      bool
	Newer        link // the newest release of the edition, where this is not it
	Notes        string
	Swedish      bool // the notes are in Swedish though the page is not
	Facts        []fact
	Whole        link // the zip in the visitor's language
	Reports      []releaseReport
	Files        table // all files
	Count        int
	Base         string // address of the release's folder, without a final slash
	Changes      *changesView
	Cite         citation
}

// releaseReport is a report with its files in the visitor's language.
type releaseReport struct {
	Title string
	Files []link
}

// releasePage answers GET /data/v/{number}.
func releasePage(v *visit) (*page, error) {
	m, err := v.release()
	if err != nil {
		return nil, err
	}
	number := strconv.Itoa(m.Number)
	d := releaseData{
		Title: v.T("release.title", number, m.Edition), State: v.T("release.state", m.Title.In(string(v.lang)), m.Coverage.HandedIn, m.Coverage.Members, v.lang.Clock(m.AsOf), number),
		Example: m.Example, Notes: m.Notes.In(string(v.lang)), Swedish: v.lang == "en" && m.Notes.EN == "", Facts: v.releaseFacts(m), Files: v.releaseFilesTable(m),
		Base: cmp.Or(v.site.home(), "https://…") + "/data/v/" + number, Cite: v.citeRelease(m),
	}
	d.Whole, d.Reports = v.releaseReports(m)
	d.Count = len(d.Files.Rows)
	if newest := v.site.releases.Newest(m.Edition); newest != nil && newest.Number != m.Number {
		d.Newer = link{v.T("release.newer", strconv.Itoa(newest.Number), v.lang.Date(newest.Frozen)), v.releaseHref(newest.Number)}
	}
	if m.Example {
		d.State += " · " + v.T("example.banner")
	}
	if m.Changes != nil {
		d.Changes = v.changes("andrat", v.T("release.changes", strconv.Itoa(m.Previous)), m.Changes)
	}
	return &page{Template: "release", Title: d.Title, Data: d}, nil
}

// releaseFacts are what a release says about itself.
func (v *visit) releaseFacts(m *release.Manifest) []fact {
	changed := v.T("desk.never")
	if !m.Coverage.LastChanged.IsZero() {
		changed = v.lang.Clock(m.Coverage.LastChanged)
	}
	return []fact{
		{v.T("release.frozen"), v.T("release.frozen.by", v.lang.Clock(m.Frozen), v.T("release.by."+cmp.Or(m.FrozenBy, "staff")))},
		{v.T("filter.edition"), m.Edition},
		{v.T("release.coverage"), v.T("release.coverage.text", m.Coverage.HandedIn, m.Coverage.Members, v.lang.Percent(part(m.Coverage.HandedInPopulation, m.Coverage.Population)))},
		{v.T("release.changed"), changed},
		{v.T("release.publisher"), m.Publisher},
		{v.T("release.licence"), m.Licence},
		{v.T("release.version"), strconv.FormatUint(m.DataVersion, 10)},
	}
}

// part is a share of a whole, 0 of nothing.
func part(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// releaseReports offers the zip and the reports in the visitor's language.
func (v *visit) releaseReports(m *release.Manifest) (whole link, reports []releaseReport) {
	base := "/data/v/" + strconv.Itoa(m.Number) + "/"
	var last report.What
	for i := range m.Files {
		f := &m.Files[i]
		switch {
		case f.Lang != "" && f.Lang != string(v.lang):
		case f.MediaType == "application/zip":
			whole = link{v.T("release.whole", v.bytes(f.Size)), base + f.Name}
		case f.What != "":
			if f.What != last {
				last = f.What
				reports = append(reports, releaseReport{Title: v.T("report." + string(f.What))})
			}
			one := &reports[len(reports)-1]
			one.Files = append(one.Files, link{v.formatName(f.Format), base + f.Name})
		}
	}
	return whole, reports
}

// formatName is what people call a format.
func (v *visit) formatName(f report.Format) string {
	if f == report.ExcelCSV {
		return v.T("file.excel")
	}
	return v.T("file." + string(f))
}

// releaseFilesTable lists the files of a release with their checksums.
func (v *visit) releaseFilesTable(m *release.Manifest) table {
	t := table{Caption: v.T("release.files"), Head: []cell{
		{Text: v.T("release.file")},
		{Text: v.T("release.content")},
		{Text: v.T("release.size"), Num: true},
		{Text: "SHA-256"},
	}}
	base := "/data/v/" + strconv.Itoa(m.Number) + "/"
	for i := range m.Files {
		f := &m.Files[i]
		t.Rows = append(t.Rows, []cell{
			{Text: f.Name, Href: base + f.Name, Head: true, File: true},
			{Text: v.fileContent(f)},
			{Text: v.bytes(f.Size), Num: true},
			{Text: f.SHA256, Class: "checksum"},
		})
	}
	t.Rows = append(t.Rows, []cell{{Text: release.ManifestFile, Href: base + release.ManifestFile, Head: true}, {Text: v.T("release.content.manifest")}, {}, {}},
		[]cell{{Text: data.ReleaseSums, Href: base + data.ReleaseSums, Head: true}, {Text: v.T("release.content.sums")}, {}, {}})
	return t
}

// fileContent says what a file holds.
func (v *visit) fileContent(f *release.File) string {
	text := v.T("release.content.state")
	switch {
	case f.What != "":
		text = v.T("report."+string(f.What)) + " · " + v.formatName(f.Format)
	case f.MediaType == "application/zip":
		text = v.T("release.content.zip")
	}
	if f.Lang != "" {
		text += " · " + v.T("release.lang."+f.Lang)
	}
	return text
}

// bytes writes a size.
func (v *visit) bytes(n int64) string {
	const kilo, mega = 1000, 1_000_000
	switch {
	case n < kilo:
		return v.lang.Int(int(n)) + "\u00a0byte"
	case n < mega:
		return v.lang.Int(int((n+kilo/2)/kilo)) + "\u00a0kB"
	}
	return v.size(uint64(n))
}
