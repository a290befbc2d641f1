package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/locale"
)

// routes is the site map. Swedish pages stand at /, English ones under /en; files and the API have one address each.
func (s *Site) routes() {
	s.app.Use(s.settleBody, s.secureHeaders, noteRoute, settleUpload, s.recoverPanic, s.knowClient, s.oneHost, s.rateAddress, s.refuseEncodedBodies)

	for _, lang := range locale.Langs {
		at := plot{s, s.app.Group(lang.Prefix(), withLang(lang)), ""}

		// Where do the cities stand?
		at.Get("/", s.page(overviewPage))
		at.Get("/ataganden", s.page(commitmentsPage))
		at.Get("/ataganden/:slug", s.page(commitmentPage))
		at.Get("/atgarder/:id", s.page(actionPage))
		at.Get("/stader", s.page(citiesPage))
		at.Get("/stader/:code", s.page(cityPage, "grupp"))
		at.Get("/jamfor", s.page(comparePage))
		at.Get("/inlamningar/:id", s.page(submissionPage))

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
	one := plot{s, s.app, ""}
	one.Get("/rapporter/:file", openData, s.download(reportFile, "sprak"))

	// API.
	api := plot{s, s.app.Group("/api/v1", openData), "/api/v1"}
	api.Get("/editions", s.download(apiEditions))
	api.Get("/commitments", s.download(apiCommitments))
	api.Get("/municipalities", s.download(apiMunicipalities))
	api.Get("/matrix", s.download(apiReport, "sprak"))
	api.Get("/levels", s.download(apiReport, "sprak"))
	api.Get("/actions", s.download(apiReport, "sprak"))
	api.Get("/coverage", s.download(apiReport, "sprak"))
	api.Get("/charts/:name", s.download(apiChart, "atagande", "atgard", "grupp", "sprak", "tema", "bredd"))
	api.Post("/submissions", s.apiSubmit)

	// The machine room.
	one.Get("/static/:version/*", s.serveStatic)
	one.Get("/favicon.ico", s.serveFavicon)
	one.Get("/robots.txt", s.serveRobots)
	one.Get("/healthz", s.health)
	one.Get("/readyz", s.ready)
}

// withLang remembers the language of the routes below it.
func withLang(lang locale.Lang) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Locals(langKey, lang)
		return c.Next()
	}
}
