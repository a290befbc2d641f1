package dashboard

import (
	"database/sql"
	_ "embed"
	"fmt"
	"strconv"

	"pionjarkollen/data"
)

//go:embed sql/submission_corrections.sql
var submissionCorrectionsSQL string

// correctedCells says how many cells of a submission its sender put right here, "" for none, and which, for those who may see its file.
type correctedCells struct {
	Count string
	Cells *table // nil for the public
}

// correctedListed is how many corrections a page lists.
const correctedListed = 500

// correctedCells asks which cells of a submission were put right.
func (v *visit) correctedCells(submission int64, own bool) (correctedCells, error) {
	list, err := v.correctionsOf(submission)
	if err != nil || len(list) == 0 {
		return correctedCells{}, err
	}
	c := correctedCells{Count: v.lang.Plural("corrected.cells", len(list))}
	if !own {
		return c, nil
	}
	c.Cells = &table{Caption: v.T("corrected.caption"), Class: "corrected-table", Head: []cell{
		{Text: v.T("handin.head.line"), Num: true}, {Text: v.T("preview.head.column")}, {Text: v.T("corrected.sent")}, {Text: v.T("corrected.value")},
	}}
	for i := range list[:min(len(list), correctedListed)] {
		k := &list[i]
		c.Cells.Rows = append(c.Cells.Rows, []cell{
			{Text: strconv.Itoa(k.Line), Num: true, Head: true},
			{Text: columnText(k.Column, k.Heading)},
			{Text: v.cellText(k.Sent), Class: "remark"},
			{Text: v.cellText(k.Value), Class: "remark"},
		})
	}
	if more := len(list) - correctedListed; more > 0 {
		c.Count += " " + v.T("corrected.listed", correctedListed)
	}
	return c, nil
}

// cellText is what a cell holds, in words where that is nothing.
func (v *visit) cellText(value string) string {
	if value == "" {
		return v.T("corrected.empty")
	}
	return excerpt(value)
}

// corrections returns the cells of a submission that were put right, in the order of the file.
func (v *visit) correctionsOf(submission int64) ([]data.Correction, error) {
	rows, err := v.site.db.Query(v.ctx, submissionCorrectionsSQL, sql.Named("submission", submission))
	if err != nil {
		return nil, fmt.Errorf("what was put right: %w", err)
	}
	defer rows.Close()
	var list []data.Correction
	for rows.Next() {
		var k data.Correction
		if err := rows.Scan(&k.Line, &k.Column, &k.Heading, &k.Sent, &k.Value); err != nil {
			return nil, fmt.Errorf("what was put right: %w", err)
		}
		list = append(list, k)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("what was put right: %w", err)
	}
	return list, nil
}
