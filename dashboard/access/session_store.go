package access

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"sync"
	"time"

	"pionjarkollen/data"
)

// Session returns who holds the session token, and notes, at most once a minute, that she was here. It returns ErrNoSession when
// nobody does, or no longer: the session's time has run out, or the person is disabled.
func (k *Keeper) Session(ctx context.Context, token string) (Session, error) {
	if token == "" {
		return Session{}, ErrNoSession
	}
	now := k.now()
	s, err := k.lookUp(ctx, token, now)
	if err != nil {
		return Session{}, err
	}
	s.CSRF = k.csrf(token)
	if k.seen.due(now, "session "+s.ID, s.LastSeen) {
		err := k.write(context.WithoutCancel(ctx), "note that somebody was here", func(tx *data.Tx) error {
			if _, err := run(tx, "touch_session", now, s.ID, now); err != nil {
				return err
			}
			_, err := run(tx, "touch_person", now, s.Person.ID, now)
			return err
		})
		if err != nil { // the visit goes on; at worst the session ends early
			k.log.Warn("a session cannot be kept alive", slog.Any("error", err))
		}
	}
	return s, nil
}

// concurrentLookups is how many sessions are looked up at a time: a thousand requests at once need not be a thousand questions.
const concurrentLookups = 4

// lookUp is findSession in turn.
func (k *Keeper) lookUp(ctx context.Context, token string, now time.Time) (Session, error) {
	select {
	case k.lookups <- struct{}{}:
	case <-ctx.Done():
		return Session{}, ctx.Err()
	}
	defer func() { <-k.lookups }()
	return k.findSession(k.ask(ctx), hash(token), now)
}

// findSession returns a session that runs, by the hash of its token.
func (k *Keeper) findSession(ask asker, tokenHash string, now time.Time) (Session, error) {
	s, found, err := one(ask, "sessions.by_token", scanSession, tokenHash)
	if err != nil {
		return Session{}, err
	}
	if !found || !s.runs(now) {
		return Session{}, ErrNoSession
	}
	return s, nil
}

// runs tells whether neither limit has been reached and the person is active.
func (s Session) runs(now time.Time) bool {
	idle := IdleOfficer
	if s.Staff() {
		idle = IdleStaff
	}
	return s.Person.State == StateActive && now.Before(s.Expires) && now.Before(s.LastSeen.Add(idle))
}

func scanSession(rows *sql.Rows, s *Session) error {
	var codes string
	p := &s.Person
	err := rows.Scan(&s.ID, &s.Method, moment{&s.Created}, moment{&s.LastSeen}, moment{&s.SteppedUp}, moment{&s.Expires},
		&s.Address, &s.Agent, &p.ID, &p.Name, &p.Email, &p.Role, &p.State, moment{&p.Created}, moment{&p.LastSeen}, &codes)
	p.Municipalities = splitCodes(codes)
	return err
}

// openSession begins a session of the person. proved is the time of the proof it rests on; zero is none that is known to be fresh.
func (k *Keeper) openSession(tx *data.Tx, c Client, p Person, method Method, proved time.Time) (Admission, error) {
	now := k.now()
	token := newSecret()
	s := Session{
		ID: newID(), Person: p, Method: method, Created: now, LastSeen: now, SteppedUp: proved,
		Expires: now.Add(SessionLength).Truncate(time.Second), Address: c.Address, Agent: c.agent(), CSRF: k.csrf(token),
	}
	if _, err := run(tx, "sweep_sessions", now); err != nil {
		return Admission{}, err
	}
	if _, err := run(tx, "add_session", s.ID, hash(token), p.ID, string(method), now, now, proved, s.Expires, s.Address, s.Agent); err != nil {
		return Admission{}, err
	}
	if _, err := run(tx, "touch_person", now, p.ID, now); err != nil {
		return Admission{}, err
	}
	return Admission{Token: token, Session: s}, nil
}

// rotate gives a session a new token after a fresh proof. The old token is worthless from then on.
func (k *Keeper) rotate(tx *data.Tx, s Session, proved time.Time) (Admission, error) {
	token := newSecret()
	changed, err := run(tx, "rotate_session", hash(token), proved, s.ID)
	if err != nil {
		return Admission{}, err
	}
	if changed == 0 {
		return Admission{}, ErrNoSession
	}
	s.SteppedUp, s.CSRF = proved, k.csrf(token)
	return Admission{Token: token, Session: s}, nil
}

// SignOut ends the session. Ending one that does not exist is no error.
func (k *Keeper) SignOut(ctx context.Context, c Client, token string) error {
	s, err := k.findSession(k.ask(ctx), hash(token), k.now())
	if errors.Is(err, ErrNoSession) {
		return nil
	}
	if err != nil {
		return err
	}
	return k.EndSession(ctx, Actor{s, c}, s.ID)
}

// Sessions lists the person's running sessions, the last used first.
func (k *Keeper) Sessions(ctx context.Context, person string) ([]Session, error) {
	all, err := list(k.ask(ctx), "sessions.of_person", scanSession, person)
	if err != nil {
		return nil, err
	}
	now := k.now()
	running := all[:0]
	for _, s := range all {
		if s.runs(now) {
			running = append(running, s)
		}
	}
	return running, nil
}

// EndSession ends one of the actor's own sessions by its public id. Ending one that does not exist is no error.
func (k *Keeper) EndSession(ctx context.Context, by Actor, id string) error {
	return k.write(ctx, "end session", func(tx *data.Tx) error {
		ended, err := run(tx, "end_session", id, by.Session.Person.ID)
		if err != nil || ended == 0 {
			return err
		}
		return k.note(tx, by.event(SignedOut, id, ""))
	})
}

// EndSessions ends all of the actor's sessions, but the one she acts in when keep is set.
func (k *Keeper) EndSessions(ctx context.Context, by Actor, keep bool) error {
	kept := ""
	if keep {
		kept = by.Session.ID
	}
	return k.write(ctx, "end sessions", func(tx *data.Tx) error {
		if _, err := run(tx, "end_sessions", by.Session.Person.ID, kept); err != nil {
			return err
		}
		return k.note(tx, by.event(SignedOut, by.Session.Person.ID, "everywhere"))
	})
}

func (k *Keeper) csrf(token string) string {
	return base64url.EncodeToString(sign(k.db.Secret(), "csrf", token))
}

// noticeEvery is how often at most it is written down that somebody or something was here.
const noticeEvery = time.Minute

// notices keeps many requests at once from all writing down that somebody was here.
type notices struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func newNotices() *notices { return &notices{last: map[string]time.Time{}} }

// due tells whether it is time to write, of who was last seen at stored, and that this caller is the one to do it.
func (n *notices) due(now time.Time, who string, stored time.Time) bool {
	if now.Sub(stored) < noticeEvery {
		return false
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if last, ok := n.last[who]; ok && now.Sub(last) < noticeEvery {
		return false
	}
	if len(n.last) >= 10_000 {
		clear(n.last)
	}
	n.last[who] = now
	return true
}
