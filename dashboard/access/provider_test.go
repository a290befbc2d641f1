package access_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pionjarkollen/dashboard/access"
)

func TestProviderSettings(t *testing.T) {
	good := access.Provider{Name: "a", Label: "A", Issuer: "https://idp.example.se", ClientID: "x"}
	for name, change := range map[string]func(*access.Provider){
		"no name":             func(p *access.Provider) { p.Name = "" },
		"a name with a slash": func(p *access.Provider) { p.Name = "../x" },
		"plain http":          func(p *access.Provider) { p.Issuer = "http://idp.example.se" },
		"no client":           func(p *access.Provider) { p.ClientID = "" },
		"anybody's tenant":    func(p *access.Provider) { p.Issuer = "https://login.microsoftonline.com/common/v2.0" },
		"organizations":       func(p *access.Provider) { p.Issuer = "https://login.microsoftonline.com/organizations/v2.0" },
		"Entra without tenant": func(p *access.Provider) {
			p.Issuer = "https://login.microsoftonline.com/" + tenant + "/v2.0"
		},
		"Entra of another tenant": func(p *access.Provider) {
			p.Issuer, p.Tenant = "https://login.microsoftonline.com/"+tenant+"/v2.0", "another"
		},
		"organisations without a claim": func(p *access.Provider) { p.Organisations = []string{"x"} },
		"an unknown municipality":       func(p *access.Provider) { p.Municipalities = []string{"9999"} },
	} {
		p := good
		change(&p)
		if k, err := access.New(open(t, access.Options{}).db, access.Options{PublicURL: site, Providers: []access.Provider{p}}); err == nil {
			t.Errorf("%s: it was taken: %+v", name, k.Providers())
		}
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("secret", "hemlig\n")
	all := must(access.ReadProviders(write("providers.json",
		`[{"name": "vaxjo", "label": "Växjö", "issuer": "https://idp.example.se", "client_id": "x", "client_secret_file": "secret"}]`)))(t)
	if len(all) != 1 || all[0].ClientSecret != "hemlig" {
		t.Errorf("read %+v", all)
	}
	w := open(t, access.Options{Providers: all})
	if shown := w.Providers(); len(shown) != 1 || shown[0].ClientSecret != "" {
		t.Errorf("shown %+v", shown)
	}
	if _, err := access.ReadProviders(write("wrong.json", `[{"lable": "x"}]`)); err == nil || !strings.Contains(err.Error(), "lable") {
		t.Errorf("a misspelt setting: %v", err)
	}
}

func TestAProviderThatDoesNotAnswer(t *testing.T) {
	o := newOrganisation(t)
	p := o.provider()
	p.Issuer = strings.Replace(o.issuer, tenant, "elsewhere", 1)
	w := today(t, access.Options{Providers: []access.Provider{p}})
	if _, err := w.VisitProvider(t.Context(), browser(), "vaxjo", access.Right{}); !errors.Is(err, access.ErrUnavailable) {
		t.Errorf("no provider there: %v", err)
	}
	if _, err := w.VisitProvider(t.Context(), browser(), "unknown", access.Right{}); !errors.Is(err, access.ErrUnavailable) {
		t.Errorf("an unknown provider: %v", err)
	}
}
