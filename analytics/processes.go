package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// Processes is the edition's actions by the municipal process they hang on (our own division, data/reference/processes.csv).
// An action may hang on several, so numbers of processes must not be added up.
type Processes struct {
	Cover
	Edition *data.Edition
	List    []ProcessActions // in the order of the reference data; only processes that the edition has actions for
}

// ProcessActions is one process with its actions.
type ProcessActions struct {
	Process *data.Process
	Cities  int             // that work on or have done at least one of the actions
	Share   float64         // of members in scope; 0 when there are none
	Actions []ProcessAction // by commitment, level and ordinal
}

// ProcessAction is how far the cities have come with one of a process's actions.
type ProcessAction struct {
	Commitment *data.Commitment
	ActionStatus
}

// AtWork is how many cities work on the action or have done it.
func (a *ActionStatus) AtWork() int { return a.Counts[2].Cities + a.Counts[3].Cities }

//go:embed sql/processes.sql
var processesSQL string

type processesRow struct {
	cover   Cover
	kind    string
	process string
	action  string
	status  data.Status
	cities  int
}

func (r *processesRow) columns() []any {
	return slices.Concat(r.cover.columns(), []any{
		into(&r.kind), into(&r.process), into(&r.action), into(&r.status), into(&r.cities),
	})
}

// Processes answers which actions hang on which process, and how many cities work on them.
func (a *Analyst) Processes(ctx context.Context, f Filter) (Processes, error) {
	s, err := a.scope(f)
	if err != nil {
		return Processes{}, err
	}
	result := Processes{Edition: s.edition}
	var tags []string
	cities := map[string]int{}
	statuses := map[string]*ActionStatus{}
	each(s.edition, func(_ *data.Commitment, action *data.Action) {
		statuses[action.ID] = &ActionStatus{Action: action, Counts: emptyStatuses()}
		for _, p := range action.Processes {
			tags = append(tags, action.ID+":"+p.Process.Key)
		}
	})
	err = ask(ctx, a, s, processesSQL, (*processesRow).columns, func(r processesRow) {
		result.Cover = r.cover
		switch r.kind {
		case "process":
			cities[r.process] = r.cities
		case "action":
			statuses[r.action].add(r.status, r.cities, r.cover.Members)
		}
	}, sql.Named("tags", strings.Join(tags, ",")))
	if err != nil {
		return Processes{}, fmt.Errorf("processes: %w", err)
	}
	for i := range a.db.Catalogue().Processes {
		p := &a.db.Catalogue().Processes[i]
		one := ProcessActions{Process: p, Cities: cities[p.Key], Share: share(cities[p.Key], result.Members)}
		each(s.edition, func(c *data.Commitment, action *data.Action) {
			if action.On(p.Key) != nil {
				one.Actions = append(one.Actions, ProcessAction{c, *statuses[action.ID]})
			}
		})
		if len(one.Actions) > 0 {
			result.List = append(result.List, one)
		}
	}
	return result, nil
}

// Process returns one process by key, or ErrUnknown.
func (p *Processes) Process(key string) (*ProcessActions, error) {
	for i := range p.List {
		if p.List[i].Process.Key == key {
			return &p.List[i], nil
		}
	}
	return nil, fmt.Errorf("process %q: %w", key, ErrUnknown)
}

// each calls do with every action of the edition, in the body's order.
func each(e *data.Edition, do func(*data.Commitment, *data.Action)) {
	for _, c := range commitments(e) {
		for _, level := range c.Levels {
			for i := range level.Actions {
				do(c, &level.Actions[i])
			}
		}
	}
}
