package main

import (
	"flag"
	"net"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/mail"
)

// mailer is what serve was told about sending e-mail.
type mailer struct {
	server, security, user, passwordFile, caFile string
	from, fromName, replyTo                      string
}

// flags registers its flags.
func (m *mailer) flags(fs *flag.FlagSet) {
	fs.StringVar(&m.server, "smtp", "", "`HOST[:PORT]` of the mail server that reminders and invitations go through; none when empty, and staff copy the texts")
	fs.StringVar(&m.security, "smtp-security", string(mail.STARTTLS), "`starttls|tls|none`; none is for a server on this machine alone")
	fs.StringVar(&m.user, "smtp-user", "", "`NAME` to sign in to the mail server with")
	fs.StringVar(&m.passwordFile, "smtp-password-file", "", "`PATH` of a file that holds its password")
	fs.StringVar(&m.caFile, "smtp-ca", "", "`PATH` of certificates, PEM, that vouch for the mail server; the system's when empty")
	fs.StringVar(&m.from, "smtp-from", "", "the e-mail `ADDRESS` that mails come from")
	fs.StringVar(&m.fromName, "smtp-from-name", "", "the `NAME` that mails come from")
	fs.StringVar(&m.replyTo, "smtp-reply-to", "", "the e-mail `ADDRESS` that replies go to; --smtp-from when empty")
}

// settings returns how mail is sent. What cannot be is a usage error.
func (m *mailer) settings() (mail.Settings, error) {
	if m.server == "" {
		if m.from != "" || m.user != "" {
			return mail.Settings{}, usageError("--smtp-from and --smtp-user go with --smtp, which names the mail server")
		}
		return mail.Settings{}, nil
	}
	if err := oneOf("--smtp-security", m.security, mail.Securities[:]...); err != nil {
		return mail.Settings{}, err
	}
	s := mail.Settings{
		Host: m.server, Security: mail.Security(m.security), User: m.user, PasswordFile: m.passwordFile, CAFile: m.caFile,
		From: m.from, FromName: m.fromName, ReplyTo: m.replyTo,
	}
	if !strings.Contains(m.server, ":") {
		return s, nil
	}
	host, port, err := net.SplitHostPort(m.server)
	if err == nil {
		s.Host = host
		s.Port, err = strconv.Atoi(port)
	}
	if err != nil || s.Port < 1 || s.Port > 65535 {
		return s, usagef("--smtp is %q, want a host and a port, such as mail.example.se:587", m.server)
	}
	return s, nil
}
