package access

import (
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Provider is an organisation's own sign-in by OpenID Connect, as the operator's settings describe it.
type Provider struct {
	Name             string   `json:"name"`               // in addresses: small letters, digits and hyphens
	Label            string   `json:"label"`              // on the button, "Växjö kommun"
	Issuer           string   `json:"issuer"`             // exactly as the provider says it; https, but for this machine
	ClientID         string   `json:"client_id"`          //
	ClientSecret     string   `json:"client_secret"`      // or
	ClientSecretFile string   `json:"client_secret_file"` // path of a file that holds it, relative to the settings
	Scopes           []string `json:"scopes"`             // beside openid
	Tenant           string   `json:"tenant"`             // of Entra ID: the directory's id. People are then known by tid and oid
	OrganisationFrom string   `json:"organisation_claim"` // claim that says which organisation somebody is of, where an issuer has many
	Organisations    []string `json:"organisations"`      // values of that claim that are let in
	Municipalities   []string `json:"municipalities"`     // codes of those whose officers may use it; empty is any
	Staff            bool     `json:"staff"`              // the operator vouches that it always asks for two factors, so staff may use it
	ACR              []string `json:"acr"`                // values of acr of which one is asked for and must come back; empty is any
}

var (
	providerName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	manyTenants  = []string{"common", "organizations", "consumers"}
)

// ReadProviders reads the settings: a JSON array of Provider.
func ReadProviders(path string) ([]Provider, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read providers: %w", err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	var all []Provider
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("read providers %s: %w", path, err)
	}
	for i := range all {
		p := &all[i]
		if p.ClientSecretFile == "" {
			continue
		}
		file := p.ClientSecretFile
		if !filepath.IsAbs(file) {
			file = filepath.Join(filepath.Dir(path), file)
		}
		secret, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read secret of provider %s: %w", p.Name, err)
		}
		p.ClientSecret = strings.TrimSpace(string(secret))
	}
	return all, nil
}

// check refuses what could let in somebody whom the operator does not mean.
func (p Provider) check() error {
	issuer, err := url.Parse(p.Issuer)
	switch {
	case !providerName.MatchString(p.Name):
		return fmt.Errorf("provider %q: its name should be small letters, digits and hyphens", p.Name)
	case p.Label == "" || p.ClientID == "":
		return fmt.Errorf("provider %s: label and client_id are needed", p.Name)
	case err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !loopback(issuer.Hostname())):
		return fmt.Errorf("provider %s: issuer %q should be an https address", p.Name, p.Issuer)
	case (p.OrganisationFrom == "") != (len(p.Organisations) == 0):
		return fmt.Errorf("provider %s: organisation_claim and organisations go together", p.Name)
	}
	parts := strings.Split(strings.Trim(issuer.Path, "/"), "/")
	if slices.ContainsFunc(manyTenants, func(many string) bool { return slices.Contains(parts, many) || p.Tenant == many }) {
		return fmt.Errorf("provider %s: name the issuer of one tenant; %s would let in anybody's", p.Name, p.Issuer)
	}
	entra := strings.HasSuffix(issuer.Hostname(), ".microsoftonline.com") || issuer.Hostname() == "sts.windows.net"
	if (entra || p.Tenant != "") && (p.Tenant == "" || !slices.Contains(parts, p.Tenant)) {
		return fmt.Errorf("provider %s: tenant should be the directory's id, as it stands in the issuer", p.Name)
	}
	return nil
}

// loopback tells whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// admits returns ErrForbidden for a person who may not use the provider.
func (p Provider) admits(who Person) error {
	switch {
	case who.Role != RoleOfficer:
		if !p.Staff {
			return ErrForbidden
		}
	case len(p.Municipalities) > 0 && !slices.ContainsFunc(who.Municipalities, func(code string) bool { return slices.Contains(p.Municipalities, code) }):
		return ErrForbidden
	}
	return nil
}
