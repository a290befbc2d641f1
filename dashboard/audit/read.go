package audit

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"pionjarkollen/data"
)

var (
	//go:embed sql/rows.sql
	rowsSQL string
	//go:embed sql/seal.sql
	sealSQL string
)

// Filter narrows what is read; zero values do not.
type Filter struct {
	From, Until  time.Time // UTC, from included, until excluded
	Actor        string    // id, or part of the name
	Action       Action    // code, or the part before its full stop
	Municipality string
	Outcome      Outcome
	Text         string // in any of the texts, whatever its case
}

// forever is later than anything logged.
var forever = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// question is a Filter with what of the answer is wanted.
type question struct {
	Filter
	before, after int64
	descending    bool
	limit         int64
}

func (q question) args() []any {
	if q.Until.IsZero() {
		q.Until = forever
	}
	return []any{
		sql.Named("from", q.From.UTC()), sql.Named("until", q.Until.UTC()), sql.Named("actor", q.Actor),
		sql.Named("action", string(q.Action)), sql.Named("municipality", q.Municipality), sql.Named("outcome", string(q.Outcome)),
		sql.Named("text", q.Text), sql.Named("before", q.before), sql.Named("after", q.after),
		sql.Named("descending", q.descending), sql.Named("limit", q.limit),
	}
}

// Page is a part of the log, newest first.
type Page struct {
	Rows []Row
	More int64 // what before is for the next page; 0 when this is the last
}

// Read returns at most limit rows that match, newest first. before is 0 for the first page, then the last page's More:
// what is logged meanwhile shifts no page.
func Read(ctx context.Context, db *data.DB, f Filter, before int64, limit int) (Page, error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	var p Page
	err := each(ctx, db, question{Filter: f, before: before, descending: true, limit: int64(limit) + 1}, func(r *Row, _ string) error {
		if len(p.Rows) == limit {
			p.More = p.Rows[limit-1].ID
			return nil
		}
		p.Rows = append(p.Rows, *r)
		return nil
	})
	return p, err
}

// each calls take with every row that answers the question, and with its details as they are kept.
func each(ctx context.Context, db *data.DB, q question, take func(*Row, string) error) error {
	rows, err := db.Query(ctx, rowsSQL, q.args()...)
	if err != nil {
		return fmt.Errorf("read the audit log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var r Row
		var details string
		if err := rows.Scan(&r.ID, &r.At, &r.By.Kind, &r.By.ID, &r.By.Name, &r.NameSeal, &r.By.Role, &r.Action, &r.ObjectType,
			&r.ObjectID, &r.Municipality, &r.By.Address, &r.By.Request, &r.Outcome, &r.Times, &details, &r.KeyID, &r.Previous,
			&r.Seal); err != nil {
			return fmt.Errorf("read the audit log: %w", err)
		}
		r.At = r.At.UTC()
		if json.Unmarshal([]byte(details), &r.Details) != nil { // changed by somebody: Verify tells
			r.Details = map[string]string{"?": details}
		}
		if err := take(&r, details); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the audit log: %w", err)
	}
	return nil
}

// sealOf returns the seal of a row; "" when there is none.
func sealOf(ctx context.Context, db *data.DB, id int64) (seal string, err error) {
	rows, err := db.Query(ctx, sealSQL, id)
	if err != nil {
		return "", fmt.Errorf("read the audit log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&seal); err != nil {
			return "", fmt.Errorf("read the audit log: %w", err)
		}
	}
	return seal, rows.Err()
}
