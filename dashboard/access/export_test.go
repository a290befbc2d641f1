package access

// Computed is how many password hashes a keeper has computed.
func Computed(k *Keeper) int64 { return k.hasher.computed.Load() }

// IsBreached looks a password up in the operator's file.
func IsBreached(k *Keeper, password string) (bool, error) { return k.breached.has(password) }

// Pending is how many ceremonies a keeper remembers.
func Pending(k *Keeper) int {
	k.pending.mu.Lock()
	defer k.pending.mu.Unlock()
	return len(k.pending.steps)
}
