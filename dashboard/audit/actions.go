package audit

import "pionjarkollen/data"

// Action is a code of the closed list of what is logged. It is stable: filters and exports match on it.
type Action string

// Actions about signing in and people.
const (
	SignIn         Action = "access.sign-in"
	SignOut        Action = "access.sign-out"
	StepUp         Action = "access.step-up"
	Denied         Action = "access.denied"
	LinkIssued     Action = "access.link-issued"
	LinkUsed       Action = "access.link-used"
	LinkRevoked    Action = "access.link-revoked"
	SecretAdded    Action = "access.secret-added"
	SecretRemoved  Action = "access.secret-removed"
	PersonChanged  Action = "person.changed"
	PersonDisabled Action = "person.disabled"
	PersonEnabled  Action = "person.enabled"
	PersonExported Action = "person.exported"
	PersonErased   Action = "person.erased"
	TokenIssued    Action = "token.issued"
	TokenRevoked   Action = "token.revoked"
	TokenUsed      Action = "token.used"
)

// Actions about what is handed in and shown.
const (
	HandedIn          Action = "submission.handed-in"
	Undone            Action = "submission.undone"
	DraftSent         Action = "draft.sent"
	DraftDiscarded    Action = "draft.discarded"
	CommentsExported  Action = "export.comments"
	AuditRead         Action = "export.audit"
	RosterExported    Action = "export.roster"
	RosterAdded       Action = "roster.added"
	RosterChanged     Action = "roster.changed"
	RosterRemoved     Action = "roster.removed"
	RoundOpened       Action = "round.opened"
	RoundChanged      Action = "round.changed"
	RoundClosed       Action = "round.closed"
	TemplateChanged   Action = "reminder.template-changed"
	ReminderSent      Action = "reminder.sent"
	ReminderCopied    Action = "reminder.copied"
	ReminderEnded     Action = "reminder.ended"
	ObjectionRaised   Action = "objection.raised"
	ObjectionAnswered Action = "objection.answered"
	ObjectionEnded    Action = "objection.withdrawn"
	CorrectionAdded   Action = "correction.published"
	ReleaseFrozen     Action = "release.frozen"
)

// Actions about the system.
const (
	Started       Action = "system.started"
	Stopped       Action = "system.stopped"
	Verified      Action = "audit.verified"
	Truncated     Action = "audit.truncated"
	MirrorMissing Action = "audit.mirror-missing"
	Flooded       Action = "audit.flooded"
)

// actionTexts is the closed list, in the order of the constants.
var actionTexts = []struct {
	action Action
	text   data.Text
}{
	{SignIn, data.Text{SV: "Inloggning", EN: "Sign-in"}},
	{SignOut, data.Text{SV: "Utloggning", EN: "Sign-out"}},
	{StepUp, data.Text{SV: "Ny legitimering före en känslig åtgärd", EN: "Fresh proof before a sensitive action"}},
	{Denied, data.Text{SV: "Begäran nekad", EN: "Request refused"}},
	{LinkIssued, data.Text{SV: "Länk utfärdad", EN: "Link issued"}},
	{LinkUsed, data.Text{SV: "Länk använd", EN: "Link used"}},
	{LinkRevoked, data.Text{SV: "Länk återkallad", EN: "Link revoked"}},
	{SecretAdded, data.Text{SV: "Inloggningssätt tillagt", EN: "Way of signing in added"}},
	{SecretRemoved, data.Text{SV: "Inloggningssätt borttaget", EN: "Way of signing in removed"}},
	{PersonChanged, data.Text{SV: "Person ändrad", EN: "Person changed"}},
	{PersonDisabled, data.Text{SV: "Person avstängd", EN: "Person disabled"}},
	{PersonEnabled, data.Text{SV: "Person återinsatt", EN: "Person enabled"}},
	{PersonExported, data.Text{SV: "Personuppgifter utlämnade", EN: "Personal data exported"}},
	{PersonErased, data.Text{SV: "Person raderad", EN: "Person erased"}},
	{TokenIssued, data.Text{SV: "API-nyckel utfärdad", EN: "API token issued"}},
	{TokenRevoked, data.Text{SV: "API-nyckel återkallad", EN: "API token revoked"}},
	{TokenUsed, data.Text{SV: "API-nyckel använd", EN: "API token used"}},
	{HandedIn, data.Text{SV: "Inlämning sparad", EN: "Submission saved"}},
	{Undone, data.Text{SV: "Inlämning ångrad", EN: "Submission undone"}},
	{DraftSent, data.Text{SV: "Fil uppladdad för granskning", EN: "File uploaded for review"}},
	{DraftDiscarded, data.Text{SV: "Uppladdad fil kastad", EN: "Uploaded file discarded"}},
	{CommentsExported, data.Text{SV: "Kommentarer hämtade", EN: "Comments exported"}},
	{AuditRead, data.Text{SV: "Loggen hämtad", EN: "Log exported"}},
	{RosterExported, data.Text{SV: "Medlemslistan hämtad", EN: "Roster exported"}},
	{RosterAdded, data.Text{SV: "Medlem tillagd", EN: "Member added"}},
	{RosterChanged, data.Text{SV: "Medlem ändrad", EN: "Member changed"}},
	{RosterRemoved, data.Text{SV: "Medlem borttagen", EN: "Member removed"}},
	{RoundOpened, data.Text{SV: "Insamling öppnad", EN: "Collection round opened"}},
	{RoundChanged, data.Text{SV: "Insamling ändrad", EN: "Collection round changed"}},
	{RoundClosed, data.Text{SV: "Insamling stängd", EN: "Collection round closed"}},
	{TemplateChanged, data.Text{SV: "Påminnelsetext ändrad", EN: "Reminder text changed"}},
	{ReminderSent, data.Text{SV: "Påminnelse skickad", EN: "Reminder sent"}},
	{ReminderCopied, data.Text{SV: "Påminnelse kopierad", EN: "Reminder copied"}},
	{ReminderEnded, data.Text{SV: "Påminnelse levererad eller misslyckad", EN: "Reminder delivered or failed"}},
	{ObjectionRaised, data.Text{SV: "Invändning lämnad", EN: "Objection raised"}},
	{ObjectionAnswered, data.Text{SV: "Invändning besvarad", EN: "Objection answered"}},
	{ObjectionEnded, data.Text{SV: "Invändning återtagen", EN: "Objection withdrawn"}},
	{CorrectionAdded, data.Text{SV: "Rättelse publicerad", EN: "Correction published"}},
	{ReleaseFrozen, data.Text{SV: "Utgåva fryst", EN: "Release frozen"}},
	{Started, data.Text{SV: "Tjänsten startad", EN: "Service started"}},
	{Stopped, data.Text{SV: "Tjänsten stoppad", EN: "Service stopped"}},
	{Verified, data.Text{SV: "Loggen kontrollerad", EN: "Log verified"}},
	{Truncated, data.Text{SV: "Loggens slut saknas", EN: "End of the log missing"}},
	{MirrorMissing, data.Text{SV: "Loggens spegelfil saknas", EN: "Mirror file of the log missing"}},
	{Flooded, data.Text{SV: "Många misslyckade försök sammanräknade", EN: "Many failures counted together"}},
}

// Actions lists every code.
func Actions() []Action {
	all := make([]Action, len(actionTexts))
	for i, known := range actionTexts {
		all[i] = known.action
	}
	return all
}

// Text names the action to people; a code that is not on the list has no text.
func (a Action) Text() data.Text {
	for _, known := range actionTexts {
		if known.action == a {
			return known.text
		}
	}
	return data.Text{}
}

// Text names the outcome to people.
func (o Outcome) Text() data.Text {
	switch o {
	case OK:
		return data.Text{SV: "genomfört", EN: "done"}
	case Refused:
		return data.Text{SV: "nekat", EN: "refused"}
	case Failed:
		return data.Text{SV: "misslyckat", EN: "failed"}
	}
	return data.Text{}
}

// Text names the kind to people.
func (k Kind) Text() data.Text {
	switch k {
	case Person:
		return data.Text{SV: "person", EN: "person"}
	case Token:
		return data.Text{SV: "API-nyckel", EN: "API token"}
	case Shell:
		return data.Text{SV: "kommandorad", EN: "command line"}
	case System:
		return data.Text{SV: "systemet", EN: "the system"}
	case Nobody:
		return data.Text{SV: "ej inloggad", EN: "not signed in"}
	}
	return data.Text{}
}
