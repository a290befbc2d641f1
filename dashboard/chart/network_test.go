package chart

import (
	"encoding/json"
	"strconv"
	"testing"

	"pionjarkollen/analytics"
)

// matches has leaders first and learners after them, each with as many offers as its place says, up to three.
func matches(t *testing.T, leaders, learners int) analytics.Matches {
	t.Helper()
	r := analytics.Matches{Commitment: levels(t, 23).Commitments[5].Commitment}
	all := cities(leaders + learners)
	r.Members = len(all)
	r.Leaders = all[:leaders]
	for i, c := range all[leaders:] {
		l := analytics.Learner{City: c, State: analytics.States[1+i%2]}
		for n := range min(i%4, leaders) {
			l.Offers = append(l.Offers, analytics.Offer{Leader: all[(i+n)%leaders], County: n == 0, Band: true})
		}
		r.Learners = append(r.Learners, l)
	}
	return r
}

// TestNetworkGolden compares the network with its files in testdata.
func TestNetworkGolden(t *testing.T) {
	c := drawn{"network", func(t *testing.T, s Style) (json.RawMessage, error) {
		t.Helper()
		return Network(matches(t, 3, 7), s)
	}}
	for suffix, style := range styles {
		t.Run(c.name+suffix, func(t *testing.T) { golden(t, c.name+suffix, c, style) })
	}
}

// TestNetworkValues has a point for every city and a line for every offer, whatever the sizes of the two sides.
func TestNetworkValues(t *testing.T) {
	for _, size := range [][2]int{{3, 7}, {7, 3}, {1, 1}, {1, 5}, {0, 4}, {4, 0}, {0, 0}} {
		r := matches(t, size[0], size[1])
		got, err := Network(r, Style{Query: "lan=12"})
		if err != nil {
			t.Fatal(err)
		}
		points := raws(t, got)
		if len(points) != size[0]+size[1] {
			t.Errorf("%v: %d points", size, len(points))
		}
		for _, l := range r.Leaders {
			if points[l.Code] != "3" {
				t.Errorf("%v: leader %s is drawn as %q", size, l.Code, points[l.Code])
			}
		}
		var whole struct {
			Series []struct {
				Links []struct{ Source, Target, Key, Raw, Link, Tip string }
			}
		}
		if err := json.Unmarshal(got, &whole); err != nil {
			t.Fatal(err)
		}
		lines := map[string]string{}
		for _, line := range whole.Series[0].Links {
			lines[line.Key] = line.Raw
			if want := "/par/" + line.Target + "?lan=12&med=" + line.Source; line.Link != want || line.Tip == "" {
				t.Errorf("%s leads to %s, want %s", line.Key, line.Link, want)
			}
		}
		offers := 0
		for _, l := range r.Learners {
			if points[l.Code] != string(l.State) {
				t.Errorf("%v: %s is drawn as %q, want %s", size, l.Code, points[l.Code], l.State)
			}
			for _, o := range l.Offers {
				offers++
				if want := strconv.Itoa(o.Reasons()); lines[l.Code+"/"+o.Leader.Code] != want {
					t.Errorf("%s from %s: %q, want %s", l.Code, o.Leader.Code, lines[l.Code+"/"+o.Leader.Code], want)
				}
			}
		}
		if len(lines) != offers {
			t.Errorf("%v: %d lines of %d", size, len(lines), offers)
		}
	}
}
