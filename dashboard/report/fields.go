package report

import (
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Own lists the reports that pages ask for with parameters of their own; see Timeline and the others.
var Own = [...]What{Timeline, Transitions, Moves, Events, Map}

// Title names a report to people, in lower case: "nivåer", "levels". It is empty for a report there is not.
func Title(what What) data.Text { return titles[what] }

// OwnColumns is Columns for the reports of Own.
func OwnColumns(what What, e *data.Edition) []Column {
	nothing := analytics.Filter{Edition: e}
	switch what {
	case Timeline:
		return OfTimeline(analytics.Timeline{}, analytics.Cover{}, nothing, Meta{}).Columns
	case Transitions:
		return OfTransitions(analytics.Transitions{}, nothing, Meta{}).Columns
	case Moves:
		return OfMoves(analytics.Transitions{}, nothing, Meta{}).Columns
	case Events:
		return OfEvents(nil, analytics.Cover{}, nothing, Meta{}).Columns
	case Map:
		return OfPlaces(analytics.Places{}, nothing, Meta{}).Columns
	}
	return nil
}

// Fields describes the columns of a report of Whats or Own, without those that every file ends with (see AboutFields): what Columns
// says, and what a cell may be. It returns nil for a report there is not.
func Fields(what What, e *data.Edition) []data.Field {
	columns := Columns(what, e)
	if columns == nil {
		columns = OwnColumns(what, e)
	}
	return fieldsOf(columns, what, e)
}

// AboutFields describes the columns that every file ends with.
func AboutFields(e *data.Edition) []data.Field { return fieldsOf(AboutColumns(), "", e) }

// Key is the columns that no two rows of a report share, none of which is ever empty; nil where there are none such.
func Key(what What) []string {
	switch what {
	case Matrix, Coverage, Map:
		return []string{"kommunkod"}
	case Declarations, Moves:
		return []string{"kommunkod", "atagande"}
	case Actions:
		return []string{"kommunkod", "atgard"}
	}
	return nil
}

// OnceEach is the columns that no two rows share where some may be empty; nil where Key says it, or there are none such.
func OnceEach(what What) []string {
	switch what {
	case Levels:
		return []string{"atagande", "svar", "niva"}
	case Timeline:
		return []string{"dag", "atagande", "svar", "niva"}
	case Events:
		return []string{"inlamning", "kommunkod", "atagande", "atgard"}
	}
	return nil
}

// Listed tells whether every municipality code in a report is also one in Coverage of the same selection.
func Listed(what What) bool {
	return slices.Contains([]What{Matrix, Declarations, Actions, Map}, what)
}

func fieldsOf(columns []Column, what What, e *data.Edition) []data.Field {
	var fields []data.Field
	for _, c := range columns {
		f := data.Field{Name: c.Name, Kind: data.FieldKind(c.Kind), Label: c.Label, About: c.About}
		constrain(&f, what, e)
		if key := Key(what); len(key) == 1 && key[0] == f.Name {
			f.Unique = true
		}
		f.Required = f.Required || slices.Contains(Key(what), f.Name)
		fields = append(fields, f)
	}
	return fields
}

// constrain says what a cell of the field may be beyond its kind. A name means the same in every report, but where what says otherwise.
func constrain(f *data.Field, what What, e *data.Edition) {
	f.Words = words(f.Name, e)
	switch f.Kind {
	case data.FieldInteger:
		f.Least = new(0.0)
	case data.FieldMixed:
		f.Words = wordsOf(silent, notHandedIn)
		f.Least, f.Most, f.Required = new(0.0), new(3.0), true
	}
	switch f.Name {
	case "kommunkod":
		f.Pattern, f.Required = data.CodePattern, true
	case "tvilling_till":
		f.Pattern = data.CodePattern
	case "kommun", "roll", "exempeldata", "per_datum", "version", "inlamnat_av", "stader_i_urvalet":
		f.Required = true
	case "status":
		f.Required = what == Actions
	case "svar":
		f.Required = slices.Contains([]What{Levels, Declarations, Timeline, Map}, what)
	case "atagande":
		f.Required = what != Transitions
	case "nummer":
		f.Required, f.Least = true, new(1.0)
	case "inlamning", "rad":
		f.Least = new(1.0)
	case "niva":
		if f.Most = new(3.0); what == Actions {
			f.Least, f.Required = new(1.0), true
		}
	case "andel_stader", "andel_befolkning":
		f.Least, f.Most = new(0.0), new(1.0)
	case "befolkning":
		f.Unit = data.Text{SV: "invånare", EN: "inhabitants"}
	case "latitud":
		f.Least, f.Most, f.Unit = new(-90.0), new(90.0), degrees
	case "longitud":
		f.Least, f.Most, f.Unit = new(-180.0), new(180.0), degrees
	}
}

var degrees = data.Text{SV: "grader", EN: "degrees"}
