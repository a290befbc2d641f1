-- One commitment looked at closely, in three kinds of rows: 'count', 'city' and 'action'.
--   $commitment  slug
, part AS (
    SELECT 'count' AS kind, 1 AS section, position AS place, state, cities, population AS people
    FROM tally
    WHERE commitment = $commitment
    UNION ALL BY NAME
    SELECT
        'city' AS kind, 2 AS section, s.position * 1000000 + c.place AS place,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
    FROM city c
    JOIN cell x ON x.code = c.code AND x.commitment = $commitment
    JOIN state s ON s.state = x.state
    UNION ALL BY NAME
    SELECT
        'action' AS kind, 3 AS section, a.level * 1000 + a.ordinal * 10 + p.position AS place,
        a.id AS action, p.status, count(c.code) AS cities
    FROM action a
    CROSS JOIN progress p
    LEFT JOIN standing_report r ON r.action = a.id AND r.status = p.status
    LEFT JOIN city c ON c.code = r.municipality
    WHERE a.edition = $edition AND a.commitment = $commitment
    GROUP BY a.level, a.ordinal, a.id, p.position, p.status
)
SELECT
    cover.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment, p.state, p.submission, p.line, p.since, p.decided, p.reference, p.link, p.comment,
    p.action,
    p.status,
    p.cities,  -- 'count' and 'action': how many
    p.people   -- 'count': how many live there
FROM cover
LEFT JOIN part p ON true
ORDER BY p.section, p.place
