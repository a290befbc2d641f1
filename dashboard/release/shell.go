package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

// FreezeRequest is what other processes may ask of the one that has the database open, with an Ask as JSON; the answer is a Told as JSON.
const FreezeRequest = "release-freeze"

// Ask is what somebody who runs commands on the server wants looked at or frozen.
type Ask struct {
	Edition     string `json:"edition"` // id; "" is the newest
	Notes       Text   `json:"notes"`
	Site        Site   `json:"site"`         // as said on the command line; "" is not said
	Freeze      bool   `json:"freeze"`       // else it is looked at alone, and the notes may wait
	DataVersion uint64 `json:"data_version"` // of the figures as they were looked at; 0 is as they are now
}

// Told is the answer to an Ask.
type Told struct {
	Manifest *Manifest   `json:"manifest"`          // as it is when it is frozen, else as it would be; nil with a mistake
	Frozen   bool        `json:"frozen"`            // it is a release now
	Refused  string      `json:"refused,omitempty"` // why it is none, or would not be
	Mistake  *InputError `json:"mistake,omitempty"` // what cannot be meant
}

// InputError is something in an Ask that cannot be meant.
type InputError struct {
	Field  string `json:"field"`          // "edition", "notes-sv", "notes-en", "public-url", "operator" or "licence"
	Reason string `json:"reason"`         // as desk.InputError has it, "unknown" or "other": the running server has been told something else
	Value  string `json:"value"`          // what is wrong in it, where that is a part
	Want   string `json:"want,omitempty"` // what would be right
}

// Error is for logs; the shell chooses its words by Field and Reason.
func (m *InputError) Error() string { return fmt.Sprintf("%s: %s %q", m.Field, m.Reason, m.Value) }

// Shell freezes releases for whoever runs commands on the server: the same releases as the site does, in the audit log as the shell's.
type Shell struct {
	Store *Store
	Site  Site
	// Notes checks what is written about a release as the site does. Its error is a *InputError for what somebody can do something about.
	Notes func(context.Context, Text) (Text, error)
}

// Do looks, or freezes. What somebody can do something about is no error: it stands in the answer.
func (sh Shell) Do(ctx context.Context, a Ask) (Told, error) {
	r, err := sh.request(ctx, a)
	if mistake, ok := errors.AsType[*InputError](err); ok {
		return Told{Mistake: mistake}, nil
	}
	if err != nil {
		return Told{}, err
	}
	l, err := sh.Store.Look(ctx, r)
	if err != nil {
		return Told{}, err
	}
	told := Told{Manifest: l.Manifest}
	if l.Refused != nil {
		told.Refused = l.Refused.Error()
		return told, nil
	}
	if a.DataVersion != 0 && a.DataVersion != l.Manifest.DataVersion {
		told.Refused = ErrChanged.Error()
		return told, nil
	}
	if !a.Freeze {
		return told, nil
	}
	r.DataVersion = l.Manifest.DataVersion
	m, err := sh.Store.Freeze(ctx, r)
	if errors.Is(err, ErrChanged) || errors.Is(err, ErrExample) || errors.Is(err, ErrEmpty) {
		told.Refused = err.Error()
		return told, nil
	}
	if err != nil {
		return told, err
	}
	return Told{Manifest: m, Frozen: true}, nil
}

// request checks what is asked.
func (sh Shell) request(ctx context.Context, a Ask) (Request, error) {
	c := sh.Store.db.Catalogue()
	r := Request{By: audit.By{Actor: audit.Actor{Kind: audit.Shell}}, Edition: c.Current(), Site: sh.Site}
	if a.Edition != "" {
		if r.Edition = c.Edition(a.Edition); r.Edition == nil {
			m := &InputError{Field: "edition", Reason: "unknown", Value: a.Edition}
			for i := range c.Editions {
				if i > 0 {
					m.Want += ", "
				}
				m.Want += c.Editions[i].ID
			}
			return r, m
		}
	}
	for _, said := range []struct{ field, value, known string }{
		{"public-url", a.Site.Home, sh.Site.Home},
		{"operator", a.Site.Publisher, sh.Site.Publisher},
		{"licence", a.Site.Licence, sh.Site.Licence},
	} {
		if said.value != "" && said.value != said.known {
			return r, &InputError{Field: said.field, Reason: "other", Value: said.value, Want: said.known}
		}
	}
	if !a.Freeze && a.Notes == (Text{}) {
		return r, nil
	}
	var err error
	r.Notes, err = sh.Notes(ctx, a.Notes)
	return r, err
}

// Answers is what ServeOwner needs to answer the requests about releases.
func (sh Shell) Answers() []data.OwnerAnswer {
	return append(sh.Store.Answers(), data.OwnerAnswer{
		Request: FreezeRequest, Answer: func(ctx context.Context, args []string) (string, error) {
			if len(args) != 1 {
				return "", fmt.Errorf("%s takes what is asked", FreezeRequest)
			}
			var a Ask
			if err := json.Unmarshal([]byte(args[0]), &a); err != nil {
				return "", fmt.Errorf("read what is asked: %w", err)
			}
			told, err := sh.Do(ctx, a)
			if err != nil {
				return "", err
			}
			text, err := json.Marshal(told)
			return string(text), err
		},
	})
}
