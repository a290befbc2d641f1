package data

import (
	"cmp"
	"slices"
	"strings"
)

func refLoadMunicipalities(r *refReader, c *Catalogue) {
	rows := r.table(refMunicipalitiesFile,
		"code", "name", "county_code", "county", "population", "population_year", "lat", "lon")
	if len(rows) == 0 && r.err() == nil {
		r.fail(refMunicipalitiesFile, 1, "has no municipality", nil)
	}
	seen := refPlaces{codes: map[string]bool{}, names: map[string]bool{}, counties: map[string]string{}}
	for _, row := range rows {
		m := Municipality{
			Code:           row.text("code"),
			Name:           row.need("name"),
			CountyCode:     row.text("county_code"),
			County:         row.need("county"),
			Population:     row.number("population", 1, 20_000_000),
			PopulationYear: row.number("population_year", 1900, 2999),
		}
		if row.text("lat") != "" || row.text("lon") != "" {
			m.Lat, m.Lon = row.decimal("lat", 55, 70), row.decimal("lon", 10, 25)
		}
		refCheckMunicipality(row, seen, &m)
		c.Municipalities = append(c.Municipalities, m)
	}
	slices.SortFunc(c.Municipalities, func(a, b Municipality) int { return cmp.Compare(a.Code, b.Code) })
	c.municipalities = make(map[string]*Municipality, len(c.Municipalities))
	for i := range c.Municipalities {
		c.municipalities[c.Municipalities[i].Code] = &c.Municipalities[i]
	}
}

func refLoadMembers(r *refReader, c *Catalogue) {
	rows := r.table(refMembersFile, "code", "name", "role", "joined", "left", "twin_of", "eu_mission", "sources")
	roles := map[string]Role{}
	for _, row := range rows {
		if _, twice := roles[row.text("code")]; twice {
			row.fail("code %q stands twice", row.text("code"))
		}
		roles[row.text("code")] = Role(row.text("role"))
	}
	for _, row := range rows {
		m := Member{
			Municipality: row.text("code"),
			Role:         Role(row.oneOf("role", string(Pioneer), string(Twin), string(RoleUnknown))),
			Joined:       refPeriod(row, "joined"),
			Left:         refPeriod(row, "left"),
			TwinOf:       row.text("twin_of"),
			EUMission:    row.oneOf("eu_mission", "yes", "no") == "yes",
			Sources:      strings.Split(row.need("sources"), " | "),
		}
		refCheckMember(row, c, roles, &m)
		c.Members = append(c.Members, m)
	}
	slices.SortFunc(c.Members, func(a, b Member) int { return cmp.Compare(a.Municipality, b.Municipality) })
}
