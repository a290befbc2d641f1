-- What stands behind the levels that are declared: every city in scope by every commitment and level.
--   $commitment  slug; '' is every one
, rung AS (
    SELECT commitment, level, count(*) AS actions
    FROM action
    WHERE edition = $edition AND ($commitment = '' OR commitment = $commitment)
    GROUP BY commitment, level
),
told AS (
    SELECT
        r.municipality,
        a.commitment,
        a.level,
        count(*) FILTER (r.status = 'not_started') AS not_started,
        count(*) FILTER (r.status = 'planned')     AS planned,
        count(*) FILTER (r.status = 'underway')    AS underway,
        count(*) FILTER (r.status = 'done')        AS done,
        count(*) FILTER (r.link <> '')             AS links
    FROM standing_report r
    JOIN action a ON a.edition = $edition AND a.id = r.action
    GROUP BY r.municipality, a.commitment, a.level
)
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    x.commitment, x.state, x.submission, x.line, x.since, x.decided, x.reference, x.link, x.comment,
    k.level,
    k.actions,      -- of the level
    t.not_started,  -- NULL where nothing is reported
    t.planned,
    t.underway,
    t.done,
    t.links         -- to evidence, of the level's actions
FROM cover
LEFT JOIN (
    city c
    JOIN cell x ON x.code = c.code
    JOIN rung k ON k.commitment = x.commitment
    LEFT JOIN told t ON t.municipality = c.code AND t.commitment = k.commitment AND t.level = k.level
) ON true
ORDER BY c.place, x.number, k.level
