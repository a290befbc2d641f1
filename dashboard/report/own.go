package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Reports that pages ask for with parameters of their own beside the filter. Timeline has one row per day and state; Transitions one
// per commitment and pair of states at two moments; Moves one per city and commitment that moved between them; Events one per change;
// Map one per city with its place and its answer on one commitment.
const (
	Timeline    What = "timeline"
	Transitions What = "transitions"
	Moves       What = "moves"
	Events      What = "events"
	Map         What = "map"
)

// own lays out a table that does not come from Build.
func own(what What, columns []Column, rows [][]any, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	return &Table{What: what, Columns: columns, Rows: rows, edition: f.Edition, cover: cover, about: about(cover, f, m)}
}

// stateTerm is a state or status as it stands in addresses; "" is an empty cell.
func stateTerm(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// OfTimeline lays out a timeline.
func OfTimeline(q analytics.Timeline, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	columns := []Column{columnDay, columnCommitment, columnLabel, columnState, columnLevel, columnCities, columnPeople, columnMembersThen, columnHandedInThen}
	rows := [][]any{}
	for _, p := range q.Points {
		for _, n := range p.Counts {
			svar, niva := position(n.State)
			rows = append(rows, []any{p.Day, q.Commitment.Slug, q.Commitment.Label.SV, svar, niva, n.Cities, n.Population, p.Members, p.HandedIn})
		}
	}
	return own(Timeline, columns, rows, cover, f, m)
}

// OfTransitions lays out who moved where, of every commitment; what cannot be compared has a row per moment and state.
func OfTransitions(q analytics.Transitions, f analytics.Filter, m Meta) *Table {
	columns := []Column{columnFromDay, columnFromEdition, columnCommitmentThen, columnCommitment, columnKind, columnThen, columnNow, columnCities, columnPeople}
	rows := [][]any{}
	for _, c := range q.Commitments {
		head := []any{q.FromDay, q.From.ID, slug(c.Before), slug(c.After), string(c.Kind)}
		add := func(then, now string, cities, people int) {
			row := append(append([]any{}, head...), stateTerm(then), stateTerm(now), cities, people)
			rows = append(rows, row)
		}
		for _, b := range c.Flows {
			add(string(b.From), string(b.To), b.Cities, b.Population)
		}
		if c.Kind.Comparable() {
			continue
		}
		for i := range c.Then {
			if n := c.Then[i]; n.Cities > 0 && c.Before != nil {
				add(string(n.State), "", n.Cities, n.Population)
			}
		}
		for i := range c.Now {
			if n := c.Now[i]; n.Cities > 0 && c.After != nil {
				add("", string(n.State), n.Cities, n.Population)
			}
		}
	}
	return own(Transitions, columns, rows, q.Cover, f, m)
}

func slug(c *data.Commitment) any {
	if c == nil {
		return nil
	}
	return c.Slug
}

// OfMoves lays out each city's changes between two moments.
func OfMoves(q analytics.Transitions, f analytics.Filter, m Meta) *Table {
	columns := []Column{
		columnFromDay, columnFromEdition, columnCode, columnName, columnCommitment, columnLabel, columnThen, columnNow, columnReceived,
		columnSubmission, columnLine,
	}
	rows := [][]any{}
	for _, city := range q.Cities {
		for _, c := range city.Changes {
			rows = append(rows, []any{
				q.FromDay, q.From.ID, city.Code, city.Name, c.Commitment.Slug, c.Commitment.Label.SV, c.From, c.To, moment(c.When),
				number(c.Submission), number(c.Line),
			})
		}
	}
	return own(Moves, columns, rows, q.Cover, f, m)
}

// OfEvents lays out single changes, newest first. Comments are left out.
func OfEvents(q []analytics.Event, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	columns := []Column{
		columnReceived, columnSubmission, columnCode, columnName, columnCommitment, columnLabel,
		{
			"atgard",
			Text,
			data.Text{SV: "Åtgärd", EN: "Action"},
			data.Text{SV: "Åtgärdens id; tomt när en nivå ändrades", EN: "The action's id; empty when a level changed"},
		},
		{
			"fran",
			Text,
			data.Text{SV: "Från", EN: "From"},
			data.Text{SV: "0–3, silent eller not_handed_in; för åtgärder en status, tom när ingen fanns", EN: "0–3, silent or not_handed_in; of actions a status, empty when there was none"},
		},
		{
			"till",
			Text,
			data.Text{SV: "Till", EN: "To"},
			data.Text{SV: "Som fran", EN: "As fran"},
		},
		{
			"gar_fore_efter",
			Integer,
			data.Text{SV: "Går före efter ändringen", EN: "At level 3 afterwards"},
			data.Text{SV: "Antal städer i urvalet på nivå 3 i åtagandet direkt efter ändringen", EN: "How many cities in the selection were at level 3 in the commitment right after the change"},
		},
		{
			"forsta",
			Boolean,
			data.Text{SV: "Första inlämningen", EN: "First submission"},
			data.Text{SV: "ja när det var stadens första nivåer", EN: "yes (ja) when they were the city's first levels"},
		},
		{
			"beslutsdatum",
			Day,
			data.Text{SV: "Beslutsdatum", EN: "Decision date"},
			data.Text{SV: "När staden beslutade", EN: "When the city decided"},
		},
		{
			"diarienummer",
			Text,
			data.Text{SV: "Diarienummer", EN: "Registry number"},
			data.Text{SV: "Stadens diarienummer", EN: "The city's registry number"},
		},
		columnLink, columnLine,
	}
	rows := [][]any{}
	for _, e := range q {
		for _, c := range e.Changes {
			var action, leaders any
			if c.Action != nil {
				action = c.Action.ID
			} else {
				leaders = c.Leaders
			}
			rows = append(rows, []any{
				moment(e.When), number(e.Submission), e.City.Code, e.City.Name, c.Commitment.Slug, c.Commitment.Label.SV, action,
				stateTerm(c.From), stateTerm(c.To), leaders, e.First, text(c.Decided), text(c.Reference), text(c.Link), number(c.Line),
			})
		}
	}
	return own(Events, columns, rows, cover, f, m)
}

// OfPlaces lays out where the cities lie and what they have answered.
func OfPlaces(q analytics.Places, f analytics.Filter, m Meta) *Table {
	columns := []Column{
		columnCode, columnName, columnCounty, columnPopulation, columnRole,
		{
			"tvilling_till",
			Text,
			data.Text{SV: "Tvilling till", EN: "Twin of"},
			data.Text{SV: "Pionjärstadens kommunkod", EN: "The pioneer city's municipality code"},
		},
		columnCommitment, columnState, columnLevel,
		{
			"latitud",
			Number,
			data.Text{SV: "Latitud", EN: "Latitude"},
			data.Text{SV: "Centralortens, i grader; tom när den inte är känd", EN: "Of the seat, in degrees; empty when not known"},
		},
		{
			"longitud",
			Number,
			data.Text{SV: "Longitud", EN: "Longitude"},
			data.Text{SV: "Centralortens, i grader; tom när den inte är känd", EN: "Of the seat, in degrees; empty when not known"},
		},
	}
	rows := [][]any{}
	for _, c := range q.Cities {
		svar, niva := position(c.Cell.State)
		var lat, lon any
		if c.Located {
			lat, lon = c.Lat, c.Lon
		}
		rows = append(rows, append(place(c.City), text(c.TwinOf), q.Commitment.Slug, svar, niva, lat, lon))
	}
	return own(Map, columns, rows, q.Cover, f, m)
}
