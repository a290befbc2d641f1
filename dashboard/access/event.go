package access

import (
	"context"

	"pionjarkollen/data"
)

// EventKind says what happened.
type EventKind string

// Events.
const (
	SignedIn           EventKind = "signed_in"
	SignInFailed       EventKind = "sign_in_failed"
	SignInThrottled    EventKind = "sign_in_throttled"
	SignedOut          EventKind = "signed_out"
	SteppedUp          EventKind = "stepped_up"
	StepUpFailed       EventKind = "step_up_failed"
	LinkIssued         EventKind = "link_issued"
	LinkAccepted       EventKind = "link_accepted"
	LinkRevoked        EventKind = "link_revoked"
	CredentialsChanged EventKind = "credentials_changed"
	PersonChanged      EventKind = "person_changed"
	PersonDisabled     EventKind = "person_disabled"
	PersonEnabled      EventKind = "person_enabled"
	PersonExported     EventKind = "person_exported"
	PersonErased       EventKind = "person_erased"
	TokenIssued        EventKind = "token_issued"
	TokenRevoked       EventKind = "token_revoked"
)

// Event is something to write down. It never holds a secret.
type Event struct {
	Kind    EventKind
	Who     Person // who did it; the zero value where nobody knows
	Session string // public id of the session; "" without one
	About   string // id of the person, link, session or token it is about, where there is one
	Detail  string // method, role, municipality, passkey; without names
	Tried   string // the e-mail address somebody tried to sign in with, or is invited at: whatever was written
	Client  Client
}

// note writes an event down within a write.
func (k *Keeper) note(tx *data.Tx, e Event) error {
	if k.options.Audit == nil {
		return nil
	}
	return k.options.Audit(tx, e)
}

// tell reports an event that changed nothing.
func (k *Keeper) tell(ctx context.Context, e Event) {
	if k.options.Failed != nil {
		k.options.Failed(ctx, e)
	}
}

// event begins an event of something the actor did.
func (a Actor) event(kind EventKind, about, detail string) Event {
	return Event{Kind: kind, Who: a.Session.Person, Session: a.Session.ID, About: about, Detail: detail, Client: a.Client}
}
