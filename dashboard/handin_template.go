package dashboard

import (
	"net/url"
	"path"
	"strings"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// templateKinds are the files to fill in, by the word in their address.
var templateKinds = [...]struct {
	word string
	kind data.Kind
}{{"nivaer", data.Levels}, {"atgarder", data.Actions}}

// workbookType is the media type of an Excel workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// templateForm is one of the templates that can be downloaded.
type templateForm struct {
	file string // its name in the address
	text string // key of what its link says
	kind data.Kind
	form ingest.Form
}

// templateForms lists the templates in the order of their links. A form in a workbook is the long one.
var templateForms = [...]templateForm{
	{"nivaer.xlsx", "handin.template.levels.xlsx", data.Levels, ingest.Long},
	{"nivaer.csv", "handin.template.levels", data.Levels, ingest.Long},
	{"nivaer-bred.csv", "handin.template.levels.wide", data.Levels, ingest.Wide},
	{"nivaer-kryss.csv", "handin.template.levels.cross", data.Levels, ingest.Cross},
	{"atgarder.xlsx", "handin.template.actions.xlsx", data.Actions, ingest.Long},
	{"atgarder.csv", "handin.template.actions", data.Actions, ingest.Long},
}

// templateGroup is the templates of one kind of file.
type templateGroup struct {
	Title string
	About string // what one answers in it
	Files []link
}

// templates are the files to fill in: with the latest answers of the municipality, or blank for "".
func (v *visit) templates(code string) []templateGroup {
	groups := []templateGroup{
		{Title: v.kindText(data.Levels), About: v.T("handin.template.about.levels")},
		{Title: v.kindText(data.Actions), About: v.T("handin.template.about.actions")},
	}
	for _, t := range templateForms {
		name, to := t.file, &groups[0]
		if code != "" {
			name = code + "-" + name
		}
		if t.kind == data.Actions {
			to = &groups[1]
		}
		to.Files = append(to.Files, link{v.T(t.text), v.href("/lamna-in/mall/" + url.PathEscape(name))})
	}
	return groups
}

// templateFile answers GET /lamna-in/mall/{file}: nivaer.csv, atgarder.xlsx and their like are blank, 0780-nivaer.csv has the
// municipality's latest answers, comments included, and is for those who may hand in for it.
func templateFile(v *visit) (*file, error) {
	name := v.param("file")
	for _, t := range templateForms {
		code, prefilled := strings.CutSuffix(name, "-"+t.file)
		if !prefilled && name != t.file {
			continue
		}
		ext := path.Ext(t.file)
		f := &file{contentType: fileType(t.file), name: "klimatkontrakt-" + t.file}
		if !prefilled {
			code = ""
		} else {
			place := v.catalogue().Municipality(code)
			switch {
			case v.session == nil:
				return nil, v.mustSignIn()
			case place == nil:
				return nil, notFound("error.notfound")
			case !v.session.MayHandIn(code):
				return nil, &problem{status: 403, key: "error.forbidden"}
			}
			f.private = true
			f.name = strings.TrimSuffix(f.name, ext) + "-" + strings.ReplaceAll(place.Name, " ", "-") + ext
		}
		var err error
		if ext == ".xlsx" {
			f.body, err = ingest.TemplateWorkbook(v.ctx, v.site.db, t.kind, v.filter.Edition, code)
		} else {
			f.body, err = ingest.TemplateIn(v.ctx, v.site.db, t.kind, t.form, v.filter.Edition, code)
		}
		return f, err
	}
	return nil, notFound("error.notfound")
}

// fileType is the media type of a file that was handed in or is to be, by its name.
func fileType(name string) string {
	if strings.EqualFold(path.Ext(name), ".xlsx") {
		return workbookType
	}
	return "text/csv; charset=utf-8"
}
