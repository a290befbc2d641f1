-- Notes that a link was revoked.
UPDATE link
SET revoked = true
WHERE id = ? -- the link's random id
