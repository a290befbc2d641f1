package main

import (
	"context"
	"time"

	"pionjarkollen/analytics"
)

// question is one that the tools of the contract ask, and the address of the API that answers with it.
type question struct {
	name, path string
	largest    int // countries up to which the address is asked; 0 is any
	ask        func(context.Context, *analytics.Analyst) error
}

// The day on which the countries' levels of the current edition are said anew, and one before it.
var (
	recent = time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
	before = analytics.Since{Day: "2026-02-01"}
)

// asked makes a question of what answers it.
func asked[T any](answer func(context.Context, *analytics.Analyst) (T, error)) func(context.Context, *analytics.Analyst) error {
	return func(ctx context.Context, a *analytics.Analyst) error {
		_, err := answer(ctx, a)
		return err
	}
}

// questions are all of them, in the order of what they are for.
func questions() []question {
	type a = *analytics.Analyst
	type c = context.Context
	all := analytics.Filter{}
	return []question{
		{"next step", "next-step?stad=1880&atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.NextStep, error) {
			return by.NextStep(ctx, all, "1880", "upphandling")
		})},
		{"register, where nobody leads", "leads", 0, asked(func(ctx c, by a) (analytics.Leads, error) { return by.Leads(ctx, all) })},
		{"who could learn from whom", "matches?atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Matches, error) {
			return by.Matches(ctx, all, "upphandling")
		})},
		{"declared and supported", "support?atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Supports, error) {
			return by.Supports(ctx, all, "upphandling")
		})},
		{"pair", "pair?stad=0780&med=1280", 0, asked(func(ctx c, by a) (analytics.Pair, error) { return by.Pair(ctx, all, "0780", "1280") })},
		{"similar cities", "similar?stad=1880", 0, asked(func(ctx c, by a) (analytics.Similar, error) { return by.Similar(ctx, all, "1880", 5) })},
		{"matrix by likeness", "charts/matrix?ordning=likhet", 10, asked(func(ctx c, by a) ([]analytics.MatrixRow, error) {
			m, err := by.Matrix(ctx, all)
			return m.ByLikeness(), err
		})},
		{"over time: distribution", "timeline?atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Timeline, error) {
			return by.Timeline(ctx, all, "upphandling")
		})},
		{"over time: flows, moves", "transitions?atagande=upphandling&fran=" + before.Day, 0, asked(func(ctx c, by a) (analytics.Transitions, error) {
			return by.Transitions(ctx, all, before)
		})},
		{"map", "map?atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Places, error) { return by.Places(ctx, all, "upphandling") })},
		{"rehearsal", "rehearsal?stad=1880&upphandling=3&styrning=2", 0, asked(func(ctx c, by a) (analytics.Rehearsal, error) {
			return by.Rehearse(ctx, all, "1880", map[string]int{"upphandling": 3, "styrning": 2})
		})},
		{"contract text", "contract-text?stad=1880", 0, asked(func(ctx c, by a) (analytics.CityProfile, error) { return by.City(ctx, all, "1880") })},
		{"joint signal", "signal?atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Signal, error) {
			return by.CommitmentSignal(ctx, all, "upphandling")
		})},
		{"one decision, many actions", "processes", 0, asked(func(ctx c, by a) (analytics.Processes, error) { return by.Processes(ctx, all) })},
		{"beside outcomes", "outcomes?nyckeltal=N00401&atagande=upphandling", 0, asked(func(ctx c, by a) (analytics.Outcomes, error) {
			return by.Outcomes(ctx, all, "N00401", "upphandling", 0)
		})},
		{"what changed", "events?dagar=365", 0, asked(func(ctx c, by a) ([]analytics.Event, error) { return by.Events(ctx, all, recent, 200) })},
	}
}
