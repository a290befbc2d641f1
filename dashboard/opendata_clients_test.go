package dashboard

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"pionjarkollen/dashboard/opendata"
)

// TestShownClients runs the clients that need nothing but their own program, as they are shown, twice: the second time what they have is
// still good.
func TestShownClients(t *testing.T) {
	st := onExamples(t)
	to, err := url.Parse(st.at)
	if err != nil {
		t.Fatal(err)
	}
	answers := make(chan int, 10)
	between := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(to) },
		Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		ModifyResponse: func(a *http.Response) error {
			answers <- a.StatusCode
			return nil
		},
	})
	defer between.Close()
	run := map[string][]string{"curl": {"sh", "-eu"}, "python": {"python3", "-I"}}
	for _, client := range (opendata.Portal{Home: between.URL}).Clients() {
		with := run[client.Name]
		if with == nil {
			continue
		}
		delete(run, client.Name)
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "program"), []byte(client.Code), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{http.StatusOK, http.StatusNotModified} {
			program := exec.CommandContext(t.Context(), with[0], append(slices.Clone(with[1:]), "program")...)
			program.Dir = folder
			if said, err := program.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", client.Name, err, said)
			}
			if got := <-answers; got != want {
				t.Errorf("%s is answered %d, want %d", client.Name, got, want)
			}
			kept, err := os.ReadFile(filepath.Join(folder, "matrix.json"))
			if want := st.get(t, "/api/v1/matrix?roll=pioneer").body; err != nil || string(kept) != want {
				t.Errorf("%s has %d bytes, %v, want %d", client.Name, len(kept), err, len(want))
			}
		}
		if len(answers) > 0 {
			t.Errorf("%s asks more than once", client.Name)
		}
	}
	if len(run) > 0 {
		t.Errorf("not shown: %v", run)
	}
}
