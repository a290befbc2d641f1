package dashboard

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gofiber/fiber/v2"
)

// multipartExtra is what a multipart form may take beside the file, in bytes.
const multipartExtra = 64 << 10

// errNoFile means that a form was sent without a file.
var errNoFile = errors.New("no file was sent")

// receiveUpload answers POST /lamna-in: it keeps the file as a draft and leads to what was found in it.
func (s *Site) receiveUpload(c *fiber.Ctx) error {
	v, err := s.visit(c)
	if err != nil {
		return err
	}
	if err := c.Context().Conn().SetReadDeadline(time.Now().Add(uploadFor)); err != nil {
		return fmt.Errorf("give the upload time: %w", err)
	}
	name, raw, err := s.readUpload(c, v.session.CheckCSRF)
	if errors.Is(err, errNoFile) {
		return c.Redirect(v.lang.Prefix()+"/lamna-in?fel=fil", fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	corrections, err := v.rememberedColumns(raw)
	if err != nil {
		return err
	}
	kept, err := s.drafts.put(owner(v.session), name, raw, corrections)
	if err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	return c.Redirect(v.lang.Prefix()+"/lamna-in/granska/"+kept.ID, fiber.StatusSeeOther)
}

// readUpload reads the one file of a multipart form, within the site's limits. The form's first field is the session's token, on
// which check decides; a nil check wants none. No more than concurrentUploads are read at a time.
//
// It returns errNoFile when the form has none, or a *problem.
func (s *Site) readUpload(c *fiber.Ctx, check func(token string) bool) (name string, raw []byte, err error) {
	if err := s.admitUpload(c); err != nil {
		return "", nil, err
	}
	kind, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || kind != fiber.MIMEMultipartForm || params["boundary"] == "" {
		return "", nil, &problem{status: fiber.StatusUnsupportedMediaType, key: "error.mediatype", args: []string{fiber.MIMEMultipartForm}}
	}
	body, err := s.limitedBody(c, multipartExtra)
	if err != nil {
		return "", nil, err
	}
	parts := multipart.NewReader(body, params["boundary"])
	found, trusted := false, check == nil
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", nil, s.uploadProblem(err)
		}
		if check != nil && part.FormName() == "csrf" {
			token, err := io.ReadAll(io.LimitReader(part, 1<<10))
			if err != nil {
				return "", nil, s.uploadProblem(err)
			}
			trusted = check(string(token))
		}
		if !trusted {
			return "", nil, &problem{status: fiber.StatusForbidden, key: "error.csrf"}
		}
		if sent := part.FileName(); sent != "" && !found {
			if raw, err = s.readFile(part); err != nil {
				return "", nil, err
			}
			name, found = fileName(sent), true
		}
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return "", nil, s.uploadProblem(err)
	}
	if !found {
		return "", nil, errNoFile
	}
	return name, raw, nil
}

// limitedBody is the request's body, which may be as large as a file may be, and extra bytes more. One that declares to be larger is
// refused unread.
func (s *Site) limitedBody(c *fiber.Ctx, extra int64) (io.Reader, error) {
	if int64(c.Request().Header.ContentLength()) > s.limits.Bytes+extra {
		return nil, s.tooLarge()
	}
	return bodyOf(c).allow(s.limits.Bytes + extra), nil
}

// readFile reads a file that is no larger than allowed.
func (s *Site) readFile(from io.Reader) ([]byte, error) {
	raw, err := gather(io.LimitReader(from, s.limits.Bytes+1))
	switch {
	case err != nil:
		return nil, s.uploadProblem(err)
	case int64(len(raw)) > s.limits.Bytes:
		return nil, s.tooLarge()
	}
	return raw, nil
}

// megabytes is the largest file that is accepted.
func (s *Site) megabytes() int { return int(s.limits.Bytes / 1_000_000) }

func (s *Site) tooLarge() *problem {
	return &problem{
		status: fiber.StatusRequestEntityTooLarge, key: "error.filetoolarge",
		args: []string{strconv.Itoa(s.megabytes())},
	}
}

// uploadProblem is bodyProblem with the site's limit in it.
func (s *Site) uploadProblem(err error) error {
	if errors.Is(err, errBodyTooLarge) {
		return s.tooLarge()
	}
	return bodyProblem(err)
}

// fileName is a file's name as sent, without folders and what no name should hold, at most 120 characters.
func fileName(sent string) string {
	sent = strings.ToValidUTF8(sent, "")
	sent = sent[strings.LastIndexAny(sent, `/\`)+1:]
	letters := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, sent))
	if name := strings.TrimSpace(string(letters[:min(len(letters), 120)])); name != "" {
		return name
	}
	return "inlamning.csv"
}
