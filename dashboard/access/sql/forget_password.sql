-- Forgets a person's password and second factor.
DELETE FROM password
WHERE person = ? -- id
