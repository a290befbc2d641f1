package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"pionjarkollen/dashboard/locale"
)

var (
	//go:embed sql/reminded.sql
	remindedSQL string
	//go:embed sql/reminders.sql
	remindersSQL string
)

// holdFor is how long a person is left alone after a reminder.
const holdFor = 24 * time.Hour

// Reminder is what one person would be sent.
type Reminder struct {
	To        Contact  // the zero value where nobody is known: find the way to the municipality yourself
	Codes     []string // municipalities that are missing, and the person works for
	Cities    string   // their names as prose
	Subject   string
	Body      string
	Last      time.Time // the newest reminder to the person, of any round, UTC; zero is none
	Held      bool      // that was less than 24 hours ago
	Reachable bool      // has an e-mail address
}

// Preview returns a reminder for everybody of the members that are missing, one to a person, Swedish order of the first city. A missing member
// without people gets one to nobody. link is where the municipality hands in.
func (d *Desk) Preview(ctx context.Context, round int64, lang locale.Lang, link string) ([]Reminder, error) {
	s, err := d.Status(ctx, round, "")
	if err != nil {
		return nil, err
	}
	t, err := d.Template(ctx, lang)
	if err != nil {
		return nil, err
	}
	last, err := lastReminders(d.in(ctx))
	if err != nil {
		return nil, fmt.Errorf("preview reminders: %w", err)
	}
	people := make(map[string]int) // position in found
	members := [][]MemberStatus{}
	var found []Reminder
	for _, m := range s.Members {
		if !m.Missing() {
			continue
		}
		if len(m.Contacts) == 0 {
			found, members = append(found, Reminder{}), append(members, []MemberStatus{m})
		}
		for _, c := range m.Contacts {
			i, known := people[c.ID]
			if !known {
				i = len(found)
				people[c.ID] = i
				found, members = append(found, Reminder{To: c, Reachable: c.Email != "", Last: last[c.ID]}), append(members, nil)
			}
			members[i] = append(members[i], m)
		}
	}
	for i := range found {
		found[i].write(t, s.Round, members[i], link)
		found[i].Held = d.held(found[i].Last)
	}
	return found, nil
}

func (d *Desk) held(last time.Time) bool { return !last.IsZero() && d.db.Now().Sub(last) < holdFor }

// write fills the template in.
func (r *Reminder) write(t Template, round Round, members []MemberStatus, link string) {
	names, lines := make([]string, len(members)), make([]string, len(members))
	for i, m := range members {
		r.Codes = append(r.Codes, m.Code)
		names[i] = m.Name
		lines[i] = "– " + m.missing(t.Lang)
		if len(members) > 1 {
			lines[i] = "– " + m.Name + ": " + m.missing(t.Lang)
		}
	}
	r.Cities = t.Lang.List(names)
	r.Subject, r.Body = t.fill(r.Cities, round.Edition, round.Deadline, strings.Join(lines, "\n"), link)
}

// reminded returns when people of each municipality last were reminded in a round.
func (d *Desk) reminded(ctx context.Context, round int64) (map[string]time.Time, error) {
	found := make(map[string]time.Time)
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		var codes string
		var asked time.Time
		if err := rows.Scan(&codes, &asked); err != nil {
			return err
		}
		for code := range strings.SplitSeq(codes, ",") {
			if asked.After(found[code]) {
				found[code] = asked.UTC()
			}
		}
		return nil
	}, remindedSQL, round)
	return found, err
}

// ReminderState is what became of a reminder.
type ReminderState string

// States of a reminder.
const (
	ReminderQueued  ReminderState = "queued"
	ReminderSent    ReminderState = "sent"    // taken by the mail server, or copied by hand
	ReminderRefused ReminderState = "refused" // by the mail server, for good
	ReminderFailed  ReminderState = "failed"  // no try went through
	ReminderLost    ReminderState = "lost"    // the program stopped before it was sent
)

// SentReminder is one that was asked for.
type SentReminder struct {
	ID        string
	Round     int64
	Codes     []string
	Recipient string // a person's id
	Name      string // of the recipient now
	By        string // a person's id
	ByName    string
	Way       string // mail, copy
	State     ReminderState
	Reason    string // why it was refused or failed
	Subject   string
	Body      string
	Asked     time.Time // UTC
	Ended     time.Time // UTC; zero while queued
}

// Sent lists a round's reminders, newest first.
func (d *Desk) Sent(ctx context.Context, round int64) ([]SentReminder, error) {
	var all []SentReminder
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		var r SentReminder
		var codes string
		var ended sql.NullTime
		if err := rows.Scan(&r.ID, &r.Round, &codes, &r.Recipient, &r.Name, &r.By, &r.ByName, &r.Way, &r.State, &r.Reason,
			&r.Subject, &r.Body, &r.Asked, &ended); err != nil {
			return err
		}
		r.Codes, r.Asked, r.Ended = strings.Split(codes, ","), r.Asked.UTC(), utc(ended)
		all = append(all, r)
		return nil
	}, remindersSQL, round)
	if err != nil {
		return nil, fmt.Errorf("list reminders: %w", err)
	}
	return all, nil
}
