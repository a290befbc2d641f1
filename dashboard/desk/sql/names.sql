-- The names of everybody who may sign in.
SELECT DISTINCT name
FROM person
WHERE name NOT IN (?, '') -- what stands for an erased person's name
