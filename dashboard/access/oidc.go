package access

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// provider is a Provider that has been, or will be, looked up at its issuer.
type provider struct {
	Provider
	redirect string
	client   *http.Client
	now      func() time.Time

	mu     sync.Mutex
	found  *oidc.Provider // nil before the first use
	failed time.Time      // when it last did not answer
}

// Bounds of what a provider may answer.
const (
	providerTimeout = 10 * time.Second
	providerRest    = 15 * time.Second // before one that did not answer is asked again
	providerAnswer  = 1 << 20          // bytes
)

// ReturnPath is where the provider with the given name leads back to; it is to be registered there.
func ReturnPath(name string) string { return "/logga-in/" + name + "/svar" }

func (k *Keeper) useProviders(site *url.URL, all []Provider) (map[string]*provider, error) {
	if len(all) > 0 && site == nil {
		return nil, errors.New("providers need the site's public address")
	}
	out := make(map[string]*provider, len(all))
	for _, p := range all {
		if err := p.check(); err != nil {
			return nil, err
		}
		if out[p.Name] != nil {
			return nil, fmt.Errorf("there are two providers %s", p.Name)
		}
		for _, code := range p.Municipalities {
			if k.db.Catalogue().Municipality(code) == nil {
				return nil, fmt.Errorf("provider %s: there is no municipality %s", p.Name, code)
			}
		}
		out[p.Name] = &provider{
			Provider: p, redirect: site.Scheme + "://" + site.Host + ReturnPath(p.Name), now: k.db.Now,
			client: &http.Client{Timeout: providerTimeout, Transport: cutting{http.DefaultTransport}},
		}
	}
	return out, nil
}

// Providers lists the organisations' providers in the order of their labels, without secrets.
func (k *Keeper) Providers() []Provider {
	all := make([]Provider, 0, len(k.providers))
	for _, p := range k.providers {
		shown := p.Provider
		shown.ClientSecret = ""
		all = append(all, shown)
	}
	slices.SortFunc(all, func(a, b Provider) int { return strings.Compare(a.Label+a.Name, b.Label+b.Name) })
	return all
}

// cutting ends answers that are longer than any provider needs.
type cutting struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t cutting) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, providerAnswer), answer.Body}
	}
	return answer, err
}

// discover returns the provider's addresses and keys, which it asks for until it has got them once.
func (p *provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	if since := p.now().Sub(p.failed); since >= 0 && since < providerRest {
		return nil, fmt.Errorf("provider %s: %w: it did not answer %s ago", p.Name, ErrUnavailable, since.Round(time.Second))
	}
	// The keys are fetched again and again with this context, long after the request that came first.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.Issuer)
	if err != nil {
		p.failed = p.now()
		return nil, fmt.Errorf("provider %s: %w: %w", p.Name, ErrUnavailable, err)
	}
	p.found = found
	return found, nil
}

func (p *provider) config(found *oidc.Provider) oauth2.Config {
	return oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: found.Endpoint(), RedirectURL: p.redirect,
		Scopes: append([]string{oidc.ScopeOpenID}, p.Scopes...),
	}
}

// claims is what an ID token says of somebody, as far as it is used. Her e-mail address is not.
type claims struct {
	issuer, subject string
	authTime        time.Time
}

// exchange turns the code of an answer into who the provider says it is. Whatever is wrong with it is ErrCredentials.
func (p *provider) exchange(ctx context.Context, code, nonce, verifier string) (claims, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return claims{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	config := p.config(found)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return claims{}, errors.Join(ErrCredentials, err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return claims{}, errors.Join(ErrCredentials, errors.New("the provider sent no ID token"))
	}
	id, err := found.VerifierContext(ctx, &oidc.Config{ClientID: p.ClientID, Now: p.now}).Verify(ctx, raw)
	if err != nil {
		return claims{}, errors.Join(ErrCredentials, err)
	}
	if id.Nonce == "" || id.Nonce != nonce {
		return claims{}, errors.Join(ErrCredentials, errors.New("the ID token was made for another sign-in"))
	}
	return p.read(id)
}

// read applies the operator's rules to an ID token.
func (p *provider) read(id *oidc.IDToken) (claims, error) {
	var said struct {
		TID      string `json:"tid"`
		OID      string `json:"oid"`
		ACR      string `json:"acr"`
		AZP      string `json:"azp"`
		AuthTime int64  `json:"auth_time"`
	}
	all := map[string]any{}
	if err := errors.Join(id.Claims(&said), id.Claims(&all)); err != nil {
		return claims{}, errors.Join(ErrCredentials, err)
	}
	out := claims{issuer: id.Issuer, subject: id.Subject}
	if said.AuthTime > 0 {
		out.authTime = time.Unix(said.AuthTime, 0).UTC()
	}
	refused := ""
	switch {
	case id.Subject == "":
		refused = "it has no subject"
	case said.AZP != "" && said.AZP != p.ClientID:
		refused = "it was made for another client"
	case p.Tenant != "" && (said.TID != p.Tenant || said.OID == ""):
		refused = "it is of another tenant, or has no oid"
	case len(p.ACR) > 0 && !slices.Contains(p.ACR, said.ACR):
		refused = "it was got by a weaker way than is asked for"
	case p.OrganisationFrom != "" && !slices.ContainsFunc(p.Organisations, func(o string) bool { return says(all[p.OrganisationFrom], o) }):
		refused = "it is of another organisation"
	}
	if refused != "" {
		return claims{}, errors.Join(ErrCredentials, fmt.Errorf("ID token of %s: %s", p.Name, refused))
	}
	if p.Tenant != "" {
		out.subject = said.TID + "/" + said.OID
	}
	return out, nil
}

// says tells whether a claim, one text or several, is or contains the value.
func says(claim any, value string) bool {
	switch c := claim.(type) {
	case string:
		return c == value
	case []any:
		return slices.Contains(c, any(value))
	}
	return false
}
