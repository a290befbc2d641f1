-- Who moved where between an earlier moment, perhaps in an earlier edition, and what stands before $until.
--   $fromedition  id of the earlier moment's edition
--   $fromuntil    UTC timestamp, as $until
--   $fromday      ISO date whose roster counted then
--   $pairs        comma-joined 'before:after', slugs of the commitments that may be compared; '' is none
, pair AS (
    SELECT split_part(p, ':', 1) AS before, split_part(p, ':', 2) AS after
    FROM (SELECT unnest(string_split($pairs, ',')) AS p)
    WHERE p <> ''
),
earlier AS (SELECT id FROM submission WHERE received < $fromuntil),
earlier_declaration AS (
    SELECT d.municipality, d.commitment, d.level
    FROM (
        SELECT municipality, commitment, max(submission) AS submission
        FROM declaration
        WHERE edition = $fromedition AND submission IN (SELECT id FROM earlier)
        GROUP BY municipality, commitment
    ) newest
    JOIN declaration d USING (submission, municipality, commitment)
    WHERE NOT d.withdrawn
),
earlier_declared AS (SELECT DISTINCT municipality FROM earlier_declaration),
earlier_reported AS (
    SELECT DISTINCT r.municipality
    FROM (
        SELECT municipality, action, max(submission) AS submission
        FROM action_report
        WHERE edition = $fromedition AND submission IN (SELECT id FROM earlier)
        GROUP BY municipality, action
    ) newest
    JOIN action_report r USING (submission, municipality, action)
    WHERE NOT r.withdrawn
),
earlier_roster AS (
    SELECT municipality, role
    FROM member
    WHERE (joined = '' OR joined <= $fromday) AND ("left" = '' OR "left" > $fromday)
),
-- Whoever is in scope at either moment.
side AS (
    SELECT
        t.*,
        list_contains(string_split($roles, ','), t.part) AS is_in,
        list_contains(string_split($roles, ','), CASE
            WHEN r.municipality IS NULL AND coalesce(e.municipality, a.municipality) IS NULL THEN 'other'
            WHEN r.municipality IS NULL THEN 'outside'
            WHEN r.role = '' THEN 'unknown'
            ELSE r.role
        END)                                             AS was_in,
        e.municipality IS NOT NULL                       AS was_handed_in
    FROM town t
    LEFT JOIN earlier_roster r ON r.municipality = t.code
    LEFT JOIN earlier_declared e ON e.municipality = t.code
    LEFT JOIN earlier_reported a ON a.municipality = t.code
    WHERE t.matches
),
either AS (SELECT * FROM side WHERE is_in OR was_in),
before_cover AS (
    SELECT
        count(*) FILTER (was_in)                                                AS members,
        count(*) FILTER (was_in AND was_handed_in)                              AS handed_in,
        coalesce(sum(population) FILTER (was_in), 0)::BIGINT                    AS population,
        coalesce(sum(population) FILTER (was_in AND was_handed_in), 0)::BIGINT  AS handed_in_population
    FROM either
),
move AS (
    SELECT
        s.code,
        p.after AS commitment,
        CASE
            WHEN NOT s.was_in THEN 'out_of_scope'
            WHEN e.level IS NOT NULL THEN e.level::VARCHAR
            WHEN s.was_handed_in THEN 'silent'
            ELSE 'not_handed_in'
        END     AS was,
        CASE
            WHEN NOT s.is_in THEN 'out_of_scope'
            WHEN d.level IS NOT NULL AND NOT d.withdrawn THEN d.level::VARCHAR
            WHEN s.handed_in THEN 'silent'
            ELSE 'not_handed_in'
        END     AS became,
        s.population,
        d.received,
        d.submission,
        d.line
    FROM either s
    CROSS JOIN pair p
    LEFT JOIN earlier_declaration e ON e.municipality = s.code AND e.commitment = p.before
    LEFT JOIN newest_declaration d ON d.municipality = s.code AND d.commitment = p.after
),
before_tally AS (
    SELECT
        k.slug                        AS commitment,
        CASE
            WHEN e.level IS NOT NULL THEN e.level::VARCHAR
            WHEN s.was_handed_in THEN 'silent'
            ELSE 'not_handed_in'
        END                           AS state,
        count(*)                      AS cities,
        sum(s.population)::BIGINT     AS population
    FROM either s
    JOIN commitment k ON k.edition = $fromedition
    LEFT JOIN earlier_declaration e ON e.municipality = s.code AND e.commitment = k.slug
    WHERE s.was_in
    GROUP BY ALL
),
part AS (
    SELECT 'before' AS kind, 1 AS section, 0::BIGINT AS place, 0 AS number, commitment, state AS was, cities, population AS people
    FROM before_tally
    UNION ALL BY NAME
    SELECT 'after' AS kind, 2 AS section, 0 AS place, commitment, state AS became, cities, population AS people
    FROM tally
    WHERE cities > 0
    UNION ALL BY NAME
    SELECT 'flow' AS kind, 3 AS section, 0 AS place, commitment, was, became, count(*) AS cities, sum(population)::BIGINT AS people
    FROM move
    GROUP BY ALL
    UNION ALL BY NAME
    SELECT
        'change' AS kind, 4 AS section, s.place, k.number,
        s.code, s.name, s.county_code, s.county, s.population, s.role, s.member, s.twin_of,
        m.commitment, m.was, m.became, m.received, m.submission, m.line
    FROM move m
    JOIN either s ON s.code = m.code
    JOIN commitment k ON k.edition = $edition AND k.slug = m.commitment
    WHERE m.was <> m.became
)
SELECT
    cover.*,
    b.members,
    b.handed_in,
    b.population,
    b.handed_in_population,
    p.kind,        -- before, after: how many are in a state; flow: how many went from one to another; change: one city
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.commitment,  -- of 'before': its slug then
    p.was,
    p.became,
    p.cities,
    p.people,
    p.received,    -- of the row that stands now; NULL where there is none
    p.submission,
    p.line
FROM cover
CROSS JOIN before_cover b
LEFT JOIN part p ON true
ORDER BY p.section, p.place, p.number, p.commitment, p.was, p.became
