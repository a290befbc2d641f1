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
	City:         {SV: "stad", EN: "city"},
	Commitment:   {SV: "åtagande", EN: "commitment"},
	Comparison:   {SV: "jämförelse", EN: "comparison"},

	NextStep:  {SV: "nästa steg", EN: "next step"},
	Support:   {SV: "deklarerat och rapporterat", EN: "declared and reported"},
	Processes: {SV: "processer", EN: "processes"},
	Leads:     {SV: "föregångare", EN: "leaders"},
	Matches:   {SV: "vem kan lära av vem", EN: "who could learn from whom"},
	Gaps:      {SV: "luckor", EN: "gaps"},
	Pair:      {SV: "par", EN: "pair"},
	Similar:   {SV: "liknande städer", EN: "similar cities"},
	Outcomes:  {SV: "nyckeltal bredvid nivåer", EN: "key figures beside levels"},

	Editions:       {SV: "versioner", EN: "editions"},
	Commitments:    {SV: "åtaganden", EN: "commitments"},
	LevelTexts:     {SV: "nivåtexter", EN: "level-texts"},
	ActionTexts:    {SV: "åtgärdstexter", EN: "action-texts"},
	Municipalities: {SV: "kommuner", EN: "municipalities"},
	Dictionary:     {SV: "datalexikon", EN: "dictionary"},
	Whole:          {SV: "hela-versionen", EN: "whole-edition"},
}

// Whole names the file that holds every report.
const Whole What = "edition"

// FileName returns the name a report is downloaded under: without and with å ä ö, for the two forms of a Content-Disposition. The
// edition is its id ("2025/2026"), date the ISO day it stands for; a report with invented data says so. of are the codes or short names of
// what was chosen, such as a city.
func FileName(what What, edition, date string, format Format, example bool, of ...string) (ascii, utf8 string) {
	parts := append([]string{"pionjärkollen", strings.ReplaceAll(titles[what].SV, " ", "-")}, of...)
	parts = append(parts, strings.ReplaceAll(edition, "/", "-"), "per", date)
	if example {
		parts = append(parts, "exempeldata")
	}
	name := strings.Join(parts, "-") + format.Suffix()
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o").Replace(name), name
}
