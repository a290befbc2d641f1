package access

// Admits tells whether a person may sign in through the provider, by her role and her municipalities.
func (p Provider) Admits(who Person) bool { return p.admits(who) == nil }
