-- Every city in scope by every commitment. No parameters beyond the prelude's.
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
FROM cover
LEFT JOIN (city c JOIN cell x ON x.code = c.code) ON true
ORDER BY c.place, x.number
