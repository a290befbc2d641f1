package audit

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/sheet"
	"pionjarkollen/data"
)

// batch is how many rows are read at a time where all are wanted.
const batch = 10_000

// all calls take with every row that matches, oldest first.
func all(ctx context.Context, db *data.DB, f Filter, take func(*Row, string) error) error {
	for after, more := int64(0), true; more; {
		n := 0
		q := question{Filter: f, before: math.MaxInt64, after: after, limit: batch}
		err := each(ctx, db, q, func(r *Row, details string) error {
			n, after = n+1, r.ID
			return take(r, details)
		})
		if err != nil {
			return err
		}
		more = n == batch
	}
	return nil
}

// headings of the export.
var headings = []data.Text{
	{SV: "Nummer", EN: "Number"},
	{SV: "Tid (UTC)", EN: "Time (UTC)"},
	{SV: "Tid i Sverige", EN: "Time in Sweden"},
	{SV: "Vem", EN: "Who"},
	{SV: "Id", EN: "Id"},
	{SV: "Namn", EN: "Name"},
	{SV: "Roll", EN: "Role"},
	{SV: "Händelse", EN: "Event"},
	{SV: "Händelsekod", EN: "Event code"},
	{SV: "Utfall", EN: "Outcome"},
	{SV: "Antal", EN: "Times"},
	{SV: "Objekt", EN: "Object"},
	{SV: "Objektets id", EN: "Object id"},
	{SV: "Kommunkod", EN: "Municipality code"},
	{SV: "Adress", EN: "Address"},
	{SV: "Begäran", EN: "Request"},
	{SV: "Uppgifter", EN: "Details"},
	{SV: "Sigill", EN: "Seal"},
}

// Export writes the rows that match, oldest first, as CSV for Swedish Excel, and returns how many. The caller logs the
// export itself, with AuditRead.
func Export(ctx context.Context, db *data.DB, w io.Writer, f Filter, lang locale.Lang) (rows int, err error) {
	l := string(lang)
	names := make([]string, len(headings))
	for i, h := range headings {
		names[i] = h.In(l)
	}
	out := sheet.New(w, names)
	err = all(ctx, db, f, func(r *Row, details string) error {
		rows++
		if details == "{}" {
			details = ""
		}
		out.Row(strconv.FormatInt(r.ID, 10), r.At.Format("2006-01-02T15:04:05.000000Z"), stockholm(r.At),
			r.By.Kind.Text().In(l), r.By.ID, r.By.Name, r.By.Role, r.Action.Text().In(l), string(r.Action),
			r.Outcome.Text().In(l), strconv.FormatInt(r.Times, 10), r.ObjectType, r.ObjectID, r.Municipality, r.By.Address,
			r.By.Request, details, r.Seal)
		return nil
	})
	if err != nil {
		return rows, err
	}
	if err := out.Close(); err != nil {
		return rows, fmt.Errorf("export the audit log: %w", err)
	}
	return rows, nil
}

// stockholm writes the minute in Sweden with its seconds.
func stockholm(t time.Time) string { return locale.Swedish.Clock(t) + t.Format(":05") }
