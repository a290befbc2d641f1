-- One.
WHERE l.id = ? -- the link's random id
