-- Coverage and distribution at the end of several days, each with the roster of that day.
--   $commitment  slug of the one to count
--   $moments     comma-joined 'ISO date=UTC timestamp': a day and the moment it has ended
, moment AS (
    SELECT split_part(m, '=', 1) AS day, split_part(m, '=', 2)::TIMESTAMP AS until
    FROM (SELECT unnest(string_split($moments, ',')) AS m)
    WHERE m <> ''
),
-- Every row, and when the first that came after it in its place was received: it stands on the days between.
step AS (
    SELECT
        d.municipality,
        d.commitment,
        d.level,
        d.withdrawn,
        s.received,
        s.example,
        coalesce(min(s.received) OVER (
            PARTITION BY d.municipality, d.commitment ORDER BY d.submission ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ), TIMESTAMP 'infinity') AS ends
    FROM declaration d
    JOIN submission s ON s.id = d.submission
    WHERE d.edition = $edition
),
said AS (
    SELECT m.day, s.municipality, s.level
    FROM moment m
    JOIN step s ON s.received < m.until AND m.until <= s.ends
    WHERE s.commitment = $commitment AND NOT s.withdrawn
),
-- One level anywhere means that a city has handed in.
spell AS (SELECT municipality, received, ends, bool_or(example) AS example FROM step WHERE NOT withdrawn GROUP BY ALL),
handed AS (
    SELECT m.day, s.municipality, bool_or(s.example) AS example
    FROM moment m
    JOIN spell s ON s.received < m.until AND m.until <= s.ends
    GROUP BY ALL
),
-- Who has told of an action; counts only for who is outside.
told AS (
    SELECT s.day, s.municipality
    FROM (
        SELECT m.day, r.municipality, r.action, max(r.submission) AS submission
        FROM moment m
        JOIN submission s ON s.received < m.until
        JOIN action_report r ON r.submission = s.id AND r.edition = $edition
        WHERE list_contains(string_split($roles, ','), 'outside')
        GROUP BY ALL
    ) s
    JOIN action_report r USING (submission, municipality, action)
    WHERE NOT r.withdrawn
    GROUP BY ALL
),
roster_then AS (
    SELECT m.day, x.municipality, x.role
    FROM moment m
    JOIN member x ON (x.joined = '' OR x.joined <= m.day) AND (x."left" = '' OR x."left" > m.day)
),
scope_then AS (
    SELECT m.day, t.code, t.population, h.municipality IS NOT NULL AS handed_in, coalesce(h.example, false) AS example
    FROM moment m
    CROSS JOIN town t
    LEFT JOIN roster_then r ON r.day = m.day AND r.municipality = t.code
    LEFT JOIN handed h ON h.day = m.day AND h.municipality = t.code
    LEFT JOIN told a ON a.day = m.day AND a.municipality = t.code
    WHERE t.matches AND list_contains(string_split($roles, ','), CASE
        WHEN r.municipality IS NULL AND h.municipality IS NULL AND a.municipality IS NULL THEN 'other'
        WHEN r.municipality IS NULL THEN 'outside'
        WHEN r.role = '' THEN 'unknown'
        ELSE r.role
    END)
),
cover_then AS (
    SELECT
        m.day,
        count(s.code)                                               AS members,
        count(*) FILTER (s.handed_in)                               AS handed_in,
        coalesce(sum(s.population), 0)::BIGINT                      AS population,
        coalesce(sum(s.population) FILTER (s.handed_in), 0)::BIGINT AS handed_in_population,
        coalesce(bool_or(s.example), false)                         AS example
    FROM moment m
    LEFT JOIN scope_then s ON s.day = m.day
    GROUP BY m.day
),
state_then AS (
    SELECT
        s.day,
        CASE
            WHEN d.level IS NOT NULL THEN d.level::VARCHAR
            WHEN s.handed_in THEN 'silent'
            ELSE 'not_handed_in'
        END                        AS state,
        count(*)                   AS cities,
        sum(s.population)::BIGINT  AS population
    FROM scope_then s
    LEFT JOIN said d ON d.day = s.day AND d.municipality = s.code
    GROUP BY ALL
)
SELECT
    c.day,
    c.members,
    c.handed_in,
    c.population,
    c.handed_in_population,
    c.example,
    x.state,                            -- '' where the scope is empty
    x.cities,
    x.population
FROM cover_then c
LEFT JOIN state_then x ON x.day = c.day
ORDER BY c.day, x.state
