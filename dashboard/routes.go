package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// routes is the site map. Swedish pages stand at /, English ones under /en; files and the API have one address each.
func (s *Site) routes() {
	s.app.Use(s.settleBody, s.secureHeaders, s.recoverPanic, s.refuseEncodedBodies)

	for _, lang := range locale.Langs {
		at := s.app.Group(lang.Prefix(), withLang(lang))

		// Where do the cities stand?
		at.Get("/", s.page(overviewPage))
		at.Get("/ataganden", s.page(commitmentsPage))
		at.Get("/ataganden/:slug", s.page(commitmentPage))
		at.Get("/atgarder/:id", s.page(actionPage))
		at.Get("/ataganden/:slug/signal", s.page(commitmentSignalPage))
		at.Get("/atgarder/:id/signal", s.page(actionSignalPage))
		at.Get("/utfall", s.page(outcomesPage, "nyckeltal", "atagande", "ar"))
		at.Get("/processer", s.page(processesPage))
		at.Get("/processer/:process", s.page(processPage))
		at.Get("/stader", s.page(citiesPage))
		at.Get("/stader/:code", s.page(cityPage, "grupp"))
		at.Get("/stader/:code/tank-om", s.page(rehearsalPage, s.slugs()...))
		at.Post("/stader/:code/tank-om", s.signedIn(s.draftRehearsal))
		at.Get("/stader/:code/kontraktstext", s.page(contractTextPage))
		at.Post("/stader/:code/kontraktstext", s.contractTextFile)
		at.Get("/jamfor", s.page(comparePage))
		at.Get("/inlamningar/:id", s.page(submissionPage))

		// Over time, and on the map.
		at.Get("/utveckling", s.page(developmentPage, developmentQuery...))
		at.Get("/karta", s.page(mapPage, mapQuery...))
		at.Get("/handelser", s.page(eventsPage, eventsQuery...))

		// Take it with you.
		at.Get("/rapporter", s.page(reportsPage))

		// About.
		at.Get("/om", s.page(aboutPage))
		at.Get("/tillganglighet", s.page(accessibilityPage))
		at.Get("/api", s.page(apiPage))

		// Hand in.
		at.Get("/lamna-in", s.page(handInPage, "fel", "kommun"))
		at.Post("/lamna-in", s.receiveUpload)
		at.Get("/lamna-in/mall/:file", s.download(templateFile))
		at.Get("/lamna-in/granska/:draft", s.page(previewPage, "fel"))
		at.Post("/lamna-in/granska/:draft", s.signedIn(s.confirmUpload))
		at.Post("/lamna-in/kasta/:draft", s.signedIn(s.discardUpload))
		at.Get("/lamna-in/kvitto/:id", s.page(receiptPage))
		at.Get("/inlamningar/:id/fil", s.download(submittedFile))
		at.Get("/inlamningar/:id/angra", s.page(undoPage, "fel"))
		at.Post("/inlamningar/:id/angra", s.signedIn(s.undoSubmission))

		// Sign in by invitation: GET shows, POST consumes.
		at.Get("/valkommen/:token", s.page(welcomePage))
		at.Post("/valkommen/:token", s.acceptInvitation)
		at.Post("/logga-ut", s.signedIn(s.signOut))
	}

	// Files to download.
	s.app.Get("/rapporter/:file", s.download(reportFile, "sprak"))
	s.app.Get("/utveckling/:file", s.download(ownFile(report.Timeline, report.Transitions, report.Moves), withLanguage(developmentQuery)...))
	s.app.Get("/karta/omraden.json", s.download(areasFile))
	s.app.Get("/karta/:file", s.download(ownFile(report.Map), withLanguage(mapQuery)...))
	s.app.Get("/handelser/flode.atom", s.download(feedFile, "sprak"))
	s.app.Get("/handelser/:file", s.download(ownFile(report.Events), withLanguage(eventsQuery)...))

	// API.
	api := s.app.Group("/api/v1")
	api.Get("/editions", s.download(apiEditions))
	api.Get("/commitments", s.download(apiCommitments))
	api.Get("/municipalities", s.download(apiMunicipalities))
	api.Get("/matrix", s.download(apiReport, "sprak"))
	api.Get("/levels", s.download(apiReport, "sprak"))
	api.Get("/actions", s.download(apiReport, "sprak"))
	api.Get("/coverage", s.download(apiReport, "sprak"))
	api.Get("/rehearsal", s.download(apiRehearsal, append(s.slugs(), "sprak")...))
	api.Get("/contract-text", s.download(apiContractText, "sprak"))
	api.Get("/outcomes", s.download(apiOutcomes, "nyckeltal", "atagande", "ar", "format", "sprak"))
	api.Get("/processes", s.download(apiProcesses, "sprak"))
	api.Get("/signal", s.download(apiSignal, "atagande", "atgard", "sprak"))
	api.Get("/charts/:name", s.download(apiChart, append(s.slugs(), "process", "nyckeltal", "ar", "atagande", "atgard", "grupp", "fran", "franversion", "niva", "storlek", "sprak", "tema", "bredd")...))
	api.Get("/timeline", s.download(apiOwn, withLanguage(developmentQuery)...))
	api.Get("/transitions", s.download(apiOwn, withLanguage(developmentQuery)...))
	api.Get("/moves", s.download(apiOwn, withLanguage(developmentQuery)...))
	api.Get("/events", s.download(apiOwn, withLanguage(eventsQuery)...))
	api.Get("/map", s.download(apiOwn, withLanguage(mapQuery)...))
	api.Post("/submissions", s.apiSubmit)

	// The machine room.
	s.app.Get("/static/:version/*", s.serveStatic)
	s.app.Get("/favicon.ico", s.serveFavicon)
	s.app.Get("/robots.txt", s.serveRobots)
	s.app.Get("/healthz", s.health)
}

// withLang remembers the language of the routes below it.
func withLang(lang locale.Lang) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Locals(langKey, lang)
		return c.Next()
	}
}
