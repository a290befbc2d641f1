package browser_test

// place is one page of the site.
type place struct {
	name   string // of its pictures and in failures
	route  string // the route it belongs to, as in routes.go
	path   string // below the language's prefix
	status int64  // 0 is 200
	charts int    // how many are drawn
	once   bool   // a variant of a page that stands above it: opened in Swedish only, where both languages would cost time
}

// The examples leave out Nacka; Mora is not on the roster.
const (
	vaxjo, alvesta, nacka, mora = "0780", "0764", "0182", "2062"
)

// publicPlaces are the pages that everybody sees, with the example submissions loaded.
var publicPlaces = []place{
	{name: "overview", route: "/", path: "/", charts: 2},
	{name: "overview-pioneers-county", route: "/", path: "/?lan=07&roll=pioneer", charts: 2, once: true},
	{name: "overview-one-city", route: "/", path: "/?stad=0780", charts: 2, once: true},
	{name: "overview-no-city", route: "/", path: "/?lan=09"},
	{name: "overview-as-of", route: "/", path: "/?datum=2026-03-01", charts: 2, once: true},
	{name: "commitments", route: "/ataganden", path: "/ataganden", charts: 1},
	{name: "commitment", route: "/ataganden/:slug", path: "/ataganden/finansiering", charts: 3},
	{name: "commitment-renaming", route: "/ataganden/:slug", path: "/ataganden/kolinlagring", charts: 3, once: true},
	{name: "commitment-intro", route: "/ataganden/:slug", path: "/ataganden/resiliens", charts: 3, once: true},
	{name: "commitment-proposed", route: "/ataganden/:slug", path: "/ataganden/kommunikation", charts: 3},
	{name: "commitment-one-city", route: "/ataganden/:slug", path: "/ataganden/finansiering?stad=0780", charts: 3, once: true},
	{name: "commitment-no-city", route: "/ataganden/:slug", path: "/ataganden/styrning?lan=09", once: true},
	{name: "action", route: "/atgarder/:id", path: "/atgarder/finansiering-1-2", charts: 1},
	{name: "cities", route: "/stader", path: "/stader"},
	{name: "city", route: "/stader/:code", path: "/stader/" + vaxjo, charts: 2},
	{name: "city-twin-against-pioneers", route: "/stader/:code", path: "/stader/" + alvesta + "?grupp=pioneers", charts: 2},
	{name: "city-not-handed-in", route: "/stader/:code", path: "/stader/" + nacka, charts: 1},
	{name: "city-outside", route: "/stader/:code", path: "/stader/" + mora, charts: 1, once: true},
	{name: "next-step", route: "/stader/:code/nasta-steg/:slug", path: "/stader/" + vaxjo + "/nasta-steg/finansiering", charts: 1},
	{name: "next-step-not-handed-in", route: "/stader/:code/nasta-steg/:slug", path: "/stader/" + nacka + "/nasta-steg/kommunikation", charts: 1, once: true},
	{name: "overview-by-likeness", route: "/", path: "/?ordning=likhet", charts: 2, once: true},
	{name: "compare-choose", route: "/jamfor", path: "/jamfor"},
	{name: "compare-one", route: "/jamfor", path: "/jamfor?stad=0780", once: true},
	{name: "compare", route: "/jamfor", path: "/jamfor?stad=0780&stad=0764&stad=1280", charts: 1},
	{name: "outcomes-off", route: "/utfall", path: "/utfall"},
	{name: "processes", route: "/processer", path: "/processer", charts: 1},
	{name: "process", route: "/processer/:process", path: "/processer/budget", charts: 1},
	{name: "process-no-city", route: "/processer/:process", path: "/processer/kommunikation?lan=09", once: true},
	{name: "rehearsal", route: "/stader/:code/tank-om", path: "/stader/" + vaxjo + "/tank-om?styrning=1&upphandling=2&resiliens=0", charts: 1},
	{name: "rehearsal-untried", route: "/stader/:code/tank-om", path: "/stader/" + nacka + "/tank-om", charts: 1, once: true},
	{name: "contract-text", route: "/stader/:code/kontraktstext", path: "/stader/" + vaxjo + "/kontraktstext"},
	{name: "signal", route: "/ataganden/:slug/signal", path: "/ataganden/upphandling/signal", charts: 1},
	{name: "signal-no-city", route: "/ataganden/:slug/signal", path: "/ataganden/kommunikation/signal?lan=09", once: true},
	{name: "signal-action", route: "/atgarder/:id/signal", path: "/atgarder/kolinlagring-2-1/signal", charts: 1},
	{name: "together", route: "/samverkan", path: "/samverkan", charts: 1},
	{name: "together-one-city", route: "/samverkan", path: "/samverkan?stad=0780&atagande=finansiering", once: true},
	{name: "together-no-city", route: "/samverkan", path: "/samverkan?lan=09", once: true},
	{name: "pair", route: "/par/:code", path: "/par/" + alvesta, charts: 1},
	{name: "pair-any", route: "/par/:code", path: "/par/" + vaxjo + "?med=1280", charts: 1, once: true},
	{name: "pair-nobody", route: "/par/:code", path: "/par/" + nacka},
	{name: "development", route: "/utveckling", path: "/utveckling", charts: 2},
	{name: "development-one-city", route: "/utveckling", path: "/utveckling?stad=0780&atagande=digitalisering&fran=2026-01-31", charts: 2, once: true},
	{name: "development-no-city", route: "/utveckling", path: "/utveckling?lan=09", once: true},
	{name: "map", route: "/karta", path: "/karta", charts: 1},
	{name: "map-level-by-population", route: "/karta", path: "/karta?atagande=finansiering&niva=2&storlek=befolkning", charts: 1, once: true},
	{name: "map-one-city", route: "/karta", path: "/karta?stad=0780", charts: 1, once: true},
	{name: "map-no-city", route: "/karta", path: "/karta?lan=09", once: true},
	{name: "events", route: "/handelser", path: "/handelser"},
	{name: "events-year", route: "/handelser", path: "/handelser?dagar=365&stad=0780", once: true},
	{name: "submission", route: "/inlamningar/:id", path: "/inlamningar/2"},
	{name: "reports", route: "/rapporter", path: "/rapporter"},
	{name: "report-matrix", path: "/rapporter/matrix"},
	{name: "report-actions", path: "/rapporter/actions", once: true},
	{name: "report-city", path: "/rapporter/city?stad=0780", once: true},
	{name: "report-choose-city", path: "/rapporter/city", once: true},
	{name: "report-commitment", path: "/rapporter/commitment?atagande=styrning", once: true},
	{name: "report-comparison", path: "/rapporter/comparison?stad=0780&stad=1281", once: true},
	{name: "report-texts", path: "/rapporter/action-texts", once: true},
	{name: "edition-document", route: "/rapporter/utskrift", path: "/rapporter/utskrift", charts: 12},
	{name: "edition-document-no-city", route: "/rapporter/utskrift", path: "/rapporter/utskrift?lan=09", once: true},
	{name: "about", route: "/om", path: "/om"},
	{name: "accessibility", route: "/tillganglighet", path: "/tillganglighet"},
	{name: "api", route: "/api", path: "/api"},
	{name: "signin", route: "/logga-in", path: "/logga-in"},
	{name: "signin-till", route: "/logga-in", path: "/logga-in?till=%2Fkonto", once: true},
	{name: "handin-signed-out", route: "/lamna-in", path: "/lamna-in"},
	{name: "error-not-found", path: "/finns-inte", status: 404},
	{name: "error-city", path: "/stader/9999", status: 404, once: true},
	{name: "error-filter", path: "/?lan=99", status: 400},
	{name: "error-link", path: "/valkommen/fel", status: 404, once: true},
	{name: "error-signed-out", path: "/lamna-in/kvitto/1", status: 401, once: true},
}

// emptyPlaces are pages that look another way before anybody has handed in.
var emptyPlaces = []place{
	{name: "empty-overview", path: "/", charts: 2},
	{name: "empty-overview-one-city", path: "/?stad=0780", charts: 2, once: true},
	{name: "empty-overview-no-city", path: "/?lan=09", once: true},
	{name: "empty-commitments", path: "/ataganden", charts: 1, once: true},
	{name: "empty-commitment", path: "/ataganden/finansiering", charts: 2, once: true},
	{name: "empty-action", path: "/atgarder/finansiering-1-2", charts: 1, once: true},
	{name: "empty-cities", path: "/stader"},
	{name: "empty-city", path: "/stader/" + vaxjo, charts: 1},
	{name: "empty-next-step", path: "/stader/" + vaxjo + "/nasta-steg/styrning", charts: 1, once: true},
	{name: "empty-compare", path: "/jamfor?stad=0780&stad=0764", charts: 1},
	{name: "empty-processes", path: "/processer", charts: 1, once: true},
	{name: "empty-process", path: "/processer/kommunikation", charts: 1, once: true},
	{name: "empty-rehearsal", path: "/stader/" + vaxjo + "/tank-om?styrning=3", charts: 1},
	{name: "empty-contract-text", path: "/stader/" + vaxjo + "/kontraktstext", once: true},
	{name: "empty-signal", path: "/ataganden/upphandling/signal", charts: 1, once: true},
	{name: "empty-signal-action", path: "/atgarder/upphandling-1-1/signal", charts: 1, once: true},
	{name: "empty-together", path: "/samverkan"},
	{name: "empty-pair", path: "/par/" + alvesta, charts: 1},
	{name: "empty-development", path: "/utveckling", charts: 1},
	{name: "empty-map", path: "/karta", charts: 1},
	{name: "empty-events", path: "/handelser"},
	{name: "empty-reports", path: "/rapporter", once: true},
	{name: "empty-report", path: "/rapporter/actions"},
	{name: "empty-edition-document", path: "/rapporter/utskrift", charts: 12, once: true},
	{name: "empty-about", path: "/om", once: true},
}

// at is the address of a path in a language.
func at(lang, path string) string {
	if lang == "sv" {
		return path
	}
	if path == "/" || len(path) > 1 && path[:2] == "/?" {
		return "/en" + path[1:]
	}
	return "/en" + path
}

// wanted is the status that the page answers with.
func (p place) wanted() int64 {
	if p.status == 0 {
		return 200
	}
	return p.status
}

var langs = []string{"sv", "en"}

// in tells whether the tests open the page in a language.
func (p place) in(lang string) bool { return lang == langs[0] || !p.once }
