package dashboard

import (
	"encoding/json"
	"errors"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/checked"
	"pionjarkollen/dashboard/limit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// savedJSON answers a submission that was saved.
type savedJSON struct {
	Submission int64        `json:"submission"`
	Received   time.Time    `json:"received"`
	Href       string       `json:"href"`    // its page
	Changes    []changeJSON `json:"changes"` // new and changed rows
	*checked.File
}

// changeJSON is what one row changed.
type changeJSON struct {
	Kind         string `json:"kind"` // "new" or "changed"
	Line         int    `json:"line"`
	Municipality string `json:"municipality"`
	Commitment   int    `json:"commitment"` // the body's number
	Action       string `json:"action,omitempty"`
	From         string `json:"from"` // "0"–"3" or "" for silent; of an action its status
	To           string `json:"to"`
}

// apiRequest is what POST /api/v1/submissions was asked.
type apiRequest struct {
	lang    locale.Lang
	dry     bool
	accept  []string
	session *access.Session // nil when signed out
}

// apiSubmit answers POST /api/v1/submissions. A dry run reads the file and saves nothing, for anyone; else the file is saved if it has
// no error and every kind of warning in it is accepted.
func (s *Site) apiSubmit(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	asked, err := s.apiRequest(c)
	if err != nil {
		return err
	}
	name, raw, err := s.apiFile(c)
	if err != nil {
		return err
	}
	defer s.heavy.alone(s.heavy.answering, len(raw))()
	return s.answerOnce(c, asked, raw, func() error { return s.submit(c, asked, name, raw) })
}

// submit reads a file and saves it, unless it is a dry run.
func (s *Site) submit(c *fiber.Ctx, asked apiRequest, name string, raw []byte) error {
	sent, findings, err := s.examine(asked.session, raw, nil)
	if err != nil {
		return err
	}
	result := checked.New(asked.lang, name, sent, findings)
	id, _ := c.Locals(idKey).(string)
	switch {
	case !result.Accepted:
		return s.sendProblem(c, asked.lang, &problem{status: fiber.StatusUnprocessableEntity, key: "error.rejected"}, id, &result)
	case asked.dry:
		return sendJSON(c, fiber.StatusOK, result)
	}
	s.drafts.deciding.Lock()
	defer s.drafts.deciding.Unlock()
	changes, err := ingest.Preview(c.UserContext(), s.db, sent)
	if err != nil {
		return err
	}
	saved, err := ingest.Save(c.UserContext(), s.db, sent, findings, raw, ingest.Meta{
		Sender: sender(asked.session, firstPlace(sent)), FileName: name, Confirmed: codes(asked.accept),
	})
	if errors.Is(err, ingest.ErrRejected) {
		open := openWarnings(findings, asked.accept)
		return s.sendProblem(c, asked.lang, &problem{
			status: fiber.StatusUnprocessableEntity, key: "error.unconfirmed", args: []string{strings.Join(open, ",")}, hints: open,
		}, id, &result)
	}
	if err != nil {
		return storage(err)
	}
	s.noteSubmission(c, audit.HandedIn, saved)
	answer := savedJSON{
		Submission: saved.ID, Received: saved.Received, Href: asked.lang.Prefix() + "/inlamningar/" + strconv.FormatInt(saved.ID, 10),
		Changes: changesJSON(s.db.Catalogue().Edition(sent.Edition), changes), File: &result,
	}
	c.Location(answer.Href)
	return sendJSON(c, fiber.StatusCreated, answer)
}

// apiRequest reads the address and who asks. What goes wrong after it is told in the language asked for.
func (s *Site) apiRequest(c *fiber.Ctx) (apiRequest, error) {
	q, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return apiRequest{}, badRequest("error.query")
	}
	asked := apiRequest{lang: apiLang(q.Get("sprak"), c.Get(fiber.HeaderAcceptLanguage))}
	c.Locals(langKey, asked.lang)
	if !s.sameOrigin(c) {
		return asked, &problem{status: fiber.StatusForbidden, key: "error.origin"}
	}
	if err := asked.read(q); err != nil {
		return asked, err
	}
	session, bearer, err := s.apiSession(c)
	switch {
	case err == nil:
		asked.session = &session
		c.Locals(sessionKey, asked.session)
		if bearer {
			s.record(c, audit.Entry{Action: audit.TokenUsed, ObjectType: "token", ObjectID: session.ID, Municipality: session.Home()})
		} else if !s.provesOrigin(c, session) {
			return asked, &problem{status: fiber.StatusForbidden, key: "error.origin.api"}
		}
		if err := s.identify(c, limit.Person(owner(asked.session)), session.Home()); err != nil {
			return asked, err
		}
	case !errors.Is(err, access.ErrNoSession):
		if again := retryProblem(c, err); again != nil {
			return asked, again
		}
		return asked, err
	case bearer:
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="pionjarkollen", error="invalid_token"`)
		return asked, &problem{status: fiber.StatusUnauthorized, key: "error.token"}
	case !asked.dry:
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="pionjarkollen"`)
		return asked, s.signInFirst(c)
	}
	return asked, nil
}

// apiSession returns who asks: a program by its token, else whoever is signed in in the browser.
func (s *Site) apiSession(c *fiber.Ctx) (session access.Session, bearer bool, err error) {
	token, bearer := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
	if bearer {
		session, err = s.keeper.Bearer(c.UserContext(), s.accessClient(c), strings.Clone(token))
		return session, true, err
	}
	session, err = s.keeper.Session(c.UserContext(), s.cookie(c, sessionCookie))
	return session, false, err
}

// apiLang is the language of an API answer: sprak, else the first of ours in Accept-Language, else Swedish.
func apiLang(sprak, accept string) locale.Lang {
	if sprak == "" {
		sprak, _, _ = strings.Cut(accept, ",")
		sprak, _, _ = strings.Cut(strings.TrimSpace(sprak), ";")
		sprak, _, _ = strings.Cut(sprak, "-")
	}
	if strings.EqualFold(sprak, string(locale.English)) {
		return locale.English
	}
	return locale.Swedish
}

// apiFile reads the file of a request: the body itself as text/csv or as a workbook, or the one file of a multipart form.
func (s *Site) apiFile(c *fiber.Ctx) (name string, raw []byte, err error) {
	kind, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	switch {
	case err == nil && kind == fiber.MIMEMultipartForm && params["boundary"] != "":
		name, raw, err = s.readUpload(c, nil)
		if errors.Is(err, errNoFile) {
			err = badRequest("error.nofile")
		}
		return name, raw, err
	case err != nil || kind != "text/csv" && kind != workbookType:
		return "", nil, &problem{
			status: fiber.StatusUnsupportedMediaType, key: "error.mediatype",
			args: []string{"text/csv, " + workbookType + ", multipart/form-data"}, hints: []string{"text/csv", workbookType, fiber.MIMEMultipartForm},
		}
	}
	if err := s.admitUpload(c); err != nil {
		return "", nil, err
	}
	body, err := s.limitedBody(c, 1)
	if err != nil {
		return "", nil, err
	}
	if raw, err = s.readFile(body); err != nil {
		return "", nil, err
	}
	_, disposition, err := mime.ParseMediaType(c.Get(fiber.HeaderContentDisposition))
	if err != nil || disposition["filename"] == "" {
		name = "inlamning.csv"
		if kind == workbookType {
			name = "inlamning.xlsx"
		}
		return name, raw, nil
	}
	return fileName(disposition["filename"]), raw, nil
}

// openWarnings are the codes of the warnings that are not among accepted, each once.
func openWarnings(findings []ingest.Finding, accepted []string) []string {
	var open []string
	for _, f := range findings {
		if code := string(f.Code); !slices.Contains(accepted, code) && !slices.Contains(open, code) {
			open = append(open, code)
		}
	}
	return open
}

// changesJSON lists the rows that are new or changed.
func changesJSON(e *data.Edition, changes []ingest.Change) []changeJSON {
	out := []changeJSON{}
	for _, c := range changes {
		if c.Kind == ingest.New || c.Kind == ingest.Changed {
			out = append(out, changeJSON{
				Kind: string(c.Kind), Line: c.Line, Municipality: c.Municipality,
				Commitment: e.Commitment(c.Commitment).Number, Action: c.Action, From: c.From, To: c.To,
			})
		}
	}
	return out
}

// sendJSON writes an answer of the API.
func sendJSON(c *fiber.Ctx, status int, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	c.Status(status)
	c.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	return c.Send(body)
}
