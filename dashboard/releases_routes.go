package dashboard

import (
	"pionjarkollen/dashboard/access"
)

// releasePermissions are the rows of releases and of citing.
var releasePermissions = []row{
	{get, "/data", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/v/:number", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/v/:number/citera.bib", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/v/:number/citera.json", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/v/:number/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/citera.bib", everybody, "", noOnes, noProof, false, ""},
	{get, "/citera.json", everybody, "", noOnes, noProof, false, ""},

	// Freezing writes its own row in the audit log, together with the release. The page wants the fresh proof before its form is filled in.
	{get, "/personal/utgavor", holders, access.FreezeRelease, noOnes, noProof, true, ""},
	{change, "/personal/utgavor", holders, access.FreezeRelease, noOnes, sessionToken, true, ""},
}

// releaseRoutes lays the pages of releases in one language.
func (s *Site) releaseRoutes(at plot) {
	at.Get("/data", s.page(releasesPage))
	at.Get("/data/v/:number", s.page(releasePage))
	at.Get("/personal/utgavor", s.deskPage(freezePage, "klart"))
	at.Post("/personal/utgavor", s.form(s.freezeRelease))
}

// releaseFiles lays what has one address in both languages: files that never change, and references to cite.
func (s *Site) releaseFiles(one plot) {
	one.Get("/data/v/:number/citera.bib", openData, s.download(releaseReference, "sprak"))
	one.Get("/data/v/:number/citera.json", openData, s.download(releaseReference, "sprak"))
	one.Get("/data/v/:number/:file", openData, s.releaseFile)
	one.Get("/citera.bib", openData, s.download(liveReference, "sida", "sprak"))
	one.Get("/citera.json", openData, s.download(liveReference, "sida", "sprak"))
}
