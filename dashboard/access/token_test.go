package access_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

func TestTokensHandInForTheirMunicipality(t *testing.T) {
	w := open(t, demo)
	officer := w.signIn(access.RoleOfficer, "0780")
	token, kept, err := w.IssueToken(t.Context(), officer, "0780", "Nattkörning", 30*24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(token, "pk_"+kept.ID+"_") {
		t.Errorf("token %q", token)
	}
	s := must(w.Bearer(t.Context(), browser(), token))(t)
	if !s.MayHandIn("0780") || s.MayHandIn("0180") || s.Method != access.ByToken || s.CSRF != "" || s.Staff() {
		t.Errorf("session %+v", s)
	}
	if got := s.Sender("0780"); got.Name != "Nattkörning" || got.Role != "municipality" || got.Municipality != "0780" || got.Person != "" {
		t.Errorf("sender %+v", got)
	}
	if _, err := w.Session(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("as a cookie: %v", err)
	}
	if _, _, err := w.IssueToken(t.Context(), access.Actor{Session: s}, "0780", "Nästa", time.Hour); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a token issues tokens: %v", err)
	}
	if all := must(w.Tokens(t.Context(), officer.Session))(t); len(all) != 1 || all[0].LastUsed.IsZero() || all[0].CreatedBy != officer.Session.Person.ID {
		t.Errorf("tokens %+v", all)
	}
	if all := must(w.Tokens(t.Context(), w.signIn(access.RoleOfficer, "0180").Session))(t); len(all) != 0 {
		t.Errorf("another city sees %+v", all)
	}
	for name, bad := range map[string]string{
		"empty": "", "another prefix": strings.Replace(token, "pk_", "sk_", 1), "cut": token[:len(token)-1], "longer": token + "A",
		"no secret": "pk_" + kept.ID + "_", "unknown id": strings.Replace(token, kept.ID, strings.Repeat("0", len(kept.ID)), 1), "statement": "pk_' OR 1=1 --_x", "very long": "pk_a_" + strings.Repeat("A", 1<<20),
	} {
		if _, err := w.Bearer(t.Context(), browser(), bad); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.clock.set(kept.Expires)
	if _, err := w.Bearer(t.Context(), browser(), token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("expired: %v", err)
	}
}

func TestTokensAreRevoked(t *testing.T) {
	w := open(t, demo)
	officer, other := w.signIn(access.RoleOfficer, "0780"), w.signIn(access.RoleOfficer, "0180")
	token, kept, err := w.IssueToken(t.Context(), officer, "0780", "Skript", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.RevokeToken(t.Context(), other, kept.ID); !errors.Is(err, access.ErrUnknown) {
		t.Errorf("another city revokes: %v", err)
	}
	for range 2 {
		if err := w.RevokeToken(t.Context(), officer, kept.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Bearer(t.Context(), browser(), token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("revoked: %v", err)
	}
	for name, try := range map[string]func() error{
		"another city":     func() error { return second2(w.IssueToken(t.Context(), officer, "0180", "A", time.Hour)) },
		"for all":          func() error { return second2(w.IssueToken(t.Context(), officer, "", "A", time.Hour)) },
		"more than a year": func() error { return second2(w.IssueToken(t.Context(), officer, "0780", "A", 366*24*time.Hour)) },
		"no name":          func() error { return second2(w.IssueToken(t.Context(), officer, "0780", " ", time.Hour)) },
		"old proof": func() error {
			w.clock.forward(access.StepUpFor)
			return second2(w.IssueToken(t.Context(), officer, "0780", "A", time.Hour))
		},
	} {
		if err := try(); err == nil {
			t.Errorf("%s: it was issued", name)
		}
	}
}

func TestRepeatedRequestsGetTheSameAnswer(t *testing.T) {
	w := open(t, demo)
	s, other := w.signIn(access.RoleOfficer, "0780").Session, w.signIn(access.RoleOfficer, "0780").Session
	begin := func(s access.Session, key, request string) (*access.Repeat, *access.Reply, error) {
		return w.BeginRepeat(t.Context(), s, key, []byte(request))
	}
	first, reply, err := begin(s, "nyckel-1", "POST a")
	if err != nil || first == nil || reply != nil {
		t.Fatalf("the first: %v, %v, %v", first, reply, err)
	}
	if _, _, err := begin(s, "nyckel-1", "POST a"); !errors.Is(err, access.ErrInFlight) {
		t.Errorf("while it is being answered: %v", err)
	}
	if _, _, err := begin(s, "nyckel-1", "POST b"); !errors.Is(err, access.ErrReused) {
		t.Errorf("another request meanwhile: %v", err)
	}
	want := access.Reply{Status: 201, Location: "/inlamningar/7", ContentType: "application/json", Body: []byte(`{"å":1}`)}
	if err := first.Finish(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	none, reply, err := begin(s, "nyckel-1", "POST a")
	if err != nil || none != nil || reply == nil || reply.Status != 201 || string(reply.Body) != string(want.Body) || reply.Location != want.Location {
		t.Errorf("again: %v, %+v, %v", none, reply, err)
	}
	if _, _, err := begin(s, "nyckel-1", "POST b"); !errors.Is(err, access.ErrReused) {
		t.Errorf("another request: %v", err)
	}
	another, reply, err := begin(other, "nyckel-1", "POST b")
	if err != nil || another == nil || reply != nil {
		t.Errorf("another person's key: %v, %v", reply, err)
	}
	another.Abandon()
	failed, _, err := begin(s, "nyckel-2", "POST a")
	if err != nil {
		t.Fatal(err)
	}
	if err := failed.Finish(t.Context(), access.Reply{Status: 503}); err != nil {
		t.Fatal(err)
	}
	if again, _, err := begin(s, "nyckel-2", "POST a"); err != nil || again == nil {
		t.Errorf("after a failure of ours: %v", err)
	}
	w.clock.forward(access.RepeatFor)
	if again, _, err := begin(s, "nyckel-1", "POST b"); err != nil || again == nil {
		t.Errorf("after a day: %v", err)
	}
	for _, key := range []string{"", "å", "a\nb", strings.Repeat("a", 201)} {
		if _, _, err := begin(s, key, "POST a"); !errors.Is(err, access.ErrKey) {
			t.Errorf("key %.10q: %v", key, err)
		}
	}
}

func TestOneOfFiftyRepeatsIsAnswered(t *testing.T) {
	w := open(t, demo)
	s := w.signIn(access.RoleOfficer, "0780").Session
	var answered, repeated atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			for {
				r, reply, err := w.BeginRepeat(t.Context(), s, "nyckel", []byte("POST a"))
				switch {
				case errors.Is(err, access.ErrInFlight):
					continue
				case err != nil:
					t.Errorf("begin: %v", err)
				case reply != nil:
					repeated.Add(1)
				default:
					answered.Add(1)
					if err := r.Finish(t.Context(), access.Reply{Status: 201}); err != nil {
						t.Errorf("finish: %v", err)
					}
				}
				return
			}
		})
	}
	all.Wait()
	if answered.Load() != 1 || repeated.Load() != 49 {
		t.Errorf("%d answered, %d repeated", answered.Load(), repeated.Load())
	}
}

func second2[T, U any](_ T, _ U, err error) error { return err }
