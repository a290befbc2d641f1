-- One row when somebody can still administer, none when nobody can.
SELECT 1
FROM person
WHERE role = 'administrator'
  AND state = 'active'
LIMIT 1
