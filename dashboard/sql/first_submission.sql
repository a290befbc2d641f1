-- When the first answer of an edition came that counts. No row before there is any.
-- $1: the edition, "2025/2026"
SELECT
    min(received)  -- UTC
FROM submission
WHERE edition = $1
HAVING min(received) IS NOT NULL
