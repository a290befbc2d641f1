package locale

import "strings"

// shy marks where the long words of headings and labels may break, with soft hyphens.
var shy = strings.NewReplacer(
	"Medborgarengagemang", "Medborgar\u00adengagemang",
	"medborgarengagemang", "medborgar\u00adengagemang",
	"Klimatberäkningar", "Klimat\u00adberäkningar",
	"klimatberäkningar", "klimat\u00adberäkningar",
	"Digitalisering", "Digital\u00adisering",
	"Kommunikation", "Kommuni\u00adkation",
	"klimatomställningen", "klimat\u00adomställningen",
	"Klimatomställningen", "Klimat\u00adomställningen",
	"pionjärstäder", "pionjär\u00adstäder",
	"tvillingstäder", "tvilling\u00adstäder",
	"Klimatneutrala", "Klimat\u00adneutrala",
	"Tillgänglighetsredogörelse", "Tillgänglighets\u00adredogörelse",
	"omställningsarbetet", "omställnings\u00adarbetet",
	"Communications", "Commu\u00adnications",
	"Digitalisation", "Digital\u00adisation",
	"Citizen engagement", "Citizen engage\u00adment",
)

// Shy returns s with soft hyphens in its long words. It is for text that is shown, never for values.
func Shy(s string) string { return shy.Replace(s) }
