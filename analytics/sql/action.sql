-- One action looked at closely.
--   $action      id
--   $commitment  slug of the action's commitment
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    r.status,
    x.state,      -- the city's level for the commitment
    r.submission, r.line, r.received, r.link, r.comment
FROM cover
LEFT JOIN (
    city c
    JOIN cell x ON x.code = c.code AND x.commitment = $commitment
    LEFT JOIN standing_report r ON r.municipality = c.code AND r.action = $action
    LEFT JOIN progress p ON p.status = r.status
) ON true
ORDER BY p.position DESC NULLS LAST, c.place
