-- What one city's next step in one commitment rests on, in rows of kind 'self', 'cell', 'own' and 'other'.
-- Asked with every role in scope, so that also a city that is no member is found; cover and others are members alone.
--   $code        of the municipality
--   $commitment  slug
, self AS (SELECT * FROM city WHERE code = $code),
told AS (
    SELECT r.*
    FROM standing_report r
    JOIN action a ON a.edition = $edition AND a.id = r.action
    WHERE a.commitment = $commitment
),
part AS (
    SELECT
        'self' AS kind, 1 AS section, 0.0::DOUBLE AS place, 0 AS tie,
        code, name, county_code, county, population, role, member, twin_of, handed_in AS handed
    FROM self
    UNION ALL BY NAME
    SELECT
        'cell' AS kind, 2 AS section, 0.0::DOUBLE AS place, 0 AS tie,
        commitment, state, submission, line, since, decided, reference, link, comment
    FROM cell
    WHERE code = $code AND commitment = $commitment
    UNION ALL BY NAME
    SELECT
        'own' AS kind, 3 AS section, 0.0::DOUBLE AS place, 0 AS tie,
        action, status, submission, line, received AS since, link, comment
    FROM told
    WHERE municipality = $code
    UNION ALL BY NAME
    -- The same county first, then the nearest in size: how many times the larger population holds the smaller.
    SELECT
        'other' AS kind,
        CASE WHEN c.county_code = self.county_code THEN 4 ELSE 5 END AS section,
        greatest(c.population, self.population)::DOUBLE / nullif(least(c.population, self.population), 0) AS place,
        c.place AS tie,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.commitment, x.state, t.submission, t.line, t.received AS since, t.link, t.action, t.status
    FROM told t
    JOIN city c ON c.code = t.municipality
    JOIN cell x ON x.code = c.code AND x.commitment = $commitment
    JOIN self ON self.code <> c.code
    WHERE c.member AND t.status <> ''
)
SELECT
    members.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment, p.state, p.submission, p.line, p.since, p.decided, p.reference, p.link, p.comment,
    p.handed,  -- 'self': whether it has handed in
    p.action,  -- 'own' and 'other'
    p.status   -- 'own' and 'other'
FROM members
LEFT JOIN part p ON true
ORDER BY p.section, p.place NULLS LAST, p.tie
