package dashboard

import (
	"net/url"
	"path"
	"strings"
)

// pictureNames name the charts in file names: Swedish without å ä ö, which every system and archive can hold.
var pictureNames = map[string]string{
	"levels": "nivaer", "matrix": "matris", "commitment": "atagande", "actions": "atgardsstatus", "action": "atgard", "profile": "profil",
	"comparison": "jamforelse", "rehearsal": "tank-om", "processes": "processer", "process": "process", "outcomes": "utfall", "timeline": "tidslinje",
	"transitions": "overgangar", "map": "karta", "network": "samverkan", "next-step": "nasta-steg", "support": "deklarerat-och-rapporterat",
}

// PictureName is what a figure's picture is called when it is saved, without its ending: what it shows and of whom, the edition and the
// day it stands for, and that it is invented where it is.
func (v *view) PictureName(f figure) string {
	u, err := url.Parse(f.Chart)
	if err != nil || f.Chart == "" {
		return ""
	}
	parts := []string{"pionjarkollen", pictureNames[path.Base(u.Path)]}
	for _, name := range [...]string{"atagande", "atgard", "process", "nyckeltal", "stad"} {
		for _, of := range u.Query()[name] {
			parts = append(parts, strings.ReplaceAll(of, ",", "-"))
		}
	}
	date := v.filter.AsOf
	if date == "" {
		date = v.today()
	}
	parts = append(parts, strings.ReplaceAll(v.filter.Edition.ID, "/", "-"), "per", date)
	if v.Example {
		parts = append(parts, "exempeldata")
	}
	return strings.Join(parts, "-")
}
