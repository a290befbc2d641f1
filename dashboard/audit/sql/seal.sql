-- The seal of one row.
SELECT seal
FROM audit
WHERE id = ? -- the row's number
