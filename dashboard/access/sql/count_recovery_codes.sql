-- How many recovery codes a person has left.
SELECT count(*)
FROM recovery_code
WHERE person = ? -- id
  AND used IS NULL
