package chart

// Colors are one theme's colours as "#rrggbb". The style sheet has the same ones under the same names.
type Colors struct {
	Paper, Card, Ink, Soft, Line, Accent string
	Frame                                string // around "inget svar"; stronger than Line, which is too faint to mean something

	Level   [3]string // 1 Initiera, 2 Etablera, 3 Transformera
	OnLevel [3]string // digits on them
	Hatch   string    // stripes of "deltar inte", on Paper

	Status   [4]string // in the order of data.Statuses; a hue of their own, so that no status looks like a level
	OnStatus [4]string
	Dots     string // on the status planned, which greyscale print would else mistake for its neighbour

	Bubble string // how many of a group, in a profile
}

// Palette returns the theme's colours; any theme but Dark is light.
func Palette(t Theme) Colors {
	if t == Dark {
		return Colors{
			Paper: "#121614", Card: "#181d1a", Ink: "#eceee9", Soft: "#a4aea7", Line: "#2c332f", Accent: "#8fd6b4",
			Frame:    "#6b746e",
			Level:    [3]string{"#24463a", "#388463", "#a8e6c8"},
			OnLevel:  [3]string{"#dff3e8", "#ffffff", "#06251a"},
			Hatch:    "#3a3f3b",
			Status:   [4]string{"#2a2f38", "#33476a", "#6c8fce", "#c9dbff"},
			OnStatus: [4]string{"#dfe6f2", "#e6eefc", "#0a1529", "#0f1f3d"},
			Dots:     "#5b74a6",
			Bubble:   "#323a35",
		}
	}
	return Colors{
		Paper: "#fbfaf7", Card: "#ffffff", Ink: "#1c211e", Soft: "#5a635d", Line: "#dfe2dc", Accent: "#0b5d3f",
		Frame:    "#868e88",
		Level:    [3]string{"#cde7d8", "#5fae88", "#0b5d3f"},
		OnLevel:  [3]string{"#112233", "#06251a", "#ffffff"},
		Hatch:    "#d9d9d4",
		Status:   [4]string{"#e4e7ee", "#bccbe8", "#6f8fc9", "#26457f"},
		OnStatus: [4]string{"#1b2436", "#14213b", "#0a1529", "#ffffff"},
		Dots:     "#8da4d0",
		Bubble:   "#e4e7e1",
	}
}
