package access_test

import (
	"crypto/rsa"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"pionjarkollen/dashboard/access"
)

type signingKey struct{ key *rsa.PrivateKey }

func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k signingKey) Key() any                                    { return k.key }
func (k signingKey) ID() string                                  { return "1" }

type publicKey struct{ key *rsa.PrivateKey }

func (k publicKey) ID() string                         { return "1" }
func (k publicKey) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k publicKey) Use() string                        { return "sig" }
func (k publicKey) Key() any                           { return &k.key.PublicKey }

// relyingParty is our site as the provider knows it.
type relyingParty struct{}

func (relyingParty) GetID() string                       { return "pionjarkollen" }
func (relyingParty) RedirectURIs() []string              { return []string{site + access.ReturnPath("vaxjo")} }
func (relyingParty) PostLogoutRedirectURIs() []string    { return nil }
func (relyingParty) ApplicationType() op.ApplicationType { return op.ApplicationTypeWeb }
func (relyingParty) AuthMethod() oidc.AuthMethod         { return oidc.AuthMethodBasic }
func (relyingParty) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}

func (relyingParty) GrantTypes() []oidc.GrantType         { return []oidc.GrantType{oidc.GrantTypeCode} }
func (relyingParty) LoginURL(id string) string            { return "/login?id=" + id }
func (relyingParty) AccessTokenType() op.AccessTokenType  { return op.AccessTokenTypeBearer }
func (relyingParty) IDTokenLifetime() time.Duration       { return time.Minute }
func (relyingParty) DevMode() bool                        { return true }
func (relyingParty) IsScopeAllowed(string) bool           { return false }
func (relyingParty) IDTokenUserinfoClaimsAssertion() bool { return true }
func (relyingParty) ClockSkew() time.Duration             { return 0 }

// RestrictAdditionalIdTokenScopes is named by op.Client.
func (relyingParty) RestrictAdditionalIdTokenScopes() func([]string) []string { //nolint:revive // another module's name
	return func(scopes []string) []string { return scopes }
}

func (relyingParty) RestrictAdditionalAccessTokenScopes() func([]string) []string {
	return func(scopes []string) []string { return scopes }
}
