package chart

import "math"

// spot is a point of some size, in px.
type spot struct{ x, y, size float64 }

// spread moves points apart that would cover each other, and no further than to the window's edge.
func spread(spots []spot, width, height float64) {
	const rounds = 120
	for range rounds {
		moved := false
		for i := range spots {
			for j := i + 1; j < len(spots); j++ {
				a, b := &spots[i], &spots[j]
				if a.size == 0 || b.size == 0 {
					continue
				}
				dx, dy := b.x-a.x, b.y-a.y
				apart := math.Hypot(dx, dy)
				lack := (a.size+b.size)/2 + pointGap - apart
				if lack <= 0.01 {
					continue
				}
				if apart < 0.01 { // the same place: each pair in a direction of its own
					angle := float64(i*7 + j)
					dx, dy, apart = math.Cos(angle), math.Sin(angle), 1
				}
				dx, dy = dx/apart*lack/2, dy/apart*lack/2
				a.x, a.y, b.x, b.y = a.x-dx, a.y-dy, b.x+dx, b.y+dy
				moved = true
			}
		}
		for i := range spots {
			half := spots[i].size / 2
			spots[i].x = min(max(spots[i].x, half), width-half)
			spots[i].y = min(max(spots[i].y, half), height-half)
		}
		if !moved {
			return
		}
	}
}
