package dashboard

import (
	"context"
	"errors"
	"log/slog"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

// by is who sends a request, from where, for the audit log.
func (s *Site) by(c *fiber.Ctx) audit.By {
	client := s.accessClient(c)
	b := audit.By{Where: audit.Where{Address: client.Address, Request: client.Request}}
	if session, ok := c.Locals(sessionKey).(*access.Session); ok && session != nil {
		b.Actor = actor(*session)
	}
	return b
}

// actor is a session's holder as the audit log names her.
func actor(s access.Session) audit.Actor {
	a := audit.Actor{Kind: audit.Person, ID: s.Person.ID, Name: s.Person.Name, Role: string(s.Person.Role)}
	if s.Method == access.ByToken {
		a.Kind, a.ID, a.Role = audit.Token, s.ID, access.ScopeSubmit
	}
	return a
}

// record writes down what has happened apart from any change. That it cannot is told in the log of the program.
func (s *Site) record(c *fiber.Ctx, e audit.Entry) {
	if e.By == (audit.By{}) {
		e.By = s.by(c)
	}
	if err := s.audit.Record(c.UserContext(), e); err != nil {
		s.log.Error("write to the audit log", slog.String("action", string(e.Action)), slog.Any("error", err))
	}
}

// noteRequest writes down a request that succeeded, as its row says.
func (s *Site) noteRequest(c *fiber.Ctx, r row) {
	e := audit.Entry{Action: r.logs, Outcome: audit.OK}
	switch {
	case r.whose == inName:
		code, _, _ := strings.Cut(c.Params("file"), "-")
		if s.db.Catalogue().Municipality(code) == nil {
			return // blank, and everybody's
		}
		e.ObjectType, e.ObjectID, e.Municipality = "template", c.Params("file"), code
	case c.Params("id") != "":
		e.ObjectType, e.ObjectID = "submission", c.Params("id")
	case c.Params("draft") != "":
		e.ObjectType, e.ObjectID = "draft", c.Params("draft")
	case r.logs == audit.DraftSent:
		to := c.GetRespHeader(fiber.HeaderLocation)
		if !strings.Contains(to, "/granska/") {
			return // nothing was kept
		}
		e.ObjectType, e.ObjectID = "draft", path.Base(to)
	}
	s.record(c, e)
}

// noteSubmission writes down a submission that was saved.
func (s *Site) noteSubmission(c *fiber.Ctx, action audit.Action, saved data.Submission) {
	code := ""
	if session, ok := c.Locals(sessionKey).(*access.Session); ok && session != nil {
		code = session.Home()
	}
	s.record(c, audit.Entry{
		Action: action, ObjectType: "submission", ObjectID: strconv.FormatInt(saved.ID, 10), Municipality: code,
		Outcome: audit.OK, Details: map[string]string{"kind": string(saved.Kind), "file": saved.File.SHA256},
	})
}

// noteRefusal writes down a request that was not allowed, and one that would have changed something had its sender been signed in.
func (s *Site) noteRefusal(c *fiber.Ctx, p *problem) {
	tried := p.status == fiber.StatusUnauthorized && (c.Method() == fiber.MethodPost || c.Get(fiber.HeaderAuthorization) != "")
	r, known := c.Locals(rowKey).(row)
	if !known || p.status != fiber.StatusForbidden && !tried {
		return
	}
	s.record(c, audit.Entry{
		Action: audit.Denied, Outcome: audit.Refused,
		Details: map[string]string{"route": r.method + " " + r.path, "reason": p.reason()},
	})
}

// eventActions are what the audit log calls what happens in access.
var eventActions = map[access.EventKind]audit.Action{
	access.SignedIn: audit.SignIn, access.SignInFailed: audit.SignIn, access.SignInThrottled: audit.SignIn,
	access.SignedOut: audit.SignOut, access.SteppedUp: audit.StepUp, access.StepUpFailed: audit.StepUp,
	access.LinkIssued: audit.LinkIssued, access.LinkAccepted: audit.LinkUsed, access.LinkRevoked: audit.LinkRevoked,
	access.CredentialsChanged: audit.SecretAdded,
	access.PersonChanged:      audit.PersonChanged, access.PersonDisabled: audit.PersonDisabled, access.PersonEnabled: audit.PersonEnabled,
	access.PersonExported: audit.PersonExported, access.PersonErased: audit.PersonErased,
	access.TokenIssued: audit.TokenIssued, access.TokenRevoked: audit.TokenRevoked,
}

// entry is an event of access as the audit log keeps it. The address that somebody tried to sign in with is kept, masked, only
// where it is nobody's: a known person has an id, and her name can be erased.
func entry(e access.Event) audit.Entry {
	out := audit.Entry{
		Action: eventActions[e.Kind], Outcome: audit.OK, ObjectID: e.About,
		By: audit.By{
			Actor: audit.Actor{Kind: audit.Person, ID: e.Who.ID, Name: e.Who.Name, Role: string(e.Who.Role)},
			Where: audit.Where{Address: e.Client.Address, Request: e.Client.Request},
		},
		Details: map[string]string{},
	}
	if e.Who.ID == "" {
		out.By.Actor = audit.Actor{Kind: audit.Nobody}
	}
	switch e.Kind {
	case access.SignInFailed, access.StepUpFailed, access.SignInThrottled:
		out.Outcome = audit.Refused
		if e.About == "" && strings.Contains(e.Tried, "@") {
			out.By.Name = masked(e.Tried)
		}
		if e.Kind == access.SignInThrottled {
			out.Details["reason"] = "throttled"
		}
	case access.CredentialsChanged:
		if strings.HasPrefix(e.Detail, "remove ") {
			out.Action = audit.SecretRemoved
		}
	}
	if e.About != "" {
		out.ObjectType = objectType(e.Kind)
	}
	if e.Detail != "" {
		out.Details["how"] = e.Detail
	}
	if e.Session != "" {
		out.Details["session"] = e.Session
	}
	return out
}

// masked keeps of an e-mail address of nobody's what tells one from another in the log: "a…@example.se". Somebody may have typed
// another person's address there, or a password.
func masked(address string) string {
	at := strings.LastIndexByte(address, '@')
	local, domain := address[:at], address[at+1:]
	_, first := utf8.DecodeRuneInString(local)
	return local[:first] + "…@" + domain
}

// objectType is what an event's id names.
func objectType(k access.EventKind) string {
	switch k {
	case access.LinkIssued, access.LinkAccepted, access.LinkRevoked:
		return "link"
	case access.TokenIssued, access.TokenRevoked:
		return "token"
	case access.SignedOut, access.SteppedUp:
		return "session"
	}
	return "person"
}

// trail has access write what happens there into the audit log.
func (s *Site) trail(o *access.Options) {
	o.Audit = func(tx *data.Tx, e access.Event) error {
		if e.Kind == access.PersonErased {
			if err := audit.EraseName(tx, e.About); err != nil {
				return err
			}
		}
		return s.audit.Add(tx, entry(e))
	}
	o.Failed = func(ctx context.Context, e access.Event) {
		if err := s.audit.Record(ctx, entry(e)); err != nil && !errors.Is(err, audit.ErrFull) {
			s.log.Error("write to the audit log", slog.Any("error", err))
		}
	}
}

// Audit is the site's audit log, for whoever runs commands on the server. It is closed by Shutdown.
func (s *Site) Audit() *audit.Log { return s.audit }
