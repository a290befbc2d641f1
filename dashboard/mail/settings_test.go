package mail_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pionjarkollen/dashboard/mail"
)

func TestWithoutSettingsNothingIsSent(t *testing.T) {
	m := start(t, mail.Settings{})
	if m.Enabled() || !errors.Is(m.Send(hello(), nil), mail.ErrDisabled) {
		t.Error("mail without a server")
	}
}

func TestSettingsAreChecked(t *testing.T) {
	good := mail.Settings{Host: "smtp.example.se", Security: mail.STARTTLS, From: "a@example.se"}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, good)
	for name, change := range map[string]func(*mail.Settings){
		"security":             func(s *mail.Settings) { s.Security = "maybe" },
		"no security":          func(s *mail.Settings) { s.Security = "" },
		"plain to elsewhere":   func(s *mail.Settings) { s.Security = mail.None },
		"plain by a like name": func(s *mail.Settings) { s.Security, s.Host = mail.None, "localhost.example.se" },
		"port":                 func(s *mail.Settings) { s.Port = 70000 },
		"host":                 func(s *mail.Settings) { s.Host = "a b\r\n" },
		"sender":               func(s *mail.Settings) { s.From = "a" },
		"sender with name":     func(s *mail.Settings) { s.From = "A <a@example.se>" },
		"reply":                func(s *mail.Settings) { s.ReplyTo = "b@example.se\r\nBcc: c@example.se" },
		"user alone":           func(s *mail.Settings) { s.User = "u" },
		"password alone":       func(s *mail.Settings) { s.PasswordFile = empty },
		"empty password":       func(s *mail.Settings) { s.User, s.PasswordFile = "u", empty },
		"missing password":     func(s *mail.Settings) { s.User, s.PasswordFile = "u", empty+"2" },
		"missing CA":           func(s *mail.Settings) { s.CAFile = empty + "2" },
		"empty CA":             func(s *mail.Settings) { s.CAFile = empty },
	} {
		s := good
		change(&s)
		if _, err := mail.New(s, nil, nil); !errors.Is(err, mail.ErrSettings) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
