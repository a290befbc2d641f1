package dashboard

import (
	"encoding/json"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
)

// ownChart draws a chart about time or place.
func (v *visit) ownChart(name string, style chart.Style) (json.RawMessage, error) {
	switch name {
	case "timeline":
		slug := v.query.Get("atagande")
		if slug == "" {
			slug = v.filter.Edition.Commitments[0].Slug
		}
		return drawn(v.site.analyst.Timeline(v.ctx, v.filter, slug))(chart.Timeline, style)
	case "transitions":
		r, at, err := v.question().Transitions(v.ctx)
		return drawn(r, err)(func(r analytics.Transitions, s chart.Style) (json.RawMessage, error) {
			return chart.Transitions(r, at, s)
		}, style)
	default:
		form, err := v.mapForm()
		if err != nil {
			return nil, err
		}
		return drawn(v.question().Places(v.ctx))(func(r analytics.Places, s chart.Style) (json.RawMessage, error) {
			return chart.Places(r, form, s)
		}, style)
	}
}

// FeedAddress is where the Atom feed of the page's selection stands.
func (v *view) FeedAddress() string { return v.feedAddress() }
