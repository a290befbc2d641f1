package data

// Indicator is one of Kolada's key figures that stand beside levels as context.
type Indicator struct {
	KPI   string // Kolada's id
	Label Text   // ours, short
	Unit  Text   // "" in both languages where it has not been verified: it is Kolada's own
}

// Indicators lists the key figures in the order they are shown. The caller owns the slice.
func Indicators() []Indicator {
	perInhabitant := Text{"ton CO₂-ekv. per invånare", "tonnes CO₂e per inhabitant"}
	return []Indicator{
		{"N00401", Text{"Utsläpp av växthusgaser per invånare", "Greenhouse gas emissions per inhabitant"}, perInhabitant},
		{"N07702", Text{"Utsläpp av växthusgaser, totalt", "Greenhouse gas emissions, total"}, Text{"ton CO₂-ekv.", "tonnes CO₂e"}},
		{"N85532", Text{"Utsläpp från uppvärmning", "Emissions from heating"}, Text{}},
		{"N85533", Text{"Utsläpp från transporter", "Emissions from transport"}, Text{}},
		{"N85536", Text{"Utsläpp från el och fjärrvärme", "Emissions from electricity and district heating"}, Text{}},
		{"N85537", Text{"Utsläpp från industri", "Emissions from industry"}, Text{}},
		{"N85538", Text{"Utsläpp från jordbruk", "Emissions from agriculture"}, Text{}},
		{"U07801", Text{"Kommunalt avfall", "Municipal waste"}, Text{}},
		{"N45930", Text{"Förnybar fjärrvärme", "Renewable district heating"}, Text{}},
	}
}
