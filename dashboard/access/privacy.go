package access

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"pionjarkollen/data"
)

// PersonExport is everything that is kept about a person, for herself (GDPR article 15). It holds no secret.
type PersonExport struct {
	ID             string           `json:"id"`
	Name           string           `json:"name"`
	Email          string           `json:"email"`
	Role           Role             `json:"role"`
	Municipalities []string         `json:"municipalities,omitempty"`
	State          State            `json:"state"`
	Created        time.Time        `json:"created"`
	LastSeen       time.Time        `json:"last_seen,omitzero"`
	Passkeys       []ExportPasskey  `json:"passkeys,omitempty"`
	Password       bool             `json:"password"` // she has one
	Identities     []Identity       `json:"identities,omitempty"`
	Sessions       []ExportSession  `json:"sessions,omitempty"`
	Links          []ExportLink     `json:"links,omitempty"`
	Tokens         []ExportToken    `json:"tokens,omitempty"` // that she has made
	Submissions    []SentSubmission `json:"submissions,omitempty"`
}

// ExportPasskey is a passkey without its key.
type ExportPasskey struct {
	Name     string    `json:"name"`
	Created  time.Time `json:"created"`
	LastUsed time.Time `json:"last_used,omitzero"`
}

// ExportSession is a session without its token.
type ExportSession struct {
	Created  time.Time `json:"created"`
	LastSeen time.Time `json:"last_seen"`
	Method   Method    `json:"method"`
	Address  string    `json:"address"`
	Agent    string    `json:"agent"`
}

// ExportLink is a link for her, or that she has issued.
type ExportLink struct {
	Kind   LinkKind  `json:"kind"`
	Name   string    `json:"name,omitempty"`  // hers alone
	Email  string    `json:"email,omitempty"` // hers alone
	Issued time.Time `json:"issued"`
	Used   time.Time `json:"used,omitzero"`
}

// ExportToken is a program's token that she has made.
type ExportToken struct {
	Name         string    `json:"name"`
	Municipality string    `json:"municipality"`
	Created      time.Time `json:"created"`
	Expires      time.Time `json:"expires"`
}

// SentSubmission is what she handed in.
type SentSubmission struct {
	ID       int64     `json:"id"`
	Received time.Time `json:"received"`
	File     string    `json:"file"`
}

func scanSent(rows *sql.Rows, s *SentSubmission) error {
	return rows.Scan(&s.ID, moment{&s.Received}, &s.File)
}

// Export returns everything that is kept about a person: to herself, and to staff who manage her.
//
// It returns ErrUnknown, ErrForbidden or ErrStepUp.
func (k *Keeper) Export(ctx context.Context, by Actor, id string) (PersonExport, error) {
	var out PersonExport
	err := k.write(ctx, "export person", func(tx *data.Tx) error {
		p, found, err := one(tx.Query, "people.named", scanPerson, id, "")
		if err != nil {
			return err
		}
		if !found || !maySee(by.Session, p) {
			return ErrUnknown
		}
		if id != by.Session.Person.ID {
			if err := by.Session.Allow(manages(p.Role), k.now()); err != nil {
				return err
			}
		}
		if out, err = gather(tx.Query, p); err != nil {
			return err
		}
		return k.note(tx, by.event(PersonExported, id, ""))
	})
	return out, err
}

func gather(ask asker, p Person) (PersonExport, error) {
	out := PersonExport{
		ID: p.ID, Name: p.Name, Email: p.Email, Role: p.Role, Municipalities: p.Municipalities, State: p.State,
		Created: p.Created, LastSeen: p.LastSeen,
	}
	c, err := credentials(ask, p.ID)
	if err != nil {
		return out, err
	}
	out.Password, out.Identities = c.Password, c.Identities
	for _, key := range c.Passkeys {
		out.Passkeys = append(out.Passkeys, ExportPasskey{key.Name, key.Created, key.LastUsed})
	}
	sessions, err := list(ask, "sessions.of_person", scanSession, p.ID)
	if err != nil {
		return out, err
	}
	for _, s := range sessions {
		out.Sessions = append(out.Sessions, ExportSession{s.Created, s.LastSeen, s.Method, s.Address, s.Agent})
	}
	links, err := list(ask, "links.of_person", scanLink, p.ID, p.ID, emailKey(p.Email))
	if err != nil {
		return out, err
	}
	for _, l := range links {
		shown := ExportLink{Kind: l.Kind, Issued: l.Issued, Used: l.Used}
		if l.IssuedBy != p.ID {
			shown.Name, shown.Email = l.Name, l.Email
		}
		out.Links = append(out.Links, shown)
	}
	tokens, err := list(ask, "tokens.of_person", scanToken, p.ID)
	if err != nil {
		return out, err
	}
	for _, t := range tokens {
		out.Tokens = append(out.Tokens, ExportToken{t.Name, t.Municipality, t.Created, t.Expires})
	}
	out.Submissions, err = list(ask, "list_sent", scanSent, p.ID)
	return out, err
}

// Erase takes a person's name and address away for good (GDPR article 17): she becomes data.ErasedName, cannot sign in, and what she
// handed in is kept under that name. Tokens that she made go on until they run out or are revoked.
//
// The journal, which is the municipality's official record of who handed in what, keeps the name as it was sent (article 17.3 b and
// d); a database that is rebuilt from it takes the name away again. A backup from before still has her: whoever restores one erases
// again.
//
// It returns ErrUnknown, ErrForbidden, ErrStepUp or ErrLastAdministrator.
func (k *Keeper) Erase(ctx context.Context, by Actor, id string) error {
	err := k.db.Write(ctx, func(tx *data.Tx) error { // public: signed-in pages show senders' names
		p, err := k.managed(tx.Query, by.Session, id)
		if err != nil {
			return err
		}
		if err := by.Session.Allow(ErasePeople, k.now()); err != nil {
			return err
		}
		email := emailKey(p.Email)
		p.Name, p.Email, p.State, p.Municipalities = data.ErasedName, "", StateErased, nil
		if err := replacePerson(tx, p); err != nil {
			return err
		}
		if err := endCredentials(tx, id); err != nil {
			return err
		}
		if _, err := run(tx, "erase_links", data.ErasedName, id, email); err != nil {
			return err
		}
		if _, err := run(tx, "erase_sender", data.ErasedName, id); err != nil {
			return err
		}
		return k.note(tx, by.event(PersonErased, id, ""))
	})
	if err != nil {
		return fmt.Errorf("erase person: %w", err)
	}
	return nil
}
