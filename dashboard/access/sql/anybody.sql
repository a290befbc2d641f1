-- One row when the site has people who are not erased, none when it has not.
SELECT 1
FROM person
WHERE state <> 'erased'
LIMIT 1
