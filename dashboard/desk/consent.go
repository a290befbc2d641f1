package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

var (
	//go:embed sql/consents.sql
	consentsSQL string
	//go:embed sql/say_consent.sql
	sayConsentSQL string
)

// Consent is what a municipality says to being contacted about working together. What has not been said is no yes.
type Consent string

// The answers.
const (
	Unsaid   Consent = ""
	Agrees   Consent = "yes"
	Declines Consent = "no"
)

// ContactConsent is a municipality's two answers. The zero value is of one that has said nothing.
type ContactConsent struct {
	Leading  Consent   // as one that goes first
	Learning Consent   // as one that wants to learn
	Said     time.Time // UTC, when it was said last
}

// SayConsent keeps what a municipality says; two Unsaid take back what it has said. It returns an *InputError for a code that is no
// municipality or an answer that is none.
func (d *Desk) SayConsent(ctx context.Context, by audit.By, code string, c ContactConsent) error {
	if d.db.Catalogue().Municipality(code) == nil {
		return &InputError{Field: "municipality", Reason: "unknown", Value: code}
	}
	for _, answer := range [...]Consent{c.Leading, c.Learning} {
		if answer != Unsaid && answer != Agrees && answer != Declines {
			return &InputError{Field: "consent", Reason: "unknown", Value: string(answer)}
		}
	}
	err := d.db.Write(ctx, func(tx *data.Tx) error {
		if _, err := tx.Exec(sayConsentSQL, code, string(c.Leading), string(c.Learning), d.db.Now(), by.ID); err != nil {
			return err
		}
		return d.audit.Add(tx, audit.Entry{
			By: by, Action: audit.ConsentSaid, ObjectType: "consent", ObjectID: code, Municipality: code,
			Details: map[string]string{"leading": string(c.Leading), "learning": string(c.Learning)},
		})
	})
	if err != nil {
		return fmt.Errorf("say whether %q may be contacted: %w", code, err)
	}
	return nil
}

// Consents returns what has been said by municipality code; code "" is every municipality that has said something.
func (d *Desk) Consents(ctx context.Context, code string) (map[string]ContactConsent, error) {
	return Consents(ctx, d.db, code)
}

// Consents is Desk.Consents for whoever has the database alone.
func Consents(ctx context.Context, db *data.DB, code string) (map[string]ContactConsent, error) {
	all := map[string]ContactConsent{}
	err := each(in(ctx, db), func(rows *sql.Rows) error {
		var of string
		var c ContactConsent
		if err := rows.Scan(&of, &c.Leading, &c.Learning, &c.Said); err != nil {
			return err
		}
		c.Said = c.Said.UTC()
		all[of] = c
		return nil
	}, consentsSQL, sql.Named("municipality", code))
	if err != nil {
		return nil, fmt.Errorf("list consents: %w", err)
	}
	return all, nil
}
