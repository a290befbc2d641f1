package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/sheet"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Columns of the roster's file.
const (
	colCode   = "kommunkod"
	colName   = "kommun"
	colRole   = "roll"
	colJoined = "gick_med"
	colLeft   = "lämnade"
	colTwinOf = "pionjärstad"
)

// RosterLimits bound a roster file: Sweden has 290 municipalities.
var RosterLimits = ingest.Limits{Bytes: 1_000_000, Rows: 1000}

var rosterColumns = []ingest.ListColumn{
	{Name: colCode, Names: []string{"kod", "code", "municipality code"}, Needed: true},
	{Name: colName, Names: []string{"namn", "name", "municipality"}},
	{Name: colRole, Names: []string{"role"}, Needed: true},
	{Name: colJoined, Names: []string{"joined", "från", "medlem från", "med sedan"}, Needed: true},
	{Name: colLeft, Names: []string{"left", "till", "medlem till", "lämnat"}, Needed: true},
	{Name: colTwinOf, Names: []string{"twin of", "tvilling till", "pionjär"}, Needed: true},
}

// ExportRoster writes the roster as CSV for Swedish Excel, in the form that PlanRoster reads. The caller logs the export itself.
func (d *Desk) ExportRoster(ctx context.Context, w io.Writer, lang locale.Lang) error {
	all, err := d.Roster(ctx)
	if err != nil {
		return err
	}
	headings := []string{colCode, colName, colRole, colJoined, colLeft, colTwinOf}
	if lang == locale.English {
		headings = []string{"municipality code", "municipality", "role", "joined", "left", "twin of"}
	}
	out := sheet.New(w, headings)
	for _, m := range all {
		out.Row(m.Code, d.name(m.Code), roleNames[m.Role].In(string(lang)), m.Joined, m.Left, d.named(m.TwinOf))
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("export the roster: %w", err)
	}
	return nil
}

func (d *Desk) name(code string) string {
	if place := d.db.Catalogue().Municipality(code); place != nil {
		return place.Name
	}
	return ""
}

// named is "0780 Växjö", or "".
func (d *Desk) named(code string) string { return strings.TrimSpace(code + " " + d.name(code)) }

// RosterPlan is what a file would change.
type RosterPlan struct {
	Changes   []RosterChange // in the file's order
	Same      int            // rows that say what stands
	Untouched int            // members that the file does not mention, and that stay as they are
	Base      string         // names the roster that the plan rests on
}

// PlanRoster reads a roster file and tells what it would change, without changing anything. What a file does not mention stays; nobody
// is removed by a file. With an error among the findings there is no plan.
func (d *Desk) PlanRoster(ctx context.Context, raw []byte) (RosterPlan, []ingest.Finding, error) {
	stands, err := d.Roster(ctx)
	if err != nil {
		return RosterPlan{}, nil, err
	}
	plan, findings := d.plan(raw, stands)
	return plan, findings, nil
}

// ApplyRoster makes the changes that PlanRoster told of, all or none. base is the plan's: when the roster is another by now it returns
// ErrChanged. With errors in the file it changes nothing and returns the findings; warnings are taken as confirmed.
func (d *Desk) ApplyRoster(ctx context.Context, by audit.By, raw []byte, base string) (RosterPlan, []ingest.Finding, error) {
	var plan RosterPlan
	var findings []ingest.Finding
	err := d.changeRoster(ctx, by, "file", func(all map[string]Member) ([]RosterChange, error) {
		stands := make([]Member, 0, len(all))
		for _, m := range all {
			stands = append(stands, m)
		}
		plan, findings = d.plan(raw, stands)
		if plan.Base != base {
			return nil, ErrChanged
		}
		return plan.Changes, nil
	})
	return plan, findings, err
}

// fingerprint names a roster.
func fingerprint(all []Member) string {
	all = slices.SortedFunc(slices.Values(all), func(a, b Member) int { return strings.Compare(a.Code, b.Code) })
	sum := sha256.New()
	for _, m := range all {
		fmt.Fprintf(sum, "%q %q %q %q %q\n", m.Code, m.Role, m.Joined, m.Left, m.TwinOf)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func (d *Desk) plan(raw []byte, stands []Member) (RosterPlan, []ingest.Finding) {
	plan := RosterPlan{Base: fingerprint(stands)}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return plan, []ingest.Finding{{Severity: ingest.Error, Code: RosterWorkbook, ColumnIndex: -1}}
	}
	list, findings := d.reader.List(raw, RosterLimits, rosterColumns)
	all := byCode(stands)
	mentioned := make(map[string]int) // line by code
	for _, row := range list.Rows {
		m, about := d.readMember(list, row)
		findings = append(findings, about...)
		if !ingest.Accepted(about) {
			continue
		}
		if line, twice := mentioned[m.Code]; twice {
			findings = append(findings, found(list, row, colCode, RosterDuplicate, strconv.Itoa(line)))
			continue
		}
		mentioned[m.Code] = row.Line
		if all[m.Code] == m {
			plan.Same++
			continue
		}
		plan.Changes = append(plan.Changes, change(all[m.Code], m))
	}
	for code := range all {
		if mentioned[code] == 0 {
			plan.Untouched++
		}
	}
	apply(all, plan.Changes)
	for _, p := range d.problems(all, plan.Changes) {
		f := p.Finding
		f.Line, f.Column = mentioned[p.Code], list.Heading(p.Column) // line 0: a member that the file does not mention
		findings = append(findings, f)
	}
	if !ingest.Accepted(findings) {
		plan.Changes, plan.Same, plan.Untouched = nil, 0, 0
	}
	return plan, ingest.InOrder(findings)
}

// found is a finding about a cell.
func found(list ingest.List, row ingest.ListRow, column string, code ingest.Code, args ...string) ingest.Finding {
	return ingest.Finding{
		Severity: ingest.Error, Code: code, Line: row.Line, Column: list.Heading(column), ColumnIndex: -1, Value: row.Cells[column], Args: args,
	}
}

// readMember reads a row. Rules that need nothing but the row itself are checked with the others, in problems.
func (d *Desk) readMember(list ingest.List, row ingest.ListRow) (m Member, findings []ingest.Finding) {
	place := func(column string) *data.Municipality {
		read, about := d.reader.Place(row.Cells[column])
		if about != nil {
			about.Line, about.Column, about.ColumnIndex = row.Line, list.Heading(column), -1
			findings = append(findings, *about)
		}
		return read
	}
	var code *data.Municipality
	if row.Cells[colCode] == "" {
		findings = append(findings, found(list, row, colCode, ingest.CellEmpty))
	} else if code = place(colCode); code != nil {
		m.Code = code.Code
	}
	if row.Cells[colName] != "" {
		if name := place(colName); name != nil && code != nil && name != code {
			findings = append(findings, found(list, row, colName, ingest.MunicipalityDisagree, code.Code+" "+code.Name, name.Code+" "+name.Name))
		}
	}
	if row.Cells[colTwinOf] != "" {
		if pioneer := place(colTwinOf); pioneer != nil {
			m.TwinOf = pioneer.Code
		}
	}
	var known bool
	if m.Role, known = role(row.Cells[colRole]); !known {
		findings = append(findings, found(list, row, colRole, RosterRoleUnknown))
	}
	m.Joined, m.Left = row.Cells[colJoined], row.Cells[colLeft]
	return m, findings
}
