# Pionjärkollen. `make help` lists what there is.
#
# Needs Go (the version in go.mod or newer) and gcc; the browser tests also need Chromium, which `make test` installs
# where it may.

GO       ?= go
PROGRAM  := .bin/pionjarkollen
DEMO     := .demo/pionjarkollen.duckdb
FUZZTIME ?= 20s

GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# The address of the Go vulnerability database, such as file:///srv/vulndb; empty is govulncheck's own.
VULNDB ?=

# Debian's names for the browser; CHROMIUM in the environment names another.
CHROMIUMS := chromium chromium-browser google-chrome

.DEFAULT_GOAL := help
.PHONY: help run build test lint vuln bench stress fuzz assets examples tools chromium

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: build ## serve the site with invented data, and print links that sign in
	@mkdir -p $(dir $(DEMO))
	$(PROGRAM) serve --demo --db $(DEMO) --public-url http://localhost:8080

build: tools ## build the program into .bin/
	@mkdir -p $(dir $(PROGRAM))
	$(GO) build -o $(PROGRAM) ./cmd/pionjarkollen

# The race detector slows Chromium's pages to a crawl without finding more, so the browser tests run without it; so do those that
# ask the whole site thousands of things one after the other.
THOROUGH := ^Test(EveryRoleOnEveryRoute|Pages|Payloads.*|NoWayOutOfTheDatabase|EveryRouteCarriesTheHeaders)$$

test: tools chromium ## run every test: units, scripts, HTTP, race detector, real Chromium
	$(GO) test -race -timeout 15m -skip '$(THOROUGH)' $$($(GO) list ./... | grep -v '/dashboard/browser')
	$(GO) test -timeout 10m -run '$(THOROUGH)' ./dashboard
	$(GO) test -run '^TestMemory$$' ./ingest
	$(GO) test -timeout 10m $$($(GO) list ./... | grep '/dashboard/browser')

lint: tools ## check style, common mistakes and known vulnerabilities
	$(GO) run $(GOLANGCI) run ./...
	@$(MAKE) --no-print-directory vuln

# Only an unreachable default database is let pass, and said; everything else fails.
vuln: ## check for known vulnerabilities (VULNDB=address of another database)
	@status=0; $(GO) run $(GOVULNCHECK) $(if $(VULNDB),-db "$(VULNDB)") ./... >.govulncheck.out 2>&1 || status=$$?; \
	cat .govulncheck.out; \
	if [ $$status -ne 0 ] && [ -z "$(VULNDB)" ] && grep -qE 'dial tcp|no such host|fetching vulnerabilities' .govulncheck.out; then \
		echo 'make lint: known vulnerabilities were NOT checked: the database cannot be reached. Set VULNDB to a copy.'; status=0; \
	fi; rm -f .govulncheck.out; exit $$status

bench: build ## measure: ingest, start and memory, pages and charts, questions of large countries; then the parts
	$(GO) run ./cmd/bench -program $(PROGRAM)
	$(GO) test -run '^$$' -bench . -benchmem -timeout 30m ./data ./ingest ./analytics

stress: build ## see what slow, large and greedy clients do to memory and to everybody else
	$(GO) run ./cmd/stress -program $(PROGRAM)

fuzz: tools ## let every fuzz test search for FUZZTIME (20s)
	@set -e; for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p; \
		done; \
	done

assets: ## build the scripts and styles from npm anew (needs node); the result is committed
	cd dashboard/static/build && npm ci && npm run build

examples: tools ## write the invented submissions anew; the result is committed
	$(GO) generate ./data/...

tools:
	@command -v $(GO) >/dev/null || { echo 'make: Go is missing: see https://go.dev/dl/ or apt-get install golang' >&2; exit 1; }
	@command -v $${CC:-gcc} >/dev/null || { echo 'make: gcc is missing (DuckDB is linked in through cgo): apt-get install gcc g++' >&2; exit 1; }

chromium:
	@if [ -n "$$CHROMIUM" ]; then \
		[ -x "$$CHROMIUM" ] && exit 0; echo "make: CHROMIUM=$$CHROMIUM is no program" >&2; exit 1; \
	fi; \
	for name in $(CHROMIUMS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'make: installing chromium for the browser tests'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo 'make: the browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM' >&2; exit 1; \
	fi
