-- Every status that stands of some actions, in any order: a part of what actions.sql answers, for an answer of any length. Newest, standing
-- and arrived are those of prelude.sql, in the numbers that reports are stored by, as a condition on names does not reach the table.
--
--   $edition  id of the edition
--   $until    UTC timestamp: only what was received before it counts
--   $actions  comma-joined ids, all of the edition
WITH
asked AS (SELECT number, name FROM name WHERE name IN (SELECT unnest(string_split($actions, ',')))),
arrived AS (SELECT id, received FROM submission WHERE received < $until AND edition = $edition),
newest AS (
    SELECT municipality, action, max(submission) AS submission
    FROM report
    WHERE submission IN (SELECT id FROM arrived) AND action IN (SELECT number FROM asked)
    GROUP BY municipality, action
)
SELECT
    m.name                AS municipality,
    a.name                AS action,
    t.name                AS status,
    r.submission,
    r.line,
    s.received,
    coalesce(r.link, '')  AS link
FROM newest
JOIN report r USING (submission, municipality, action)
JOIN arrived s ON s.id = r.submission
JOIN asked a ON a.number = r.action
JOIN name m ON m.number = r.municipality
JOIN name t ON t.number = r.status AND t.name <> ''
WHERE NOT r.withdrawn
