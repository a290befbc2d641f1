package dashboard

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// handInData is the page where one hands in.
type handInData struct {
	Notice    string   // why the last try came to nothing, or ""
	City      string   // name of the municipality that one hands in for; "" for staff and signed-out visitors
	Chosen    string   // code of the municipality whose templates are offered, "" is none
	Cities    []choice // staff choose among them
	Templates []templateGroup
	Megabytes int // the largest file
	History   []handedIn
	More      bool // the history goes on
	Formats   []formatTable
	Encodings string
}

// choice is one option of a list.
type choice struct {
	Value, Text string
	Chosen      bool
}

// historyLength is how many submissions the page lists.
const historyLength = 50

// handInPage answers GET /lamna-in: what handing in is, templates, the form and what has been handed in.
func handInPage(v *visit) (*page, error) {
	d := handInData{
		Megabytes: v.site.megabytes(),
		Formats:   v.formats(),
	}
	if reason := v.query.Get("fel"); reason == "fil" || reason == "namn" {
		d.Notice = v.T("handin.notice." + reason)
	}
	p := &page{Template: "handin", Title: v.T("handin.title"), Private: d.Notice != ""}
	if v.session == nil {
		d.Templates = v.templates("")
		p.Data = d
		return p, nil
	}
	d.Chosen = v.session.Home()
	if v.session.Staff() {
		var err error
		if d.Cities, d.Chosen, err = v.members(v.query.Get("kommun")); err != nil {
			return nil, err
		}
	}
	if m := v.catalogue().Municipality(d.Chosen); m != nil {
		if !v.session.Staff() {
			d.City = m.Name
		}
		d.Templates = v.templates(m.Code)
	}
	entries, err := v.site.analyst.Submissions(v.ctx, v.session.Home(), historyLength+1)
	if err != nil {
		return nil, err
	}
	if d.More = len(entries) > historyLength; d.More {
		entries = entries[:historyLength]
	}
	if d.History, err = v.history(entries); err != nil {
		return nil, err
	}
	p.Data = d
	return p, nil
}

// members lists the cities on the roster of the day, the chosen one marked. It returns the code that was chosen, "" for none.
func (v *visit) members(code string) (choices []choice, chosen string, err error) {
	coverage, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition})
	if err != nil {
		return nil, "", err
	}
	for _, c := range coverage.Cities {
		at := c.Code == code
		if at {
			chosen = code
		}
		choices = append(choices, choice{c.Code, c.Name, at})
	}
	return choices, chosen, nil
}

// kindText is what a kind of file is called: "Nivåer", "Åtgärder", "Ångrad inlämning".
func (v *visit) kindText(k data.Kind) string {
	if k == "" {
		return v.T("handin.kind.none")
	}
	return v.T("handin.kind." + string(k))
}
