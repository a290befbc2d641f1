package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
)

// remindersData is what would be sent to whom, and what has been.
type remindersData struct {
	Notice    string
	Bad       string
	Round     desk.Round
	Text      locale.Lang // of the reminders
	Texts     []choice
	Reminders []reminderView
	Nobody    []string // missing municipalities that nobody works for
	Mail      bool
	Template  desk.Template
	Form      url.Values // of the template's form
	Words     []string   // that may stand in the template
	Sent      []sentView
	Answers   []answerView // of the reminders that were just asked for
	Vem       []string     // the municipalities that were chosen, none is all
}

// reminderView is one person's reminder.
type reminderView struct {
	desk.Reminder

	Last   string
	Mailto string
	Chosen bool
}

// sentView is a reminder that was asked for.
type sentView struct {
	When, Name, Cities, Way, State, Reason, By string
}

// answerView is what became of one person's reminder.
type answerView struct{ Name, Result string }

// remindersPage answers GET /personal/paminnelser: a preview of what everybody that is missing would be sent.
func remindersPage(p *post) (*page, error) { return p.remindersPage(remindersData{}) }

func (p *post) remindersPage(d remindersData) (*page, error) {
	var err error
	if d.Round, _, err = p.chosenRound(); err != nil {
		return nil, err
	}
	d.Notice, d.Mail, d.Words, d.Text = p.done(), p.site.mail.Enabled(), desk.Placeholders[:], locale.Swedish
	if cmp.Or(p.form.Get("text"), p.query.Get("text")) == string(locale.English) {
		d.Text = locale.English
	}
	for _, lang := range locale.Langs {
		d.Texts = append(d.Texts, choice{string(lang), p.T("desk.lang." + string(lang)), lang == d.Text})
	}
	if d.Template, err = p.site.desk.Template(p.ctx, d.Text); err != nil {
		return nil, err
	}
	if d.Form == nil {
		d.Form = url.Values{"amne": {d.Template.Subject}, "brod": {d.Template.Body}}
	}
	if d.Vem = p.many("vem"); len(d.Vem) == 0 {
		d.Vem = p.form["vem"]
	}
	if d.Round.ID != 0 && len(d.Answers) == 0 && d.Round.Closed.IsZero() {
		if err := p.previews(&d); err != nil {
			return nil, err
		}
	}
	if d.Round.ID != 0 {
		if d.Sent, err = p.sent(d.Round.ID); err != nil {
			return nil, err
		}
	}
	return p.deskView("desk_remind", p.T("desk.remind.title"), d), nil
}

// handInAddress is where a reminder leads.
func (p *post) handInAddress(text locale.Lang) string {
	return p.site.siteAddress(p.Ctx) + text.Prefix() + "/lamna-in"
}

// previews writes the reminders to those that work for the chosen municipalities.
func (p *post) previews(d *remindersData) error {
	all, err := p.site.desk.Preview(p.ctx, d.Round.ID, d.Text, p.handInAddress(d.Text))
	if err != nil {
		return err
	}
	for _, r := range all {
		if len(d.Vem) > 0 && !slices.ContainsFunc(r.Codes, func(code string) bool { return slices.Contains(d.Vem, code) }) {
			continue
		}
		if r.To.ID == "" {
			d.Nobody = append(d.Nobody, r.Cities)
			continue
		}
		one := reminderView{Reminder: r, Last: p.clock(r.Last), Chosen: r.Reachable && !r.Held}
		if r.Reachable {
			one.Mailto = "mailto:" + url.PathEscape(r.To.Email) + "?subject=" + query(r.Subject) + "&body=" + query(strings.ReplaceAll(r.Body, "\n", "\r\n"))
		}
		d.Reminders = append(d.Reminders, one)
	}
	return nil
}

// query escapes a text for a mailto address, where a space is no plus sign.
func query(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// sent tells what has been sent in a round, newest first.
func (p *post) sent(round int64) ([]sentView, error) {
	all, err := p.site.desk.Sent(p.ctx, round)
	if err != nil {
		return nil, err
	}
	var out []sentView
	for _, s := range all {
		names := make([]string, len(s.Codes))
		for i, code := range s.Codes {
			names[i] = p.municipalityName(code)
		}
		out = append(out, sentView{
			When: p.lang.Clock(s.Asked), Name: s.Name, Cities: strings.Join(names, ", "), Way: p.T("desk.way." + s.Way),
			State: p.T("desk.sent." + string(s.State)), Reason: s.Reason, By: s.ByName,
		})
	}
	return out, nil
}

// sendReminders answers POST /personal/paminnelser: it sends them, or notes that staff have sent them on their own.
func (s *Site) sendReminders(p *post) error {
	id, err := strconv.ParseInt(p.form.Get("omgang"), 10, 64)
	if err != nil {
		return notFound("error.notfound")
	}
	d := remindersData{}
	text := locale.Swedish
	if p.form.Get("text") == string(locale.English) {
		text = locale.English
	}
	if len(p.form["person"]) == 0 {
		d.Bad = p.T("desk.remind.nobody")
	} else {
		answers, err := s.desk.Remind(p.ctx, s.by(p.Ctx), desk.Order{
			Round: id, People: p.form["person"], Lang: text, Link: p.handInAddress(text), Way: p.form.Get("satt"), Again: p.form.Get("igen") == "ja",
		})
		switch {
		case err != nil:
			bad, _, problem := p.refused(err)
			if problem != nil {
				return problem
			}
			d.Bad = bad
		default:
			if d.Answers, err = p.answers(answers); err != nil {
				return err
			}
		}
	}
	shown, err := p.remindersPage(d)
	if err != nil {
		return err
	}
	if d.Bad != "" {
		return p.show(shown, fiber.StatusUnprocessableEntity)
	}
	return p.show(shown, fiber.StatusOK)
}

// answers says what became of each reminder.
func (p *post) answers(all []desk.Answer) ([]answerView, error) {
	people, err := p.site.keeper.People(p.ctx, *p.session)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, one := range people {
		names[one.ID] = one.Name
	}
	var out []answerView
	for _, a := range all {
		out = append(out, answerView{cmp.Or(names[a.Person], a.Person), p.T("desk.answer." + a.Result)})
	}
	return out, nil
}

// saveTemplate answers POST /personal/paminnelser/mall.
func (s *Site) saveTemplate(p *post) error {
	t := desk.Template{Lang: locale.Lang(p.form.Get("text")), Subject: p.form.Get("amne"), Body: strings.ReplaceAll(p.form.Get("brod"), "\r\n", "\n")}
	if p.form.Get("gor") == "aterstall" {
		t.Subject, t.Body = "", ""
	}
	to := url.Values{"klart": {"mall"}, "text": {string(t.Lang)}, "omgang": {p.form.Get("omgang")}}
	if to.Get("omgang") == "" {
		to.Del("omgang")
	}
	err := s.desk.SetTemplate(p.ctx, s.by(p.Ctx), t)
	return p.settle(err, withQuery("/personal/paminnelser", to), func(bad string) (*page, error) {
		return p.remindersPage(remindersData{Bad: bad, Form: p.form})
	})
}
