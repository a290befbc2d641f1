-- Takes a member off the roster.
DELETE FROM member
WHERE municipality = ? -- code
