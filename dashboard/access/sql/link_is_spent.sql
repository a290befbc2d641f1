-- One row when the link is spent, none when it is not.
SELECT 1
FROM invitation_used
WHERE id = ? -- the link's random id
