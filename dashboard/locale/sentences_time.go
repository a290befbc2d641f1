package locale

import "strings"

// Raised states how many cities have raised their level in a commitment since a day.
func (l Lang) Raised(n, all int, noun, commitment, since string) string {
	who := l.OfAll(n, all, noun)
	switch {
	case l == Swedish:
		return who + " har höjt sin nivå i " + commitment + " sedan " + since
	case n <= 1:
		return who + " has raised its level in " + commitment + " since " + since
	default:
		return who + " have raised their level in " + commitment + " since " + since
	}
}

// Changed states how many cities have changed any answer in so many days.
func (l Lang) Changed(n, all int, noun string, days int) string {
	who := l.OfAll(n, all, noun)
	switch {
	case l == Swedish:
		return who + " har ändrat sina svar de senaste " + l.Int(days) + " dagarna"
	case n <= 1:
		return who + " has changed its answers in the last " + l.Int(days) + " days"
	default:
		return who + " have changed their answers in the last " + l.Int(days) + " days"
	}
}

// Plain drops soft hyphens, which have no place in text that is copied.
func Plain(s string) string { return strings.ReplaceAll(s, "\u00ad", "") }
