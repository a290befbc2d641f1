-- Every city in scope with its answer on one commitment.
--   $commitment  slug
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
FROM cover
LEFT JOIN city c ON true
LEFT JOIN cell x ON x.code = c.code AND x.commitment = $commitment
ORDER BY c.place
