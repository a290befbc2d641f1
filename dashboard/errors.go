package dashboard

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/checked"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// problem is an error whose kind the visitor may know: a status and the message that says what to do.
type problem struct {
	status int
	key    string   // messages key+".title" and key+".text"
	args   []string // fill the text
	hints  []string // values that would be right
}

func (p *problem) Error() string { return p.key + " " + strings.Join(p.args, " ") }

// reason is the problem's kind in one word, for logs and meters.
func (p *problem) reason() string { return reasonOf(p.key) }

// reasonOf is a message key of a problem without what all have in common.
func reasonOf(key string) string {
	_, reason, _ := strings.Cut(key, ".")
	return reason
}

func badRequest(key string) *problem {
	return &problem{status: fiber.StatusBadRequest, key: key}
}

func notFound(key string) *problem {
	return &problem{status: fiber.StatusNotFound, key: key}
}

// asProblem is the one map from errors to what a visitor is told.
func asProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if f, ok := errors.AsType[*analytics.FilterError](err); ok {
		return &problem{fiber.StatusBadRequest, "error.filter", []string{f.Parameter, f.Value}, f.Allowed}
	}
	if f, ok := errors.AsType[*fiber.Error](err); ok {
		switch f.Code {
		case fiber.StatusNotFound:
			return notFound("error.notfound")
		case fiber.StatusMethodNotAllowed:
			return &problem{status: f.Code, key: "error.method"}
		case fiber.StatusRequestEntityTooLarge:
			return &problem{status: f.Code, key: "error.toolarge"}
		case fiber.StatusRequestTimeout:
			return &problem{status: f.Code, key: "error.slow"}
		}
		if f.Code < fiber.StatusInternalServerError {
			return &problem{status: f.Code, key: "error.bad"}
		}
	}
	switch {
	case errors.Is(err, analytics.ErrUnknown), errors.Is(err, fs.ErrNotExist):
		return notFound("error.notfound")
	case errors.Is(err, analytics.ErrCityCount):
		return badRequest("error.citycount")
	case errors.Is(err, report.ErrOneCity):
		return badRequest("error.onecity")
	case errors.Is(err, access.ErrInvalid):
		return notFound("error.link.invalid")
	case errors.Is(err, access.ErrExpired):
		return &problem{status: fiber.StatusGone, key: "error.link.expired"}
	case errors.Is(err, access.ErrUsed):
		return &problem{status: fiber.StatusGone, key: "error.link.used"}
	case errors.Is(err, data.ErrStorage):
		return &problem{status: fiber.StatusInsufficientStorage, key: "error.storage"}
	case errors.Is(err, context.DeadlineExceeded):
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.busy"}
	}
	return &problem{status: fiber.StatusInternalServerError, key: "error.internal"}
}

// answerError is where every error ends, also those that Fiber raises before any middleware ran. The visitor sees its kind and a
// request id; the details go to the log.
func (s *Site) answerError(c *fiber.Ctx, err error) error {
	if f, ok := errors.AsType[*fiber.Error](err); ok && f.Code == fiber.StatusBadGateway {
		// Fiber's word for a connection that broke before its request was read: nobody waits, and nothing is at fault.
		s.log.Debug("connection broke before its request", slog.Any("error", err))
		return nil
	}
	setSecureHeaders(c, s.https(c))
	p := asProblem(err)
	id, _ := c.Locals(idKey).(string)
	if id == "" {
		id = newRequestID()
	}
	if _, told := errors.AsType[*problem](err); p.status >= fiber.StatusInternalServerError && !told { // what the site refuses is counted, for whoever asks too often would fill the log
		s.log.Error("request failed", slog.String("id", id), slog.String("method", c.Method()),
			slog.String("path", c.Path()), slog.Int("status", p.status), slog.Any("error", err))
	}
	s.meter.problem(p.key)
	s.noteRefusal(c, p)
	c.Status(p.status)
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.status == fiber.StatusRequestEntityTooLarge || p.status == fiber.StatusRequestTimeout {
		c.Set(fiber.HeaderConnection, "close")
	}
	lang := langOf(c)
	switch sprak := c.Query("sprak"); {
	case wantsJSON(c) && lang == locale.Swedish:
		lang = apiLang(sprak, c.Get(fiber.HeaderAcceptLanguage))
	case strings.HasPrefix(c.Path(), "/rapporter/") && sprak == string(locale.English):
		lang = locale.English // files have one address
	}
	if wantsJSON(c) {
		return s.sendProblem(c, lang, p, id, nil)
	}
	v := &visit{site: s, ctx: c.UserContext(), lang: lang, filter: analytics.Filter{Edition: s.db.Catalogue().Current()}}
	if p.status == fiber.StatusUnauthorized {
		v.next = s.cameFrom(c)
	}
	body, renderErr := s.views.render(v, errorPage(v, p, id))
	if renderErr != nil {
		s.log.Error("render error page", slog.String("id", id), slog.Any("error", renderErr))
		return c.Type("txt", "utf-8").SendString(lang.T(p.key + ".title"))
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Send(body)
}

// wantsJSON tells whether the client is a program: it asks the API, a chart or a JSON file, for other data without wanting a page, or says
// that it reads problems.
func wantsJSON(c *fiber.Ctx) bool {
	return namesProblems(c) || strings.HasPrefix(c.Path(), "/api/v1") || strings.HasSuffix(c.Path(), ".json") || sendsJSON(c) || openAddress(c.Path()) && !wantsPage(c)
}

// wantsPage tells whether the client names pages among what it can show, as browsers do.
func wantsPage(c *fiber.Ctx) bool {
	for _, r := range mediaRanges(c.Get(fiber.HeaderAccept)) {
		if r.kind == fiber.MIMETextHTML && r.quality > 0 {
			return true
		}
	}
	return false
}

// namesProblems tells whether the client names RFC 9457 among what it reads, as our own script does that fetches files.
func namesProblems(c *fiber.Ctx) bool {
	return slices.ContainsFunc(mediaRanges(c.Get(fiber.HeaderAccept)), func(r mediaRange) bool {
		return r.kind == "application/problem+json" && r.quality > 0
	})
}

// problemJSON is RFC 9457 with our findings.
type problemJSON struct {
	Type          string   `json:"type"`
	Title         string   `json:"title"`
	Status        int      `json:"status"`
	Detail        string   `json:"detail"`
	Allowed       []string `json:"allowed,omitempty"`
	RequestID     string   `json:"request_id"`
	*checked.File          // of a submission that was refused
}

// sendProblem writes an application/problem+json.
func (s *Site) sendProblem(c *fiber.Ctx, lang locale.Lang, p *problem, id string, result *checked.File) error {
	body, err := json.Marshal(problemJSON{
		Type: "about:blank", Title: lang.T(p.key + ".title"), Status: p.status, Detail: p.text(lang),
		Allowed: p.hints, RequestID: id, File: result,
	})
	if err != nil {
		return err
	}
	c.Status(p.status)
	c.Set(fiber.HeaderContentType, "application/problem+json; charset=utf-8")
	return c.Send(body)
}

// text is the problem's message with its arguments.
func (p *problem) text(lang locale.Lang) string {
	args := make([]any, len(p.args))
	for i, a := range p.args {
		args[i] = a
	}
	return lang.T(p.key+".text", args...)
}
