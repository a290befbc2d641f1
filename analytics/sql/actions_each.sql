-- Every status reported on an action by a city in scope, numbered in the order of actions.sql, for an answer of any length: what
-- coverage.sql tells of the cities is left out. No parameters beyond the prelude's.
SELECT
    row_number() OVER (ORDER BY k.number, a.level, a.ordinal, c.place) AS n,
    r.municipality,
    r.action,
    r.status,
    r.submission,
    r.line,
    r.received,
    r.link
FROM city c
JOIN standing_report r ON r.municipality = c.code AND r.status <> ''
JOIN action a ON a.edition = $edition AND a.id = r.action
JOIN commitment k ON k.edition = $edition AND k.slug = a.commitment
