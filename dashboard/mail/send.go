package mail

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// try sends a mail, and lets it wait for another try when it met a fault that may pass.
func (m *Mailer) try(j job) {
	var r Result
	j.tries++
	r.State, r.Code, r.Err = judge(m.send(m.alive, j.message), j.message.To)
	if r.State == Failed && j.tries <= len(m.settings.Pauses) {
		m.busy.Go(func() { m.later(j, r, m.settings.Pauses[j.tries-1]) })
		return
	}
	m.finish(j, r)
}

// later puts a mail back in the queue after a pause, unless the Mailer is closed first.
func (m *Mailer) later(j job, r Result, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.ended:
	}
	m.mu.Lock()
	back := !m.closed
	if back {
		m.queue <- j // has room: it was counted all the time
	}
	m.mu.Unlock()
	if !back {
		r.State = Lost
		m.finish(j, r)
	}
}

// judge tells whether an error is for good. It keeps addresses out of the text.
func judge(err error, to string) (state State, code int, text string) {
	if err == nil {
		return Sent, 0, ""
	}
	text = oneLine(strings.ReplaceAll(err.Error(), to, "…"), 300)
	if failed, ok := errors.AsType[*gomail.SendError](err); ok {
		code = failed.ErrorCode()
	} else if answer, ok := errors.AsType[*textproto.Error](err); ok {
		code = answer.Code
	}
	if code >= 500 || errors.Is(err, errMessage) {
		return Refused, code, text
	}
	return Failed, code, text
}

// errMessage is wrapped by errors about the mail itself: trying again does not help.
var errMessage = errors.New("the mail cannot be written")

// send speaks to the server once.
func (m *Mailer) send(ctx context.Context, message Message) error {
	written, err := m.write(message)
	if err != nil {
		return fmt.Errorf("%w: %w", errMessage, err)
	}
	ctx, cancel := context.WithTimeout(ctx, longestTry*m.settings.Timeout)
	defer cancel() // also closes the connection, whatever has gone wrong
	client, err := m.client(ctx)
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, written)
	if written.IsDelivered() { // what failed came after: sending again would send twice
		return nil
	}
	return err
}

// longestTry is how many Timeouts one conversation may take: one to sign in, one to hand over the mail.
const longestTry = 2

// client makes a client for one conversation, whose connection ends with ctx at the latest.
func (m *Mailer) client(ctx context.Context) (*gomail.Client, error) {
	s := m.settings
	options := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithTimeout(s.Timeout), gomail.WithTLSConfig(m.tls.Clone()),
		gomail.WithHELO("localhost"), // the machine's own name is nobody's business
		gomail.WithDialContextFunc(func(dialing context.Context, network, address string) (net.Conn, error) {
			return m.dial(ctx, dialing, network, address)
		}),
	}
	if s.Security == STARTTLS {
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	} else { // TLS begins in dial
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" { // the last two only over TLS or to this machine
		options = append(options, gomail.WithUsername(s.User), gomail.WithPassword(m.password), gomail.WithOpportunisticSMTPAuth(
			gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return gomail.NewClient(s.Host, options...)
}

// dial connects and, where TLS comes first, shakes hands. The end of ctx closes the connection.
func (m *Mailer) dial(ctx, dialing context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(dialing, network, address)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = conn.Close() })
	if m.settings.Security != TLS {
		return conn, nil
	}
	secured := tls.Client(conn, m.tls.Clone())
	if err := secured.HandshakeContext(dialing); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return secured, nil
}

// write makes the mail: plain text in UTF-8, quoted-printable so that lines may be as long as they are.
func (m *Mailer) write(message Message) (*gomail.Msg, error) {
	s := m.settings
	w := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	// Never the library's own joining of name and address: a quotation mark in a name would end it there.
	w.FromMailAddress(&netmail.Address{Name: oneLine(s.FromName, longestName), Address: s.From})
	w.AddToMailAddress(&netmail.Address{Name: oneLine(message.Name, longestName), Address: message.To})
	if s.ReplyTo != "" {
		if err := w.ReplyTo(s.ReplyTo); err != nil {
			return nil, err
		}
	}
	w.SetDateWithValue(m.now())
	w.SetMessageIDWithValue(rand.Text() + "@" + s.From[strings.LastIndexByte(s.From, '@')+1:])
	w.SetGenHeader("Auto-Submitted", "auto-generated")
	w.SetGenHeader("Content-Language", "sv")
	w.Subject(oneLine(message.Subject, longestSubject))
	w.SetBodyString(gomail.TypeTextPlain, body(message.Text))
	return w, nil
}

// The most characters of a name and of a subject.
const (
	longestName    = 100
	longestSubject = 200
)

// body keeps text as it is, but for characters that a mail must not hold and the kind of line end.
func body(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
	return strings.TrimRight(text, "\n ") + "\n"
}
