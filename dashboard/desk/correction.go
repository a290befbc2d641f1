package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

var (
	//go:embed sql/corrections.sql
	correctionsSQL string
	//go:embed sql/add_correction.sql
	addCorrectionSQL string
	//go:embed sql/names.sql
	namesSQL string
)

const lastCorrectionSQL = "SELECT coalesce(max(id), 0) FROM public_correction"

// Correction is an entry of the public correction log. Everybody may see all of it.
type Correction struct {
	ID           int64
	Published    time.Time // UTC
	Edition      string
	Municipality string // code
	Objection    int64  // what led to it, 0 is none
	Text         data.Text
}

// Publish adds an entry to the public correction log. The English text may be left out. It returns an *InputError, whose Reason is
// "names-person" when a text holds an e-mail address or the name of somebody who works with this: the log names no person.
func (d *Desk) Publish(ctx context.Context, by audit.By, c Correction) (Correction, error) {
	if d.db.Catalogue().Edition(c.Edition) == nil {
		return c, &InputError{Field: "edition", Reason: "unknown", Value: c.Edition}
	}
	if d.db.Catalogue().Municipality(c.Municipality) == nil {
		return c, &InputError{Field: "municipality", Reason: "unknown", Value: c.Municipality}
	}
	var err error
	if c.Text.SV, err = written("text-sv", c.Text.SV, true, longestText); err != nil {
		return c, err
	}
	if c.Text.EN, err = written("text-en", c.Text.EN, false, longestText); err != nil {
		return c, err
	}
	c.Published = d.db.Now().Truncate(time.Microsecond)
	err = d.db.Write(ctx, func(tx *data.Tx) error {
		if err := impersonal(tx.Query, c.Text); err != nil {
			return err
		}
		if c.Objection != 0 {
			found, err := objections(tx.Query, c.Municipality, "", c.Objection)
			if err != nil {
				return err
			}
			if len(found) != 1 {
				return &InputError{Field: "objection", Reason: "unknown", Value: strconv.FormatInt(c.Objection, 10)}
			}
		}
		var err error
		if c.ID, err = nextID(tx, lastCorrectionSQL); err != nil {
			return err
		}
		if _, err := tx.Exec(addCorrectionSQL, c.ID, c.Published, c.Edition, c.Municipality, c.Objection, c.Text.SV, c.Text.EN, by.ID); err != nil {
			return err
		}
		return d.audit.Add(tx, audit.Entry{
			By: by, Action: audit.CorrectionAdded, ObjectType: "correction", ObjectID: strconv.FormatInt(c.ID, 10), Municipality: c.Municipality,
			Details: map[string]string{"edition": c.Edition, "objection": strconv.FormatInt(c.Objection, 10)},
		})
	})
	if err != nil {
		return Correction{}, fmt.Errorf("publish a correction: %w", err)
	}
	return c, nil
}

var emailLike = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)

// impersonal refuses texts that name a person.
func impersonal(ask asker, text data.Text) error {
	texts := []struct{ field, text string }{{"text-sv", text.SV}, {"text-en", text.EN}}
	for _, t := range texts {
		if found := emailLike.FindString(t.text); found != "" {
			return &InputError{Field: t.field, Reason: "names-person", Value: found}
		}
	}
	return each(ask, func(rows *sql.Rows) error {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		for _, t := range texts {
			if strings.Contains(words(t.text), words(name)) && len(strings.Fields(name)) > 1 {
				return &InputError{Field: t.field, Reason: "names-person", Value: name}
			}
		}
		return nil
	}, namesSQL, data.ErasedName)
}

// words makes texts comparable: lower case, one blank between words and at both ends.
func words(s string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
}

// Corrections lists the public correction log, newest first; edition and municipality "" are all.
func (d *Desk) Corrections(ctx context.Context, edition, municipality string, limit int) ([]Correction, error) {
	var all []Correction
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		var c Correction
		if err := rows.Scan(&c.ID, &c.Published, &c.Edition, &c.Municipality, &c.Objection, &c.Text.SV, &c.Text.EN); err != nil {
			return err
		}
		c.Published = c.Published.UTC()
		all = append(all, c)
		return nil
	}, correctionsSQL, sql.Named("edition", edition), sql.Named("municipality", municipality), sql.Named("limit", limit))
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	return all, nil
}

// Notes checks what staff write about a release, which everybody reads for as long as there is the release. The English text may be left
// out. It returns an *InputError, whose Reason is "names-person" when a text names somebody who works with this.
func (d *Desk) Notes(ctx context.Context, text data.Text) (data.Text, error) {
	return Notes(ctx, d.db, text)
}

// Notes is Desk.Notes for whoever has the database alone.
func Notes(ctx context.Context, db *data.DB, text data.Text) (data.Text, error) {
	var err error
	if text.SV, err = written("notes-sv", text.SV, true, longestText); err != nil {
		return text, err
	}
	if text.EN, err = written("notes-en", text.EN, false, longestText); err != nil {
		return text, err
	}
	err = impersonal(in(ctx, db), text)
	if bad, ok := errors.AsType[*InputError](err); ok {
		return text, &InputError{Field: strings.Replace(bad.Field, "text", "notes", 1), Reason: bad.Reason, Value: bad.Value}
	}
	if err != nil {
		return text, fmt.Errorf("check notes: %w", err)
	}
	return text, nil
}
