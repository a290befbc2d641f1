package dashboard

import (
	"net/http"
	"strings"
	"testing"
)

// square is a GeoJSON feature with a square for an area.
func square(properties, geometry string) string {
	if geometry == "" {
		geometry = `{"type":"Polygon","coordinates":[[[14,56],[15,56],[15,57],[14,57],[14,56]]]}`
	}
	return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
}

func collection(features ...string) []byte {
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
}

func TestAreasAreServedAndDrawn(t *testing.T) {
	raw := collection(square(`"kommunkod":"0780","namn":"<script>"`, ""),
		square(`"id":"1281"`, `{"type":"MultiPolygon","coordinates":[[[[13,55],[13.5,55],[13.5,55.5],[13,55]]]]}`))
	st := newStage(t, func(o *Options) { o.Areas = raw })
	a := st.get(t, "/karta/omraden.json")
	if strings.Contains(a.body, "script") || !strings.Contains(a.body, `"name":"0780"`) || !strings.Contains(a.body, `"name":"1281"`) {
		t.Errorf("served %s", a.body)
	}
	option := getJSON[map[string]any](t, st, "/api/v1/charts/map")
	geo, _ := option["geo"].([]any)
	if len(geo) != 2 {
		t.Fatalf("%d maps are drawn", len(geo))
	}
	if !strings.Contains(st.get(t, "/karta").body, "Kommunområdena är driftsorganisationens egna") {
		t.Error("the page does not say whose areas they are")
	}
	without := newStage(t, nil)
	if a := without.ask(t, http.MethodGet, "/karta/omraden.json", ""); a.StatusCode != http.StatusNotFound {
		t.Errorf("no areas: %s", a.Status)
	}
}

func TestAreasThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"no JSON":         {[]byte("hej"), "read GeoJSON"},
		"no collection":   {[]byte(`{"type":"Feature"}`), "want a GeoJSON FeatureCollection"},
		"no features":     {collection(), "want a GeoJSON FeatureCollection"},
		"no code":         {collection(square(`"namn":"Växjö"`, "")), "feature 1 has no four-digit code"},
		"number for code": {collection(square(`"kommunkod":780`, "")), "feature 1 has no four-digit code"},
		"twice":           {collection(square(`"kommunkod":"0780"`, ""), square(`"code":"0780"`, "")), "0780 stands twice"},
		"a point":         {collection(square(`"kommunkod":"0780"`, `{"type":"Point","coordinates":[14,56]}`)), "want Polygon"},
		"metres":          {collection(square(`"kommunkod":"0780"`, `{"type":"Polygon","coordinates":[[[500000,6300000]]]}`)), "not in degrees"},
		"too large":       {make([]byte, mostAreas+1), "are more than"},
	} {
		if _, err := New(Options{Areas: c.raw, DB: onExamples(t).db}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
