package dashboard

import (
	"strconv"
	"strings"

	"pionjarkollen/dashboard/dcat"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// releaseSets describes what was frozen: one data set per release and report, whose distributions are its files with their checksums. A
// release that cannot be read is left out; its page says so.
func (v *visit) releaseSets(base string) []dcat.Dataset {
	var sets []dcat.Dataset
	for _, e := range v.site.releases.List() {
		if e.Manifest == nil {
			continue
		}
		for _, what := range report.Whats {
			if set := v.releaseSet(base, e.Manifest, what); len(set.Distributions) > 0 {
				sets = append(sets, set)
			}
		}
	}
	return sets
}

// releaseSet is one report of a release.
func (v *visit) releaseSet(base string, m *release.Manifest, what report.What) dcat.Dataset {
	number := strconv.Itoa(m.Number)
	edition := same(m.Edition)
	if e := v.catalogue().Edition(m.Edition); e != nil {
		edition = e.Title
	}
	frozen, page := locale.Swedish.Date(m.Frozen), base+"/data/v/"+number
	notes := data.Text{SV: m.Notes.In("sv"), EN: m.Notes.In("en")}
	title := inBoth("dcat.release", inBoth("report."+string(what)), edition, same(number))
	about := inBoth("dcat.release.text", inBoth("report."+string(what)+".text"), edition, same(number), same(frozen), notes)
	about = data.Text{SV: strings.TrimSpace(about.SV), EN: strings.TrimSpace(about.EN)} // a release may have no notes
	set := dcat.Dataset{
		Name: "release-" + number + "-" + string(what), Title: marked(title, m.Example),
		About:    marked(about, m.Example),
		Keywords: keywords(m.Example), Page: page, Issued: frozen, From: locale.Swedish.Date(m.AsOf), To: locale.Swedish.Date(m.AsOf), Final: true,
		Conforms: v.schemas(base, what, inBoth("report."+string(what))),
	}
	licence := m.Licence
	if !webAddress(licence) {
		licence = ""
	}
	for _, f := range m.Files {
		if f.What != what || f.Format == "" {
			continue
		}
		set.Distributions = append(set.Distributions, dcat.Distribution{
			Name: strings.ReplaceAll(f.Name, ".", "-"), About: marked(inBoth("dcat.frozen", same(f.Name)), m.Example), Licence: licence,
			Address: page + "/" + f.Name, Format: mediaType(f.MediaType), Bytes: f.Size, SHA256: f.SHA256,
		})
	}
	return set
}
