package dashboard

import "testing"

func TestPreferredMediaType(t *testing.T) {
	offers := []string{"text/html", "text/csv", "application/json", "application/vnd.apache.parquet"}
	for header, want := range map[string]string{
		"":    "text/html",
		"*/*": "text/html",
		"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8": "text/html", // Firefox
		"text/csv":                "text/csv",
		"TEXT/CSV; charset=utf-8": "text/csv",
		"text/csv; header=present; q=0.3, text/*;q=.2": "text/csv",
		"application/json, text/csv":                   "text/csv", // equal: in our order
		"application/json, text/csv;q=0.9":             "application/json",
		"text/*;q=0.5, application/json;q=0.4":         "text/html",
		"text/*;q=0.5, text/html;q=0, */*;q=0.1":       "text/csv",
		"application/*":                                "application/json",
		"*/*;q=0.1, application/vnd.apache.parquet":    "application/vnd.apache.parquet",
		"text/html;q=0, text/csv;q=0, */*":             "application/json",
		"image/png":                                    "",
		"text/html;q=0":                                "",
		"*/*;q=0":                                      "",
		"text/csv;q=2":                                 "",
		"text/csv;q=NaN":                               "",
		"csv":                                          "",
		"*/csv":                                        "",
		", ;q=1,":                                      "",
		"application/json ; q = 0.5":                   "application/json",
	} {
		got := ""
		if i := preferred(header, offers); i >= 0 {
			got = offers[i]
		}
		if got != want {
			t.Errorf("%q wants %q, want %q", header, got, want)
		}
	}
}

func FuzzPreferred(f *testing.F) {
	f.Add("text/html;q=0.5, */*")
	f.Fuzz(func(t *testing.T, header string) {
		if i := preferred(header, []string{"text/html", "text/csv"}); i < -1 || i > 1 {
			t.Errorf("%q wants offer %d", header, i)
		}
	})
}
