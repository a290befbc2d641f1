-- The newest row; none in an empty log.
SELECT id, seal
FROM audit
WHERE id = (SELECT max(id) FROM audit)
