-- Which municipalities submissions are about, whatever the rows in them changed.
--   $ids  submission ids with commas between
WITH asked AS (
    SELECT unnest(string_split($ids, ','))::BIGINT AS id
)
SELECT submission, municipality FROM declaration WHERE submission IN (SELECT id FROM asked)
UNION -- distinct
SELECT submission, municipality FROM action_report WHERE submission IN (SELECT id FROM asked)
ORDER BY submission, municipality
