package dashboard

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
)

// logFilters are the parameters of the audit log's page.
var logFilters = [...]string{"fran", "tom", "vem", "vad", "kommun", "utfall", "text", "fore"}

// logRows is how many events a page of the log shows.
const logRows = 100

// logData is a part of the audit log.
type logData struct {
	Form     url.Values
	Actions  []choice
	Outcomes []choice
	Cities   []choice
	Rows     []logRow
	Older    string // address of the next page, "" on the last
	Newest   string // address of the first page, "" on it
	File     string // address of the export of what the filter leaves
	Checked  bool   // the chain has just been verified
	Whole    bool
	Report   audit.Report
	Breaks   []logBreak
}

// logRow is one event in words.
type logRow struct {
	ID                                      int64
	When, Who, Role, What, Code, About      string
	City, Outcome, Address, Request, Detail string
	Times                                   int
	Bad                                     bool
}

// logBreak is a place where the log is not as it was written.
type logBreak struct {
	ID     int64
	Reason string
}

// logPage answers GET /personal/logg.
func logPage(p *post) (*page, error) { return p.logPage(nil) }

// logPage shows the log, with what verifying it found.
func (p *post) logPage(report *audit.Report) (*page, error) {
	f, err := p.logFilter()
	if err != nil {
		return nil, err
	}
	before, _ := strconv.ParseInt(p.query.Get("fore"), 10, 64) // what is no number is the first page
	if err := p.site.audit.Flush(p.ctx); err != nil {
		return nil, err
	}
	part, err := audit.Read(p.ctx, p.site.db, f, before, logRows)
	if err != nil {
		return nil, err
	}
	d := logData{Form: p.query, Cities: p.everyMunicipality(f.Municipality)}
	for _, a := range audit.Actions() {
		d.Actions = append(d.Actions, choice{string(a), a.Text().In(string(p.lang)), a == f.Action})
	}
	inSwedishOrder(d.Actions)
	for _, o := range audit.Outcomes {
		d.Outcomes = append(d.Outcomes, choice{string(o), o.Text().In(string(p.lang)), o == f.Outcome})
	}
	for i := range part.Rows {
		d.Rows = append(d.Rows, p.logRow(&part.Rows[i]))
	}
	at := p.query
	at.Del("fore")
	d.File = withQuery(p.lang.Prefix()+"/personal/logg.csv", at)
	if before > 0 {
		d.Newest = withQuery(p.lang.Prefix()+"/personal/logg", at)
	}
	if part.More != 0 {
		older := url.Values{"fore": {strconv.FormatInt(part.More, 10)}}
		for name := range at {
			older.Set(name, at.Get(name))
		}
		d.Older = withQuery(p.lang.Prefix()+"/personal/logg", older)
	}
	if report != nil {
		d.Checked, d.Report, d.Whole = true, *report, report.Whole()
		for _, b := range report.Breaks {
			d.Breaks = append(d.Breaks, logBreak{b.ID, b.Reason.Text().In(string(p.lang))})
		}
	}
	return p.deskView("desk_log", p.T("desk.menu.log"), d), nil
}

// logFilter reads the page's parameters; days are Sweden's, both included.
func (p *post) logFilter() (audit.Filter, error) {
	q := p.query
	f := audit.Filter{
		Actor: q.Get("vem"), Action: audit.Action(q.Get("vad")), Municipality: q.Get("kommun"), Outcome: audit.Outcome(q.Get("utfall")), Text: q.Get("text"),
	}
	for _, day := range [...]struct {
		name  string
		to    *time.Time
		later int
	}{{"fran", &f.From, 0}, {"tom", &f.Until, 1}} {
		if q.Get(day.name) == "" {
			continue
		}
		at, err := time.ParseInLocation(time.DateOnly, q.Get(day.name), locale.Zone())
		if err != nil {
			return f, &analytics.FilterError{Parameter: day.name, Value: q.Get(day.name), Allowed: []string{"2026-11-23"}}
		}
		*day.to = at.AddDate(0, 0, day.later).UTC()
	}
	return f, nil
}

func (p *post) logRow(r *audit.Row) logRow {
	out := logRow{
		ID: r.ID, When: p.lang.Clock(r.At) + p.seconds(r.At), Who: r.By.Name, Role: r.By.Kind.Text().In(string(p.lang)), What: r.Action.Text().In(string(p.lang)),
		Code: string(r.Action), City: p.municipalityNameOf(r.Municipality), Outcome: r.Outcome.Text().In(string(p.lang)), Address: r.By.Address, Request: r.By.Request,
		Times: int(r.Times), Bad: r.Outcome != audit.OK,
	}
	if r.By.Role != "" && r.By.Kind == audit.Person {
		out.Role = r.By.Role
	}
	if r.ObjectType != "" {
		out.About = r.ObjectType + " " + r.ObjectID
	}
	var details []string
	for name, value := range r.Details {
		details = append(details, name+": "+value)
	}
	slices.Sort(details)
	out.Detail = strings.Join(details, " · ")
	return out
}

// seconds are those of a moment, ":07".
func (p *post) seconds(t time.Time) string { return t.Format(":05") }

func (v *visit) municipalityNameOf(code string) string {
	if code == "" {
		return ""
	}
	return v.municipalityName(code)
}

// verifyLog answers POST /personal/logg/kontrollera.
func (s *Site) verifyLog(p *post) error {
	report, err := s.audit.Verify(p.ctx)
	if err != nil {
		return err
	}
	outcome := audit.OK
	if !report.Whole() {
		outcome = audit.Failed
	}
	s.record(p.Ctx, audit.Entry{Action: audit.Verified, Outcome: outcome, Details: map[string]string{"rows": strconv.FormatInt(report.Rows, 10), "breaks": strconv.Itoa(len(report.Breaks))}})
	shown, err := p.logPage(&report)
	if err != nil {
		return err
	}
	return p.show(shown, fiber.StatusOK)
}

// logFile answers GET /personal/logg.csv: the events that the filter leaves, oldest first. The gate writes down that it was taken.
func logFile(p *post) (*file, error) {
	f, err := p.logFilter()
	if err != nil {
		return nil, err
	}
	if err := p.site.audit.Flush(p.ctx); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := audit.Export(p.ctx, p.site.db, &b, f, p.lang); err != nil {
		return nil, err
	}
	return &file{contentType: "text/csv; charset=utf-8", name: p.T("desk.log.file") + ".csv", body: b.Bytes(), private: true}, nil
}
