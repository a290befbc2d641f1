package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// routes is the site map. Swedish pages stand at /, English ones under /en; files and the API have one address each.
func (s *Site) routes() {
	s.app.Use(s.settleBody, s.secureHeaders, noteRoute, settleUpload, s.recoverPanic, s.knowClient, s.oneHost, s.rateAddress, s.refuseEncodedBodies, s.preflight)

	for _, lang := range locale.Langs {
		at := plot{s, s.app.Group(lang.Prefix(), withLang(lang)), ""}

		// Where do the cities stand?
		for _, view := range citableViews() {
			at.Get(view.path, s.page(view.build, view.own...))
		}
		at.Get("/inlamningar/:id", s.page(submissionPage))

		// What a city could say.
		at.Get("/stader/:code/tank-om", s.page(rehearsalPage, s.slugs()...))
		at.Post("/stader/:code/tank-om", s.form(s.draftRehearsal))
		at.Get("/stader/:code/kontraktstext", s.page(contractTextPage))
		at.Post("/stader/:code/kontraktstext", s.contractTextFile)

		// Take it with you.
		at.Get("/rapporter/edition.zip", openData, s.export(editionZip, "sprak"))
		at.Get("/rapporter/:file", openData, s.reports())

		// About.
		at.Get("/om", s.page(aboutPage))
		at.Get("/tillganglighet", s.page(accessibilityPage))
		at.Get("/api", s.page(apiPage))

		// Hand in.
		at.Get("/lamna-in", s.page(handInPage, "fel", "kommun"))
		at.Post("/lamna-in", s.receiveUpload)
		at.Get("/lamna-in/mall/:file", s.download(templateFile))
		at.Get("/lamna-in/granska/:draft", s.page(previewPage, "fel", "rader", "sida", "rad"))
		at.Post("/lamna-in/granska/:draft", s.form(s.confirmUpload))
		at.Post("/lamna-in/granska/:draft/ratta", s.longForm(correctionBytes, s.correctUpload))
		at.Get("/lamna-in/granska/:draft/:file", s.download(draftFile))
		at.Post("/lamna-in/kasta/:draft", s.form(s.discardUpload))
		at.Get("/lamna-in/kvitto/:id", s.page(receiptPage))
		at.Get("/inlamningar/:id/fil", s.download(submittedFile))
		at.Get("/inlamningar/:id/angra", s.page(undoPage, "fel"))
		at.Post("/inlamningar/:id/angra", s.form(s.undoSubmission))

		// Sign in by invitation: GET shows, POST consumes.
		at.Get("/valkommen/:token", s.formPage(welcomePage))
		at.Post("/valkommen/:token", s.acceptInvitation)
		at.Post("/valkommen/:token/losenord", s.form(s.choosePassword))
		at.Post("/valkommen/:token/kod", s.form(s.confirmPassword))
		at.Post("/valkommen/:token/nyckel/borja", s.script(s.offerPasskey))
		at.Post("/valkommen/:token/nyckel", s.script(s.keepPasskey))
		at.Post("/valkommen/:token/via/:provider", s.form(s.chooseProvider))

		// Sign in and out.
		at.Get("/logga-in", s.formPage(signInPage, "till"))
		at.Post("/logga-in", s.form(s.signIn))
		at.Post("/logga-in/kod", s.form(s.signInCode))
		at.Post("/logga-in/nyckel/borja", s.script(s.offerSignIn))
		at.Post("/logga-in/nyckel", s.script(s.signInByPasskey))
		at.Post("/logga-in/via/:provider", s.form(s.signInVia))
		at.Post("/logga-ut", s.form(s.signOut))

		// Prove anew who one is.
		at.Get("/bekrafta", s.formPage(proofPage, "till"))
		at.Post("/bekrafta", s.form(s.prove))
		at.Post("/bekrafta/demo", s.form(s.proveDemo))
		at.Post("/bekrafta/nyckel/borja", s.script(s.offerProof))
		at.Post("/bekrafta/nyckel", s.script(s.proveByPasskey))
		at.Post("/bekrafta/via/:provider", s.form(s.proveVia))

		// One's own account, and the tokens of one's municipality's programs.
		at.Get("/konto", s.formPage(accountPage))
		at.Get("/konto/uppgifter.json", s.ownFile(s.ownDataFile))
		at.Post("/konto/losenord", s.form(s.choosePassword))
		at.Post("/konto/losenord/byt", s.form(s.changePassword))
		at.Post("/konto/losenord/ta-bort", s.form(s.removePassword))
		at.Post("/konto/kod", s.form(s.confirmPassword))
		at.Post("/konto/aterstallningskoder", s.form(s.newRecoveryCodes))
		at.Post("/konto/nyckel/borja", s.script(s.offerPasskey))
		at.Post("/konto/nyckel", s.script(s.keepPasskey))
		at.Post("/konto/nyckel/namn", s.form(s.renamePasskey))
		at.Post("/konto/nyckel/ta-bort", s.form(s.removePasskey))
		at.Post("/konto/via/:provider", s.form(s.chooseProvider))
		at.Post("/konto/via-ta-bort", s.form(s.removeProvider))
		at.Post("/konto/sessioner/avsluta", s.form(s.endSession))
		at.Get("/konto/api", s.formPage(tokensPage))
		at.Post("/konto/api", s.form(s.issueToken))
		at.Post("/konto/api/aterkalla", s.form(s.revokeToken))

		// The staff desk, a municipality's own page, and the public correction log.
		s.deskRoutes(at)
		s.releaseRoutes(at)

		// Single charts, for other sites.
		s.embedRoutes(at)
	}

	// Where organisations' own sign-in leads back to: one address, registered there.
	one := plot{s, s.app, ""}
	one.Get("/logga-in/:provider/svar", s.returned)

	// Files to download.
	s.releaseFiles(one)
	one.Get("/utveckling/:file", openData, s.ownReports(report.Timeline, report.Transitions, report.Moves))
	one.Get("/karta/omraden.json", openData, s.download(areasFile))
	one.Get("/karta/:file", openData, s.ownReports(report.Map))
	one.Get("/handelser/flode.atom", openData, s.download(feedFile, "sprak"))
	one.Get("/handelser/:file", openData, s.ownReports(report.Events))

	s.dcatRoutes(one)
	one.Get("/oembed", openData, s.oembed)

	// API.
	s.apiRoutes(plot{s, s.app.Group("/api/v1", openData), "/api/v1"})

	// What the data is, for machines.
	s.openDataRoutes(one)

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
