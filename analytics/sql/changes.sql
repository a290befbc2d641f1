-- What became different: what stands before $until against what stood before $from.
--   $from  UTC timestamp, as $until
, earlier AS (SELECT id FROM submission WHERE received < $from),
earlier_declaration AS (
    SELECT
        d.municipality,
        d.commitment,
        CASE WHEN d.withdrawn THEN 'not_handed_in' WHEN d.level IS NULL THEN 'silent' ELSE d.level::VARCHAR END AS said
    FROM (
        SELECT municipality, commitment, max(submission) AS submission
        FROM declaration
        WHERE edition = $edition AND submission IN (SELECT id FROM earlier)
        GROUP BY municipality, commitment
    ) newest
    JOIN declaration d USING (submission, municipality, commitment)
),
earlier_report AS (
    SELECT
        r.municipality,
        r.action,
        CASE WHEN r.withdrawn THEN '' ELSE r.status END AS said
    FROM (
        SELECT municipality, action, max(submission) AS submission
        FROM action_report
        WHERE edition = $edition AND submission IN (SELECT id FROM earlier)
        GROUP BY municipality, action
    ) newest
    JOIN action_report r USING (submission, municipality, action)
),
change AS (
    SELECT
        n.municipality,
        n.commitment,
        ''                              AS action,
        0                               AS level,
        0                               AS ordinal,
        coalesce(e.said, 'not_handed_in') AS was,
        n.said                          AS became,
        n.received,
        n.submission,
        n.line
    FROM newest_declaration n
    LEFT JOIN earlier_declaration e ON e.municipality = n.municipality AND e.commitment = n.commitment
    WHERE n.said <> coalesce(e.said, 'not_handed_in')
    UNION ALL
    SELECT
        n.municipality, a.commitment, n.action, a.level, a.ordinal,
        coalesce(e.said, ''), n.said, n.received, n.submission, n.line
    FROM newest_report n
    JOIN action a ON a.edition = $edition AND a.id = n.action
    LEFT JOIN earlier_report e ON e.municipality = n.municipality AND e.action = n.action
    WHERE n.said <> coalesce(e.said, '')
)
SELECT
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    h.commitment,
    h.action,      -- '' for a level
    h.was,
    h.became,
    h.received,
    h.submission,
    h.line
FROM change h
JOIN city c ON c.code = h.municipality
JOIN commitment k ON k.edition = $edition AND k.slug = h.commitment
ORDER BY h.received DESC, h.submission DESC, c.place, k.number, h.level, h.ordinal
