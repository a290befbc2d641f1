package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "pionjarkollen"

// listed is what go list tells of a package.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = "../.."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// under tells whether the import path is dir within the module, or below it.
func under(importPath string, dir string) bool {
	dir = path.Join(module, dir)
	return importPath == dir || strings.HasPrefix(importPath, dir+"/")
}

// floors says which rooms the packages of a room may import besides their own; tests may look further down, never up.
var floors = map[string][]string{
	"data":      {},
	"ingest":    {"data"},
	"analytics": {"data"},
	"dashboard": {"ingest", "analytics", "data"},
	"cmd":       {"dashboard", "ingest", "analytics", "data"},
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		room, _, _ := strings.Cut(strings.TrimPrefix(p.ImportPath, module+"/"), "/")
		allowed, ok := floors[room]
		if !ok {
			t.Errorf("%s stands in no room of the house", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			if i != module && !strings.HasPrefix(i, module+"/") || under(i, room) {
				continue
			}
			if !slices.ContainsFunc(allowed, func(dir string) bool { return under(i, dir) }) {
				t.Errorf("%s imports %s: want only %v", p.ImportPath, i, allowed)
			}
		}
	}
}

// quarantine says in which folders a third-party module may be imported, also by tests.
var quarantine = map[string][]string{
	"github.com/gofiber/":           {"dashboard"},
	"github.com/valyala/":           {"dashboard"},
	"github.com/go-echarts/":        {"dashboard/chart"},
	"github.com/gocarina/gocsv":     {"ingest"},
	"github.com/xuri/":              {"ingest"},
	"github.com/duckdb/":            {"data"},
	"github.com/marcboeker/":        {},
	"github.com/chromedp/":          {"dashboard/browser"},
	"github.com/rogpeppe/":          {"cmd", "data", "ingest", "analytics", "dashboard"},
	"github.com/andybalholm/brotli": {"dashboard"},
	"github.com/VictoriaMetrics/":   {"dashboard"},
	"golang.org/x/time":             {"dashboard/limit"},
	"github.com/santhosh-tekuri/":   {"dashboard"},
	"github.com/go-webauthn/":       {"dashboard/access"},
	"github.com/coreos/go-oidc":     {"dashboard/access"},
	"golang.org/x/oauth2":           {"dashboard/access"},
	"golang.org/x/crypto":           {"dashboard/access"},
	"github.com/pquerna/otp":        {"dashboard"},
	"github.com/boombuler/barcode":  {"dashboard/access"},
	"github.com/zitadel/oidc":       {"dashboard/access"},
	"github.com/wneessen/go-mail":   {"dashboard/mail"},
	"github.com/emersion/":          {"dashboard"},
}

func TestThirdPartiesStayInTheirRooms(t *testing.T) {
	for _, p := range packages(t) {
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for third, rooms := range quarantine {
				if !strings.HasPrefix(i+"/", third) && !strings.HasPrefix(i, third) {
					continue
				}
				if !slices.ContainsFunc(rooms, func(dir string) bool { return under(p.ImportPath, dir) }) {
					t.Errorf("%s imports %s, which belongs in %v", p.ImportPath, i, rooms)
				}
			}
		}
	}
}

func TestTopLevelHoldsItsFixedNames(t *testing.T) {
	fixed := []string{"cmd", "data", "ingest", "analytics", "dashboard", "go.mod", "go.sum", "Makefile", "README.md"}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(fixed, e.Name()) {
			t.Errorf("%s stands at the top level, which holds only %v and dot-files", e.Name(), fixed)
		}
	}
}
