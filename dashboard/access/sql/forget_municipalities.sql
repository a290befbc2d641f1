-- Takes a person's municipalities away.
DELETE FROM person_municipality
WHERE person = ? -- id
