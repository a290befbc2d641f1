package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"
)

//go:embed sql/contacts.sql
var contactsSQL string

// Contact is somebody who works for a municipality and may sign in.
type Contact struct {
	ID       string
	Name     string
	Email    string
	LastSeen time.Time // UTC, to the minute; zero is never
}

// Contacts returns them by municipality code, in Swedish order; municipality "" is every one. They are for staff and colleagues alone.
func (d *Desk) Contacts(ctx context.Context, municipality string) (map[string][]Contact, error) {
	found := make(map[string][]Contact)
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		var code string
		var c Contact
		var seen sql.NullTime
		if err := rows.Scan(&code, &c.ID, &c.Name, &c.Email, &seen); err != nil {
			return err
		}
		c.LastSeen = utc(seen)
		found[code] = append(found[code], c)
		return nil
	}, contactsSQL, sql.Named("municipality", municipality))
	if err != nil {
		return nil, fmt.Errorf("list contacts: %w", err)
	}
	return found, nil
}
