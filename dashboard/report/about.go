package report

import (
	"cmp"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// exampleNotice marks whatever rests on invented submissions.
var exampleNotice = data.Text{SV: "Exempeldata – påhittade nivåer", EN: "Example data – invented levels"}

// live stands where a release's number would: the figures can change.
const live = "live"

// AboutColumns returns what every file says about itself: the last columns of each CSV row, and "meta" in JSON.
func AboutColumns() []Column {
	return []Column{
		{
			"version",
			Text,
			data.Text{SV: "Version", EN: "Edition"},
			data.Text{SV: "Klimatkontraktets version", EN: "Edition of the contract"},
		},
		{
			"per_datum",
			Day,
			data.Text{SV: "Per datum", EN: "As of"},
			data.Text{SV: "Dagen som uppgifterna gäller, i slutet av dygnet", EN: "The day the data stands for, at its end"},
		},
		{
			"senast_andrad",
			Moment,
			data.Text{SV: "Senast ändrad", EN: "Last changed"},
			data.Text{SV: "När något i urvalet senast ändrades", EN: "When anything in the selection last changed"},
		},
		{
			"inlamnat_av",
			Integer,
			data.Text{SV: "Inlämnat av", EN: "Handed in by"},
			data.Text{SV: "Antal städer i urvalet som har lämnat in", EN: "How many cities in the selection have handed in"},
		},
		{
			"stader_i_urvalet",
			Integer,
			data.Text{SV: "Städer i urvalet", EN: "Cities in the selection"},
			data.Text{SV: "Antal medlemsstäder i urvalet", EN: "How many member cities the selection holds"},
		},
		{
			"kalla",
			Text,
			data.Text{SV: "Källa", EN: "Source"},
			data.Text{SV: "Var filen är hämtad, med urvalet", EN: "Where the file comes from, with the selection"},
		},
		{
			"exempeldata",
			Boolean,
			data.Text{SV: "Exempeldata", EN: "Example data"},
			data.Text{SV: "ja när någon uppgift i urvalet är påhittad", EN: "yes (ja) when anything in the selection is invented"},
		},
		{
			"utgavenummer", // a handed-in file may call its edition utgava
			Text,
			data.Text{SV: "Utgåvans nummer", EN: "Release number"},
			data.Text{SV: "Den frysta utgåvans nummer, eller live för uppgifter som kan ändras", EN: "The frozen release's number, or live for figures that can change"},
		},
		{
			"utgivare",
			Text,
			data.Text{SV: "Utgivare", EN: "Publisher"},
			data.Text{SV: "Den som svarar för uppgifterna", EN: "Who answers for the figures"},
		},
		{
			"licens",
			Link,
			data.Text{SV: "Licens", EN: "Licence"},
			data.Text{SV: "Villkoren för att använda uppgifterna", EN: "The terms for using the figures"},
		},
	}
}

// about returns the cells of AboutColumns.
func about(c analytics.Cover, f analytics.Filter, m Meta) []any {
	return []any{
		f.Edition.ID, AsOf(f, m), moment(c.AsOf), c.HandedIn, c.Members, text(m.Source), c.Example, cmp.Or(m.Release, live),
		text(m.Publisher), text(m.Licence),
	}
}

// AsOf returns the day a report stands for: the filter's, or today in Stockholm.
func AsOf(f analytics.Filter, m Meta) string {
	if f.AsOf != "" {
		return f.AsOf
	}
	return locale.Swedish.Date(m.Now)
}
