package dashboard

import (
	"fmt"

	"github.com/gofiber/fiber/v2"
)

// draftRehearsal answers POST /stader/{code}/tank-om: what an officer tried becomes a draft, which is checked, shown and
// confirmed like any other file. Nothing is handed in before that.
func (s *Site) draftRehearsal(p *post) error {
	place := p.catalogue().Municipality(p.param("code"))
	switch {
	case place == nil:
		return notFound("error.notfound")
	case !p.session.MayHandIn(place.Code):
		return &problem{status: fiber.StatusForbidden, key: "error.forbidden"}
	}
	levels, err := p.triedLevels(p.form)
	if err != nil {
		return err
	}
	if len(levels) == 0 {
		return p.seeOther("/stader/" + place.Code + "/tank-om")
	}
	name := "tank-om-" + place.Code + "-nivaer.csv"
	kept, err := s.drafts.put(owner(p.session), name, rehearsedFile(place, p.filter.Edition, levels), nil)
	if err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	return p.seeOther("/lamna-in/granska/" + kept.ID)
}
