-- Every member, and the city that is compared, by every commitment. Asked with every role in scope; cover is of members alone.
--   $code  of the municipality
SELECT
    members.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
FROM members
LEFT JOIN (city c JOIN cell x ON x.code = c.code) ON c.member OR c.code = $code
ORDER BY c.place, x.number
