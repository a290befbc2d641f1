-- What a rehearsal rests on, in rows of kind 'self', 'cell', 'report' and 'peer'.
-- Asked with every role in scope, so that also a city that is no member is found; cover and peers are members alone.
--   $code  of the municipality
, self AS (SELECT * FROM city WHERE code = $code),
part AS (
    SELECT
        'self' AS kind, 1 AS section, 0 AS place,
        code, name, county_code, county, population, role, member, twin_of, handed_in AS handed
    FROM self
    UNION ALL BY NAME
    SELECT
        'cell' AS kind, 2 AS section, number AS place,
        commitment, state, submission, line, since, decided, reference, link, comment
    FROM cell
    WHERE code = $code
    UNION ALL BY NAME
    SELECT
        'report' AS kind, 3 AS section, 0 AS place,
        action, status, submission, line, received AS since, link, comment
    FROM standing_report
    WHERE municipality = $code
    UNION ALL BY NAME
    -- Who stands at a level, in Swedish order.
    SELECT
        'peer' AS kind, 4 AS section, c.place,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.commitment, x.state
    FROM city c
    JOIN cell x ON x.code = c.code
    WHERE c.member AND c.code <> $code AND x.state IN ('1', '2', '3')
)
SELECT
    members.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment, p.state, p.submission, p.line, p.since, p.decided, p.reference, p.link, p.comment,
    p.handed,  -- 'self': whether it has handed in
    p.action,  -- 'report'
    p.status   -- 'report'
FROM members
LEFT JOIN part p ON true
ORDER BY p.section, p.place
