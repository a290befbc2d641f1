package desk

import (
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// What a reminder says is missing. {0} and {1} are numbers, {2} is a list of commitments.
var (
	missingAll   = data.Text{SV: "hela inlämningen: nivå för {1} åtaganden", EN: "everything: a level for {1} commitments"}
	missingSome  = data.Text{SV: "nivå för {0} av {1} åtaganden: {2}", EN: "a level for {0} of {1} commitments: {2}"}
	missingNew   = data.Text{SV: "en inlämning i den här omgången; det ni lämnade in tidigare visas tills dess", EN: "a hand-in for this round; what you handed in before is shown until then"}
	missingDraft = data.Text{SV: "er uppladdade fil väntar på att ni bekräftar den", EN: "the file you uploaded is waiting for your confirmation"}
)

// missing says in words what the member has yet to hand in; "" when nothing.
func (m MemberStatus) missing(lang locale.Lang) string {
	l := string(lang)
	var said []string
	switch {
	case !m.Missing():
		return ""
	case m.HandedIn.IsZero() && !m.Standing:
		said = append(said, m.count(missingAll.In(l), lang))
	case m.HandedIn.IsZero() && len(m.Unanswered) == 0:
		said = append(said, missingNew.In(l))
	case m.HandedIn.IsZero():
		said = append(said, missingNew.In(l), m.count(missingSome.In(l), lang))
	default:
		said = append(said, m.count(missingSome.In(l), lang))
	}
	if !m.Draft.IsZero() && m.Draft.After(m.HandedIn) {
		said = append(said, missingDraft.In(l))
	}
	return strings.Join(said, "; ")
}

func (m MemberStatus) count(text string, lang locale.Lang) string {
	names := make([]string, len(m.Unanswered))
	for i, c := range m.Unanswered {
		names[i] = c.Label.In(string(lang))
	}
	return strings.NewReplacer("{0}", lang.Int(len(names)), "{1}", lang.Int(m.Asked), "{2}", lang.List(names)).Replace(text)
}
