package browser_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

// payloads reads what people, or programs, write into fields that are meant for something else.
func payloads() ([]string, error) {
	text, err := os.ReadFile("../testdata/payloads.txt")
	if err != nil {
		return nil, err
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		p, err := strconv.Unquote(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		if !strings.ContainsRune(p, 0) {
			all = append(all, strings.ToValidUTF8(p, ""))
		}
	}
	return all, nil
}

// eachSubmission is how many payloads one submission holds.
const eachSubmission = 5

// loadPayloads hands in every payload as a comment, reference and link, and some as names of files and senders, for Växjö and others.
func loadPayloads(ctx context.Context, db *data.DB) error {
	all, err := payloads()
	if err != nil {
		return err
	}
	e, level := db.Catalogue().Current(), 2
	for i, each := range slices.Collect(slices.Chunk(all, eachSubmission)) {
		city := vaxjo
		if i%3 != 0 {
			city = db.Catalogue().Members[i%len(db.Catalogue().Members)].Municipality
		}
		s := data.Submission{Edition: e.ID, Kind: data.Levels, Sender: data.Sender{Name: each[0], Role: "staff"}}
		if i%2 == 1 {
			s.Kind = data.Actions
		}
		s.File.Name = each[len(each)-1]
		for j, p := range each {
			commitment, link := e.Commitments[(i+j)%len(e.Commitments)], "https://example.se/"+url.PathEscape(p)
			if s.Kind == data.Levels {
				s.Declarations = append(s.Declarations, data.Declaration{Line: j + 2, Municipality: city, Commitment: commitment.Slug, Level: &level, Comment: p, Reference: p, Link: link})
			} else {
				s.Reports = append(s.Reports, data.ActionReport{Line: j + 2, Municipality: city, Action: commitment.Levels[1].Actions[0].ID, Status: data.Underway, Comment: p, Link: link})
			}
		}
		if _, err := db.Record(ctx, s, []byte("raw")); err != nil {
			return err
		}
	}
	return nil
}

// alarm notices when a payload is run: each calls hacked, or would load or go somewhere, which the watch sees.
const alarm = `window.hacked = (n) => { (window.ran ??= []).push(n); console.error("a payload ran: " + n); };`

// tips has every chart of the page show its tooltip on every datum.
const tips = `[...window.pionjarkollen.charts.values()].forEach((chart) => chart.getOption().series.forEach((series, seriesIndex) =>
	(series.data ?? []).slice(0, 40).forEach((_, dataIndex) => chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex })))), true`

// TestPayloadsRunNowhere opens the pages of a site whose every field is hostile: no script runs, and the policy has nothing to stop.
func TestPayloadsRunNowhere(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", loadPayloads), desk)
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: alarm})
	all, err := payloads()
	if err != nil {
		t.Fatal(err)
	}
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, `"><script>hacked(901)</script><img src=x onerror=hacked(902)>`))
	paths := []string{"/", "/stader/" + vaxjo, "/en/stader/" + vaxjo, "/lamna-in", "/jamfor?stad=" + vaxjo + ",1281", "/ataganden", "/rapporter"}
	for _, c := range b.site.db.Catalogue().Current().Commitments {
		paths = append(paths, "/ataganden/"+c.Slug, "/atgarder/"+c.Levels[1].Actions[0].ID)
	}
	for id := 1; id <= (len(all)+eachSubmission-1)/eachSubmission; id += 3 { // Växjö's
		paths = append(paths, fmt.Sprintf("/lamna-in/kvitto/%d", id))
	}
	seen := 0
	for _, path := range paths {
		b.open(path)
		b.settled()
		js[bool](b, `window.pionjarkollen?.charts?.size ? (`+tips+`) : true`)
		seen += js[int](b, `document.body.innerText.split("hacked(").length - 1`)
		if ran := js[[]string](b, `(window.ran ?? []).map(String)`); len(ran) > 0 {
			t.Errorf("%s ran %v", path, ran)
		}
	}
	if seen < 100 {
		t.Errorf("only %d payloads were on the pages: the test looks at the wrong places", seen)
	}
	for i, each := range slices.Collect(slices.Chunk(all, eachSubmission*8)) {
		var file strings.Builder
		file.WriteString("kommunkod;åtagande;nivå;kommentar\r\n")
		for _, p := range each {
			cell := `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
			fmt.Fprintf(&file, "0780;%s;%s;%s\r\n", cell, cell, cell)
		}
		b.handIn(fmt.Sprintf("<img src=x onerror=hacked(%d)>.csv", i), file.String())
		if ran := js[[]string](b, `(window.ran ?? []).map(String)`); len(ran) > 0 {
			t.Errorf("the preview of file %d ran %v", i, ran)
		}
	}
}
