package ingest

// seen remembers on which of a file's rows each key stood first. Municipalities and what their rows are about are numbered
// in the order they come, so that a million keys take a few megabytes.
type seen struct {
	abouts map[subject]int     // number of each
	first  map[string]*[]int32 // 1 + the row, by number, of a municipality

	place string   // of the row before
	here  *[]int32 // of place
}

// subject is a rowKey without its municipality.
type subject struct {
	commitment    string
	level, action int
}

func newSeen() *seen {
	return &seen{abouts: make(map[subject]int), first: make(map[string]*[]int32)}
}

// visit returns the earlier row with the key, or remembers this one.
func (s *seen) visit(row int, k rowKey) (earlier int, again bool) {
	if s.here == nil || s.place != k.municipality {
		s.place, s.here = k.municipality, s.first[k.municipality]
		if s.here == nil {
			s.here = new([]int32)
			s.first[k.municipality] = s.here
		}
	}
	what := subject{k.commitment, k.level, k.action}
	n, ok := s.abouts[what]
	if !ok {
		n = len(s.abouts)
		s.abouts[what] = n
	}
	if missing := n + 1 - len(*s.here); missing > 0 {
		*s.here = append(*s.here, make([]int32, max(missing, len(s.abouts)-len(*s.here)))...)
	}
	if at := (*s.here)[n]; at > 0 {
		return int(at) - 1, true
	}
	(*s.here)[n] = int32(row) + 1 //nolint:gosec // G115: no file has so many rows
	return 0, false
}
