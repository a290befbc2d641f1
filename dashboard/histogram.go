package dashboard

import (
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
	"time"
)

// steps are the upper bounds of a histogram's classes, in seconds.
var steps = [...]float64{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60}

// histogram counts durations in the classes that Prometheus reads. It is safe for concurrent use.
type histogram struct {
	labels  string
	classes [len(steps) + 1]atomic.Uint64 // not cumulative; the last is longer than all steps
	nanos   atomic.Int64
}

func (h *histogram) add(took time.Duration) {
	h.nanos.Add(int64(took))
	for i, step := range steps {
		if took.Seconds() <= step {
			h.classes[i].Add(1)
			return
		}
	}
	h.classes[len(steps)].Add(1)
}

func (h *histogram) write(w io.Writer, name string) {
	var sum uint64
	for i := range h.classes {
		sum += h.classes[i].Load()
		le := "+Inf"
		if i < len(steps) {
			le = strconv.FormatFloat(steps[i], 'g', -1, 64)
		}
		fmt.Fprintf(w, "%s_bucket{%s,le=%q} %d\n", name, h.labels, le, sum)
	}
	fmt.Fprintf(w, "%s_sum{%s} %g\n", name, h.labels, time.Duration(h.nanos.Load()).Seconds())
	fmt.Fprintf(w, "%s_count{%s} %d\n", name, h.labels, sum)
}
