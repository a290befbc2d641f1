package access

// Computed is how many password hashes a keeper has computed.
func Computed(k *Keeper) int64 { return k.hasher.computed.Load() }
