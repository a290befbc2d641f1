-- Who has handed in within a span of time, with what still counts: no undo, and nothing that an undo has put back.
--   $edition  id
--   $from     UTC timestamp, included
--   $until    UTC timestamp, excluded
WITH
back AS ( -- undos that are in force
    SELECT undoes
    FROM submission
    WHERE undoes <> 0 AND received < $until
      AND id NOT IN (SELECT undoes FROM submission WHERE undoes <> 0 AND received < $until)
),
counted AS (
    SELECT id, received
    FROM submission
    WHERE edition = $edition AND kind <> 'undo' AND received >= $from AND received < $until
      AND id NOT IN (SELECT undoes FROM back)
),
said AS (
    SELECT submission, municipality FROM declaration
    UNION -- distinct
    SELECT submission, municipality FROM action_report
)
SELECT s.municipality, max(c.received)
FROM counted c
JOIN said s ON s.submission = c.id
GROUP BY s.municipality
