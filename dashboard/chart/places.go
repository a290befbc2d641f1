package chart

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"

	"pionjarkollen/analytics"
)

// The map's window on the earth, in degrees, and its size in px.
const (
	mapWest, mapEast, mapSouth, mapNorth = 10.7, 24.5, 55.1, 69.3
	mapShrink                            = 0.47 // of a degree of longitude against one of latitude, in the middle of Sweden
	mapHeight, mapNarrowHeight           = 760, 580
	pointWidth, pointNarrow              = 21, 18 // px of a point
	pointGap                             = 1      // px between points that would cover each other
)

// MapAreas is the name under which the page finds an operator's municipality areas.
const MapAreas = "areas"

// MapForm says how a map is drawn.
type MapForm struct {
	Population bool            // points as large as cities
	Only       analytics.State // no point but those in this state; "" is all
	Areas      bool            // the page has municipality areas, by code
}

// Shows tells whether a city has a point: it is located, and in the state that is shown alone, if any.
func (f MapForm) Shows(c analytics.Place) bool {
	return c.Located && (f.Only == "" || c.Cell.State == f.Only)
}

// Places draws Sweden with a point for every located city, marked with its state, and lines from pioneers to their twins. Points that
// would cover each other are moved apart.
func Places(r analytics.Places, form MapForm, s Style) (json.RawMessage, error) {
	m := newChartMap(r, form, s)
	m.collect()
	return m.draw()
}

// chartMap is a map on its way.
type chartMap struct {
	r             analytics.Places
	form          MapForm
	style         Style
	palette       Colors
	width, height float64
	at            []spot // of every city; size 0 is not shown
}

func newChartMap(r analytics.Places, form MapForm, s Style) *chartMap {
	m := &chartMap{r: r, form: form, style: s, palette: Palette(s.Theme), height: mapHeight}
	if s.Narrow {
		m.height = mapNarrowHeight
	}
	m.width = math.Round(m.height * (mapEast - mapWest) * mapShrink / (mapNorth - mapSouth))
	return m
}

// collect places the points and moves them apart.
func (m *chartMap) collect() {
	m.at = make([]spot, len(m.r.Cities))
	for i, c := range m.r.Cities {
		if !m.form.Shows(c) {
			continue
		}
		size := float64(pointWidth)
		if m.style.Narrow {
			size = pointNarrow
		}
		if m.form.Population {
			size = max(size*0.75, size*2.6*math.Sqrt(float64(c.Population)/1_000_000))
		}
		m.at[i] = spot{
			x: (c.Lon - mapWest) / (mapEast - mapWest) * m.width, y: (mapNorth - c.Lat) / (mapNorth - mapSouth) * m.height, size: round(size),
		}
	}
	spread(m.at, m.width, m.height)
}

// coordinates turns a spot back into degrees.
func (m *chartMap) coordinates(at spot) []float64 {
	return []float64{fine(mapWest + at.x/m.width*(mapEast-mapWest)), fine(mapNorth - at.y/m.height*(mapNorth-mapSouth))}
}

// point is one city's datum.
func (m *chartMap) point(i int) *datum {
	s, c := m.style, m.r.Cities[i]
	key := c.Code + "/" + m.r.Commitment.Slug
	d := &datum{
		ID: key, Key: key, Raw: string(c.Cell.State), Link: s.link("/stader/"+c.Code, m.r.Commitment.Slug),
		Value: m.coordinates(m.at[i]), SymbolSize: m.at[i].size,
		Tip: plain(c.Name) + "\n" + s.stateName(c.Cell.State) + "\n" + grouped(c.Population, s.Lang) + s.time().inhabitants,
	}
	if m.at[i].size < 14 {
		d.Label = option{"show": false}
	}
	return d
}

// grouped writes a number in groups of three.
func grouped(n int, lang string) string {
	gap := "\u00a0"
	if lang == "en" {
		gap = ","
	}
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + gap + text[i:]
	}
	return text
}

// twins are the lines between pairs that are both shown.
func (m *chartMap) twins() []*twinLine {
	list := []*twinLine{}
	for _, w := range m.r.Twins {
		if m.at[w.Pioneer].size == 0 || m.at[w.Twin].size == 0 {
			continue
		}
		pioneer, twin := m.r.Cities[w.Pioneer], m.r.Cities[w.Twin]
		ends := [][]float64{m.coordinates(m.at[w.Pioneer]), m.coordinates(m.at[w.Twin])}
		list = append(list, &twinLine{Coords: ends, datum: datum{
			Key: twin.Code + "/twin", Raw: pioneer.Code, Value: 1, Link: m.style.link("/stader/"+pioneer.Code, ""),
			Tip: plain(twin.Name) + "\n" + m.style.time().twin + plain(pioneer.Name),
		}})
	}
	return list
}

// twinLine is a line between two points.
type twinLine struct {
	Coords [][]float64 `json:"coords"`
	datum
}

func (m *chartMap) draw() (json.RawMessage, error) {
	p, w := m.palette, m.style.words()
	c := charts.NewGeo()
	c.SetGlobalOptions(common(p)...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "lines", Id: "twins", CoordSystem: "geo", Data: m.twins()})
	series := []option{{
		"geoIndex": 0, "z": 2, "lineStyle": option{"color": p.Soft, "width": 1.2, "opacity": 0.75, "curveness": 0.12}, "symbol": "none",
		"cursor": "pointer", "emphasis": option{"lineStyle": option{"color": p.Ink, "width": 2, "opacity": 1}},
	}}
	var entries []entry
	for _, state := range analytics.States {
		data := []*datum{}
		for i, place := range m.r.Cities {
			if place.Cell.State == state && m.at[i].size > 0 {
				data = append(data, m.point(i))
			}
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "scatter", Id: string(state), Name: w.states[state], CoordSystem: "geo", Data: data,
		})
		look := stateFill(p, state)
		switch state {
		case analytics.Silent, analytics.NotHandedIn:
			look = stateFrame(p, state)
			look["color"], look["opacity"] = p.Paper, 1
		default:
			look["borderColor"], look["borderWidth"], look["opacity"] = p.Paper, 1, 1
			if state == analytics.NoPart {
				look["borderColor"] = p.Soft
			}
		}
		label := digits(stateInk(p, state))
		label["formatter"], label["position"], label["fontSize"] = digit(state), "inside", 12
		series = append(series, option{
			"geoIndex": 0, "symbol": "circle", "itemStyle": look, "label": label, "z": 3, "cursor": "pointer",
			"emphasis": option{"scale": false, "itemStyle": option{"borderColor": p.Ink, "borderWidth": 2, "borderType": "solid"}},
		})
		entries = append(entries, entry{w.states[state], "circle", stateKey(p, state)})
	}
	maps, named := []string{"outline"}, []option{m.ground("outline")}
	if m.form.Areas {
		maps, named = append(maps, MapAreas), append(named, m.areas())
	}
	top := int(m.height) + 8
	return finish(c, amended(p, option{
		"geo": named, "series": series, "legend": legend(p, entries, top),
		"tooltip": option{"formatter": nil}, // go-echarts has a function of its own for maps
		"pk":      extras{Height: top + legendHeight(Style{Narrow: true}, entries), Maps: maps},
	}))
}

// ground is a map laid exactly into the window.
func (m *chartMap) ground(name string) option {
	p := m.palette
	return option{
		"map": name, "left": 0, "top": 0, "width": m.width, "height": m.height, "aspectScale": mapShrink, "roam": false, "silent": true,
		"boundingCoords": [][]float64{{mapWest, mapNorth}, {mapEast, mapSouth}},
		"itemStyle":      option{"areaColor": p.Card, "borderColor": p.Frame, "borderWidth": 1},
		"label":          option{"show": false}, "emphasis": option{"disabled": true}, "tooltip": option{"show": false}, "z": 0,
	}
}

// areas are the operator's municipality areas, those of the cities shown in the colour of their level.
func (m *chartMap) areas() option {
	p, o := m.palette, m.ground(MapAreas)
	o["itemStyle"] = option{"areaColor": "transparent", "borderColor": p.Line, "borderWidth": 0.5}
	o["z"] = 1
	regions := []option{}
	for _, c := range m.r.Cities {
		if m.form.Only != "" && c.Cell.State != m.form.Only {
			continue
		}
		color, _ := stateFill(p, c.Cell.State)["color"].(string)
		if c.Cell.State == analytics.NoPart {
			color = p.Hatch
		}
		regions = append(regions, option{"name": c.Code, "itemStyle": option{"areaColor": color, "borderColor": p.Frame, "borderWidth": 1}})
	}
	o["regions"] = regions
	return o
}

// PlacesHeight is about the height in CSS pixels that Places draws in.
func PlacesHeight() int { return mapHeight + 8 + 3*legendRow }
