package ingest

import (
	"strings"

	"pionjarkollen/data"
)

// seenPlace is how the municipality of the row before was read, without any finding.
type seenPlace struct {
	code, name string // cells
	place      *data.Municipality
}

// readPlace reads the municipality. Most rows have that of the row before.
func (r *rowReader) readPlace(c *cells) *data.Municipality {
	b := &r.before
	if b.place != nil && b.code == c.Code && b.name == c.Name {
		return b.place
	}
	found := len(r.findings)
	p := r.readPlaceCells(c)
	if p != nil && len(r.findings) == found {
		r.before = seenPlace{c.Code, c.Name, p}
	}
	return p
}

// readPlaceCells reads the municipality from its code, its name or both. Where both stand they must mean the same; a name
// that confirms a code without its leading zero leaves no doubt.
func (r *rowReader) readPlaceCells(c *cells) *data.Municipality {
	code, name := strings.TrimSpace(c.Code), strings.TrimSpace(c.Name)
	if code == "" && name == "" {
		column := colName
		if r.header.has(colCode) {
			column = colCode
		}
		r.report(column, c.Code+c.Name, Finding{Code: CellEmpty})
		return nil
	}
	byCode, codeOK := r.placeIn(colCode, code)
	byName, nameOK := r.placeIn(colName, name)
	if !codeOK || !nameOK {
		return nil
	}
	switch a, b := byCode.value, byName.value; {
	case a != nil && b != nil && a != b:
		r.report(colCode, c.Code, Finding{Code: MunicipalityDisagree, Args: []string{a.Code + " " + a.Name, b.Code + " " + b.Name}})
		return nil
	case a != nil && b != nil && a == b:
		return a
	}
	suggest(&byCode, byName.value, func(p *data.Municipality) string { return p.Code })
	suggest(&byName, byCode.value, func(p *data.Municipality) string { return p.Name })
	take(r, colCode, c.Code, byCode)
	take(r, colName, c.Name, byName)
	if code != "" && byCode.value == nil || name != "" && byName.value == nil {
		return nil
	}
	if byCode.value != nil {
		return byCode.value
	}
	return byName.value
}

// suggest puts what the other column says beside a cell that could not be read.
func suggest(read *reading[*data.Municipality], other *data.Municipality, cell func(*data.Municipality) string) {
	if read.value == nil && read.finding != nil && other != nil {
		f := *read.finding
		f.Suggestion = cell(other)
		read.finding = &f
	}
}

// placeIn reads one cell. An empty one is no finding.
func (r *rowReader) placeIn(column, cell string) (read reading[*data.Municipality], ok bool) {
	if cell == "" {
		return read, true
	}
	if !r.visible(column, cell) {
		return read, false
	}
	return r.places.get(cell, r.place), true
}

// place reads "0180", "180", "Stockholm", "Stockholms stad" and "0180 Stockholm".
func (m *matcher) place(cell string) reading[*data.Municipality] {
	key := fold(cell)
	if p, ok := m.places.get(key); ok {
		return reading[*data.Municipality]{value: p}
	}
	if read, ok := m.placeByCode(key); ok {
		return read
	}
	digits, name := numbered(key)
	if digits == "" || name == "" {
		return unread[*data.Municipality](MunicipalityUnknown, m.nearPlace(key))
	}
	coded, _ := m.placeByCode(digits)
	named, ok := m.places.get(name)
	switch {
	case !ok:
		return unread[*data.Municipality](MunicipalityUnknown, m.nearPlace(name))
	case coded.value == nil:
		return unread[*data.Municipality](MunicipalityUnknown, named.Code+" "+named.Name)
	case coded.value != named:
		return unread[*data.Municipality](MunicipalityDisagree, "", coded.value.Code+" "+coded.value.Name, named.Code+" "+named.Name)
	}
	return reading[*data.Municipality]{value: named}
}

// placeByCode reads a cell that holds a number and nothing else; ok is false for any other.
func (m *matcher) placeByCode(key string) (read reading[*data.Municipality], ok bool) {
	if p := m.placeCodes[key]; p != nil {
		return reading[*data.Municipality]{value: p}, true
	}
	if key == "" || strings.Trim(key, "0123456789.,' ") != "" {
		return read, false
	}
	if p := m.placeCodes["0"+key]; p != nil {
		return doubt(p, CodeLostZero, p.Code, p.Code, p.Name), true
	}
	if strings.Trim(key, "0123456789") == "" {
		return unread[*data.Municipality](MunicipalityUnknown, ""), true
	}
	whole := wholeNumber(key)
	for _, code := range []string{whole, "0" + whole, strings.Trim(key, "'")} {
		if p := m.placeCodes[code]; p != nil {
			return unread[*data.Municipality](CodeMalformed, p.Code), true
		}
	}
	return unread[*data.Municipality](CodeMalformed, ""), true
}

// wholeNumber undoes what spreadsheets add to a number: "180,0" and "1 280" are 180 and 1280. Anything else is "".
func wholeNumber(s string) string {
	at := strings.LastIndexAny(s, " .,'")
	if at < 0 || strings.ContainsAny(s[:at], " .,'") {
		return ""
	}
	switch {
	case s[at] != ' ' && strings.Trim(s[at+1:], "0") == "":
		return s[:at]
	case len(s[at+1:]) == 3:
		return s[:at] + s[at+1:]
	}
	return ""
}

// nearPlace suggests the name that was most likely meant.
func (m *matcher) nearPlace(key string) string {
	if p := m.placeCodes[strings.Trim(key, `'="`)]; p != nil {
		return p.Code
	}
	if name, ok := placeAliases[key]; ok {
		return name
	}
	if near := nearest(key, m.placeNames); near != "" {
		return near
	}
	bare := key
	for _, word := range []string{"kommunen ", "staden ", "municipality of ", "city of ", "region "} {
		bare = strings.TrimPrefix(bare, word)
	}
	for _, word := range []string{" kommun", " kommunen", " kommuns", " stad", " municipality", " city", " k:n", " kn"} {
		bare = strings.TrimSuffix(bare, word)
	}
	if name, ok := placeAliases[bare]; ok {
		return name
	}
	for _, try := range []string{bare, strings.TrimSuffix(bare, "s"), digraphs.Replace(bare)} {
		if try != key {
			if near := nearest(try, m.placeNames); near != "" {
				return near
			}
		}
	}
	return ""
}

// placeAliases are names that are not read but surely mean a municipality.
var placeAliases = map[string]string{
	"gothenburg": "Göteborg", "gbg": "Göteborg", "sthlm": "Stockholm", "hbg": "Helsingborg", "hälsingborg": "Helsingborg", "lkpg": "Linköping",
	"norrk": "Norrköping", "nkpg": "Norrköping", "malmo": "Malmö", "uppsala stad": "Uppsala",
}

// digraphs are how keyboards without å, ä and ö write them.
var digraphs = strings.NewReplacer("aa", "a", "ae", "a", "oe", "o")
