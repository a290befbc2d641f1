-- A country so many times Sweden: each municipality is there so many times, all are members and every second is a twin.
INSERT INTO municipality
SELECT 'x' || m.code || t, m.name || ' ' || t, m.county_code, m.county, m.population, m.population_year
FROM municipality m, generate_series(1, ?::INTEGER - 1) copies (t) -- ? how many times
