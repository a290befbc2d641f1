package dashboard

import (
	"errors"
	"fmt"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/dashboard/report/bundle"
)

// errMoved means that the data changed while an answer that asks for it several times was made.
var errMoved = errors.New("the data changed meanwhile")

// editionZip answers GET /rapporter/edition.zip: every report and what its codes stand for, of one moment.
func editionZip(v *visit) (*file, error) {
	version := v.site.db.Version()
	m := v.reportMeta()
	b, err := bundle.New(v.ctx, v.site.analyst, v.catalogue(), v.filter, m)
	if err != nil {
		return nil, fmt.Errorf("prepare the edition: %w", err)
	}
	b.Address = bundle.Beside(m.Source)
	_, name := report.FileName(report.Whole, v.filter.Edition.ID, report.AsOf(v.filter, m), "", b.Cover.Example)
	return &file{contentType: "application/zip", name: name + ".zip", write: func(sp *spool) error {
		if err := b.WriteZip(v.ctx, sp); err != nil {
			return err
		}
		if v.site.db.Version() != version {
			return errMoved
		}
		return nil
	}}, nil
}
