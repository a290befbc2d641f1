-- Who has handed in, of whom. No parameters beyond the prelude's.
, listed AS (
    SELECT *, false AS outside FROM city
    UNION ALL
    SELECT *, true AS outside
    FROM town
    WHERE matches AND part = 'outside' AND NOT list_contains(string_split($roles, ','), 'outside')
)
SELECT
    cover.*,
    t.code, t.name, t.county_code, t.county, t.population, t.role, t.member, t.twin_of,
    t.handed_in,
    t.answered,
    t.actions,
    t.submission,
    s.received,  -- of that submission
    t.outside    -- not in scope, listed beside
FROM cover
LEFT JOIN listed t ON true
LEFT JOIN submission s ON s.id = t.submission
ORDER BY t.outside, t.place
