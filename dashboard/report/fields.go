package report

import (
	"slices"

	"pionjarkollen/data"
)

// Title names a report to people, in lower case: "nivåer", "levels". It is empty for a report there is not.
func Title(what What) data.Text { return titles[what] }

// Fields describes the columns of a report, without those that every file ends with (see AboutFields): what Columns says, and what a cell
// may be. It returns nil for a report there is not.
func Fields(what What, e *data.Edition) []data.Field { return fieldsOf(Columns(what, e), what, e) }

// AboutFields describes the columns that every file ends with.
func AboutFields(e *data.Edition) []data.Field { return fieldsOf(AboutColumns(), "", e) }

// Key is the columns that no two rows of a report share, none of which is ever empty; nil where there are none such.
func Key(what What) []string {
	switch what {
	case Matrix, Coverage, Map, Commitment, Municipalities, Outcomes:
		return []string{"kommunkod"}
	case Declarations, Moves:
		return []string{"kommunkod", "atagande"}
	case Actions, City:
		return []string{"kommunkod", "atgard"}
	case Support:
		return []string{"kommunkod", "atagande", "atgardsniva"}
	case Leads:
		return []string{"atagande", "kommunkod"}
	case Processes:
		return []string{"process", "atgard"}
	case Similar:
		return []string{"grund", "ordning"}
	case Editions:
		return []string{"utgava"}
	case Commitments, Pair:
		return []string{"atagande"}
	case LevelTexts:
		return []string{"atagande", "niva"}
	case ActionTexts:
		return []string{"atgard"}
	case Dictionary:
		return []string{"rapport", "ordning"}
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
	case Comparison:
		return []string{"kommunkod", "atagande", "atgard"}
	case NextStep:
		return []string{"atgard", "annan_kommunkod"}
	case Matches:
		return []string{"kommunkod", "forslag"}
	case Gaps:
		return []string{"atagande", "atgard", "fraga_kommunkod"}
	}
	return nil
}

// Explains is the reference table in which each value of a column stands, as what its key says; "" is none.
func Explains(column string) (what What, key string) {
	switch base, _ := plainName(column); base {
	case "kommunkod", "tvilling_till":
		return Municipalities, "kommunkod"
	case "atagande":
		return Commitments, "atagande"
	case "atgard":
		return ActionTexts, "atgard"
	}
	return "", ""
}

// Asks is what must be chosen before there is a report: parameters of its address; nil is nothing.
func Asks(what What) []string {
	switch what {
	case City:
		return []string{"stad"}
	case Commitment:
		return []string{"atagande"}
	case Comparison:
		return []string{"stad", "stad"}
	case NextStep:
		return []string{"stad", "atagande"}
	case Pair, Similar:
		return []string{"stad"}
	}
	return nil
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
	base, always := plainName(f.Name)
	switch base {
	case "kommunkod":
		f.Pattern, f.Required = data.CodePattern, true
	case "tvilling_till":
		f.Pattern = data.CodePattern
	case "kommun", "lan", "roll", "inlamnat", "etikett", "atagandestatus", "dag", "fran_dag", "fran_version", "overgang", "exempeldata", "per_datum", "version", "inlamnat_av", "stader_i_urvalet":
		f.Required = true
	case "status":
		f.Required = what == Actions
	case "svar":
		f.Required = slices.Contains([]What{Levels, Declarations, Timeline, Map, NextStep, Support, Leads, Matches, Pair, Outcomes}, what)
	case "atagande":
		f.Required = what != Transitions
	case "nummer":
		f.Required, f.Least = true, new(1.0)
	case "stader", "stader_da", "inlamnat_da":
		f.Required = true
	case "skillnad":
		f.Most = new(3.0)
	case "inlamning", "rad", "atgard_inlamning", "atgard_rad":
		f.Least = new(1.0)
	case "niva":
		if f.Most = new(3.0); slices.Contains([]What{Actions, LevelTexts, ActionTexts}, what) {
			f.Least, f.Required = new(1.0), true
		}
	case "atgardsniva":
		f.Least, f.Most = new(1.0), new(3.0)
		f.Required = what == Processes
	case "lanskod":
		f.Pattern, f.Required = "^[0-9]{2}$", true
	case "utgavenummer":
		f.Pattern, f.Required = "^(live|[1-9][0-9]*)$", true
	case "andel_stader", "andel_befolkning":
		f.Required, f.Least, f.Most = true, new(0.0), new(1.0)
	case "befolkning":
		f.Required = true
		f.Unit = data.Text{SV: "invånare", EN: "inhabitants"}
	case "latitud":
		f.Least, f.Most, f.Unit = new(-90.0), new(90.0), degrees
	case "longitud":
		f.Least, f.Most, f.Unit = new(-180.0), new(180.0), degrees
	default:
		constrainTool(f, what)
	}
	f.Required = f.Required && always
}

var degrees = data.Text{SV: "grader", EN: "degrees"}
