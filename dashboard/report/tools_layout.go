package report

import "slices"

// toolColumns returns the columns of a tool's report; nil is none of them.
func toolColumns(what What) []Column {
	switch what {
	case NextStep:
		return nextStepColumns()
	case Support:
		return supportColumns()
	case Processes:
		return processColumns()
	case Leads:
		return append(learningColumns(), columnContact)
	case Matches:
		return matchColumns()
	case Gaps:
		return gapColumns()
	case Pair:
		return pairColumns()
	case Similar:
		return similarColumns()
	case Outcomes:
		return outcomeColumns()
	}
	return nil
}

// placed are the columns that place returns the cells of.
func placed() []Column {
	return []Column{columnCode, columnName, columnCounty, columnPopulation, columnRole}
}

func nextStepColumns() []Column {
	return slices.Concat(
		placed(), []Column{
			columnCommitment, columnNumber, columnStanding, columnState, columnLevel,
			plain("nasta_niva", Integer, "Nästa nivå", "Next level", "Nivån som åtgärderna hör till: nästa efter stadens; 1 när staden inte har någon", "The level the actions belong to: the one after the city's; 1 when the city has none"),
			columnAction, columnLabel, columnStatus, ofAction(columnLink), ofAction(columnReceived), ofAction(columnSubmission), ofAction(columnLine),
		},
		countColumns(), otherCity.place(),
		[]Column{
			columnSameCounty, otherCity.of(columnState), otherCity.of(columnLevel), otherCity.of(columnStatus), otherCity.of(columnLink),
			otherCity.of(columnSubmission), otherCity.of(columnLine),
		},
	)
}

func supportColumns() []Column {
	return slices.Concat(placed(), []Column{
		columnCommitment, columnNumber, columnStanding, columnState, columnLevel, columnActionLevel,
		plain("deklarerad", Boolean, "Deklarerad", "Declared", "ja när staden har deklarerat åtgärdernas nivå eller en högre", "yes (ja) when the city has declared the actions' level or a higher one"),
		plain("atgarder", Integer, "Åtgärder", "Actions", "Antal åtgärder på nivån", "How many actions the level has"),
		plain("atgarder_i_arbete", Integer, "Åtgärder i arbete", "Actions at work", "Antal av dem som pågår eller är genomförda", "How many of them are under way or done"),
		plain("atgarder_ej_paborjad", Integer, "Åtgärder: ej påbörjad", "Actions: not started", "Antal av dem med status ej påbörjad", "How many of them are not started"),
		plain("atgarder_planerad", Integer, "Åtgärder: planerad", "Actions: planned", "Antal av dem med status planerad", "How many of them are planned"),
		plain("atgarder_pagar", Integer, "Åtgärder: pågår", "Actions: underway", "Antal av dem med status pågår", "How many of them are under way"),
		plain("atgarder_genomford", Integer, "Åtgärder: genomförd", "Actions: done", "Antal av dem med status genomförd", "How many of them are done"),
		plain("atgarder_ej_rapporterad", Integer, "Åtgärder: ej rapporterad", "Actions: not reported", "Antal av dem som staden inte har rapporterat", "How many of them the city has not reported"),
		plain("atgarder_lankar", Integer, "Åtgärder: länkar", "Actions: links", "Antal av dem med länk till underlag", "How many of them have a link to evidence"),
		columnLink, columnReceived, columnSubmission, columnLine,
	})
}

func processColumns() []Column {
	return slices.Concat([]Column{
		plain("process", Text, "Process", "Process", "Den kommunala processens kortnamn; indelningen är vår egen, inte kontraktets", "The municipal process's short name; the division is ours, not the contract's"),
		plain("processnamn", Text, "Processens namn", "Process's name", "Vår svenska benämning", "Our name for it, in Swedish"),
		plain("processnamn_en", Text, "Processens namn på engelska", "Process's name in English", "Vår engelska benämning", "Our name for it, in English"),
		plain("stader_i_processen", Integer, "Städer i processen", "Cities in the process", "Antal städer i urvalet som arbetar med eller har genomfört minst en av processens åtgärder", "How many cities in the selection work on or have done at least one of the process's actions"),
		plain("andel_i_processen", Number, "Andel i processen", "Share in the process", "Andel av urvalets medlemsstäder, 0–1", "Share of the selection's member cities, 0–1"),
		columnCommitment, columnNumber, columnStanding, columnActionLevel, columnAction, columnLabel,
		plain("citat", Text, "Citat", "Quote", "De ord i åtgärdens officiella text som hänger den på processen", "The words of the action's official text that hang it on the process, in Swedish"),
		plain("citat_en", Text, "Citat på engelska", "Quote in English", "Vår läsöversättning", "Our reading translation"),
		plain("stader_i_arbete", Integer, "Städer i arbete", "Cities at work", "Antal städer i urvalet där åtgärden pågår eller är genomförd", "In how many cities in the selection the action is under way or done"),
		plain("stader_rapporterat", Integer, "Städer som rapporterat", "Cities that reported", "Antal städer i urvalet som har rapporterat åtgärden", "How many cities in the selection have reported the action"),
	}, countColumns())
}

// learningColumns are a commitment, a city and what it is to others there.
func learningColumns() []Column {
	return slices.Concat([]Column{columnCommitment, columnNumber, columnStanding}, placed(), []Column{columnPart, columnState, columnLevel})
}

func matchColumns() []Column {
	return slices.Concat(
		learningColumns(), []Column{
			columnContact,
			plain("forslag", Integer, "Förslag", "Suggestion", "Förslagets plats för staden, flest skäl först; tom när ingen föreslås", "The suggestion's place for the city, most reasons first; empty when none is suggested"),
		},
		leader.place(), []Column{
			leader.of(columnContact),
			plain("antal_skal", Integer, "Antal skäl", "Number of reasons", "Hur många av skälen som talar för förslaget", "How many of the reasons speak for the suggestion"),
			plain("pionjar_och_tvilling", Boolean, "Pionjär och tvilling", "Pioneer and twin", "Skäl: ja när de är varandras pionjär och tvilling", "Reason: yes (ja) when they are each other's pioneer and twin"),
			columnSameCounty,
			plain("samma_storlek", Boolean, "Samma storlek", "Same size", "Skäl: ja när båda ligger i samma befolkningsgrupp", "Reason: yes (ja) when both are in the same population band"),
			plain("gemensamma_atgarder", Text, "Gemensamma åtgärder", "Actions in common", "Skäl: id för åtagandets åtgärder som båda arbetar med eller har genomfört, med semikolon emellan", "Reason: ids of the commitment's actions that both work on or have done, with semicolons between"),
			plain("leder_i_gengald", Text, "Leder i gengäld", "Leads in return", "Skäl: kortnamn på åtaganden där det är tvärtom, med semikolon emellan", "Reason: short names of commitments where it is the other way round, with semicolons between"),
			plain("i_grupp", Boolean, "I grupp", "In a group", "ja när staden är med i gruppen som föreslås kring ledaren", "yes (ja) when the city is in the group that is suggested around the leader"),
		},
	)
}

func gapColumns() []Column {
	return slices.Concat(
		[]Column{
			columnCommitment, columnNumber, columnStanding,
			plain("lucka", Word, "Lucka", "Gap", "ingen_leder (ingen på nivå 3 i åtagandet) eller ingen_arbetar (med åtgärden)", "nobody at level 3 in the commitment (ingen_leder) or nobody at work on the action (ingen_arbetar)"),
			columnActionLevel, columnAction, columnLabel,
		},
		askedCity.place(), []Column{
			askedCity.of(columnState), askedCity.of(columnLevel),
			plain("fraga_planerar", Boolean, "Att fråga: planerar", "To ask: plans", "ja när staden planerar åtgärden; tom för åtaganden", "yes (ja) when the city plans the action; empty for commitments"),
			plain("fraga_atgarder_niva_3", Integer, "Att fråga: åtgärder på nivå 3", "To ask: actions of level 3", "Antal av åtagandets åtgärder på nivå 3 som staden arbetar med eller har genomfört; tom för åtgärder", "How many of the commitment's actions of level 3 the city works on or has done; empty for actions"),
			plain("fler_att_fraga", Integer, "Fler att fråga", "More to ask", "Antal ytterligare städer som kan tillfrågas och inte har någon rad", "How many further cities could be asked and have no row"),
		},
	)
}

func pairColumns() []Column {
	return slices.Concat(
		[]Column{columnCommitment, columnNumber, columnStanding, columnLabel},
		ofPair("1", "om pionjären, eller den första staden", "of the pioneer, or the first city"),
		ofPair("2", "om tvillingen, eller den andra staden", "of the twin, or the second city"),
		[]Column{
			plain("forhallande", Word, "Förhållande", "Relation", "forsta_lar_ut, andra_lar_ut, tillsammans (samma nivå 1–3), svar_saknas eller nagon_deltar_inte", "the first teaches (forsta_lar_ut), the second teaches (andra_lar_ut), together at the same level 1–3 (tillsammans), answer missing (svar_saknas) or at least one takes no part (nagon_deltar_inte)"),
			plain("atgarder_att_lara_ut", Text, "Åtgärder att lära ut", "Actions to teach", "Id för åtgärder som den som lär ut arbetar med eller har genomfört men inte den andra, med semikolon emellan", "Ids of actions that the one who teaches works on or has done and the other does not, with semicolons between"),
			plain("gemensamma_atgarder", Text, "Gemensamma åtgärder", "Actions in common", "Id för åtgärder som båda arbetar med eller har genomfört, med semikolon emellan", "Ids of actions that both work on or have done, with semicolons between"),
		},
	)
}

func similarColumns() []Column {
	return slices.Concat(
		placed(), []Column{
			plain("grund", Word, "Grund", "Ground", "Vad likheten gäller: svar, lan eller befolkning", "What the likeness is in: answers (svar), county (lan) or population (befolkning)"),
			plain("ordning", Integer, "Ordning", "Order", "Plats på grunden, den närmaste först, från 1", "Place on the ground, the nearest first, from 1"),
		},
		otherCity.place(), []Column{
			columnSameCounty,
			plain("ganger", Number, "Gånger", "Times", "Den större befolkningen delad med den mindre", "The larger population divided by the smaller"),
			plain("minst_steg", Integer, "Minst steg", "Least steps", "Steg isär i det båda har svarat på; tom när svaren inte går att jämföra", "Steps apart in what both have answered; empty when the answers cannot be compared"),
			plain("hogst_steg", Integer, "Högst steg", "Most steps", "Steg isär om varje uteblivet svar döljer den nivå som ligger längst bort", "Steps apart if each silence hides the level farthest away"),
			plain("samma_niva", Integer, "Samma nivå", "Same level", "Antal åtaganden där båda har svarat samma nivå", "In how many commitments both have answered the same level"),
			plain("bada_svarat", Integer, "Båda har svarat", "Both answered", "Antal åtaganden som båda har svarat på med nivå 0–3", "How many commitments both have answered with level 0–3"),
			plain("jamforda_ataganden", Integer, "Jämförda åtaganden", "Commitments compared", "Antal åtaganden i jämförelsen; förslag är inte med", "How many commitments are compared; proposed ones are not"),
			plain("jamforda_stader", Integer, "Jämförda städer", "Cities compared", "Antal medlemsstäder vars svar går att jämföra med stadens", "How many member cities' answers can be compared with the city's"),
		},
	)
}

func outcomeColumns() []Column {
	return slices.Concat(placed(), []Column{
		columnCommitment, columnNumber, columnStanding, columnState, columnLevel,
		plain("nyckeltal", Text, "Nyckeltal", "Key figure", "Nyckeltalets id i Kolada", "The key figure's id in Kolada"),
		plain("nyckeltalets_namn", Text, "Nyckeltalets namn", "Key figure's name", "Vår korta svenska benämning", "Our short label, in Swedish"),
		plain("enhet", Text, "Enhet", "Unit", "Värdets enhet; tom där vi inte har kunnat bekräfta den", "The value's unit, in Swedish; empty where we could not verify it"),
		plain("ar", Integer, "År", "Year", "Året som värdet gäller; tom när inga värden finns", "The year of the value; empty when there are no values"),
		plain("varde", Number, "Värde", "Value", "Kommunens värde det året, tom när Kolada inte har något; sammanhang till nivån, inte en effekt av den", "The municipality's value that year, empty when Kolada has none; context of the level, not an effect of it"),
		plain("vardets_kalla", Text, "Värdets källa", "Value's source", "Varifrån värdet kommer", "Where the value comes from"),
		plain("hamtat", Moment, "Hämtat", "Fetched", "När det nyaste av värdena hämtades", "When the newest of the values was fetched"),
	})
}
