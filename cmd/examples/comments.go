package main

import "pionjarkollen/data"

var silentComments = []string{
	"Återkommer efter nämndens möte.",
	"Inte berett ännu",
	"",
}

var declinedComments = []string{
	"Vi avstår i år; frågan ligger hos regionen.",
	"Ingen resurs i budget 2026. Omprövas inför nästa version.",
	"Deltar inte – vi väljer att fokusera på färre åtaganden.",
}

var statusComments = map[data.Status][]string{
	data.NotStarted: {
		"Avvaktar beslut om resurser.",
		"Prioriterad bort i år",
		"Väntar på gemensamt underlag från fler städer.",
	},
	data.Planned: {
		"Start efter sommaren.",
		"Ingår i verksamhetsplan 2027; ansvarig utsedd.",
		"Förstudie beställd av kommunledningsförvaltningen.",
		"Uppdrag finns, men ingen budget än.",
	},
	data.Underway: {
		"Två förvaltningar är i gång, två återstår.",
		"Pilot till och med december.",
		"Pågår:\n1. arbetsgrupp tillsatt\n2. första workshop hållen",
		"Vi kallar det \"klimatrundan\" – ett möte i månaden med bolagen.",
		"Drivs av miljöstrateg på halvtid; behöver förstärkas.",
	},
	data.Done: {
		"Beslutat i kommunstyrelsen.",
		"Klart och ingår nu i ordinarie arbete.",
		"Genomfört tillsammans med bolagen. Utvärdering finns.",
		"Rutinen heter \"Klimat först\"; den följs upp varje tertial.",
	},
}

// levelComments holds what officers may write about a commitment at level 1, 2 and 3.
var levelComments = map[string][3][]string{
	"styrning": {
		{"Förankring i ledningsgruppen pågår.", "Beslut om lokal arena väntas under året."},
		{"Arenan möts varannan månad; portföljen följs upp i delårsrapporten.", "Färdplanen är kopplad till budgetberedningen."},
		{"Arenan beslutar gemensamt om portföljen och delar metod med tre grannkommuner.", "Vi leder gärna: styrmodellen är beskriven och kan lånas."},
	},
	"klimatberakningar": {
		{"Kartläggning av verktyg klar i två av fem förvaltningar.", "Vi börjar med investeringar över 10 miljoner kronor."},
		{"Klimatkalkyl krävs i investeringsärenden sedan i höstas.", "Gemensam beräkningsmodell används; nyckeltal hämtas ur Kolada."},
		{"Modellen är öppen och används av fler kommuner.", "Vi bidrar till nationell metodutveckling och håller kurs."},
	},
	"finansiering": {
		{"Roller och beslutskedjor kartläggs tillsammans med ekonomi.", "Första klimatinvesteringsplanen är under arbete."},
		{"Klimatbedömning ingår i budgetanvisningarna.", "Klimatinvesteringsplanen följs upp \"som vilken plan som helst\"."},
		{"Gröna obligationer och en lokal fond; vi delar upplägget.", "Omfördelning av investeringsram beslutad i fullmäktige."},
	},
	"rattvisa": {
		{"Rättviseaspekter kartläggs med stöd av en gemensam mall.", "Utbildning för chefer i vår."},
		{"Fördelningseffekter beskrivs i alla större ärenden.", "Dialog med civilsamhället två gånger om året."},
		{"Effekter för olika grupper följs upp i årsredovisningen.", "Vi delar metoden för rättvis uppföljning öppet."},
	},
	"digitalisering": {
		{"Pilot med energidata i skolor.", "Digitalisering nämns i färdplanen men saknar eget spår."},
		{"Gemensam plattform för klimatdata i drift.", "Digitaliserings- och klimatmål följs upp i samma forum."},
		{"Digital tvilling med öppna data; koden är fri att använda.", "Vi driver ett ekosystem med näringsliv och akademi."},
	},
	"upphandling": {
		{"Spendanalys gjord; kategorier väljs under året.", "Utbildning av beställare pågår."},
		{"Klimatkrav i fyra kategorier:\nlivsmedel, transporter, möbler och anläggning.", "Återbruk av möbler är förstahandsval."},
		{"Leder inköpsnätverk för klimatkrav på anläggningsmaskiner.", "Dynamiskt inköpssystem tillsammans med andra kommuner."},
	},
	"kolinlagring": {
		{"Vi har få egna arrenden men bygger kunskap.", "Arrendeavtalen ses över."},
		{"Dialog med lantbrukare; avsiktsförklaring tas fram.", "Biokol i parker och gatuträd; samverkan med lantbrukare."},
		{"Deltar i europeiskt samarbete om jordhälsa.", "Arrendevillkor för kolinlagring, delas som mall."},
	},
	"resiliens": {
		{"Gemensamma möten mellan beredskap och klimat har startat.", "Ansvar och mandat kartläggs."},
		{"Risk- och sårbarhetsanalys av klimathandlingsplanen är beslutad.", "Samplanering av skyfall och mobilitet i två stadsdelar."},
		{"Anpassning och beredskap ingår i alla omställningsportföljer.", "Lärande med två europeiska städer; naturbaserade lösningar."},
	},
	"medborgarengagemang": {
		{"Befintliga arbetssätt utvärderas.", "Ramar för medborgardialog tas fram."},
		{"Medborgarråd inför ny klimatplan.", "Öppna samtal på bibliotek: \"Vilken stad vill vi ha?\""},
		{"Vi delar metod och erfarenheter från två medborgarråd.", "Medborgarbudget för klimat; vägledning finns."},
	},
	"kommunikation": {
		{"Målgrupper pekas ut; strategi saknas än.", "Kartläggning av kommunikationsarbetet pågår."},
		{"Gemensamt narrativ beslutat av ledningen.", "Kommunikatör ingår i klimatteamet."},
		{"Kampanj tillsammans med näringsliv och föreningar.", "Kommunikation är stående punkt i ledningens klimatforum."},
	},
}
