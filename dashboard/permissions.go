package dashboard

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
)

// audience is who may call a route at all.
type audience uint8

const (
	everybody audience = iota // signed in or not
	somebody                  // whoever is signed in
	holders                   // whoever is signed in and holds the row's permission, for the municipality that it is about
)

// whose says how the municipality that a request is about is found. What the address tells is decided at the gate; what only the
// body or the thing itself tells is decided by the handler, which asks the session for the row's permission.
type whose uint8

const (
	noOnes       whose = iota // about no municipality, or all
	herOwn                    // about the signed-in person herself; what is another's does not exist for her
	inAddress                 // :code
	inSubmission              // every municipality that the submission :id says something about
	inDraft                   // the draft :draft is its sender's alone, and each of its rows is looked at as inBody
	inBody                    // each row of the file; a row of another municipality is an error in the file
	inName                    // :file begins with the code; without one it is about none
	inForm                    // the field kommun: of the address at the gate, of a form that is sent by its handler
	inThing                   // what :id or the form's id names; the keeper of such things decides
)

// proof is what a request that changes something brings, besides coming from our own pages (Sec-Fetch-Site, Origin).
type proof uint8

const (
	noProof      proof = iota // reads only
	sessionToken              // the form's csrf, of the session
	browserToken              // the form's csrf, of the browser: nobody is signed in yet
	linkToken                 // the one-time link in the address, which no other site knows
	ownPage                   // comes from our own pages (Sec-Fetch-Site, Origin): it changes nothing
	bearerToken               // a program's token in the Authorization header, or a session together with proof of its origin
)

// row says who may call one route.
type row struct {
	method, path string // the path below the language
	who          audience
	may          access.Permission // of holders; "" for others
	whose        whose
	proof        proof
	fresh        bool         // only with a fresh proof of who she is (step-up)
	logs         audit.Action // written when the request has succeeded; "" where nothing is, or the handler does
}

// The methods of the site: one reads, the other changes something.
const get, change = fiber.MethodGet, fiber.MethodPost

// permissions is the one table of who may call what. The router is laid through it (see plot): a route without a row keeps the
// program from starting, and each row is a gate before its handlers. Which role holds a permission, and for whose municipality,
// stands in access. testdata/permissions.txt shows what each role is answered on each route.
var permissions = append([]row{
	// Public pages, files and data.
	{get, "/", everybody, "", noOnes, noProof, false, ""},
	{get, "/ataganden", everybody, "", noOnes, noProof, false, ""},
	{get, "/ataganden/:slug", everybody, "", noOnes, noProof, false, ""},
	{get, "/atgarder/:id", everybody, "", noOnes, noProof, false, ""},
	{get, "/stader", everybody, "", noOnes, noProof, false, ""},
	{get, "/stader/:code", everybody, "", noOnes, noProof, false, ""},
	{get, "/jamfor", everybody, "", noOnes, noProof, false, ""},
	{get, "/inlamningar/:id", everybody, "", noOnes, noProof, false, ""},
	{get, "/rapporter", everybody, "", noOnes, noProof, false, ""},
	{get, "/rapporter/edition.zip", everybody, "", noOnes, noProof, false, ""},
	{get, "/rapporter/utskrift", everybody, "", noOnes, noProof, false, ""},
	{get, "/rapporter/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/om", everybody, "", noOnes, noProof, false, ""},
	{get, "/tillganglighet", everybody, "", noOnes, noProof, false, ""},
	{get, "/api", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/editions", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/commitments", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/municipalities", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/matrix", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/levels", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/actions", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/coverage", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/charts/:name", everybody, "", noOnes, noProof, false, ""},
	{get, "/static/:version/*", everybody, "", noOnes, noProof, false, ""},
	{get, "/favicon.ico", everybody, "", noOnes, noProof, false, ""},
	{get, "/robots.txt", everybody, "", noOnes, noProof, false, ""},
	{get, "/healthz", everybody, "", noOnes, noProof, false, ""},
	{get, "/readyz", everybody, "", noOnes, noProof, false, ""},

	// The contract's own uses, time and place. A contract text that somebody has edited comes back to her as a file; nothing is kept.
	{get, "/ataganden/:slug/signal", everybody, "", noOnes, noProof, false, ""},
	{get, "/atgarder/:id/signal", everybody, "", noOnes, noProof, false, ""},
	{get, "/utfall", everybody, "", noOnes, noProof, false, ""},
	{get, "/processer", everybody, "", noOnes, noProof, false, ""},
	{get, "/processer/:process", everybody, "", noOnes, noProof, false, ""},
	{get, "/samverkan", everybody, "", noOnes, noProof, false, ""},
	{get, "/par/:code", everybody, "", noOnes, noProof, false, ""},
	{get, "/stader/:code/nasta-steg/:slug", everybody, "", noOnes, noProof, false, ""},
	{get, "/stader/:code/tank-om", everybody, "", noOnes, noProof, false, ""},
	{get, "/stader/:code/kontraktstext", everybody, "", noOnes, noProof, false, ""},
	{get, "/utveckling", everybody, "", noOnes, noProof, false, ""},
	{get, "/utveckling/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/karta", everybody, "", noOnes, noProof, false, ""},
	{get, "/karta/omraden.json", everybody, "", noOnes, noProof, false, ""},
	{get, "/karta/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/handelser", everybody, "", noOnes, noProof, false, ""},
	{get, "/handelser/flode.atom", everybody, "", noOnes, noProof, false, ""},
	{get, "/handelser/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/rehearsal", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/contract-text", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/outcomes", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/processes", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/signal", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/leads", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/matches", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/gaps", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/pair", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/next-step", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/support", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/similar", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/timeline", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/transitions", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/moves", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/events", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1/map", everybody, "", noOnes, noProof, false, ""},
	{change, "/stader/:code/tank-om", holders, access.HandIn, inAddress, sessionToken, false, audit.DraftSent},
	{change, "/stader/:code/kontraktstext", everybody, "", noOnes, ownPage, false, ""},

	// Handing in. The public reads how; a dry run of the API, which saves nothing, is everybody's too.
	{get, "/lamna-in", everybody, "", noOnes, noProof, false, ""},
	{get, "/lamna-in/mall/:file", everybody, access.HandIn, inName, noProof, false, audit.CommentsExported},
	{change, "/lamna-in", holders, access.HandIn, inBody, sessionToken, false, audit.DraftSent},
	{get, "/lamna-in/granska/:draft", holders, access.HandIn, inDraft, noProof, false, ""},
	{change, "/lamna-in/granska/:draft", holders, access.HandIn, inDraft, sessionToken, false, ""},
	{change, "/lamna-in/kasta/:draft", holders, access.HandIn, inDraft, sessionToken, false, audit.DraftDiscarded},
	{get, "/lamna-in/kvitto/:id", holders, access.ReadHistory, inSubmission, noProof, false, ""},
	{get, "/inlamningar/:id/fil", holders, access.ReadRaw, inSubmission, noProof, false, audit.CommentsExported},
	{get, "/inlamningar/:id/angra", holders, access.UndoOwn, inSubmission, noProof, false, ""},
	{change, "/inlamningar/:id/angra", holders, access.UndoOwn, inSubmission, sessionToken, false, ""},
	{change, "/api/v1/submissions", everybody, access.HandIn, inBody, bearerToken, false, ""},

	// A one-time link: GET shows, POST chooses how to sign in and spends it. The link itself says for whom.
	{get, "/valkommen/:token", everybody, "", noOnes, noProof, false, ""},
	{change, "/valkommen/:token", everybody, "", noOnes, linkToken, false, ""},
	{change, "/valkommen/:token/losenord", everybody, "", noOnes, browserToken, false, ""},
	{change, "/valkommen/:token/kod", everybody, "", noOnes, browserToken, false, ""},
	{change, "/valkommen/:token/nyckel/borja", everybody, "", noOnes, browserToken, false, ""},
	{change, "/valkommen/:token/nyckel", everybody, "", noOnes, browserToken, false, ""},
	{change, "/valkommen/:token/via/:provider", everybody, "", noOnes, browserToken, false, ""},

	// Signing in and out. A provider leads back by GET, with a state that this browser was given and that is good once.
	{get, "/logga-in", everybody, "", noOnes, noProof, false, ""},
	{change, "/logga-in", everybody, "", noOnes, browserToken, false, ""},
	{change, "/logga-in/kod", everybody, "", noOnes, browserToken, false, ""},
	{change, "/logga-in/nyckel/borja", everybody, "", noOnes, browserToken, false, ""},
	{change, "/logga-in/nyckel", everybody, "", noOnes, browserToken, false, ""},
	{change, "/logga-in/via/:provider", everybody, "", noOnes, browserToken, false, ""},
	{get, "/logga-in/:provider/svar", everybody, "", noOnes, noProof, false, ""},
	{change, "/logga-ut", somebody, "", herOwn, sessionToken, false, ""},

	// Proving anew who one is.
	{get, "/bekrafta", somebody, "", herOwn, noProof, false, ""},
	{change, "/bekrafta", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/bekrafta/demo", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/bekrafta/nyckel/borja", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/bekrafta/nyckel", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/bekrafta/via/:provider", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/lamna-in/granska/:draft/ratta", holders, access.HandIn, inDraft, sessionToken, false, ""},
	{get, "/lamna-in/granska/:draft/:file", holders, access.HandIn, inDraft, noProof, false, ""},

	// One's own account. What changes how one signs in wants a fresh proof.
	{get, "/konto", somebody, "", herOwn, noProof, false, ""},
	{get, "/konto/uppgifter.json", somebody, "", herOwn, noProof, false, ""},
	{change, "/konto/losenord", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/losenord/byt", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/losenord/ta-bort", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/kod", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/aterstallningskoder", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/nyckel/borja", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/nyckel", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/nyckel/namn", somebody, "", herOwn, sessionToken, false, ""},
	{change, "/konto/nyckel/ta-bort", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/via/:provider", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/via-ta-bort", somebody, "", herOwn, sessionToken, true, ""},
	{change, "/konto/sessioner/avsluta", somebody, "", herOwn, sessionToken, false, ""},

	// Tokens of a municipality's programs.
	{get, "/konto/api", holders, access.ManageTokens, herOwn, noProof, false, ""},
	{change, "/konto/api", holders, access.ManageTokens, inForm, sessionToken, true, ""},
	{change, "/konto/api/aterkalla", holders, access.ManageTokens, inThing, sessionToken, true, ""},
}, slices.Concat(deskPermissions, releasePermissions, dcatPermissions, openDataPermissions, embedPermissions, apiPermissions)...)

// forOthers is what a permission is called, and needs, for somebody who does it for a municipality that she does not work at.
var forOthers = map[access.Permission]access.Permission{access.UndoOwn: access.UndoForOthers}

// permission is the one that a session needs: the row's, or its counterpart for others.
func (r row) permission(s *access.Session) access.Permission {
	if other, ok := forOthers[r.may]; ok && s.MayAnywhere(other) {
		return other
	}
	return r.may
}

// rowOf returns the row of a route.
func rowOf(method, path string) (row, bool) {
	for _, r := range permissions {
		if r.method == method && r.path == path {
			return r, true
		}
	}
	return row{}, false
}
