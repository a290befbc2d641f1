-- The corrections up to and with one submission, as one number; the same rows in another order give the same.
-- $last: the id of that submission
SELECT CAST(coalesce(sum(hash(c)), 0) AS VARCHAR) AS digest
FROM correction c
WHERE c.submission <= $last
