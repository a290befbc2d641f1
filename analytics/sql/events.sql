-- Every change of a level or a status, one by one, each against what stood right before it, for the newest $most submissions per city.
--   $from  UTC timestamp: only what was received at it or later is told
--   $most  how many entries, an entry being one city's changes in one submission
, level_said AS (
    SELECT
        d.submission,
        d.line,
        d.municipality,
        d.commitment,
        CASE WHEN d.withdrawn THEN 'not_handed_in' WHEN d.level IS NULL THEN 'silent' ELSE d.level::VARCHAR END AS became,
        d.decided,
        d.reference,
        d.link,
        d.comment
    FROM declaration d
    WHERE d.edition = $edition AND d.submission IN (SELECT id FROM arrived)
),
level_step AS (
    SELECT
        *,
        coalesce(lag(became) OVER (PARTITION BY municipality, commitment ORDER BY submission), 'not_handed_in') AS was,
        min(submission) OVER (PARTITION BY municipality) = submission                                            AS first
    FROM level_said
),
-- Who goes first in a commitment, counted after each change of a city in scope.
level_change AS (
    SELECT
        l.*,
        sum(CASE WHEN became = '3' THEN 1 WHEN was = '3' THEN -1 ELSE 0 END) OVER (
            PARTITION BY l.commitment ORDER BY l.submission, c.place ROWS UNBOUNDED PRECEDING
        )::INTEGER AS leaders
    FROM level_step l
    JOIN city c ON c.code = l.municipality
    WHERE l.was <> l.became
),
-- Cities that told of an action since then: of the others no status has to be read.
teller AS (
    SELECT DISTINCT r.municipality
    FROM action_report r
    JOIN arrived s ON s.id = r.submission
    WHERE r.edition = $edition AND s.received >= $from
),
status_step AS (
    SELECT
        r.submission,
        r.line,
        r.municipality,
        r.action,
        CASE WHEN r.withdrawn THEN '' ELSE r.status END AS became,
        coalesce(lag(CASE WHEN r.withdrawn THEN '' ELSE r.status END)
            OVER (PARTITION BY r.municipality, r.action ORDER BY r.submission), '') AS was,
        r.link,
        r.comment
    FROM action_report r
    JOIN teller USING (municipality)
    WHERE r.edition = $edition AND r.submission IN (SELECT id FROM arrived)
),
change AS (
    SELECT submission, line, municipality, commitment, '' AS action, 0 AS level, 0 AS ordinal, was, became, first, leaders,
        decided, reference, link, comment
    FROM level_change
    UNION ALL
    SELECT t.submission, t.line, t.municipality, a.commitment, t.action, a.level, a.ordinal, t.was, t.became, false, 0,
        '', '', t.link, t.comment
    FROM status_step t
    JOIN action a ON a.edition = $edition AND a.id = t.action
    WHERE t.was <> t.became
),
told AS (
    SELECT h.*, s.received, s.kind, s.example, c.place
    FROM change h
    JOIN submission s ON s.id = h.submission
    JOIN city c ON c.code = h.municipality
    WHERE s.received >= $from
),
newest AS (SELECT *, dense_rank() OVER (ORDER BY received DESC, submission DESC, place) AS entry FROM told)
SELECT
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    n.submission,
    n.received,
    n.kind,
    n.example,
    n.first,       -- the city's first levels of the edition
    n.line,
    n.commitment,
    n.action,      -- '' for a level
    n.was,
    n.became,
    n.leaders,     -- cities in scope at level 3 right after a change of level
    n.decided,
    n.reference,
    n.link,
    n.comment
FROM newest n
JOIN city c ON c.code = n.municipality
JOIN commitment k ON k.edition = $edition AND k.slug = n.commitment
WHERE n.entry <= $most
ORDER BY n.entry, n.action <> '', k.number, n.level, n.ordinal
