package desk

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
)

var (
	//go:embed sql/last_reminders.sql
	lastRemindersSQL string
	//go:embed sql/add_reminder.sql
	addReminderSQL string
	//go:embed sql/end_reminder.sql
	endReminderSQL string
	//go:embed sql/lose_reminders.sql
	loseRemindersSQL string
)

// Ways of reminding.
const (
	ByMail = "mail"
	ByCopy = "copy"
)

// Order is which reminders are to go out.
type Order struct {
	Round  int64
	People []string    // ids of the recipients
	Lang   locale.Lang // of the text
	Link   string      // where the municipality hands in
	Way    string      // ByMail, or ByCopy where staff have sent the text themselves
	Again  bool        // also to people who were reminded less than 24 hours ago
}

// Answer is what becomes of one recipient's reminder, as far as it can be told at once.
type Answer struct {
	Person string
	Result string // "queued", "copied", "held" (reminded less than 24 hours ago), "complete" (not missing any more), "no-address", "failed"
}

// Remind sends the reminders, or notes that they were copied. Each is written anew, so that nobody is reminded of what has come in
// since the preview. What becomes of a mail is told by Sent. It returns ErrUnknown, ErrEnded for a closed round, and mail.ErrDisabled.
func (d *Desk) Remind(ctx context.Context, by audit.By, o Order) ([]Answer, error) {
	if o.Way != ByMail && o.Way != ByCopy {
		return nil, &InputError{Field: "way", Reason: "unknown", Value: o.Way}
	}
	if o.Way == ByMail && !d.mail.Enabled() {
		return nil, mail.ErrDisabled
	}
	r, err := d.Round(ctx, o.Round)
	if err != nil {
		return nil, err
	}
	if !r.Closed.IsZero() {
		return nil, ErrEnded
	}
	all, err := d.Preview(ctx, o.Round, o.Lang, o.Link)
	if err != nil {
		return nil, err
	}
	answers := make([]Answer, 0, len(o.People))
	for _, person := range o.People {
		if slices.ContainsFunc(answers, func(a Answer) bool { return a.Person == person }) {
			continue // asked for twice
		}
		a := Answer{Person: person, Result: "complete"}
		if i := slices.IndexFunc(all, func(r Reminder) bool { return r.To.ID == person && person != "" }); i >= 0 {
			if a.Result, err = d.remind(ctx, by, o, all[i]); err != nil {
				return answers, fmt.Errorf("remind: %w", err)
			}
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// remind writes one reminder down before it is sent: of two who press the button at once one finds it held.
func (d *Desk) remind(ctx context.Context, by audit.By, o Order, r Reminder) (result string, err error) {
	if o.Way == ByMail && !r.Reachable {
		return "no-address", nil
	}
	id, now := rand.Text(), d.db.Now()
	state, action, result := ReminderQueued, audit.ReminderSent, "queued"
	ended := sql.NullTime{}
	if o.Way == ByCopy {
		state, action, result, ended = ReminderSent, audit.ReminderCopied, "copied", sql.NullTime{Time: now, Valid: true}
	}
	held := false
	err = d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		last, err := lastReminders(tx.Query)
		if err != nil {
			return err
		}
		if held = !o.Again && d.held(last[r.To.ID]); held {
			return nil
		}
		if _, err := tx.Exec(addReminderSQL, id, o.Round, strings.Join(r.Codes, ","), r.To.ID, by.ID, o.Way, string(state), string(o.Lang),
			r.Subject, r.Body, now, ended); err != nil {
			return err
		}
		return d.audit.Add(tx, audit.Entry{
			By: by, Action: action, ObjectType: "person", ObjectID: r.To.ID, Municipality: r.Codes[0],
			Details: map[string]string{"reminder": id, "round": strconv.FormatInt(o.Round, 10), "municipalities": strings.Join(r.Codes, ",")},
		})
	})
	switch {
	case err != nil:
		return "", err
	case held:
		return "held", nil
	case o.Way == ByCopy:
		return result, nil
	}
	err = d.mail.Send(mail.Message{ID: id, To: r.To.Email, Name: r.To.Name, Subject: r.Subject, Text: r.Body}, d.delivered)
	if err != nil {
		d.delivered(mail.Result{ID: id, State: mail.Failed, Err: err.Error(), At: now})
		return "failed", nil
	}
	return result, nil
}

// delivered keeps what became of a mail.
func (d *Desk) delivered(r mail.Result) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	e := audit.Entry{
		By: audit.By{Actor: audit.Actor{Kind: audit.System}}, Action: audit.ReminderEnded, ObjectType: "reminder", ObjectID: r.ID,
		Details: map[string]string{"state": string(r.State), "tries": strconv.Itoa(r.Tries)},
	}
	if r.State != mail.Sent {
		e.Outcome = audit.Failed
	}
	err := d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		if _, err := tx.Exec(endReminderSQL, string(r.State), r.Err, r.At, r.ID); err != nil {
			return err
		}
		return d.audit.Add(tx, e)
	})
	if err != nil {
		d.log.Error("what became of a reminder is not kept", slog.String("reminder", r.ID), slog.String("state", string(r.State)), slog.Any("error", err))
	}
}

// loseReminders ends what was queued when the program stopped.
func (d *Desk) loseReminders(ctx context.Context) error {
	return d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		_, err := tx.Exec(loseRemindersSQL, d.db.Now())
		return err
	})
}

// lastReminders returns when each person was last reminded with success so far.
func lastReminders(ask asker) (map[string]time.Time, error) {
	found := make(map[string]time.Time)
	err := each(ask, func(rows *sql.Rows) error {
		var person string
		var asked time.Time
		err := rows.Scan(&person, &asked)
		found[person] = asked.UTC()
		return err
	}, lastRemindersSQL)
	return found, err
}
