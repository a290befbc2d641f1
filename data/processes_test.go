package data

import (
	"errors"
	"strings"
	"testing"
)

// TestEveryActionHangsOnAProcess also counts some of them by hand, from the contract's text.
func TestEveryActionHangsOnAProcess(t *testing.T) {
	c, err := LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	actions, budget := 0, 0
	for _, m := range c.Current().Commitments {
		for _, level := range m.Levels {
			for i := range level.Actions {
				a := &level.Actions[i]
				actions++
				if len(a.Processes) == 0 || len(a.Processes) > 4 {
					t.Errorf("%s hangs on %d processes", a.ID, len(a.Processes))
				}
				if a.On("budget") != nil {
					budget++
				}
			}
		}
	}
	if actions != 104 || budget != 23 {
		t.Errorf("%d actions, %d of them in the budget process", actions, budget)
	}
	if a := c.Current().Action("finansiering-2-3"); a.On("budget") == nil || a.On("budget").Quote != "kommunens budgetprocess" || a.On("dialog") != nil {
		t.Errorf("finansiering-2-3 hangs on %v", a.Processes)
	}
	if c.Process("budget") == nil || c.Process("budgeten") != nil {
		t.Error("processes are not found by their keys")
	}
}

func TestBrokenProcesses(t *testing.T) {
	const tag = "2025/2026,styrning-1-1,beslut,ledningsnivå i politik,leadership level in politics"
	for _, test := range []struct{ name, file, old, broken, want string }{
		{"process twice", "processes.csv", "\nupphandling,", "\nbudget,", `processes.csv:3: process "budget" stands twice`},
		{"process language", "processes.csv", "budgetprocessen,the budget process", "budgetprocessen,", `processes.csv:2: phrase_en is missing`},
		{"unknown edition", "action_processes.csv", tag, strings.Replace(tag, "2025/2026", "1999/2000", 1), `action_processes.csv:2: edition "1999/2000" is not in editions.csv`},
		{"unknown action", "action_processes.csv", "styrning-1-1,beslut", "styrning-1-9,beslut", `action_processes.csv:2: action "styrning-1-9" is not in actions.csv for edition "2025/2026"`},
		{"unknown process", "action_processes.csv", "styrning-1-1,beslut", "styrning-1-1,besluten", `action_processes.csv:2: process "besluten" is not in processes.csv`},
		{"tag twice", "action_processes.csv", "styrning-1-1,organisation", "styrning-1-1,beslut", `action_processes.csv:3: action "styrning-1-1" hangs on "beslut" twice`},
		{"words of another action", "action_processes.csv", "ledningsnivå i politik", "budgetberedning", `action_processes.csv:2: quote "budgetberedning" is not in the wording of "styrning-1-1"`},
		{"words of another translation", "action_processes.csv", "leadership level in politics", "the budget", `action_processes.csv:2: quote_en "the budget" is not in the translation of "styrning-1-1"`},
		{"no reason", "action_processes.csv", "ledningsnivå i politik", "", `action_processes.csv:2: quote is missing`},
		{"action without", "action_processes.csv", "2025/2026,rattvisa-1-2,kompetens,Bygga kompetens,Build competence\n", "", `action_processes.csv: has no process for action rattvisa-1-2 of edition 2025/2026`},
		{"process without", "processes.csv", "\nupphandling,", "\nledigt,Ledigt,Free,ledigt,free,Inget.,Nothing.\nupphandling,", `action_processes.csv: has no action for process ledigt`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := refCopy(t)
			refReplace(t, files, test.file, test.old, test.broken)
			_, err := LoadCatalogueFS(files)
			var fault *ReferenceError
			if !errors.As(err, &fault) || !strings.Contains("\n"+err.Error(), "\nreference/"+test.want) {
				t.Errorf("error is\n%v\nwant\nreference/%s", err, test.want)
			}
		})
	}
}
