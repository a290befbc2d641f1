package dashboard

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
)

// mostAreas bounds an operator's file of municipality areas, in bytes.
const mostAreas = 8 << 20

// areaCodes are the properties in which a feature may have its municipality's code.
var areaCodes = [...]string{"kommunkod", "KnKod", "kom_kod", "code", "id", "KOD"}

var areaCode = regexp.MustCompile(`^\d{4}$`)

// feature is one area of a GeoJSON file (RFC 7946). Of its properties only the name is kept, which is the municipality's code.
type feature struct {
	Type       string          `json:"type"`
	Properties map[string]any  `json:"properties"`
	Geometry   json.RawMessage `json:"geometry"`
}

// readAreas reads an operator's municipality areas and writes them anew with nothing but code and geometry; no bytes are no areas.
// Every feature needs a four-digit code in one of areaCodes and a Polygon or MultiPolygon in degrees (WGS 84).
func readAreas(raw []byte) ([]byte, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	if len(raw) > mostAreas {
		return nil, fmt.Errorf("%d bytes are more than %d", len(raw), mostAreas)
	}
	var in struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("read GeoJSON: %w", err)
	}
	if in.Type != "FeatureCollection" || len(in.Features) == 0 {
		return nil, errors.New("want a GeoJSON FeatureCollection with features")
	}
	seen := map[string]bool{}
	for i := range in.Features {
		f := &in.Features[i]
		code := f.code()
		if code == "" {
			return nil, fmt.Errorf("feature %d has no four-digit code in any of %q", i+1, areaCodes)
		}
		if seen[code] {
			return nil, fmt.Errorf("code %s stands twice", code)
		}
		seen[code] = true
		if err := checkGeometry(f.Geometry); err != nil {
			return nil, fmt.Errorf("area %s: %w", code, err)
		}
		f.Type, f.Properties = "Feature", map[string]any{"name": code}
	}
	out, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": in.Features})
	if err != nil {
		return nil, fmt.Errorf("write GeoJSON: %w", err)
	}
	return out, nil
}

// code is the municipality's, "" where there is none.
func (f *feature) code() string {
	for _, name := range areaCodes {
		if code, ok := f.Properties[name].(string); ok && areaCode.MatchString(code) {
			return code
		}
	}
	return ""
}

// checkGeometry wants polygons with positions that can lie on the map.
func checkGeometry(raw json.RawMessage) error {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return fmt.Errorf("read geometry: %w", err)
	}
	var polygons [][][][]float64
	switch g.Type {
	case "MultiPolygon":
		if err := json.Unmarshal(g.Coordinates, &polygons); err != nil {
			return fmt.Errorf("read coordinates: %w", err)
		}
	case "Polygon":
		polygons = make([][][][]float64, 1)
		if err := json.Unmarshal(g.Coordinates, &polygons[0]); err != nil {
			return fmt.Errorf("read coordinates: %w", err)
		}
	default:
		return fmt.Errorf("geometry is a %q, want Polygon or MultiPolygon", g.Type)
	}
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for _, at := range ring {
				if len(at) < 2 || at[0] < 5 || at[0] > 30 || at[1] < 50 || at[1] > 72 {
					return fmt.Errorf("position %v is not in degrees in or around Sweden (longitude, latitude)", at)
				}
			}
		}
	}
	return nil
}

// areasFile answers GET /karta/omraden.json: the operator's areas.
func areasFile(v *visit) (*file, error) {
	if v.site.areas == nil {
		return nil, notFound("error.notfound")
	}
	return &file{contentType: "application/json; charset=utf-8", body: v.site.areas}, nil
}
