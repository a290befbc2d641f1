package desk

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

//go:embed text/reminder.*.txt
var reminderTexts embed.FS

var (
	//go:embed sql/reminder_text.sql
	reminderTextSQL string
	//go:embed sql/set_reminder_text.sql
	setReminderTextSQL string
)

// Placeholders that a reminder's text may hold, in both languages the same.
var Placeholders = [...]string{"{kommun}", "{version}", "{sista dag}", "{saknas}", "{länk}"}

// Template is the text of a reminder before it is filled in.
type Template struct {
	Lang    locale.Lang
	Subject string
	Body    string
	Changed time.Time // UTC; zero is the text that came with the program
}

// DefaultTemplate is the text that came with the program.
func DefaultTemplate(lang locale.Lang) Template {
	if lang != locale.English {
		lang = locale.Swedish
	}
	text, err := reminderTexts.ReadFile("text/reminder." + string(lang) + ".txt")
	if err != nil {
		panic("desk: " + err.Error())
	}
	subject, body, _ := strings.Cut(string(text), "\n\n")
	return Template{Lang: lang, Subject: subject, Body: strings.TrimSpace(body)}
}

// Template returns the text that reminders have now.
func (d *Desk) Template(ctx context.Context, lang locale.Lang) (Template, error) {
	t := DefaultTemplate(lang)
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		err := rows.Scan(&t.Subject, &t.Body, &t.Changed)
		t.Changed = t.Changed.UTC()
		return err
	}, reminderTextSQL, string(t.Lang))
	if err != nil {
		return t, fmt.Errorf("read the reminder's text: %w", err)
	}
	return t, nil
}

// SetTemplate changes the text of reminders. An empty subject and body bring back the text that came with the program.
//
// It returns an *InputError, whose Reason is "placeholder" for something in braces that there is not.
func (d *Desk) SetTemplate(ctx context.Context, by audit.By, t Template) error {
	if !slices.Contains(locale.Langs[:], t.Lang) {
		return &InputError{Field: "lang", Reason: "unknown", Value: string(t.Lang)}
	}
	if strings.TrimSpace(t.Subject+t.Body) == "" {
		t = DefaultTemplate(t.Lang)
	}
	var err error
	if t.Subject, err = written("subject", t.Subject, true, 200); err != nil {
		return err
	}
	if t.Body, err = written("body", t.Body, true, longestText); err != nil {
		return err
	}
	t.Subject = strings.Join(strings.Fields(t.Subject), " ")
	for field, text := range map[string]string{"subject": t.Subject, "body": t.Body} {
		for _, found := range braces.FindAllString(text, -1) {
			if !slices.Contains(Placeholders[:], found) {
				return &InputError{Field: field, Reason: "placeholder", Value: found}
			}
		}
	}
	err = d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		if _, err := tx.Exec(setReminderTextSQL, string(t.Lang), t.Subject, t.Body, d.db.Now(), by.ID); err != nil {
			return err
		}
		return d.audit.Add(tx, audit.Entry{
			By: by, Action: audit.TemplateChanged, ObjectType: "reminder-text", ObjectID: string(t.Lang),
			Details: map[string]string{"subject": t.Subject},
		})
	})
	if err != nil {
		return fmt.Errorf("change the reminder's text: %w", err)
	}
	return nil
}

// braces finds what looks like a placeholder.
var braces = regexp.MustCompile(`\{[^{}\n]*\}?|\}`)

// fill puts values in place of the placeholders, once: braces in a value stay what they are.
func (t Template) fill(kommun, version, day, missing, link string) (subject, body string) {
	values := []string{kommun, version, day, missing, link}
	pairs := make([]string, 0, 2*len(Placeholders))
	for i, p := range Placeholders {
		pairs = append(pairs, p, values[i])
	}
	body = strings.NewReplacer(pairs...).Replace(t.Body)
	for i := range pairs { // a subject is one line
		pairs[i] = strings.Join(strings.Fields(pairs[i]), " ")
	}
	return strings.NewReplacer(pairs...).Replace(t.Subject), body
}
