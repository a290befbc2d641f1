package dashboard

import (
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// changeList is what a file would do to what stands.
type changeList struct {
	Summary  string   // "4 nya, 2 ändras, 3 oförändrade"
	Lowered  []string // each level or status that falls or goes away, as a sentence
	More     int      // of those that are not listed
	Sections []changeSection
	Shown    string // fingerprint of what is shown
}

// changeSection is one kind of change.
type changeSection struct {
	Title string
	Open  bool
	Table table
	More  string // "och 12 till", or ""
}

// Bounds of what a preview lists.
const (
	previewRows    = 400 // of one section
	loweredListed  = 50
	sectionNew     = "new"
	sectionChanged = "changed"
	sectionDetails = "details"
	sectionSame    = "unchanged"
	sectionSilent  = "not_mentioned"
)

// changeSections are in the order they are shown; those that change something are open.
var changeSections = [...]struct {
	key  string
	open bool
}{{sectionChanged, true}, {sectionNew, true}, {sectionDetails, true}, {sectionSame, false}, {sectionSilent, false}}

// sectionOf is where a change is shown.
func sectionOf(c ingest.Change) string {
	switch {
	case c.Kind == ingest.Changed && c.From == c.To:
		return sectionDetails
	case c.Kind == ingest.Changed:
		return sectionChanged
	case c.Kind == ingest.New:
		return sectionNew
	case c.Kind == ingest.NotMentioned:
		return sectionSilent
	}
	return sectionSame
}

// commented is what a comment is about: a line may tell about several commitments.
type commented struct {
	line                     int
	municipality, commitment string
}

// changeList describes a preview, with the comments of the file.
func (v *visit) changeList(sent ingest.Submission, changes []ingest.Change) changeList {
	var l changeList
	comments := make(map[commented]string, len(sent.Rows))
	for i := range sent.Rows {
		r := &sent.Rows[i]
		comments[commented{r.Line, r.Municipality, r.Commitment}] = r.Comment
	}
	several := slices.ContainsFunc(changes, func(c ingest.Change) bool { return c.Municipality != changes[0].Municipality })
	edition := v.catalogue().Edition(sent.Edition)
	byKey := map[string][]ingest.Change{}
	for _, c := range changes {
		byKey[sectionOf(c)] = append(byKey[sectionOf(c)], c)
		if !lowers(c) {
			continue
		}
		if len(l.Lowered) == loweredListed {
			l.More++
			continue
		}
		l.Lowered = append(l.Lowered, v.loweredSentence(edition, c, several))
	}
	var counts []string
	for _, s := range changeSections {
		in := byKey[s.key]
		if len(in) == 0 {
			continue
		}
		counts = append(counts, v.lang.Plural("preview.count."+s.key, len(in)))
		section := changeSection{Title: v.lang.Plural("preview.section."+s.key, len(in)), Open: s.open}
		if more := len(in) - previewRows; more > 0 {
			section.More, in = v.T("handin.more", more), in[:previewRows]
		}
		section.Table = v.previewTable(section.Title, edition, in, s.key, several, comments)
		l.Sections = append(l.Sections, section)
	}
	l.Summary = v.T("preview.summary", v.lang.List(counts))
	if len(byKey[sectionNew])+len(byKey[sectionChanged])+len(byKey[sectionDetails]) == 0 {
		l.Summary = v.T("preview.summary.nothing", v.lang.List(counts))
	}
	return l
}

// previewTable is one section's table: about, what stands, what it becomes, comment and line.
func (v *visit) previewTable(caption string, e *data.Edition, changes []ingest.Change, key string, several bool, comments map[commented]string) table {
	moves := key == sectionNew || key == sectionChanged
	t := table{Caption: caption, Class: "change-table"}
	head := func(name string, num bool) { t.Head = append(t.Head, cell{Text: v.T("handin.head." + name), Num: num}) }
	if several {
		head("city", false)
	}
	head("about", false)
	if moves {
		head("stands", false)
		head("becomes", false)
	} else {
		head("stands", false)
	}
	if key != sectionSilent {
		head("comment", false)
		head("line", true)
	}
	for _, c := range changes {
		about := cell{Text: v.changeAbout(e, c), Head: true}
		var row []cell
		if several {
			row = append(row, cell{Text: v.catalogue().Municipality(c.Municipality).Name})
		}
		row = append(row, about)
		from, to := v.changeValues(c)
		if moves {
			becomes := cell{Text: to, Class: "becomes"}
			if lowers(c) {
				becomes.Sub = v.T("preview.lowered." + loweredHow(c))
			}
			row = append(row, cell{Text: from}, becomes)
		} else {
			row = append(row, cell{Text: to})
		}
		if key != sectionSilent {
			row = append(row, cell{Text: excerpt(comments[commented{c.Line, c.Municipality, c.Commitment}]), Class: "remark"}, cell{Text: strconv.Itoa(c.Line), Num: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// changeAbout names the commitment or action that a change is about.
func (v *visit) changeAbout(e *data.Edition, c ingest.Change) string {
	return v.aboutText(e.Commitment(c.Commitment), e.Action(c.Action))
}

// changeValues are what a change goes from and to, in words. Nothing handed in is not the same as silent.
func (v *visit) changeValues(c ingest.Change) (from, to string) {
	action := c.Action != ""
	if action {
		return v.valueText(true, c.From), v.valueText(true, c.To)
	}
	from, to = c.From, c.To
	if from == "" {
		from = string(analytics.Silent)
		if c.Kind == ingest.New {
			from = string(analytics.NotHandedIn)
		}
	}
	if to == "" {
		to = string(analytics.Silent)
	}
	return v.valueText(false, from), v.valueText(false, to)
}

// lowers tells whether a change takes back some of what stands: a lower level or status, or none.
func lowers(c ingest.Change) bool {
	if c.Kind != ingest.Changed || c.From == c.To || c.From == "" {
		return false
	}
	if c.Action == "" {
		return c.To < c.From // one digit each; "" comes before all
	}
	return slices.Index(data.Statuses[:], data.Status(c.To)) < slices.Index(data.Statuses[:], data.Status(c.From))
}

// loweredHow is "gone" where nothing is left of an answer, "out" where the city no longer takes part, else "down".
func loweredHow(c ingest.Change) string {
	switch c.To {
	case "":
		return "gone"
	case "0":
		return "out"
	}
	return "down"
}

// loweredSentence tells a lowering: "2 Klimatberäkningar sänks från 3 Transformera till 1 Initiera".
func (v *visit) loweredSentence(e *data.Edition, c ingest.Change, several bool) string {
	about := v.changeAbout(e, c)
	if several {
		about = v.catalogue().Municipality(c.Municipality).Name + ", " + about
	}
	from, to := v.changeValues(c)
	return v.T("preview.lowered.sentence."+loweredHow(c), about, from, to)
}
