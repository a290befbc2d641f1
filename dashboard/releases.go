package dashboard

import (
	"errors"
	"io/fs"
	"log/slog"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
)

// siteName is the same in every language.
const siteName = "Pionjärkollen"

// releasesData is the list of releases, and how the live figures differ from the newest of the edition.
type releasesData struct {
	Title   string
	State   string
	List    table
	Any     bool
	Since   *changesView // nil where there is no release of the edition
	Differs bool
	Cite    citation
	Broken  []string // releases that cannot be shown
}

// releasesPage answers GET /data.
func releasesPage(v *visit) (*page, error) {
	v.filter = analytics.Filter{Edition: v.filter.Edition} // releases are of all
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := releasesData{Title: v.T("releases.none"), State: v.stateLine(coverage.Cover)}
	d.Cite = v.citeAt("/rapporter", coverage.Cover)
	list := v.site.releases.List()
	d.List, d.Any = v.releaseTable(list), len(list) > 0
	for _, e := range list {
		if e.Damage != nil {
			v.site.log.Error("a release cannot be shown", slog.Int("release", e.Number), slog.Any("error", e.Damage))
			d.Broken = append(d.Broken, v.T("releases.broken", strconv.Itoa(e.Number)))
		}
	}
	newest := v.site.releases.Newest(v.filter.Edition.ID)
	if newest == nil {
		return &page{Template: "releases", Title: v.T("releases.title"), Data: d}, nil
	}
	d.Title, d.Cite = v.T("releases.newest", strconv.Itoa(newest.Number)), v.citeRelease(newest)
	if changes, err := v.site.releases.Since(v.ctx, v.filter.Edition); err == nil {
		d.Differs = !changes.None()
		d.Since = v.changes("sedan", v.T("releases.since", strconv.Itoa(changes.Since)), changes)
	} else if _, damaged := errors.AsType[*data.DamagedError](err); !damaged { // the page says that already
		return nil, err
	}
	return &page{Template: "releases", Title: v.T("releases.title"), Data: d}, nil
}

// releaseTable lists releases, newest first.
func (v *visit) releaseTable(list []release.Entry) table {
	t := table{Caption: v.T("releases.title"), Head: []cell{
		{Text: v.T("release.head")},
		{Text: v.T("column.date")},
		{Text: v.T("filter.edition")},
		{Text: v.T("release.coverage")},
		{Text: v.T("release.notes")},
	}}
	for _, e := range list {
		m := e.Manifest
		if m == nil {
			continue
		}
		number := cell{Text: v.T("release.number", strconv.Itoa(m.Number)), Href: v.releaseHref(m.Number), Head: true}
		if m.Example {
			number.Sub = v.T("example.banner")
		}
		t.Rows = append(t.Rows, []cell{
			number,
			{Text: v.lang.Date(m.Frozen)},
			{Text: m.Edition},
			{Text: v.T("cover.handedin", m.Coverage.HandedIn, m.Coverage.Members)},
			{Text: m.Notes.In(string(v.lang))},
		})
	}
	return t
}

// releaseHref is the address of a release's page in the visitor's language.
func (v *visit) releaseHref(number int) string {
	return v.lang.Prefix() + "/data/v/" + strconv.Itoa(number)
}

// release is the manifest of the release that the address names.
//
// It returns a *problem for a number that there is not, and for a release that is not what was frozen.
func (v *visit) release() (*release.Manifest, error) {
	n, err := releaseNumber(v.param("number"))
	if err != nil {
		return nil, err
	}
	m, err := v.site.releases.Manifest(n)
	return m, v.site.releaseProblem(n, err)
}

// releaseNumber reads a number as it stands in addresses; each release has one address.
func releaseNumber(written string) (int, error) {
	n, err := strconv.Atoi(written)
	if err != nil || n < 1 || strconv.Itoa(n) != written {
		return 0, notFound("error.release.none")
	}
	return n, nil
}

// releaseProblem is what is told of a release, or a file of it, that cannot be read.
func (s *Site) releaseProblem(number int, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return notFound("error.release.none")
	}
	if _, damaged := errors.AsType[*data.DamagedError](err); damaged {
		s.log.Error("a file of a release is not what was frozen, and is not sent", slog.Int("release", number), slog.Any("error", err))
		return &problem{status: 500, key: "error.release.damaged", args: []string{strconv.Itoa(number)}}
	}
	return err
}
