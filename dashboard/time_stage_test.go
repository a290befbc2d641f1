package dashboard

import (
	"context"
	"log/slog"
	"net"
	"testing"
	"time"

	"pionjarkollen/data"
)

// newStageOver is newStage over another catalogue.
func newStageOver(t *testing.T, catalogue *data.Catalogue, change func(*Options)) *stage {
	t.Helper()
	st := &stage{log: &lockedBuffer{}, now: stageNow}
	var err error
	if st.db, err = data.Open(t.Context(), data.Options{Catalogue: catalogue, Now: st.clock}); err != nil {
		t.Fatal(err)
	}
	o := Options{DB: st.db, Log: slog.New(slog.NewTextHandler(st.log, nil))}
	if change != nil {
		change(&o)
	}
	if st.site, err = New(o); err != nil {
		t.Fatal(err)
	}
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st.at = "http://" + ln.Addr().String()
	served := make(chan error, 1)
	go func() { served <- st.site.Serve(ln) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := st.site.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		_ = ln.Close() // ends a Serve that Shutdown came too early for
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := st.db.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// declare saves levels of one city in an edition, as of a day.
func (st *stage) declare(t *testing.T, edition, day, code string, levels map[string]int) data.Submission {
	t.Helper()
	received, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	s := data.Submission{
		Kind: data.Levels, Edition: edition, Received: received.Add(12 * time.Hour), Sender: data.Sender{Name: "HEMLIG-avsändare", Role: "staff"},
	}
	for slug, level := range levels {
		s.Declarations = append(s.Declarations, data.Declaration{
			Line: len(s.Declarations) + 2, Municipality: code, Commitment: slug, Level: &level, Comment: "HEMLIG-kommentar",
			Reference: "KS <1> & 2",
		})
	}
	saved, err := st.db.Record(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}
