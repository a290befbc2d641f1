package limit

import "time"

// Budget is how often one person may do something: Burst times at once, and once more after each Each. An address may do it Shared
// times as often, for a municipality has one address for all who work there; 0 does not count addresses. A program's token is as one person.
type Budget struct {
	Each   time.Duration
	Burst  int
	Shared int
}

// sites is how many times as much as one IPv6 /64 the /48 around it may do.
const sites = 8

// times is the multiple of the budget that a kind has.
func (b Budget) times(k kind) int {
	switch k {
	case address:
		return b.Shared
	case network:
		return b.Shared * sites
	default:
		return 1
	}
}

// Defaults are the budgets of a site in use: generous to who looks, small where a try costs somebody something.
func Defaults() map[Act]Budget {
	return map[Act]Budget{
		View:   {Each: 50 * time.Millisecond, Burst: 300, Shared: 5},
		Change: {Each: time.Second, Burst: 60, Shared: 5},
		SignIn: {Each: 12 * time.Second, Burst: 10, Shared: 6},
		Upload: {Each: 3 * time.Second, Burst: 30, Shared: 5},
		DryRun: {Each: 10 * time.Second, Burst: 12, Shared: 1},
	}
}
