-- How the cities are distributed per commitment. No parameters beyond the prelude's.
SELECT
    cover.*,
    t.commitment,
    t.state,
    t.cities,
    t.population
FROM cover
LEFT JOIN tally t ON true
ORDER BY t.number, t.position
