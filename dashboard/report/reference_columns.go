package report

import "pionjarkollen/data"

// plain is a column of official or our own text.
func plain(name string, kind Kind, labelSV, labelEN, aboutSV, aboutEN string) Column {
	return Column{name, kind, data.Text{SV: labelSV, EN: labelEN}, data.Text{SV: aboutSV, EN: aboutEN}}
}

// referenceColumns returns the columns of a reference table; nil is none of them.
func referenceColumns(what What) []Column {
	switch what {
	case Editions:
		return []Column{
			plain("utgava", Text, "Utgåva", "Edition", "Utgåvans kortnamn, till exempel 2025/2026", "The edition's short name, such as 2025/2026"),
			plain("titel", Text, "Titel", "Title", "Utgåvans titel", "The edition's title, in Swedish"),
			plain("titel_en", Text, "Titel på engelska", "Title in English", "Utgåvans titel på engelska", "The edition's title in English"),
			plain("antal_ataganden", Integer, "Antal åtaganden", "Number of commitments", "Antal åtaganden i utgåvan", "How many commitments the edition has"),
			plain("gallande", Boolean, "Gällande", "Current", "ja för den senaste utgåvan", "yes (ja) for the newest edition"),
		}
	case Commitments:
		return []Column{
			columnCommitment, columnNumber,
			plain("nummer_innehall", Integer, "Nummer i innehållsförteckningen", "Number in the table of contents", "Skiljer sig från brödtexten för några åtaganden", "Differs from the body for some commitments"),
			columnStanding,
			plain("titel", Text, "Titel", "Title", "Officiell titel i brödtexten", "Official title in the body, in Swedish"),
			plain("titel_innehall", Text, "Titel i innehållsförteckningen", "Title in the table of contents", "Officiell titel i innehållsförteckningen", "Official title in the table of contents, in Swedish"),
			plain("rubrik", Text, "Rubrik", "Headline", "Officiell rubrik", "Official headline, in Swedish"),
			plain("titel_en", Text, "Titel på engelska", "Title in English", "Vår läsöversättning", "Our reading translation"),
			plain("rubrik_en", Text, "Rubrik på engelska", "Headline in English", "Vår läsöversättning", "Our reading translation"),
			columnLabel, columnLabelEN,
		}
	case LevelTexts:
		return []Column{
			columnCommitment,
			plain("niva", Integer, "Nivå", "Level", "1–3", "1–3"),
			plain("namn", Text, "Namn", "Name", "Nivåns namn", "The level's name, in Swedish"),
			plain("namn_en", Text, "Namn på engelska", "Name in English", "Nivåns namn på engelska", "The level's name in English"),
			plain("antal_atgarder", Integer, "Antal åtgärder", "Number of actions", "Antal åtgärder under nivån", "How many actions stand under the level"),
			plain("inledning", Text, "Inledning", "Introduction", "Officiell text, där det finns någon", "Official text, where there is any, in Swedish"),
			plain("inledning_en", Text, "Inledning på engelska", "Introduction in English", "Vår läsöversättning", "Our reading translation"),
		}
	case ActionTexts:
		return []Column{
			columnAction, columnCommitment,
			plain("niva", Integer, "Nivå", "Level", "Nivån som åtgärden står under, 1–3", "The level the action stands under, 1–3"),
			plain("ordning", Integer, "Ordning", "Ordinal", "Vår ordning inom nivån, från 1", "Our order within the level, from 1"),
			plain("tryckt_nummer", Text, "Tryckt nummer", "Printed number", "Numret i dokumentet, som upprepar sig för åtagande 3", "The number in the document, which repeats in commitment 3"),
			plain("text", Text, "Text", "Text", "Officiell text, hel", "Official text, complete, in Swedish"),
			plain("text_en", Text, "Text på engelska", "Text in English", "Vår läsöversättning", "Our reading translation"),
			columnLabel, columnLabelEN,
		}
	case Municipalities:
		return []Column{
			columnCode, columnName,
			plain("lanskod", Text, "Länskod", "County code", "Länskod med två siffror, som text", "Two-digit county code, as text"),
			columnCounty, columnPopulation,
			plain("befolkning_ar", Integer, "Befolkningens år", "Population's year", "Folkmängd den 31 december detta år (SCB)", "Inhabitants on 31 December of this year (Statistics Sweden)"),
			columnLatitude, columnLongitude,
			plain("medlem", Boolean, "Medlem", "Member", "ja för medlemsstäder per datumet", "yes (ja) for member cities on the date"),
			columnRole, columnTwinOf,
		}
	case Dictionary:
		return []Column{
			plain("rapport", Text, "Rapport", "Report", "Rapportens namn i adresser; * gäller alla filer", "The report's name in addresses; * is every file"),
			plain("ordning", Integer, "Ordning", "Order", "Kolumnens plats från vänster, från 1", "The column's place from the left, from 1"),
			plain("kolumn", Text, "Kolumn", "Column", "Namn i CSV, JSON och Parquet", "Name in CSV, JSON and Parquet"),
			plain("typ", Text, "Typ", "Kind", "text, word (ett av några ord), link, integer, number, boolean (ja eller nej), day (ÅÅÅÅ-MM-DD), moment (tidpunkt i UTC) eller mixed (nivå eller ord)", "text, word (one of a few words), link, integer, number, boolean (ja or nej), day (YYYY-MM-DD), moment (in UTC) or mixed (level or word)"),
			plain("rubrik", Text, "Rubrik", "Heading", "Rubrik i Excel-filerna", "Heading in the Excel files, in Swedish"),
			plain("rubrik_en", Text, "Rubrik på engelska", "Heading in English", "Rubrik i Excel-filerna på engelska", "Heading in the Excel files in English"),
			plain("betydelse", Text, "Betydelse", "Meaning", "Vad cellerna innehåller", "What the cells hold, in Swedish"),
			plain("betydelse_en", Text, "Betydelse på engelska", "Meaning in English", "Vad cellerna innehåller, på engelska", "What the cells hold, in English"),
		}
	}
	return nil
}

// Columns that reference tables share with others.
var (
	columnLabelEN   = plain("etikett_en", Text, "Etikett på engelska", "Label in English", "Vår korta engelska benämning", "Our short label, in English")
	columnTwinOf    = plain("tvilling_till", Text, "Tvilling till", "Twin of", "Pionjärstadens kommunkod", "The pioneer city's municipality code")
	columnLatitude  = plain("latitud", Number, "Latitud", "Latitude", "Centralortens, i grader; tom när den inte är känd", "Of the seat, in degrees; empty when not known")
	columnLongitude = plain("longitud", Number, "Longitud", "Longitude", "Centralortens, i grader; tom när den inte är känd", "Of the seat, in degrees; empty when not known")
)
