package locale

import "pionjarkollen/ingest"

// formTexts are the texts of the codes about the forms with a column per commitment or level: Swedish, then English.
var formTexts = map[ingest.Code][2]findingText{
	ingest.CommentUnplaced: {
		{
			Title:       "Kommentar utan åtagande",
			Message:     "Kolumnen ”{column}” säger inte vilket åtagande den handlar om, och filen har en kolumn per åtagande. Döp om den till exempel till ”{0}”.",
			Explanation: "I en fil med en kolumn per åtagande måste kommentarens kolumn säga vilket åtagande den gäller.",
		},
		{
			Title:       "Comment without a commitment",
			Message:     "The column “{column}” does not say which commitment it is about, and the file has a column per commitment. Rename it, for example to “{0}”.",
			Explanation: "In a file with a column per commitment, a comment's column must say which commitment it is about.",
		},
	},
	ingest.CrossUnknown: {
		{
			Title:       "Okänt kryss",
			Message:     "”{value}” i kolumnen ”{column}” går inte att läsa som ett kryss. Skriv x för den nivå som gäller och lämna de andra tomma.",
			Explanation: "Något annat än ett kryss står under en nivå.",
		},
		{
			Title:       "Unknown mark",
			Message:     "“{value}” in the column “{column}” cannot be read as a cross. Write x under the level that applies and leave the others empty.",
			Explanation: "Something other than a cross stands under a level.",
		},
	},
	ingest.CrossSeveral: {
		{
			Title:       "Flera nivåer ikryssade",
			Message:     "Både ”{0}” och ”{1}” är ikryssade. Behåll bara krysset för den nivå som gäller.",
			Explanation: "En rad har kryss under mer än en nivå.",
		},
		{
			Title:       "Several levels crossed",
			Message:     "Both “{0}” and “{1}” are crossed. Keep only the cross for the level that applies.",
			Explanation: "A row has crosses under more than one level.",
		},
	},
}
