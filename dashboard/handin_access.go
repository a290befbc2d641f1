package dashboard

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

//go:embed sql/submission_places.sql
var submissionPlacesSQL string

// mustSignIn is the problem of a signed-out visitor.
func (v *visit) mustSignIn() error {
	switch {
	case v.session != nil:
		return nil
	case v.lapsed:
		return &problem{status: fiber.StatusUnauthorized, key: "error.expired"}
	}
	return &problem{status: fiber.StatusUnauthorized, key: "error.signin"}
}

// owner names the person, or the program, as the owner of a draft.
func owner(s *access.Session) string {
	sum := sha256.Sum256([]byte("draft\n" + cmp.Or(s.Person.ID, s.ID)))
	return hex.EncodeToString(sum[:])
}

// sender is who hands in something about the municipalities, for the first of them that she answers for.
func sender(s *access.Session, about ...string) data.Sender {
	for _, code := range about {
		if s.MayHandIn(code) {
			return s.Sender(code)
		}
	}
	return s.Sender(s.Home())
}

// places returns the codes of the municipalities that each of the submissions is about.
func (s *Site) places(ctx context.Context, ids ...int64) (map[int64][]string, error) {
	out := make(map[int64][]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = strconv.FormatInt(id, 10)
	}
	rows, err := s.db.Query(ctx, submissionPlacesSQL, sql.Named("ids", strings.Join(texts, ",")))
	if err != nil {
		return nil, fmt.Errorf("whom submissions are about: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var code string
		if err := rows.Scan(&id, &code); err != nil {
			return nil, fmt.Errorf("whom submissions are about: %w", err)
		}
		out[id] = append(out[id], code)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("whom submissions are about: %w", err)
	}
	return out, nil
}

// answersFor tells whether the session may hand in for every one of the municipalities, and so see and undo what was handed in.
func answersFor(s *access.Session, codes []string) bool {
	return s != nil && len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return !s.MayHandIn(code) })
}

// own returns the submission that the address names, for a visitor who may hand in for all that it is about.
func (v *visit) own() (analytics.HistoryEntry, []string, error) {
	if err := v.mustSignIn(); err != nil {
		return analytics.HistoryEntry{}, nil, err
	}
	id, err := strconv.ParseInt(v.param("id"), 10, 64)
	if err != nil {
		return analytics.HistoryEntry{}, nil, notFound("error.notfound")
	}
	entry, err := v.site.analyst.Submission(v.ctx, id)
	if err != nil {
		return analytics.HistoryEntry{}, nil, err
	}
	about, err := v.site.places(v.ctx, id)
	if err != nil {
		return analytics.HistoryEntry{}, nil, err
	}
	if !answersFor(v.session, about[id]) {
		return analytics.HistoryEntry{}, nil, &problem{status: fiber.StatusForbidden, key: "error.forbidden"}
	}
	return entry, about[id], nil
}
