-- Every status reported on an action by a city in scope. No parameters beyond the prelude's.
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    r.action, r.status, r.submission, r.line, r.received, r.link, r.comment
FROM cover
LEFT JOIN (
    city c
    JOIN standing_report r ON r.municipality = c.code AND r.status <> ''
    JOIN action a ON a.edition = $edition AND a.id = r.action
    JOIN commitment k ON k.edition = $edition AND k.slug = a.commitment
) ON true
ORDER BY k.number, a.level, a.ordinal, c.place
