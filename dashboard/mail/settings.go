package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Security is how the connection to the server is protected.
type Security string

// Kinds of protection. STARTTLS is never given up for plain text.
const (
	STARTTLS Security = "starttls" // port 587 as a rule
	TLS      Security = "tls"      // port 465 as a rule
	None     Security = "none"     // only to this machine
)

// Securities lists every kind.
var Securities = [...]Security{STARTTLS, TLS, None}

// Settings say how mail is sent. The zero value sends none.
type Settings struct {
	Host         string // name of the SMTP server; "" sends no mail
	Port         int    // 0 is the usual one of Security
	Security     Security
	User         string // "" does not sign in
	PasswordFile string // holds the password and at most one line end
	CAFile       string // certificates, PEM, of who vouches for the server; "" is the system's
	From         string // e-mail address
	FromName     string
	ReplyTo      string // e-mail address; "" is From

	Timeout time.Duration   // of each step of the conversation; 0 is 20 s
	Pauses  []time.Duration // before the second, third … try; nil is 30 s, 2 min and 10 min
}

// ErrSettings is wrapped by New's errors about the settings themselves.
var ErrSettings = errors.New("mail settings")

func (s Settings) withDefaults() Settings {
	if s.Port == 0 {
		s.Port = map[Security]int{STARTTLS: 587, TLS: 465, None: 25}[s.Security]
	}
	if s.Timeout == 0 {
		s.Timeout = 20 * time.Second
	}
	if s.Pauses == nil {
		s.Pauses = []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute}
	}
	return s
}

// check returns an error that says which setting is wrong and what is wanted.
func (s Settings) check() error {
	switch {
	case !slices.Contains(Securities[:], s.Security):
		return fmt.Errorf("%w: the security is %q, want starttls, tls or none", ErrSettings, s.Security)
	case s.Security == None && !loopback(s.Host):
		return fmt.Errorf("%w: without encryption mail goes only to a server on this machine, and %s is none; choose starttls or tls", ErrSettings, s.Host)
	case s.Port < 1 || s.Port > 65535:
		return fmt.Errorf("%w: the port is %d", ErrSettings, s.Port)
	case strings.ContainsFunc(s.Host, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return fmt.Errorf("%w: the host is %q", ErrSettings, s.Host)
	case (s.User == "") != (s.PasswordFile == ""):
		return fmt.Errorf("%w: a user and a password file belong together", ErrSettings)
	case !validAddress(s.From):
		return fmt.Errorf("%w: the sender %q is no e-mail address", ErrSettings, s.From)
	case s.ReplyTo != "" && !validAddress(s.ReplyTo):
		return fmt.Errorf("%w: the address for replies %q is no e-mail address", ErrSettings, s.ReplyTo)
	}
	return nil
}

// loopback tells a host that is this machine whatever a name server says.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// password reads the password file.
func (s Settings) password() (string, error) {
	if s.PasswordFile == "" {
		return "", nil
	}
	text, err := os.ReadFile(s.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrSettings, err)
	}
	password := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if password == "" || strings.ContainsAny(password, "\r\n\x00") {
		return "", fmt.Errorf("%w: the password file %s does not hold one line", ErrSettings, s.PasswordFile)
	}
	return password, nil
}

// tls returns how the server proves who it is.
func (s Settings) tls() (*tls.Config, error) {
	c := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}
	if s.CAFile == "" {
		return c, nil
	}
	text, err := os.ReadFile(s.CAFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSettings, err)
	}
	c.RootCAs = x509.NewCertPool()
	if !c.RootCAs.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%w: %s holds no certificate in PEM", ErrSettings, s.CAFile)
	}
	return c, nil
}

// validAddress tells a bare e-mail address such as a server takes, without a name and without anything that could end a line.
func validAddress(s string) bool {
	if len(s) > 254 || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) || strings.ContainsRune(`<>"(),;:\`, r)
	}) {
		return false
	}
	parsed, err := netmail.ParseAddress(s)
	if err != nil || parsed.Address != s {
		return false
	}
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at <= 64 && at < len(s)-1
}

// oneLine makes a text fit for a header: whatever could end the line or hide in it becomes a blank.
func oneLine(s string, longest int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	n := 0
	for i := range s {
		if n++; n > longest {
			return s[:i] + "…"
		}
	}
	return s
}
