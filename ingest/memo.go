package ingest

// memo remembers readings: a file holds few different municipalities, commitments and levels. Readings without a finding are
// kept from batch to batch; the others only within one, so that a batch is read alike whoever read which one before.
type memo[K comparable, V outcomeOf] struct {
	certain, doubtful map[K]V
	lastKey           K
	last              V
	set               bool // lastKey and last are set
	doubts            *int
}

type outcomeOf interface{ certain() bool }

// maxRemembered is how many readings a memo keeps, at most.
const maxRemembered = 10_000

// maxDoubts is after how many different doubtful cells the rest of a batch is read without looking for what was meant:
// such a file is not one with slips of the keyboard.
const maxDoubts = 200

func (m *memo[K, V]) begin(doubts *int) {
	if m.certain == nil {
		m.certain, m.doubtful = make(map[K]V), make(map[K]V)
	}
	clear(m.doubtful)
	m.set, m.doubts = false, doubts
}

func (m *memo[K, V]) get(key K, read func(K) V) V {
	if m.set && key == m.lastKey {
		return m.last
	}
	v, ok := m.certain[key]
	if !ok {
		v, ok = m.doubtful[key]
	}
	if !ok {
		v = read(key)
		m.keep(key, v)
	}
	m.lastKey, m.last, m.set = key, v, true
	return v
}

func (m *memo[K, V]) keep(key K, v V) {
	if !v.certain() {
		*m.doubts++
		m.doubtful[key] = v
		return
	}
	if len(m.certain) >= maxRemembered {
		clear(m.certain)
	}
	m.certain[key] = v
}
