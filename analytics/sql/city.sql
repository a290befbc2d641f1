-- One city against its groups, in rows of kind 'self', 'twin', 'cell', 'group', 'tally' and 'report'.
-- Asked with every role in scope, so that also a city that is no member is found; cover and groups count members alone.
--   $code  of the municipality
, self AS (SELECT * FROM city WHERE code = $code),
circle (key, position) AS (VALUES ('all', 1), ('pioneers', 2), ('twins', 3), ('county', 4)),
-- Who belongs to which group.
belongs AS (
    SELECT g.key, c.code, c.population, c.handed_in
    FROM circle g
    JOIN city c ON c.member
    JOIN self ON true
    WHERE g.key = 'all'
       OR (g.key = 'pioneers' AND c.role = 'pioneer')
       OR (g.key = 'twins' AND c.role = 'twin')
       OR (g.key = 'county' AND c.county_code = self.county_code)
),
counted AS (
    SELECT b.key, x.commitment, x.state, count(*) AS cities, sum(b.population)::BIGINT AS people
    FROM belongs b
    JOIN cell x ON x.code = b.code
    GROUP BY ALL
),
part AS (
    SELECT
        'self' AS kind, 1 AS section, 0 AS place,
        code, name, county_code, county, population, role, member, twin_of,
        CASE WHEN handed_in THEN 1 ELSE 0 END AS handed
    FROM self
    UNION ALL BY NAME
    SELECT
        'twin' AS kind, 2 AS section, t.place,
        t.code, t.name, t.county_code, t.county, t.population, t.role, t.member, t.twin_of
    FROM city t
    JOIN self ON (t.member AND t.twin_of = self.code) OR t.code = self.twin_of
    UNION ALL BY NAME
    SELECT
        'cell' AS kind, 3 AS section, number AS place,
        commitment, state, submission, line, since, decided, reference, link, comment
    FROM cell
    WHERE code = $code
    UNION ALL BY NAME
    SELECT
        'group' AS kind, 4 AS section, g.position AS place, g.key,
        count(b.code) AS cities,
        coalesce(sum(b.population), 0)::BIGINT AS people,
        count(b.code) FILTER (b.handed_in) AS handed
    FROM circle g
    LEFT JOIN belongs b ON b.key = g.key
    GROUP BY g.key, g.position
    UNION ALL BY NAME
    SELECT 'tally' AS kind, 5 AS section, 0 AS place, key, commitment, state, cities, people
    FROM counted
    UNION ALL BY NAME
    SELECT
        'report' AS kind, 6 AS section, 0 AS place,
        action, status, submission, line, received AS since, link, comment
    FROM standing_report
    WHERE municipality = $code
)
SELECT
    members.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment, p.state, p.submission, p.line, p.since, p.decided, p.reference, p.link, p.comment,
    p.key,     -- 'group' and 'tally': of the group
    p.cities,  -- 'group' and 'tally': how many
    p.people,  -- 'group' and 'tally': how many live there
    p.handed,  -- 'group': how many have handed in; 'self': 1 or 0
    p.action,
    p.status
FROM members
LEFT JOIN part p ON true
ORDER BY p.section, p.place
