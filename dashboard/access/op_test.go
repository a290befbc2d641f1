package access_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"pionjarkollen/dashboard/access"
)

const tenant = "8d7f0f0a-1c43-4b0e-9d0b-0c3a0e6f6a11"

// organisation is a real OpenID provider on this machine, which knows the people it is told of. Its fields may be changed to
// misbehave.
type organisation struct {
	op.Storage // what is not needed here
	t          *testing.T
	server     *httptest.Server
	issuer     string
	key        *rsa.PrivateKey

	mu       sync.Mutex
	requests map[string]*request
	codes    map[string]string

	nonce   string          // instead of the one that was sent, where it is not ""
	says    string          // issuer that its tokens name, instead of its own
	authAge time.Duration   // how long ago people proved to it who they are
	silent  bool            // it does not say when people proved who they are
	forged  *rsa.PrivateKey // that its tokens are signed with, instead of the one it publishes
}

// who is a person as the provider knows her.
type who struct {
	subject string
	claims  map[string]any
}

// newOrganisation starts a provider whose issuer has the tenant in its path.
func newOrganisation(t *testing.T) *organisation {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	o := &organisation{t: t, key: key, requests: map[string]*request{}, codes: map[string]string{}}
	o.server = httptest.NewUnstartedServer(nil)
	o.issuer = "http://" + o.server.Listener.Addr().String() + "/" + tenant
	provider, err := op.NewProvider(&op.Config{CodeMethodS256: true, AuthMethodPost: true}, o,
		func(bool) (op.IssuerFromRequest, error) {
			return func(r *http.Request) string {
				if o.says != "" && strings.HasSuffix(r.URL.Path, "/token") {
					return o.says
				}
				return o.issuer
			}, nil
		}, op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	o.server.Config.Handler = http.StripPrefix("/"+tenant, provider)
	o.server.Start()
	t.Cleanup(o.server.Close)
	return o
}

func (o *organisation) provider() access.Provider {
	return access.Provider{
		Name: "vaxjo", Label: "Växjö kommun", Issuer: o.issuer, ClientID: "pionjarkollen", ClientSecret: "hemlig", Scopes: []string{"profile", "email"},
	}
}

// visit signs somebody in at the provider, as a browser that was led there, and returns what she is led back with.
func (o *organisation) visit(at string, person who) access.Answer {
	o.t.Helper()
	login := o.follow(at)
	id := login.Query().Get("id")
	o.mu.Lock()
	r := o.requests[id]
	o.mu.Unlock()
	if r == nil {
		o.t.Fatalf("the provider leads to %s", login)
	}
	r.who, r.done = person, true
	back := o.follow(o.issuer + "/authorize/callback?id=" + id).Query()
	return access.Answer{State: back.Get("state"), Code: back.Get("code"), Error: back.Get("error"), Issuer: back.Get("iss")}
}

// follow asks an address and returns where it leads.
func (o *organisation) follow(at string) *url.URL {
	o.t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask, err := http.NewRequestWithContext(o.t.Context(), http.MethodGet, at, http.NoBody)
	if err != nil {
		o.t.Fatal(err)
	}
	answer, err := client.Do(ask)
	if err != nil {
		o.t.Fatal(err)
	}
	defer answer.Body.Close()
	to, err := answer.Location()
	if err != nil {
		o.t.Fatalf("%s answers %s", at, answer.Status)
	}
	return to
}

// request is somebody's visit.
type request struct {
	*oidc.AuthRequest
	o    *organisation
	id   string
	who  who
	done bool
}

func (r *request) GetID() string          { return r.id }
func (r *request) GetACR() string         { return "" }
func (r *request) GetAMR() []string       { return nil }
func (r *request) GetClientID() string    { return r.ClientID }
func (r *request) GetRedirectURI() string { return r.RedirectURI }
func (r *request) GetScopes() []string    { return r.Scopes }
func (r *request) GetState() string       { return r.State }
func (r *request) GetSubject() string     { return r.who.subject }
func (r *request) Done() bool             { return r.done }

func (r *request) GetAudience() []string { return []string{r.ClientID} }

func (r *request) GetAuthTime() time.Time {
	if r.o.silent {
		return time.Time{}
	}
	return time.Now().Add(-r.o.authAge)
}

func (r *request) GetNonce() string {
	if r.o.nonce != "" {
		return r.o.nonce
	}
	return r.Nonce
}

func (r *request) GetResponseType() oidc.ResponseType { return r.ResponseType }
func (r *request) GetResponseMode() oidc.ResponseMode { return r.ResponseMode }
func (r *request) GetCodeChallenge() *oidc.CodeChallenge {
	return &oidc.CodeChallenge{Challenge: r.CodeChallenge, Method: r.CodeChallengeMethod}
}

// What the provider stores.

func (o *organisation) CreateAuthRequest(_ context.Context, asked *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	r := &request{AuthRequest: asked, o: o, id: rand.Text()}
	o.requests[r.id] = r
	return r, nil
}

func (o *organisation) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if r := o.requests[id]; r != nil {
		return r, nil
	}
	return nil, errors.New("unknown request")
}

func (o *organisation) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	o.mu.Lock()
	id := o.codes[code]
	o.mu.Unlock()
	return o.AuthRequestByID(ctx, id)
}

func (o *organisation) SaveAuthCode(_ context.Context, id, code string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.codes[code] = id
	return nil
}

func (o *organisation) DeleteAuthRequest(_ context.Context, id string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.requests, id)
	return nil
}

func (o *organisation) CreateAccessToken(context.Context, op.TokenRequest) (string, time.Time, error) {
	return rand.Text(), time.Now().Add(time.Minute), nil
}

func (o *organisation) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}

func (o *organisation) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, token op.IDTokenRequest, _ []string) error {
	if r, ok := token.(*request); ok {
		info.Subject = r.who.subject
		for name, value := range r.who.claims {
			info.AppendClaims(name, value)
		}
	}
	return nil
}

func (o *organisation) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return map[string]any{}, nil
}

func (o *organisation) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != "pionjarkollen" {
		return nil, errors.New("unknown client")
	}
	return relyingParty{}, nil
}

func (o *organisation) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != "pionjarkollen" || secret != "hemlig" {
		return errors.New("wrong secret")
	}
	return nil
}

func (o *organisation) SigningKey(context.Context) (op.SigningKey, error) {
	if o.forged != nil {
		return signingKey{o.forged}, nil
	}
	return signingKey{o.key}, nil
}

func (o *organisation) KeySet(context.Context) ([]op.Key, error) {
	return []op.Key{publicKey{o.key}}, nil
}

func (o *organisation) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

func (o *organisation) Health(context.Context) error { return nil }
