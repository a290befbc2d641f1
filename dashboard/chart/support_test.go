package chart

import (
	"encoding/json"
	"strconv"
	"testing"

	"pionjarkollen/analytics"
)

// supports has two cities with every state there is; what is reported grows from commitment to commitment.
func supports(t *testing.T) analytics.Supports {
	t.Helper()
	var r analytics.Supports
	for k, name := range []string{"Växjö", hostile} {
		c := analytics.CitySupport{City: analytics.City{Code: "078" + strconv.Itoa(k), Name: name}}
		for i, l := range levels(t, 23).Commitments {
			row := analytics.Support{Commitment: l.Commitment}
			row.Cell.State = analytics.States[(i+k)%len(analytics.States)]
			for j := range row.Rungs {
				row.Rungs[j] = analytics.Rung{Level: j + 1, Actions: 4, Counts: [4]int{i % 2, 0, j % 2, (i + j) % 2}}
			}
			c.Rows = append(c.Rows, row)
		}
		r.Cities = append(r.Cities, c)
	}
	return r
}

// TestSupportGolden compares the chart with its files in testdata.
func TestSupportGolden(t *testing.T) {
	for suffix, style := range styles {
		for name, byCity := range map[string]bool{"support-city": false, "support-commitment": true} {
			t.Run(name+suffix, func(t *testing.T) {
				golden(t, name+suffix, drawn{name, func(t *testing.T, s Style) (json.RawMessage, error) {
					t.Helper()
					return Support(supports(t), byCity, s)
				}}, style)
			})
		}
	}
	t.Run("support-none", func(t *testing.T) {
		golden(t, "support-none", drawn{"support-none", func(t *testing.T, s Style) (json.RawMessage, error) {
			t.Helper()
			return Support(analytics.Supports{}, false, s)
		}}, Style{})
	})
}

// TestSupportValues holds each bar to its declared levels' actions, and looks for no other.
func TestSupportValues(t *testing.T) {
	r := supports(t)
	got, err := Support(r, true, Style{})
	if err != nil {
		t.Fatal(err)
	}
	values, bars := raws(t, got), 0
	for _, c := range r.Cities {
		for _, row := range c.Rows {
			key := c.Code + "/" + row.Commitment.Slug + "/"
			level, _ := row.Cell.State.Level()
			done, all := 0, 0
			for _, rung := range row.Rungs[:level] {
				done, all = done+rung.Counts[3], all+rung.Actions
			}
			if level == 0 {
				if _, there := values[key+"done"]; there {
					t.Errorf("%s is drawn without a declared level", key)
				}
				continue
			}
			bars++
			total := 0
			for _, id := range []string{"done", "underway", "planned", "not_started", "none"} {
				n, err := strconv.Atoi(values[key+id])
				if err != nil {
					t.Errorf("%s%s: %v", key, id, err)
				}
				total += n
			}
			if values[key+"done"] != strconv.Itoa(done) || total != all {
				t.Errorf("%s: %s done of %d, want %d of %d", key, values[key+"done"], total, done, all)
			}
		}
	}
	if bars == 0 || len(values) != 5*bars {
		t.Errorf("%d values in %d bars", len(values), bars)
	}
}
