package ingest

import (
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// readAction reads which action of the row's commitment and level is meant.
func (r *rowReader) readAction(cell string, e *editionMatcher, row *Row) {
	if isBlank(cell) {
		r.report(colAction, cell, Finding{Code: CellEmpty})
		return
	}
	if !r.visible(colAction, cell) {
		return
	}
	key := actionKey{edition: e.edition.ID, cell: cell, commitment: row.Commitment}
	if row.Level != nil {
		key.level = *row.Level
	}
	if a := take(r, colAction, cell, r.actions.get(key, e.readAction)); a != nil {
		row.Action = a.Ordinal
	}
}

// readAction reads an ordinal, an id, a wording or label, or a number with a wording. Where the row's commitment or
// level could not be read, only an id or a unique wording tells the action.
func (em *editionMatcher) readAction(k actionKey) reading[*data.Action] {
	key := afterWord(afterWord(fold(k.cell), "åtgärd", "atgard", "action"), "nr", "nummer", "no", "number")
	here := rung{k.commitment, k.level}
	if a := em.actionByID(key); a != nil {
		return em.inPlace(a, here)
	}
	if a := em.actionWorded(wording(key), here); a != nil {
		return em.inPlace(a, here)
	}
	actions := em.actionsOf(here)
	digits, name := numbered(key)
	if digits == "" {
		return em.unknownAction(name, actions)
	}
	if actions == nil {
		return reading[*data.Action]{} // as in unknownAction
	}
	n, ok := small(digits)
	if name != "" {
		return em.numberedAction(n, name, here, actions)
	}
	if !ok || n < 1 || n > len(actions) {
		return em.unknownAction("", actions)
	}
	a := &actions[n-1]
	if em.doubtful[here] {
		return doubt(a, ActionNumberDoubtful, actionCell(a), strconv.Itoa(n), a.Text, a.English)
	}
	return reading[*data.Action]{value: a}
}

// numberedAction reads a number with a wording. The wording decides; the number must be the action's ordinal or the
// number that the document prints before it.
func (em *editionMatcher) numberedAction(n int, name string, here rung, actions []data.Action) reading[*data.Action] {
	a := em.actionByID(name)
	if a == nil {
		a = em.actionWorded(wording(name), here)
	}
	switch {
	case a == nil:
		return em.unknownAction(name, actions)
	case a.Commitment != here.commitment || a.Level != here.level:
		return em.inPlace(a, here)
	case a.Ordinal == n || a.Printed == strconv.Itoa(n):
		return reading[*data.Action]{value: a}
	case n < 1 || n > len(actions):
		return unread[*data.Action](ActionUnknown, actionCell(a), strconv.Itoa(len(actions)))
	}
	other := actions[n-1]
	return unread[*data.Action](ActionDisagree, "", strconv.Itoa(n), other.Label.SV, other.Label.EN,
		strconv.Itoa(a.Ordinal), a.Label.SV, a.Label.EN)
}

// inPlace checks that an action stands where the row's commitment and level say, as far as those could be read.
func (em *editionMatcher) inPlace(a *data.Action, here rung) reading[*data.Action] {
	if (here.commitment == "" || here.commitment == a.Commitment) && (here.level == 0 || here.level == a.Level) {
		return reading[*data.Action]{value: a}
	}
	c := em.edition.Commitment(a.Commitment)
	return unread[*data.Action](ActionElsewhere, "", a.ID,
		strconv.Itoa(c.Number)+" "+c.Label.SV, strconv.Itoa(c.Number)+" "+c.Label.EN, strconv.Itoa(a.Level))
}

// actionByID finds "finansiering-1-2".
func (em *editionMatcher) actionByID(key string) *data.Action {
	return em.edition.Action(asciiFold(strings.ReplaceAll(key, " ", "")))
}

// actionWorded finds the action that a wording or label names: the one that stands here, else the only one there is.
func (em *editionMatcher) actionWorded(key string, here rung) *data.Action {
	found := em.actions[key]
	for _, a := range found {
		if a.Commitment == here.commitment && a.Level == here.level {
			return a
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return nil
}

func (em *editionMatcher) actionsOf(here rung) []data.Action {
	c := em.edition.Commitment(here.commitment)
	if c == nil || here.level == 0 {
		return nil
	}
	return c.Levels[here.level-1].Actions
}

// unknownAction finds nothing where the row's commitment or level could not be read: those have their own findings.
func (em *editionMatcher) unknownAction(name string, actions []data.Action) reading[*data.Action] {
	if len(actions) == 0 {
		return reading[*data.Action]{}
	}
	candidates := em.actionNames[rung{actions[0].Commitment, actions[0].Level}]
	return unread[*data.Action](ActionUnknown, nearest(name, candidates), strconv.Itoa(len(actions)))
}
