package report

import (
	"strings"

	"pionjarkollen/data"
)

// titles name the reports to people.
var titles = map[What]data.Text{
	Matrix:       {SV: "matris", EN: "matrix"},
	Levels:       {SV: "nivåer", EN: "levels"},
	Declarations: {SV: "deklarationer", EN: "declarations"},
	Actions:      {SV: "åtgärder", EN: "actions"},
	Coverage:     {SV: "inlämnat", EN: "coverage"},
	Timeline:     {SV: "tidslinje", EN: "timeline"},
	Transitions:  {SV: "övergångar", EN: "transitions"},
	Moves:        {SV: "förändringar", EN: "moves"},
	Events:       {SV: "händelser", EN: "events"},
	Map:          {SV: "karta", EN: "map"},
}

// FileName returns the name a report is downloaded under: without and with å ä ö, for the two forms of a Content-Disposition. The
// edition is its id ("2025/2026"), date the ISO day it stands for; a report with invented data says so.
func FileName(what What, edition, date string, format Format, example bool) (ascii, utf8 string) {
	parts := []string{"pionjärkollen", titles[what].SV, strings.ReplaceAll(edition, "/", "-"), "per", date}
	if example {
		parts = append(parts, "exempeldata")
	}
	name := strings.Join(parts, "-") + format.Suffix()
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o").Replace(name), name
}
