# Pionjärkollen. `make help` lists what there is.
#
# Needs Go (the version in go.mod or newer) and gcc; the tests also need Chromium, LibreOffice, Raptor, curl and Python, which `make test`
# installs where it may.

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
.PHONY: help run build test lint vuln bench stress fuzz assets examples tools chromium office raptor clients race thorough browser

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: build ## serve the site with invented data, and print links that sign in
	@mkdir -p $(dir $(DEMO))
	$(PROGRAM) serve --demo --db $(DEMO) --public-url http://localhost:8080

build: tools ## build the program into .bin/
	@mkdir -p $(dir $(PROGRAM))
	$(GO) build -o $(PROGRAM) ./cmd/pionjarkollen

# The race detector slows Chromium's pages to a crawl without finding more, so the browser tests run without it; so do those that
# ask the whole site, or read files, thousands of times one after the other. They run at the same time as all others: first those with
# the race detector, then the browser.
THOROUGH := ^Test(EveryRoleOnEveryRoute|Pages|PagesOfRowsAreAllTheRows|Payloads.*|NoWayOutOfTheDatabase|EveryRouteCarriesTheHeaders|\
EveryLinkLeadsSomewhere|EveryChangeProvesWhereItComesFrom|EveryDocumentedCall|EveryDocumentedRefusal|EveryAddressInEveryForm|EveryReportInEveryForm|\
EveryAnswerKeepsToItsJSONSchema|EveryFileKeepsToItsCSVW|EveryFileKeepsToItsTableSchema|OpenAPIIsOpenAPI|EveryChartStandsAlone|APICharts|\
OnlyChartsMayBeFramed|OEmbed|Snippets|ReleasesAreCatalogued|CataloguedAddressesAnswer|PagesAndReleasesAreCited|CitingEveryView|\
TheCorrectionLogSaysWhatReleasesChanged|LaterSubmissionsChangeNoFrozenFile|AReleaseThatIsGoneIsMissed|StaffFreeze.*|TheShell.*|\
ReleaseFilesAsDataUsersExpect|TheWholeEdition|LargeAnswersGoByDisk|ATooLargeFileIsRefusedAndItsSenderSeesIt|ALargeFileIsShownPageByPage|\
ToolsAreOffered|TimeFilesSayTheSame|SameNumbersEverywhere|CacheKey|ExportsHoldAPortion|ReportsAreThoseOfTheSite|\
GridReadsBack|MarkedComesBack|ShortRowsAreRows|AnyByteOfAWorkbook|FlippedByte|WordsOfFieldsAreRead|SuggestionsAreValues|HostileFiles)$$
empty :=
THOROUGH := $(subst $(empty) ,,$(THOROUGH))

test: tools chromium office raptor clients ## run every test: units, scripts, HTTP, race detector, real Chromium, LibreOffice
	@$(MAKE) --no-print-directory -j2 browser thorough
	$(GO) test -run '^TestMemory$$' ./ingest

race:
	$(GO) test -race -timeout 20m -skip '$(THOROUGH)|^TestMemory$$' $$($(GO) list ./... | grep -v '/dashboard/browser')

browser: race
	$(GO) test -timeout 25m $$($(GO) list ./... | grep '/dashboard/browser')

thorough:
	$(GO) test -timeout 25m -run '$(THOROUGH)' ./dashboard ./dashboard/report ./ingest ./cmd/pionjarkollen

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

# needs PROGRAMS,OWN,PACKAGE,FOR: one of the programs, or the one that the variable OWN names, is there, or Debian's package is installed.
define needs
	@if [ -n "$(2)" ]; then \
		[ -x "$(2)" ] && exit 0; echo 'make: $(2) is no program' >&2; exit 1; \
	fi; \
	for name in $(1); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'make: installing $(3) for $(4)'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(3) >/dev/null; \
	else \
		echo 'make: $(4) need $(3): install it (Debian: apt-get install --no-install-recommends $(3))' >&2; exit 1; \
	fi
endef

chromium:
	$(call needs,$(CHROMIUMS),$(CHROMIUM),chromium,the browser tests)

# Without its window system: 190 MB, half a minute.
office:
	$(call needs,soffice libreoffice,$(SOFFICE),libreoffice-calc-nogui,the tests that open workbooks in another program than wrote them)

# Somebody else's RDF parser: the catalogue of data is read with it.
raptor:
	$(call needs,rapper,,raptor2-utils,the tests of the data catalogue)

# The clients that /api shows are run as they stand there.
clients:
	$(call needs,curl,,curl,the tests of the clients that the API's page shows)
	$(call needs,python3,,python3,the tests of the clients that the API's page shows)
