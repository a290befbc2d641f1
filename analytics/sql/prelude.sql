-- The tables every question begins with: who is in scope, what stands, and what each city has said.
--
-- Parameters, always bound, never spliced in:
--   $edition   id of the edition
--   $until     UTC timestamp: only what was received before it counts
--   $day       ISO date in Europe/Stockholm, the day whose roster counts
--   $roles     comma-joined: pioneer, twin, unknown, outside (rows stand, not on the roster), other (neither of these)
--   $counties  comma-joined county codes; '' is all
--   $bands     comma-joined spans of population 'low:high', high excluded; '' is all
--   $cities    comma-joined municipality codes; '' is all
WITH
-- The states of a cell, strongest first.
state (state, position) AS (
    VALUES ('3', 1), ('2', 2), ('1', 3), ('0', 4), ('silent', 5), ('not_handed_in', 6)
),
-- The statuses of an action; '' (silent) has no position.
progress (status, position) AS (
    VALUES ('not_started', 1), ('planned', 2), ('underway', 3), ('done', 4)
),
-- What had been received.
arrived AS (SELECT id, received, edition, example FROM submission WHERE received < $until),
-- The newest row per municipality and commitment, withdrawn ones included.
newest_declaration AS (
    SELECT
        d.*,
        s.received,
        s.example,
        CASE WHEN d.withdrawn THEN 'not_handed_in' WHEN d.level IS NULL THEN 'silent' ELSE d.level::VARCHAR END AS said
    FROM (
        SELECT municipality, commitment, max(submission) AS submission
        FROM declaration
        WHERE edition = $edition AND submission IN (SELECT id FROM arrived)
        GROUP BY municipality, commitment
    ) newest
    JOIN declaration d USING (submission, municipality, commitment)
    JOIN arrived s ON s.id = d.submission
),
-- The newest row per municipality and action, withdrawn ones included: what the view action_report would answer, found in the numbers
-- that reports are stored by and then named, which takes half the memory and time.
newest_report AS (
    SELECT
        r.submission,
        r.line,
        m.name                  AS municipality,
        a.name                  AS action,
        t.name                  AS status,
        coalesce(r.comment, '') AS comment,
        coalesce(r.link, '')    AS link,
        r.withdrawn,
        s.received,
        s.example,
        CASE WHEN r.withdrawn THEN '' ELSE t.name END AS said
    FROM (
        SELECT municipality, action, max(submission) AS submission
        FROM report
        WHERE submission IN (SELECT id FROM arrived WHERE edition = $edition)
        GROUP BY municipality, action
    ) newest
    JOIN report r USING (submission, municipality, action)
    JOIN arrived s ON s.id = r.submission
    LEFT JOIN name m ON m.number = r.municipality
    LEFT JOIN name a ON a.number = r.action
    LEFT JOIN name t ON t.number = r.status
),
-- What stands: a withdrawn row is as if it had never been handed in.
standing_declaration AS (SELECT * FROM newest_declaration WHERE NOT withdrawn),
standing_report AS (SELECT * FROM newest_report WHERE NOT withdrawn),
-- What stands, summed up per municipality.
declared AS (
    SELECT
        municipality,
        count(level)     AS answered,   -- commitments with level 0–3
        max(submission)  AS submission,
        max(received)    AS changed,
        bool_or(example) AS example
    FROM standing_declaration
    GROUP BY municipality
),
reported AS (
    SELECT
        municipality,
        count(*) FILTER (status <> '') AS actions, -- with a status
        max(submission)                AS submission,
        max(received)                  AS changed,
        bool_or(example)               AS example
    FROM standing_report
    GROUP BY municipality
),
-- The roster of the day.
roster AS (
    SELECT municipality, role, twin_of
    FROM member
    WHERE (joined = '' OR joined <= $day) AND ("left" = '' OR "left" > $day)
),
-- Every municipality of the register, with its place on the roster and in Swedish order.
town AS (
    SELECT
        m.code,
        m.name,
        m.county_code,
        m.county,
        m.population,
        coalesce(r.role, '')                              AS role,
        r.municipality IS NOT NULL                        AS member,
        coalesce(r.twin_of, '')                           AS twin_of,
        d.municipality IS NOT NULL                        AS handed_in,
        coalesce(d.answered, 0)                           AS answered,
        coalesce(a.actions, 0)                            AS actions,
        coalesce(greatest(d.submission, a.submission), 0) AS submission, -- newest that stands
        greatest(d.changed, a.changed)                    AS changed,
        coalesce(d.example, false) OR coalesce(a.example, false) AS example,
        CASE
            WHEN r.municipality IS NULL AND coalesce(d.municipality, a.municipality) IS NULL THEN 'other'
            WHEN r.municipality IS NULL THEN 'outside'
            WHEN r.role = '' THEN 'unknown'
            ELSE r.role
        END                                               AS part,
        ($counties = '' OR list_contains(string_split($counties, ','), m.county_code))
        AND ($cities = '' OR list_contains(string_split($cities, ','), m.code))
        AND ($bands = '' OR list_bool_or(list_transform(
            string_split($bands, ','),
            lambda span: m.population >= try_cast(split_part(span, ':', 1) AS INTEGER)
                AND m.population < try_cast(split_part(span, ':', 2) AS INTEGER)
        )))                                               AS matches,    -- all of the filter but the roles
        row_number() OVER (ORDER BY m.name COLLATE sv, m.code) AS place
    FROM municipality m
    LEFT JOIN roster r ON r.municipality = m.code
    LEFT JOIN declared d ON d.municipality = m.code
    LEFT JOIN reported a ON a.municipality = m.code
),
-- The scope.
city AS (SELECT * FROM town WHERE matches AND list_contains(string_split($roles, ','), part)),
-- How much of the scope has handed in: always one row.
cover AS (
    SELECT
        count(*)                                                AS members,
        count(*) FILTER (handed_in)                             AS handed_in,
        coalesce(sum(population), 0)::BIGINT                    AS population,
        coalesce(sum(population) FILTER (handed_in), 0)::BIGINT AS handed_in_population,
        max(changed)                                            AS as_of,
        coalesce(bool_or(example), false)                       AS example
    FROM city
),
-- The same of the members alone, for questions that are asked with every role in scope.
members AS (
    SELECT
        count(*)                                                AS members,
        count(*) FILTER (handed_in)                             AS handed_in,
        coalesce(sum(population), 0)::BIGINT                    AS population,
        coalesce(sum(population) FILTER (handed_in), 0)::BIGINT AS handed_in_population,
        max(changed)                                            AS as_of,
        coalesce(bool_or(example), false)                       AS example
    FROM city
    WHERE member
),
-- Every city in scope by every commitment of the edition, in one of the six states.
cell AS (
    SELECT
        c.code,
        k.slug       AS commitment,
        k.number,
        CASE
            WHEN d.level IS NOT NULL THEN d.level::VARCHAR
            WHEN c.handed_in THEN 'silent'
            ELSE 'not_handed_in'
        END          AS state,
        d.submission,           -- NULL where no row stands
        d.line,
        d.received   AS since,
        d.decided,
        d.reference,
        d.link,
        d.comment
    FROM city c
    JOIN commitment k ON k.edition = $edition
    LEFT JOIN standing_declaration d ON d.municipality = c.code AND d.commitment = k.slug
),
-- How many cities in scope are in each state of each commitment, zeros included.
tally AS (
    SELECT
        k.slug                                 AS commitment,
        k.number,
        s.state,
        s.position,
        count(x.code)                          AS cities,
        coalesce(sum(c.population), 0)::BIGINT AS population
    FROM commitment k
    CROSS JOIN state s
    LEFT JOIN cell x ON x.commitment = k.slug AND x.state = s.state
    LEFT JOIN city c ON c.code = x.code
    WHERE k.edition = $edition
    GROUP BY ALL
)
