package dashboard

import (
	"fmt"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// reading is a draft as it is read now, with its corrections in place.
type reading struct {
	kept     draft
	raw      []byte
	sent     ingest.Submission
	findings []ingest.Finding
	grid     ingest.Grid
	table    bool // there is a grid
	outdated bool // the draft has got corrections since
}

// reading reads the draft that the address names. One that has been saved already is only described.
func (v *visit) reading() (reading, error) {
	kept, raw, err := v.draft()
	if err != nil || kept.Submission != 0 {
		return reading{kept: kept}, err
	}
	return v.read(kept, raw)
}

// read reads a draft of the visitor's.
func (v *visit) read(kept draft, raw []byte) (reading, error) {
	r := reading{kept: kept, raw: raw}
	var err error
	if r.sent, r.findings, err = v.site.examine(v.session, raw, kept.Corrections); err != nil {
		return r, err
	}
	r.grid, r.table = v.site.reader.Grid(raw, kept.Corrections, v.site.limits)
	names, err := v.columnNames(kept)
	if err != nil {
		return r, err
	}
	if r.table && len(names) > 0 {
		asSent, _ := v.site.reader.Grid(raw, nil, v.site.limits)
		r.findings = ingest.InOrder(r.findings, ingest.RememberedFindings(asSent.Header, kept.Corrections, names))
	}
	return r, nil
}

// examine reads what a session sent, with corrections in place. What is not its municipality's is an error in it; nobody's session is
// anyone's.
func (s *Site) examine(session *access.Session, raw []byte, corrections []data.Correction) (ingest.Submission, []ingest.Finding, error) {
	defer s.heavy.alone(s.heavy.examining, len(raw))()
	sent, findings, err := s.reader.ParseCorrected(raw, corrections, s.limits)
	if err != nil {
		return sent, nil, fmt.Errorf("read file: %w", err)
	}
	if session != nil && !session.Staff() {
		findings = ingest.InOrder(findings, ingest.Foreign(sent, session.Person.Municipalities...))
	}
	s.meter.examined(findings)
	return sent, findings, nil
}

// columnNames are what the visitor's municipality had said of its own headers when the draft was sent. Staff have no municipality.
func (v *visit) columnNames(kept draft) (map[string]data.ColumnName, error) {
	if v.session == nil || v.session.Home() == "" {
		return nil, nil //nolint:nilnil // nobody's names are none
	}
	names, err := v.site.db.ColumnNames(v.ctx, v.session.Home())
	if err != nil {
		return nil, fmt.Errorf("what headers mean: %w", err)
	}
	for heading, name := range names {
		if name.Chosen.After(kept.Received) {
			delete(names, heading) // chosen for this very file
		}
	}
	return names, nil
}

// rememberedColumns puts the names in a file's header that the visitor's municipality has chosen for such headers before.
func (v *visit) rememberedColumns(raw []byte) ([]data.Correction, error) {
	names, err := v.columnNames(draft{Received: v.site.db.Now()})
	if err != nil || len(names) == 0 {
		return nil, err
	}
	grid, ok := v.site.reader.Grid(raw, nil, v.site.limits)
	if !ok {
		return nil, nil
	}
	return v.site.reader.Settle(raw, ingest.Remembered(grid.Header, names), v.site.limits), nil
}

// firstPlace is the municipality of the first row, "" where there is none.
func firstPlace(sent ingest.Submission) string {
	for i := range sent.Rows {
		if code := sent.Rows[i].Municipality; code != "" {
			return code
		}
	}
	return ""
}
