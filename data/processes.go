package data

import "strings"

// Process is a municipal process that actions hang on: budget, procurement, planning … The division is ours, not the contract's.
type Process struct {
	Key    string // "budget"
	Label  Text   // "Budget och investering"
	Phrase Text   // inside a sentence: "budgetprocessen"
	About  Text   // what it holds, one sentence
}

// ActionProcess says that an action hangs on a process, and which of its words say so.
type ActionProcess struct {
	Process *Process
	Quote   string // of the action's official wording
	QuoteEN string // of our reading translation
}

// Process returns the process by key, or nil.
func (c *Catalogue) Process(key string) *Process {
	for i := range c.Processes {
		if c.Processes[i].Key == key {
			return &c.Processes[i]
		}
	}
	return nil
}

// On returns why the action hangs on the process, or nil.
func (a *Action) On(process string) *ActionProcess {
	for i := range a.Processes {
		if a.Processes[i].Process.Key == process {
			return &a.Processes[i]
		}
	}
	return nil
}

func refLoadProcesses(r *refReader, c *Catalogue) {
	for _, row := range r.table(refProcessesFile, "process", "label_sv", "label_en", "phrase_sv", "phrase_en", "about_sv", "about_en") {
		p := Process{Key: refSlug(row, "process"), Label: refLabel(row), Phrase: row.both("phrase"), About: row.both("about")}
		if c.Process(p.Key) != nil {
			row.fail("process %q stands twice", p.Key)
		}
		c.Processes = append(c.Processes, p)
	}
}

// refLoadActionProcesses reads which actions hang on which processes. An edition has either no action with a process or no action
// without.
func refLoadActionProcesses(r *refReader, c *Catalogue) {
	tagged := map[string]bool{} // editions
	used := map[string]bool{}   // processes
	for _, row := range r.table(refActionProcessesFile, "edition", "action", "process", "quote", "quote_en") {
		e := refEdition(row, c)
		if e == nil {
			continue
		}
		tagged[e.ID] = true
		a, p := e.Action(row.text("action")), c.Process(row.text("process"))
		if a == nil {
			row.fail("action %q is not in %s for edition %q", row.text("action"), refActionsFile, e.ID)
		}
		if p == nil {
			row.fail("process %q is not in %s", row.text("process"), refProcessesFile)
		}
		if a == nil || p == nil {
			continue
		}
		used[p.Key] = true
		if a.On(p.Key) != nil {
			row.fail("action %q hangs on %q twice", a.ID, p.Key)
		}
		hangs := ActionProcess{Process: p, Quote: row.need("quote"), QuoteEN: row.need("quote_en")}
		if !strings.Contains(a.Text, hangs.Quote) {
			row.fail("quote %q is not in the wording of %q", hangs.Quote, a.ID)
		}
		if !strings.Contains(a.English, hangs.QuoteEN) {
			row.fail("quote_en %q is not in the translation of %q", hangs.QuoteEN, a.ID)
		}
		a.Processes = append(a.Processes, hangs)
	}
	for _, e := range c.Editions {
		for _, m := range e.Commitments {
			for _, level := range m.Levels {
				for _, a := range level.Actions {
					if tagged[e.ID] && len(a.Processes) == 0 {
						r.fail(refActionProcessesFile, 0, "has no process for action "+a.ID+" of edition "+e.ID, nil)
					}
				}
			}
		}
	}
	for _, p := range c.Processes {
		if len(tagged) > 0 && !used[p.Key] {
			r.fail(refActionProcessesFile, 0, "has no action for process "+p.Key, nil)
		}
	}
}
