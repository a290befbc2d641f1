-- A key figure beside the levels in a commitment, in rows of kind 'year' and 'city'.
--   $kpi         Kolada's id
--   $commitment  slug
--   $year        of the values; 0 is the newest that any city in scope has one for
, known AS (
    SELECT v.municipality, v.year, v.value, v.fetched
    FROM kolada_value v
    JOIN city c ON c.code = v.municipality
    WHERE v.kpi = $kpi
),
chosen AS (SELECT CASE WHEN $year <> 0 THEN $year ELSE coalesce(max(year), 0) END AS year FROM known),
part AS (
    SELECT DISTINCT 'year' AS kind, 1 AS section, -year AS place, year FROM known
    UNION ALL BY NAME
    SELECT
        'city' AS kind, 2 AS section, s.position * 1000000 + c.place AS place, chosen.year,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.state, k.value, k.fetched
    FROM city c
    JOIN cell x ON x.code = c.code AND x.commitment = $commitment
    JOIN state s ON s.state = x.state
    CROSS JOIN chosen
    LEFT JOIN known k ON k.municipality = c.code AND k.year = chosen.year
)
SELECT
    cover.*,
    p.kind,
    p.year,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.state,
    p.value,   -- NULL: none for the year
    p.fetched  -- when it came
FROM cover
LEFT JOIN part p ON true
ORDER BY p.section, p.place
