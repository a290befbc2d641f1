package data

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

// sealedReports is how the journal keeps Reports, in a sixth of the room that they take as ActionReports:
//
//	{"municipalities":["0180","1281"],"actions":["styrning-1-1","styrning-1-2"],
//	 "lines":[2,3,9,1],"places":[0,2,1,2],"action":[0,1,0,1],"status":"4420","comments":["","Klart","",""]}
//
// are four reports: on lines 2, 3, 4 and 9, by 0180, 0180, 1281 and 1281, on styrning-1-1, 1-2, 1-1 and 1-2, three of them with a status.
type sealedReports struct {
	Municipalities []string `json:"municipalities"` // codes, each once
	Actions        []string `json:"actions"`        // ids, each once
	Lines          []int32  `json:"lines"`          // in pairs: a line, and on how many lines from there on one report each stands
	Places         []int32  `json:"places"`         // in pairs: a position in municipalities, and how many reports in a row are its
	Action         []uint16 `json:"action"`         // one per report: a position in actions
	Status         string   `json:"status"`         // one digit per report: 0 is silent, 1 not_started, 2 planned, 3 underway, 4 done
	Comments       []string `json:"comments"`       // one per report, "" is none; empty where no report has one
	Links          []string `json:"links"`          // the same
}

// runs calls add for each pair of what begins and how many follow on: of a value that stays, or of one that rises by step each time.
func (r *Reports) runs(step int64, value func(*ShortReport) int64, add func(first, count int64)) {
	var first, count int64
	for i := range r.Rows {
		v := value(&r.Rows[i])
		if count > 0 && v == first+count*step {
			count++
			continue
		}
		if count > 0 {
			add(first, count)
		}
		first, count = v, 1
	}
	if count > 0 {
		add(first, count)
	}
}

// encode writes what json.Marshal makes of the sealedReports.
func (r *Reports) encode(w io.Writer) error {
	e := encoder{w: w}
	for _, names := range [...]struct {
		name string
		list []string
	}{{`{"municipalities":[`, r.Municipalities}, {`],"actions":[`, r.Actions}} {
		e.begin(names.name)
		for _, name := range names.list {
			e.text(name)
		}
	}
	pair := func(first, count int64) { e.number(first); e.number(count) }
	e.begin(`],"lines":[`)
	r.runs(1, func(s *ShortReport) int64 { return int64(s.Line) }, pair)
	e.begin(`],"places":[`)
	r.runs(0, func(s *ShortReport) int64 { return int64(s.Municipality) }, pair)
	e.begin(`],"action":[`)
	written := make([]string, len(r.Actions))
	for n := range written {
		written[n] = strconv.Itoa(n)
	}
	for i := range r.Rows {
		e.comma()
		e.out = append(e.out, written[r.Rows[i].Action]...)
	}
	e.begin(`],"status":"`)
	for i := range r.Rows {
		e.out = append(e.out, '0'+r.Rows[i].Status)
		e.flush(sealBuffer)
	}
	e.begin(`","comments":[`)
	e.texts(len(r.Rows), func(i int) string { return r.Rows[i].Comment })
	e.begin(`],"links":[`)
	e.texts(len(r.Links), r.link)
	e.begin(`]}`)
	e.flush(0)
	return e.err
}

// encoder writes JSON piece by piece. Its first error sticks.
type encoder struct {
	w     io.Writer
	out   []byte
	first bool // of a list
	err   error
}

func (e *encoder) begin(text string) { e.out, e.first = append(e.out, text...), true }

func (e *encoder) comma() {
	if !e.first {
		e.out = append(e.out, ',')
	}
	e.first = false
	e.flush(sealBuffer)
}

// flush writes what there is, if that is more than so many bytes.
func (e *encoder) flush(above int) {
	if len(e.out) > above && e.err == nil {
		_, e.err = e.w.Write(e.out)
		e.out = e.out[:0]
	}
}

func (e *encoder) number(n int64) {
	e.comma()
	e.out = strconv.AppendInt(e.out, n, 10)
}

func (e *encoder) text(s string) {
	e.comma()
	out, err := appendString(e.out, s)
	if err != nil && e.err == nil {
		e.err = err
	}
	e.out = out
}

// texts writes nothing where every row's text is empty.
func (e *encoder) texts(n int, of func(int) string) {
	some := false
	for i := 0; !some && i < n; i++ {
		some = of(i) != ""
	}
	for i := 0; some && i < n; i++ {
		e.text(of(i))
	}
}

// open makes Reports of what the journal keeps.
func (s *sealedReports) open() (*Reports, error) {
	r := &Reports{Municipalities: s.Municipalities, Actions: s.Actions, Rows: make([]ShortReport, len(s.Action))}
	n := len(r.Rows)
	if len(s.Status) != n || len(s.Comments) != n && len(s.Comments) > 0 || len(s.Links) != n && len(s.Links) > 0 {
		return nil, fmt.Errorf("of %d reports, %d have a status, %d a comment and %d a link", n, len(s.Status), len(s.Comments), len(s.Links))
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		row.Action, row.Status = s.Action[i], s.Status[i]-'0'
		if len(s.Comments) > 0 {
			row.Comment = s.Comments[i]
		}
	}
	if len(s.Links) > 0 {
		r.Links = s.Links
	}
	if err := spread(r.Rows, s.Lines, func(row *ShortReport, first, i int32) { row.Line = first + i }); err != nil {
		return nil, fmt.Errorf("lines: %w", err)
	}
	beyond := false
	if err := spread(r.Rows, s.Places, func(row *ShortReport, first, _ int32) {
		beyond = beyond || first < 0 || first >= mostNames
		row.Municipality = uint16(first) //nolint:gosec // G115: else it is beyond
	}); err != nil {
		return nil, fmt.Errorf("municipalities: %w", err)
	}
	if beyond {
		return nil, errors.New("a report has no municipality")
	}
	return r, r.check()
}

// spread sets the rows from pairs of a value and a number of rows, which must be theirs.
func spread(rows []ShortReport, pairs []int32, set func(row *ShortReport, first, i int32)) error {
	at := 0
	for ; len(pairs) > 1; pairs = pairs[2:] {
		if pairs[1] < 1 || int(pairs[1]) > len(rows)-at {
			return fmt.Errorf("%d in a row from report %d on", pairs[1], at+1)
		}
		for i := range pairs[1] {
			set(&rows[at], pairs[0], i)
			at++
		}
	}
	if at != len(rows) || len(pairs) > 0 {
		return fmt.Errorf("%d of %d reports", at, len(rows))
	}
	return nil
}

// unsealed is what the submission of a sealed holds.
type unsealed struct {
	Submission
	Short *sealedReports `json:"short_reports"` // in formatShort only, instead of reports
}

// recording makes the submission what it was when it was recorded.
func (u *unsealed) recording(format int) (recording, error) {
	r := recording{Submission: u.Submission}
	switch {
	case (format == formatShort) != (u.Short != nil):
		return r, fmt.Errorf("it has the wrong kind of reports for format %d", format)
	case u.Short == nil:
		return r, nil
	case len(u.Reports) > 0:
		return r, errors.New("it has two kinds of reports")
	}
	var err error
	r.many, err = u.Short.open()
	return r, err
}
