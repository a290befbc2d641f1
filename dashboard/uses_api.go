package dashboard

import (
	"pionjarkollen/analytics"
)

// rehearsalJSON is the answer of GET /api/v1/rehearsal. Nothing of it is handed in.
type rehearsalJSON struct {
	Edition    string             `json:"edition"`
	City       cityJSON           `json:"city"`
	Submitted  bool               `json:"submitted"` // always false: what is tried is nowhere handed in
	Finding    string             `json:"finding"`
	Commitment []rehearsedRowJSON `json:"commitments"`
	Example    bool               `json:"example"`
}

type rehearsedRowJSON struct {
	Slug      string     `json:"slug"`
	Now       string     `json:"now"`
	Then      string     `json:"then"`
	Changed   bool       `json:"changed"`
	Added     []triedAct `json:"added"`
	Dropped   []triedAct `json:"dropped"`
	Remaining int        `json:"remaining"`
	Peers     []cityJSON `json:"peers"`
}

type triedAct struct {
	ID     string  `json:"id"`
	Status *string `json:"status"` // null: not reported
}

// oneCity is the code of the one city that an API address asks for.
func (v *visit) oneCity() (string, error) {
	return v.question().OneCity()
}

// apiRehearsal answers GET /api/v1/rehearsal?stad=code&slug=level.
func apiRehearsal(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	r, err := v.rehearse(code)
	if err != nil {
		return nil, err
	}
	out := rehearsalJSON{Edition: v.filter.Edition.ID, City: cityJSON{r.City.Code, r.City.Name}, Example: r.Example}
	out.Finding, _ = v.rehearsalFinding(r)
	for _, row := range r.Rows {
		out.Commitment = append(out.Commitment, rehearsedRowJSON{
			Slug: row.Commitment.Slug, Now: string(row.Now.State), Then: string(row.Then), Changed: row.Changed,
			Added: triedActs(row.Added), Dropped: triedActs(row.Dropped), Remaining: row.Remaining(), Peers: cityList(row.Peers),
		})
	}
	return jsonFile(out)
}

func triedActs(actions []analytics.CityAction) []triedAct {
	out := make([]triedAct, 0, len(actions))
	for _, a := range actions {
		one := triedAct{ID: a.Action.ID}
		if a.Status != "" {
			one.Status = new(string(a.Status))
		}
		out = append(out, one)
	}
	return out
}

// apiContractText answers GET /api/v1/contract-text?stad=code, without comments.
func apiContractText(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.City(v.ctx, v.filter, code)
	if err != nil {
		return nil, err
	}
	type partJSON struct {
		Slug    string `json:"slug"`
		State   string `json:"state"`
		Heading string `json:"heading"` // official
		Quote   string `json:"quote"`   // official
		Text    string `json:"text"`    // ours, with official actions quoted
	}
	public := *v
	public.session = nil
	parts := []partJSON{}
	for i, p := range public.contractParts(r) {
		parts = append(parts, partJSON{p.Slug, string(r.Commitments[i].Cell.State), p.Heading, p.Quote, p.Text})
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "city": cityJSON{r.City.Code, r.City.Name}, "language": "sv", "commitments": parts, "example": r.Example,
	})
}
