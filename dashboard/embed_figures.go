package dashboard

import (
	"cmp"
	"maps"
	"net/url"
	"slices"

	"pionjarkollen/analytics"
)

// chartQuery are the parameters that charts have between them, beside the filter's.
func (s *Site) chartQuery() []string {
	return append(s.slugs(), "ordning", "process", "nyckeltal", "ar", "atagande", "atgard", "grupp", "fran", "franversion", "niva", "storlek")
}

// drawing is one chart as a figure by itself, and the page it stands on.
type drawing struct {
	figure
	page string // address in the visitor's language, with the filter
}

// drawing builds the figure of one of the API's charts, under the same name and parameters.
func (v *visit) drawing(name string) (drawing, error) {
	a, slug := v.site.analyst, v.query.Get("atagande")
	switch name {
	case "levels":
		r, err := a.Levels(v.ctx, v.filter)
		return drawing{v.levelsFigure(r), v.href("/")}, err
	case "matrix":
		r, err := v.matrix()
		return drawing{v.matrixFigure(r), v.onPage("/", "ordning")}, err
	case "commitment", "actions":
		r, err := a.Commitment(v.ctx, v.filter, slug)
		if err != nil {
			return drawing{}, err
		}
		f := v.commitmentLevels(r)
		if name == "actions" {
			f = v.actionsFigure(r)
		}
		return drawing{f, v.href("/ataganden/" + r.Commitment.Slug)}, nil
	case "action":
		r, err := a.Action(v.ctx, v.filter, v.query.Get("atgard"))
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.actionFigure(r), v.href("/atgarder/" + r.Action.ID)}, nil
	case "comparison":
		r, err := a.Compare(v.ctx, v.filter, v.filter.Cities)
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.compareFigure(r), v.href("/jamfor")}, nil
	case "outcomes":
		r, err := v.outcomes()
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.outcomesFigure(r), v.onPage("/utfall", "nyckeltal", "atagande", "ar")}, nil
	case "network":
		r, err := v.matches()
		if err != nil {
			return drawing{}, err
		}
		said, err := v.site.desk.Consents(v.ctx, "")
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.networkFigure(r, said), v.onPage("/samverkan", "atagande")}, nil
	case "processes", "process":
		return v.processDrawing(name)
	case "timeline", "transitions", "map":
		return v.ownDrawing(name)
	case "profile", "rehearsal", "next-step", "support":
		return v.cityDrawing(name)
	}
	return drawing{}, &problem{404, "error.chart", []string{name}, chartNames[:]}
}

// onPage is a page with the filter and some of the visit's own parameters.
func (v *visit) onPage(path string, own ...string) string {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, v.ownQuery(own...))
	return withQuery(plainPath(v.lang.Prefix()+path), q)
}

// plainPath is a path without the slash that the English front page does not have.
func plainPath(path string) string {
	if path == "/en/" {
		return "/en"
	}
	return path
}

func (v *visit) processDrawing(name string) (drawing, error) {
	r, err := v.site.analyst.Processes(v.ctx, v.filter)
	if err != nil {
		return drawing{}, err
	}
	if name == "processes" {
		return drawing{v.processesFigure(r), v.href("/processer")}, nil
	}
	p, err := r.Process(v.query.Get("process"))
	if err != nil {
		return drawing{}, err
	}
	return drawing{v.processFigure(r, p), v.href("/processer/" + p.Process.Key)}, nil
}

// ownDrawing is one of the figures about time and place.
func (v *visit) ownDrawing(name string) (drawing, error) {
	switch name {
	case "timeline":
		slug := cmp.Or(v.query.Get("atagande"), v.filter.Edition.Commitments[0].Slug)
		line, err := v.site.analyst.Timeline(v.ctx, v.filter, slug)
		if err != nil {
			return drawing{}, err
		}
		cover, err := v.site.analyst.Leaders(v.ctx, v.filter)
		return drawing{v.timelineFigure(line, cover.Cover), v.onPage("/utveckling", "atagande")}, err
	case "transitions":
		r, at, err := v.question().Transitions(v.ctx)
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.flowFigure(r, r.Commitments[at]), v.onPage("/utveckling", developmentQuery...)}, nil
	default:
		form, err := v.mapForm()
		if err != nil {
			return drawing{}, err
		}
		r, err := v.question().Places(v.ctx)
		if err != nil {
			return drawing{}, err
		}
		return drawing{v.mapFigure(r, form), v.onPage("/karta", mapQuery...)}, nil
	}
}

// cityDrawing is one of the figures about a city; what is declared beside what is reported may also be about a commitment.
func (v *visit) cityDrawing(name string) (drawing, error) {
	a, slug := v.site.analyst, v.query.Get("atagande")
	if name == "support" && slug != "" {
		c := v.filter.Edition.Commitment(slug)
		if c == nil {
			return drawing{}, analytics.ErrUnknown
		}
		f, err := v.commitmentSupport(c)
		return drawing{f, v.href("/ataganden/" + slug)}, err
	}
	code, err := v.oneCity()
	if err != nil {
		return drawing{}, err
	}
	alone := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	page := v.link("/stader/"+code, alone)
	switch name {
	case "rehearsal":
		r, err := v.rehearse(code)
		if err != nil {
			return drawing{}, err
		}
		tried := alone.Query(v.catalogue())
		for _, row := range r.Changes() {
			tried.Set(row.Commitment.Slug, string(row.Then))
		}
		return drawing{v.rehearsalFigure(r), withQuery(v.lang.Prefix()+"/stader/"+code+"/tank-om", tried)}, nil
	case "next-step":
		r, err := a.NextStep(v.ctx, v.filter, code, slug)
		if err != nil {
			return drawing{}, err
		}
		f := figure{ID: "fig-next", Title: v.nextStepFinding(r), Note: v.coverNote(r.Cover), Empty: v.nextStepFinding(r)}
		if len(r.Actions) > 0 {
			f = v.nextStepFigure(r)
		}
		return drawing{f, v.link(nextStepPath(code, slug), alone)}, nil
	}
	r, err := a.City(v.ctx, v.filter, code)
	if err != nil {
		return drawing{}, err
	}
	if name == "support" {
		return drawing{v.citySupport(r), page}, nil
	}
	group := cmp.Or(v.query.Get("grupp"), analytics.GroupAll)
	at := slices.IndexFunc(r.Groups, func(g analytics.Group) bool { return g.Key == group })
	if at < 0 {
		return drawing{}, &problem{400, "error.filter", []string{"grupp", group}, analytics.GroupKeys[:]}
	}
	q := alone.Query(v.catalogue())
	if group != analytics.GroupAll {
		q.Set("grupp", group)
	}
	return drawing{v.profileFigure(r, at), withQuery(v.lang.Prefix()+"/stader/"+code, q)}, nil
}

// How high a chart's frame is for what stands around the drawing: title, unit, note and controls; and how high one is that holds none.
const (
	aroundChart = 220
	emptyFrame  = 320
)

// frameHeight is how high an iframe must be to show a figure without scrolling, in CSS pixels, on pages of common width.
func (f figure) frameHeight() int {
	if f.Height == 0 {
		return emptyFrame
	}
	return f.Height + aroundChart
}

// embedPath is where a figure stands by itself, from the address of its chart: below the language, with the chart's parameters.
func (f figure) embedPath() string {
	u, err := url.Parse(f.Chart)
	if err != nil || f.Chart == "" {
		return ""
	}
	q := u.Query()
	q.Del("sprak") // the path says it
	return withQuery("/badda-in/"+u.Path[len("/api/v1/charts/"):], q)
}
