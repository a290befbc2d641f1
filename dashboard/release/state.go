package release

import (
	"context"
	"fmt"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// stateFormat is the version of state.json.
const stateFormat = 1

// State is what the members had said, as far as releases are compared: the file state.json.
type State struct {
	Format  int      `json:"format"`
	Edition string   `json:"edition"`
	Members []Member `json:"members"` // Swedish order
}

// Member is a city on the roster with its answers.
type Member struct {
	Code    string            `json:"code"`
	Name    string            `json:"name"`
	Role    string            `json:"role"` // "pioneer", "twin" or "" where it is not verified
	TwinOf  string            `json:"twin_of,omitempty"`
	Answers map[string]Answer `json:"answers"` // by commitment; each commitment has one
	Actions map[string]Action `json:"actions"` // by action; only those with a status
}

// Answer is what a city has said about a commitment.
type Answer struct {
	State     string `json:"state"` // 0–3, silent or not_handed_in
	Decided   string `json:"decided,omitempty"`
	Reference string `json:"reference,omitempty"`
	Link      string `json:"link,omitempty"`
}

// Action is what a city has reported on an action.
type Action struct {
	Status string `json:"status"`
	Link   string `json:"link,omitempty"`
}

// Read asks what the edition's members have said now, and how much that rests on.
func Read(ctx context.Context, a *analytics.Analyst, e *data.Edition) (State, analytics.Cover, error) {
	f := analytics.Filter{Edition: e}
	levels, err := a.Matrix(ctx, f)
	if err != nil {
		return State{}, analytics.Cover{}, fmt.Errorf("read the state of %s: %w", e.ID, err)
	}
	actions, err := a.Actions(ctx, f)
	if err != nil {
		return State{}, analytics.Cover{}, fmt.Errorf("read the state of %s: %w", e.ID, err)
	}
	s := State{Format: stateFormat, Edition: e.ID, Members: []Member{}}
	at := map[string]int{}
	for _, r := range levels.Rows {
		m := Member{Code: r.Code, Name: r.Name, Role: string(r.Role), TwinOf: r.TwinOf, Answers: map[string]Answer{}, Actions: map[string]Action{}}
		for _, c := range r.Cells {
			m.Answers[c.Commitment] = Answer{string(c.State), c.Decided, c.Reference, c.Link}
		}
		at[r.Code] = len(s.Members)
		s.Members = append(s.Members, m)
	}
	for _, r := range actions.Rows {
		if i, member := at[r.Code]; member && r.Status != "" {
			s.Members[i].Actions[r.Action.ID] = Action{string(r.Status), r.Link}
		}
	}
	return s, levels.Cover, nil
}
