-- How many cities work on what, in rows of kind 'process' and 'action'.
--   $tags  comma-joined 'action:process', which action hangs on which process; '' is none
, tag AS (
    SELECT split_part(t, ':', 1) AS action, split_part(t, ':', 2) AS process
    FROM (SELECT unnest(string_split($tags, ',')) AS t)
    WHERE t <> ''
),
reported_here AS (
    SELECT r.action, r.status, c.code
    FROM standing_report r
    JOIN city c ON c.code = r.municipality
    WHERE r.status <> ''
),
part AS (
    SELECT 'process' AS kind, t.process, count(DISTINCT r.code) AS cities
    FROM tag t
    JOIN reported_here r ON r.action = t.action AND r.status IN ('underway', 'done')
    GROUP BY t.process
    UNION ALL BY NAME
    SELECT 'action' AS kind, r.action, r.status, count(*) AS cities
    FROM reported_here r
    JOIN action a ON a.edition = $edition AND a.id = r.action
    GROUP BY r.action, r.status
)
SELECT
    cover.*,
    p.kind,
    p.process,
    p.action,
    p.status,
    p.cities  -- 'process': at work on any of its actions; 'action': with the status
FROM cover
LEFT JOIN part p ON true
