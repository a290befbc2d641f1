package mail_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pionjarkollen/dashboard/mail"
)

func TestCloseGivesUpWhatWaits(t *testing.T) {
	s := serve(t, "plain", func(string) error { return &smtp.SMTPError{Code: 451, Message: "later"} })
	settings := s.settings(mail.None)
	settings.Pauses = []time.Duration{time.Hour}
	m, err := mail.New(settings, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	const mails = 20
	ended := make(chan mail.Result, mails)
	for range mails {
		if err := m.Send(hello(), func(r mail.Result) { ended <- r }); err != nil {
			t.Fatal(err)
		}
	}
	for s.asked() == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := m.Close(t.Context()); err != nil {
		t.Error(err)
	}
	for range mails {
		if r := <-ended; r.State != mail.Lost {
			t.Errorf("got %+v", r)
		}
	}
	if err := m.Send(hello(), nil); !errors.Is(err, mail.ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
	if err := m.Close(t.Context()); err != nil {
		t.Errorf("a second time: %v", err)
	}
}

// TestCloseCutsOffWhatHangs stops while a server keeps the mail waiting.
func TestCloseCutsOffWhatHangs(t *testing.T) {
	hangs, release := make(chan bool, 1), make(chan bool)
	s := serve(t, "plain", func(string) error { hangs <- true; <-release; return nil })
	defer close(release)
	settings := s.settings(mail.None)
	settings.Timeout = time.Hour
	m, err := mail.New(settings, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan mail.Result, 1)
	if err := m.Send(hello(), func(r mail.Result) { ended <- r }); err != nil {
		t.Fatal(err)
	}
	<-hangs
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Close(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if r := <-ended; r.State != mail.Failed {
		t.Errorf("got %+v", r)
	}
}

func TestQueueIsBounded(t *testing.T) {
	release := make(chan bool)
	s := serve(t, "plain", func(string) error { <-release; return nil })
	m := start(t, s.settings(mail.None))
	var err error
	sent := 0
	for ; err == nil && sent < 5000; sent++ {
		err = m.Send(hello(), func(mail.Result) {})
	}
	if !errors.Is(err, mail.ErrFull) {
		t.Errorf("%d mails wait: %v", sent, err)
	}
	close(release)
}
