package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/limit"
	"pionjarkollen/data"
)

// submissions hands in every municipality's action file through the API of a site served from this process, one after another.
func (b bench) submissions(ctx context.Context) (err error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{Path: filepath.Join(b.folder, "submissions.duckdb"), Catalogue: catalogue})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	freely := limit.Budget{Each: time.Microsecond, Burst: 1_000_000, Shared: 1}
	at, stop, err := serveHere(ctx, dashboard.Options{
		DB: db, Access: access.Options{Demo: true}, Quota: limit.Amount{Bytes: 1 << 40, Files: 1 << 20},
		Rates: map[limit.Act]limit.Budget{limit.View: freely, limit.Change: freely, limit.SignIn: freely, limit.Upload: freely, limit.DryRun: freely},
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	keeper, err := access.New(db, access.Options{Demo: true})
	if err != nil {
		return err
	}
	invitation := access.NewInvitation(access.RoleStaff, "bench", "bench@example.se", time.Now().Add(time.Hour))
	admitted, err := keeper.AcceptDemo(ctx, access.Client{Browser: access.NewBrowser(), Address: "127.0.0.1"}, access.SealLink(db.Secret(), invitation))
	if err != nil {
		return err
	}
	files := actionFiles(catalogue)
	took := make([]time.Duration, 0, len(files))
	began := time.Now()
	for _, file := range files {
		start := time.Now()
		if err := handIn(ctx, at, admitted.Token, file); err != nil {
			return err
		}
		took = append(took, time.Since(start))
	}
	all := time.Since(began)
	slices.Sort(took)
	b.line(fmt.Sprintf("%d files of %d rows", len(files), len(actions(catalogue))), "%7.1f submissions/s", float64(len(files))/all.Seconds())
	b.line("each, from the request to the answer", "%7.1f ms p50, %.1f ms p99, %.1f ms at worst",
		ms(percentile(took, 50)), ms(percentile(took, 99)), ms(took[len(took)-1]))
	return nil
}

// actionFiles are what the municipalities hand in: every action, in the columns that matter.
func actionFiles(c *data.Catalogue) [][]byte {
	files := make([][]byte, 0, len(c.Municipalities))
	for _, m := range c.Municipalities {
		var file bytes.Buffer
		file.WriteString("kommunkod;kommun;åtagande;nivå;åtgärd;status;kommentar\n")
		for i, a := range actions(c) {
			fmt.Fprintf(&file, "%s;%s;%s;%d;%s;%s;Följs upp av %s\n", m.Code, m.Name, a.Commitment, a.Level, a.ID, statuses[i%len(statuses)], m.Name)
		}
		files = append(files, file.Bytes())
	}
	return files
}

// handIn posts one file and wants it saved.
func handIn(ctx context.Context, site, session string, file []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, site+"/api/v1/submissions", bytes.NewReader(file))
	if err != nil {
		return err
	}
	req.Header.Set("Cookie", "pionjarkollen_session="+session)
	req.Header.Set("Origin", site)
	req.Header.Set("Content-Type", "text/csv")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("hand in: %s\n%.500s", resp.Status, body)
	}
	return nil
}
