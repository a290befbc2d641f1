-- One.
WHERE id = ? -- the public half
