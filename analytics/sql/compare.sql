-- Some cities side by side: 'cell' rows for every commitment, 'report' rows for what is reported on actions.
-- Asked with every role and with $cities, so that the scope is the cities asked for.
, part AS (
    SELECT
        'cell' AS kind, 1 AS section, x.number AS place,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
    FROM city c
    JOIN cell x ON x.code = c.code
    UNION ALL BY NAME
    SELECT 'report' AS kind, 2 AS section, 0 AS place, c.code, r.action, r.status
    FROM city c
    JOIN standing_report r ON r.municipality = c.code
)
SELECT
    cover.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment, p.state, p.submission, p.line, p.since, p.decided, p.reference, p.link, p.comment,
    p.action,
    p.status
FROM cover
LEFT JOIN part p ON true
ORDER BY p.section, p.place, p.code
