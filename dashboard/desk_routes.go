package dashboard

import (
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
)

// deskPermissions are the rows of the staff desk, of municipalities' own page and of the public correction log.
var deskPermissions = []row{
	{get, "/rattelser", everybody, "", noOnes, noProof, false, ""},

	// Rounds and reminders.
	{get, "/personal", holders, access.ManageRounds, noOnes, noProof, false, ""},
	{get, "/personal/paminnelser", holders, access.ManageRounds, noOnes, noProof, false, ""},
	{change, "/personal/paminnelser", holders, access.ManageRounds, noOnes, sessionToken, false, ""},
	{change, "/personal/paminnelser/mall", holders, access.ManageRounds, noOnes, sessionToken, false, ""},
	{get, "/personal/omgangar", holders, access.ManageRounds, noOnes, noProof, false, ""},
	{change, "/personal/omgangar", holders, access.ManageRounds, noOnes, sessionToken, false, ""},
	{change, "/personal/omgangar/:id", holders, access.ManageRounds, noOnes, sessionToken, false, ""},
	{change, "/personal/omgangar/:id/stang", holders, access.ManageRounds, noOnes, sessionToken, false, ""},

	// The roster. Pages with a form that changes it want the fresh proof before it is filled in.
	{get, "/personal/register", holders, access.ManageRoster, noOnes, noProof, false, ""},
	{get, "/personal/register.csv", holders, access.ManageRoster, noOnes, noProof, false, audit.RosterExported},
	{get, "/personal/register/las-in", holders, access.ManageRoster, noOnes, noProof, true, ""},
	{change, "/personal/register/las-in", holders, access.ManageRoster, noOnes, sessionToken, true, ""},
	{change, "/personal/register/verkstall", holders, access.ManageRoster, noOnes, sessionToken, true, ""},
	{get, "/personal/medlem", holders, access.ManageRoster, noOnes, noProof, true, ""},
	{change, "/personal/medlem", holders, access.ManageRoster, noOnes, sessionToken, true, ""},
	{change, "/personal/medlem/ta-bort", holders, access.ManageRoster, noOnes, sessionToken, true, ""},

	// People, their links and their programs' tokens. The keeper decides whom somebody may manage.
	{get, "/personal/personer", holders, access.ManagePeople, noOnes, noProof, false, ""},
	{get, "/personal/personer/bjud-in", holders, access.ManagePeople, noOnes, noProof, true, ""},
	{change, "/personal/personer/bjud-in", holders, access.ManagePeople, noOnes, sessionToken, true, ""},
	{get, "/personal/personer/:id", holders, access.ManagePeople, inThing, noProof, false, ""},
	{get, "/personal/personer/:id/uppgifter.json", holders, access.ManagePeople, inThing, noProof, true, ""},
	{change, "/personal/personer/:id", holders, access.ManagePeople, inThing, sessionToken, true, ""},
	{change, "/personal/personer/:id/stang-av", holders, access.ManagePeople, inThing, sessionToken, true, ""},
	{change, "/personal/personer/:id/oppna", holders, access.ManagePeople, inThing, sessionToken, true, ""},
	{change, "/personal/personer/:id/aterstall", holders, access.ManagePeople, inThing, sessionToken, true, ""},
	{change, "/personal/personer/:id/radera", holders, access.ErasePeople, inThing, sessionToken, true, ""},
	{change, "/personal/lankar", holders, access.ManagePeople, inThing, sessionToken, true, ""},
	{get, "/personal/nycklar", holders, access.ManageRounds, noOnes, noProof, false, ""},
	{change, "/personal/nycklar/aterkalla", holders, access.ManageTokens, inThing, sessionToken, true, ""},

	// The right of reply and the correction log.
	{get, "/personal/invandningar", holders, access.AnswerObjections, noOnes, noProof, false, ""},
	{change, "/personal/invandningar/:id", holders, access.AnswerObjections, inThing, sessionToken, false, ""},
	{change, "/personal/rattelser", holders, access.AnswerObjections, noOnes, sessionToken, false, ""},

	// The audit log and the system.
	{get, "/personal/logg", holders, access.ReadAudit, noOnes, noProof, false, ""},
	{get, "/personal/logg.csv", holders, access.ExportAudit, noOnes, noProof, true, audit.AuditRead},
	{change, "/personal/logg/kontrollera", holders, access.ReadAudit, noOnes, sessionToken, false, ""},
	{get, "/personal/system", holders, access.SeeSystem, noOnes, noProof, false, ""},

	// A municipality's own people. Where the address names another municipality (?kommun=), the page asks the session.
	{get, "/min-kommun", holders, access.SeeColleagues, herOwn, noProof, false, ""},
	{get, "/min-kommun/bjud-in", holders, access.InvitePeople, herOwn, noProof, true, ""},
	{change, "/min-kommun/bjud-in", holders, access.InvitePeople, inForm, sessionToken, true, ""},
	{change, "/min-kommun/lankar", holders, access.InvitePeople, inThing, sessionToken, true, ""},
	{change, "/min-kommun/kontakt", holders, access.SayConsent, inForm, sessionToken, false, ""},
	{get, "/min-kommun/invandning", holders, access.Object, herOwn, noProof, false, ""},
	{change, "/min-kommun/invandning", holders, access.Object, inForm, sessionToken, false, ""},
	{change, "/min-kommun/invandning/:id/dra-tillbaka", holders, access.Object, inForm, sessionToken, false, ""},
}

// deskRoutes lays the desk's part of the site map in one language.
func (s *Site) deskRoutes(at plot) {
	at.Get("/rattelser", s.page(correctionsPage, "kommun"))

	at.Get("/personal", s.deskPage(deskHomePage, "omgang", "visa", "sok", "klart"))
	at.Get("/personal/paminnelser", s.deskPage(remindersPage, "omgang", "text", "klart"))
	at.Post("/personal/paminnelser", s.form(s.sendReminders))
	at.Post("/personal/paminnelser/mall", s.form(s.saveTemplate))
	at.Get("/personal/omgangar", s.deskPage(roundsPage, "klart"))
	at.Post("/personal/omgangar", s.form(s.openRound))
	at.Post("/personal/omgangar/:id", s.form(s.changeRound))
	at.Post("/personal/omgangar/:id/stang", s.form(s.closeRound))

	at.Get("/personal/register", s.deskPage(rosterPage, "klart"))
	at.Get("/personal/register.csv", s.deskFile(rosterFile))
	at.Get("/personal/register/las-in", s.deskPage(rosterImportPage))
	at.Post("/personal/register/las-in", s.readRoster)
	at.Post("/personal/register/verkstall", s.applyRoster)
	at.Get("/personal/medlem", s.deskPage(memberPage, "kommun"))
	at.Post("/personal/medlem", s.form(s.saveMember))
	at.Post("/personal/medlem/ta-bort", s.form(s.removeMember))

	at.Get("/personal/personer", s.deskPage(peoplePage, "sok", "vilka", "klart"))
	at.Get("/personal/personer/bjud-in", s.deskPage(invitePage, "kommun"))
	at.Post("/personal/personer/bjud-in", s.form(s.invitePerson))
	at.Get("/personal/personer/:id", s.deskPage(personPage, "klart"))
	at.Get("/personal/personer/:id/uppgifter.json", s.deskFile(personFile))
	at.Post("/personal/personer/:id", s.form(s.changePerson))
	at.Post("/personal/personer/:id/stang-av", s.form(s.disablePerson))
	at.Post("/personal/personer/:id/oppna", s.form(s.enablePerson))
	at.Post("/personal/personer/:id/aterstall", s.form(s.recoverPerson))
	at.Post("/personal/personer/:id/radera", s.form(s.erasePerson))
	at.Post("/personal/lankar", s.form(s.revokeLink))
	at.Get("/personal/nycklar", s.deskPage(allTokensPage, "klart"))
	at.Post("/personal/nycklar/aterkalla", s.form(s.revokeAnyToken))

	at.Get("/personal/invandningar", s.deskPage(objectionsPage, "visa", "klart"))
	at.Post("/personal/invandningar/:id", s.form(s.answerObjection))
	at.Post("/personal/rattelser", s.form(s.publishCorrection))

	at.Get("/personal/logg", s.deskPage(logPage, logFilters[:]...))
	at.Get("/personal/logg.csv", s.deskFile(logFile, logFilters[:]...))
	at.Post("/personal/logg/kontrollera", s.form(s.verifyLog))
	at.Get("/personal/system", s.deskPage(systemPage))

	at.Get("/min-kommun", s.deskPage(ownCityPage, "kommun", "klart"))
	at.Get("/min-kommun/bjud-in", s.deskPage(invitePage, "kommun"))
	at.Post("/min-kommun/bjud-in", s.form(s.invitePerson))
	at.Post("/min-kommun/lankar", s.form(s.revokeLink))
	at.Post("/min-kommun/kontakt", s.form(s.sayConsent))
	at.Get("/min-kommun/invandning", s.deskPage(objectPage, "kommun", "om"))
	at.Post("/min-kommun/invandning", s.form(s.raiseObjection))
	at.Post("/min-kommun/invandning/:id/dra-tillbaka", s.form(s.withdrawObjection))
}

// number is the :id of an address, 0 for none.
func (p *post) number() int64 {
	id, err := p.ParamsInt("id")
	if err != nil {
		return 0
	}
	return int64(id)
}
