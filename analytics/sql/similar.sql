-- Every member, and the city that is compared, by every commitment. Asked with every role in scope; cover is of members alone.
--   $code  of the municipality
, members AS (
    SELECT
        count(*)                                                AS members,
        count(*) FILTER (handed_in)                             AS handed_in,
        coalesce(sum(population), 0)::BIGINT                    AS population,
        coalesce(sum(population) FILTER (handed_in), 0)::BIGINT AS handed_in_population,
        max(changed)                                            AS as_of,
        coalesce(bool_or(example), false)                       AS example
    FROM city
    WHERE member
)
SELECT
    members.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment
FROM members
LEFT JOIN (city c JOIN cell x ON x.code = c.code) ON c.member OR c.code = $code
ORDER BY c.place, x.number
