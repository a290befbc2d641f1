package data

import (
	"regexp"
	"strings"
	"time"
)

var (
	refCodePattern   = regexp.MustCompile(`^\d{4}$`)
	refCountyPattern = regexp.MustCompile(`^\d{2}$`)
)

// refPlaces is what the rows of municipalities.csv so far hold.
type refPlaces struct {
	codes, names map[string]bool
	counties     map[string]string // name by code
}

func refCheckMunicipality(row refRow, seen refPlaces, m *Municipality) {
	if !refCodePattern.MatchString(m.Code) {
		row.fail("code %q is not four digits", m.Code)
	}
	if !refCountyPattern.MatchString(m.CountyCode) {
		row.fail("county_code %q is not two digits", m.CountyCode)
	}
	if !strings.HasPrefix(m.Code, m.CountyCode) {
		row.fail("county_code %q does not begin code %q", m.CountyCode, m.Code)
	}
	if seen.codes[m.Code] {
		row.fail("code %q stands twice", m.Code)
	}
	if seen.names[m.Name] {
		row.fail("name %q stands twice", m.Name)
	}
	if county, known := seen.counties[m.CountyCode]; known && county != m.County {
		row.fail("county %s is called %q here and %q above", m.CountyCode, m.County, county)
	}
	seen.codes[m.Code], seen.names[m.Name] = true, true
	seen.counties[m.CountyCode] = m.County
}

// refPeriod is an empty cell or a year, a month or a day: "2019", "2024-12", "2024-12-05".
func refPeriod(row refRow, column string) string {
	value := row.text(column)
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, value); err == nil {
			return value
		}
	}
	if value != "" {
		row.fail("%s %q is not a date such as 2024, 2024-12 or 2024-12-05", column, value)
	}
	return value
}

func refCheckMember(row refRow, c *Catalogue, roles map[string]Role, m *Member) {
	place := c.Municipality(m.Municipality)
	switch {
	case place == nil:
		row.fail("code %q is not in %s", m.Municipality, refMunicipalitiesFile)
	case place.Name != row.text("name"):
		row.fail("name is %q, but %s is %q in %s", row.text("name"), m.Municipality, place.Name, refMunicipalitiesFile)
	}
	if n := min(len(m.Left), len(m.Joined)); m.Left[:n] < m.Joined[:n] {
		row.fail("left %q is before joined %q", m.Left, m.Joined)
	}
	if m.TwinOf != "" && m.Role != Twin {
		row.fail("twin_of is set, but role is %q", m.Role)
	}
	if role, member := roles[m.TwinOf]; m.TwinOf != "" && (!member || role != Pioneer) {
		row.fail("twin_of %q is not a member with role %q", m.TwinOf, Pioneer)
	}
	for _, source := range m.Sources {
		if !strings.HasPrefix(source, "https://") && !strings.HasPrefix(source, "http://") {
			row.fail("sources: %q is not an address", source)
		}
	}
}
