package dashboard

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"pionjarkollen/data"
)

// twoEditions is the reference data with the invented edition of data/testdata after it.
func twoEditions(t *testing.T) *data.Catalogue {
	t.Helper()
	files := fstest.MapFS{}
	for _, folder := range []string{"../data/reference", "../data/testdata/next-edition"} {
		names, err := filepath.Glob(folder + "/*.csv")
		if err != nil || len(names) == 0 {
			t.Fatal(folder, err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			base := filepath.Base(name)
			if before, ok := files[base]; ok {
				_, rows, _ := bytes.Cut(raw, []byte("\n"))
				raw = append(slices.Clone(before.Data), rows...)
			}
			files[base] = &fstest.MapFile{Data: raw}
		}
	}
	c, err := data.LoadCatalogueFS(files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

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
